"""What a text states of itself: date and source of publication, issuer, link, and the earliest it can be."""
