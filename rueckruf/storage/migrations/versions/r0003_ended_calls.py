"""Calls whose log at Twilio is still to be deleted."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "ended_calls",
        sa.Column("call_sid", sa.String(64), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
        sa.Column("next_attempt_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("call_sid", name="pk_ended_calls"),
    )
    op.create_index("ix_ended_calls_next_attempt_at", "ended_calls", ["next_attempt_at"])


def downgrade() -> None:
    op.drop_table("ended_calls")
