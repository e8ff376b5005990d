"""Personal values sealed in one column; what sales, privacy and hand-over need besides the requests."""

import json
from typing import Any

import sqlalchemy as sa
from alembic import context, op
from sqlalchemy.engine import Row

revision = "0002"
down_revision = "0001"

_MOMENT = sa.DateTime(timezone=True)
_DUE = ["due_at", "callback_end", "next_attempt_at", "recipient", "restricted_at", "id", "version"]
_ROWS_AT_ONCE = 1000
_PERSONAL = ("name", "phone", "callback_text")


def upgrade() -> None:
    _seal_requests()
    op.create_table(
        "request_events",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("request_id", sa.String(36), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("actor", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("detail", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_request_events"),
        _request("request_events"),
    )
    op.create_index("ix_request_events_request_id", "request_events", ["request_id"])
    op.create_table(
        "search_words",
        sa.Column("word", sa.String(32), nullable=False),
        sa.Column("request_id", sa.String(36), nullable=False),
        sa.PrimaryKeyConstraint("word", "request_id", name="pk_search_words"),
        _request("search_words"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_search_words_request_id", "search_words", ["request_id"])
    op.create_table(
        "users",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("login", sa.String(64), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("recipient", sa.String(32)),
        sa.Column("password_hash", sa.String(255), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("disabled_at", _MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_users"),
        sa.UniqueConstraint("login", name="uq_users_login"),
    )
    op.create_table(
        "sessions",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("user_id", sa.String(36), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("seen_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sessions"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_sessions_user_id", ondelete="CASCADE"),
    )
    op.create_index("ix_sessions_user_id", "sessions", ["user_id"])
    op.create_table(
        "login_attempts",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("source", sa.String(32), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_login_attempts"),
    )
    op.create_index("ix_login_attempts_source", "login_attempts", ["source"])
    op.create_index("ix_login_attempts_at", "login_attempts", ["at"])
    op.create_table(
        "call_figures",
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("recipient", sa.String(32), nullable=False),
        sa.Column("value", sa.String(32), nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("day", "kind", "recipient", "value", name="pk_call_figures"),
    )
    op.create_table(
        "audit_log",
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("actor", sa.String(64), nullable=False),
        sa.Column("action", sa.String(32), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("request_ids", sa.Text, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_audit_log"),
    )
    op.create_index("ix_audit_log_action", "audit_log", ["action"])
    _append_only("audit_log")
    op.create_table(
        "outbox",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("outlet", sa.String(16), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("request_id", sa.String(36)),
        sa.Column("recipient", sa.String(32)),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
        sa.Column("next_attempt_at", _MOMENT),
        sa.Column("delivered_at", _MOMENT),
        sa.Column("problem", sa.String(64)),
        sa.PrimaryKeyConstraint("number", name="pk_outbox"),
        sa.UniqueConstraint("id", name="uq_outbox_id"),
    )
    op.create_index("ix_outbox_request_id", "outbox", ["request_id"])
    op.create_index("ix_outbox_outlet", "outbox", ["outlet", "next_attempt_at"])
    op.create_table(
        "leases",
        sa.Column("name", sa.String(32), nullable=False),
        sa.Column("holder", sa.String(36), nullable=False),
        sa.Column("until", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_leases"),
    )


def _request(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["request_id"], ["callback_requests.id"], name=f"fk_{table}_request_id", ondelete="CASCADE"
    )


def _seal_requests() -> None:
    with op.batch_alter_table("callback_requests") as table:
        table.add_column(sa.Column("personal", sa.Text))
        table.add_column(sa.Column("phone_fingerprint", sa.String(32)))
        table.add_column(sa.Column("claimed_by", sa.String(64)))
        table.add_column(sa.Column("attempts", sa.Integer, nullable=False, server_default="0"))
        table.add_column(sa.Column("next_attempt_at", _MOMENT))
        table.add_column(sa.Column("due_at", _MOMENT))
        table.add_column(sa.Column("version", sa.Integer, nullable=False, server_default="1"))
        table.add_column(sa.Column("restricted_at", _MOMENT))
        table.add_column(sa.Column("restriction", sa.Text))
    cipher, connection = context.config.attributes["cipher"], op.get_bind()
    columns = [sa.column(name) for name in ("id", "personal", "phone_fingerprint", *_PERSONAL)]
    requests = sa.table("callback_requests", *columns)
    renewed: dict[str, Any] = {"personal": sa.bindparam("sealed"), "phone_fingerprint": sa.bindparam("fingerprint")}
    update = sa.update(requests).where(requests.c.id == sa.bindparam("of")).values(renewed)
    portion = sa.select(requests).order_by(requests.c.id).limit(_ROWS_AT_ONCE)
    rows = connection.execute(portion).all()
    while rows:
        connection.execute(update, [_sealed(row, cipher) for row in rows])
        rows = connection.execute(portion.where(requests.c.id > rows[-1].id)).all()
    op.execute("UPDATE callback_requests SET due_at = callback_start WHERE status <> 'done'")
    with op.batch_alter_table("callback_requests") as table:
        table.alter_column("personal", existing_type=sa.Text, nullable=False)
        table.alter_column("phone_fingerprint", existing_type=sa.String(32), nullable=False)
        for name in _PERSONAL:
            table.drop_column(name)
        table.create_index("ix_callback_requests_phone_fingerprint", ["phone_fingerprint"])
        table.create_index("ix_callback_requests_callback_start", ["callback_start"])
        table.create_index("ix_callback_requests_due_at", _DUE)
        table.create_index("ix_callback_requests_callback_end", ["callback_end"])


def _sealed(row: Row, cipher: Any) -> dict[str, str]:
    personal = {**{name: getattr(row, name) for name in _PERSONAL}, "note": ""}
    return {
        "of": row.id,
        "sealed": cipher.seal(json.dumps(personal, ensure_ascii=False)),
        "fingerprint": cipher.fingerprint(row.phone),
    }


def _append_only(table: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )


def downgrade() -> None:
    raise NotImplementedError("sealed data is not opened again: restore a backup")
