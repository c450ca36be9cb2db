"""What news agencies send: items of NewsML-G2, NewsML 1 and NITF as records."""
