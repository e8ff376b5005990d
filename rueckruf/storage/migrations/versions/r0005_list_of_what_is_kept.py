"""The day's list leaves out what is due: its index tells that, too."""

from alembic import op

revision = "0005"
down_revision = "0004"

_INDEX, _TABLE = "ix_callback_requests_due_at", "callback_requests"
_COLUMNS = ["due_at", "callback_end", "next_attempt_at", "recipient", "restricted_at", "delete_after", "id", "version"]


def upgrade() -> None:
    op.drop_index(_INDEX, _TABLE)
    op.create_index(_INDEX, _TABLE, _COLUMNS)


def downgrade() -> None:
    op.drop_index(_INDEX, _TABLE)
    op.create_index(_INDEX, _TABLE, [name for name in _COLUMNS if name != "delete_after"])
