"""Who the sources are: what people know of them, as a table that can be edited."""

from components import sources

sources.page()
