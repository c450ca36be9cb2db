"""What people add beside a bundle that never changes: events and the report, each in a file of its own."""
