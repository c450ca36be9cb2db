"""Libraries of reference managers: a record for each entry, its abstract for a text, or else its title."""
