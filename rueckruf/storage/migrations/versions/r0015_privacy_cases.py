"""What people ask of whoever answers for their data gets a table: cases with their deadlines."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.create_table(
        "privacy_cases",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True)),
        sa.Column("delete_after", sa.DateTime(timezone=True)),
        sa.Column("personal", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False, server_default="1"),
        sa.PrimaryKeyConstraint("id", name="pk_privacy_cases"),
    )
    op.create_index("ix_privacy_cases_due_at", "privacy_cases", ["due_at"])
    op.create_index("ix_privacy_cases_delete_after", "privacy_cases", ["delete_after"])


def downgrade() -> None:
    op.drop_table("privacy_cases")
