"""One-time links to choose a password with, and which device a session is on."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.add_column("sessions", sa.Column("device", sa.String(64), nullable=False, server_default=""))
    op.create_table(
        "access_links",
        sa.Column("user_id", sa.String(36), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("user_id", name="pk_access_links"),
        sa.UniqueConstraint("digest", name="uq_access_links_digest"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_access_links_user_id", ondelete="CASCADE"),
    )


def downgrade() -> None:
    op.drop_table("access_links")
    op.drop_column("sessions", "device")
