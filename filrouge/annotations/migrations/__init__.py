"""How the tables of a log came about, step by step; run by Alembic."""
