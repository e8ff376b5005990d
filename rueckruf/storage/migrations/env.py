"""Run by Alembic for every migration; ``rueckruf/storage/migrate.py`` hands it the connection.

A new migration is a file in ``versions/`` that names the one before it as ``down_revision``. It must not change
``callback_requests`` with ``batch_alter_table`` any more: on SQLite that drops and copies the table, and dropping
it takes all rows along that go with a request. Columns are added with plain ``ALTER TABLE``. And it imports nothing of
this program: what it does to a database must stay the same, whatever becomes of the program.
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
