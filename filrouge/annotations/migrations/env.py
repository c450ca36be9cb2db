"""Run by Alembic, which brings the tables of a log up to date: on the connection that asks for it."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
context.run_migrations()
