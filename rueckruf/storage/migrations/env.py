"""Run by Alembic for every migration; ``rueckruf/storage/migrate.py`` hands it the connection.

A new migration is a file in ``versions/`` that names the one before it as ``down_revision``.
"""

from alembic import context

from rueckruf.storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite changes a table by copying it
)
with context.begin_transaction():
    context.run_migrations()
