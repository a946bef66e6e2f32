"""Alembic runs this file. It changes the database through the connection, and in the transaction, that it is given."""

from __future__ import annotations

from alembic import context

# Inside a transaction that somebody else began, Alembic begins and ends none of its own.
context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
context.run_migrations()
