"""Who took a text from whom: copies, rewordings and translations, whole or in part (docs/spread.md)."""
