"""Claims: statements that several texts make, who makes them and who denies them."""
