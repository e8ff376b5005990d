"""The database gets a key of its own, for the chain of its log and for the calls that must not come again."""

import json
import secrets

import sqlalchemy as sa
from alembic import context, op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "database_key",
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("sealed", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_database_key"),
    )
    op.create_table(
        "tombstones",
        sa.Column("call", sa.String(32), nullable=False),
        sa.Column("erased", sa.Boolean, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("call", name="pk_tombstones"),
    )
    op.create_index("ix_tombstones_at", "tombstones", ["at"])
    _take_over_the_log()


def _take_over_the_log() -> None:
    """Entries so far are chained without a key: the sealed row tells where that ends, so that nobody can add to them."""
    log = sa.table("audit_log", sa.column("number"), sa.column("digest"))
    last = op.get_bind().execute(sa.select(log).order_by(log.c.number.desc()).limit(1)).one_or_none()
    if last is None:
        return  # the key is made when it is needed
    kept = {"secret": secrets.token_hex(32), "plain_entries": last.number, "plain_head": last.digest}
    row = {"number": 1, "sealed": context.config.attributes["cipher"].seal(json.dumps(kept))}
    op.get_bind().execute(sa.insert(sa.table("database_key", sa.column("number"), sa.column("sealed"))), row)


def downgrade() -> None:
    raise NotImplementedError("the log is chained with the key: restore a backup")
