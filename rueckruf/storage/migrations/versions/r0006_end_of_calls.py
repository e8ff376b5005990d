"""When a call ended whose log at Twilio is still to be deleted: no call is remembered longer than a request."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("ended_calls", sa.Column("ended_at", _MOMENT))
    op.execute("UPDATE ended_calls SET ended_at = next_attempt_at")  # at most an hour late
    with op.batch_alter_table("ended_calls") as table:
        table.alter_column("ended_at", existing_type=_MOMENT, nullable=False)


def downgrade() -> None:
    op.drop_column("ended_calls", "ended_at")
