"""Files → documents: readers, columns, cleaning, dates, languages, sources."""
