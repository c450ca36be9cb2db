"""What a file is and how it is read: each kind of item has its reader."""
