"""The table of callback requests."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "callback_requests",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("call_sid", sa.String(64), nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("phone", sa.String(16), nullable=False),
        sa.Column("callback_start", moment, nullable=False),
        sa.Column("callback_end", moment, nullable=False),
        sa.Column("callback_text", sa.Text, nullable=False),
        sa.Column("recipient", sa.String(32), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("phone_source", sa.String(16), nullable=False),
        sa.Column("delete_after", moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_callback_requests"),
        sa.UniqueConstraint("call_sid", name="uq_callback_requests_call_sid"),
    )
    op.create_index("ix_callback_requests_created_at", "callback_requests", ["created_at"])
    op.create_index("ix_callback_requests_delete_after", "callback_requests", ["delete_after"])


def downgrade() -> None:
    op.drop_table("callback_requests")
