"""One-time links to choose a password with, which device a session is on, second factors, and accounts of a company."""

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
    op.add_column("users", sa.Column("subject", sa.String(64)))
    with op.batch_alter_table("users") as users:
        users.create_unique_constraint("uq_users_subject", ["subject"])
    op.add_column("users", sa.Column("totp", sa.Text))
    op.add_column("users", sa.Column("totp_step", sa.Integer))
    op.create_table(
        "recovery_codes",
        sa.Column("user_id", sa.String(36), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("user_id", "digest", name="pk_recovery_codes"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_recovery_codes_user_id", ondelete="CASCADE"),
    )


def downgrade() -> None:
    op.drop_table("recovery_codes")
    op.drop_column("users", "totp_step")
    op.drop_column("users", "totp")
    with op.batch_alter_table("users") as users:
        users.drop_constraint("uq_users_subject")
        users.drop_column("subject")
    op.drop_table("access_links")
    op.drop_column("sessions", "device")
