"""A report: charts, quoted passages and notes that an analyst has put aside, written as a file to hand on."""
