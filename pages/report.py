"""What was put aside on the other pages, in order, with the analyst's words, to be handed on as a file."""

from components import report

report.page()
