"""The tables as they are after all migrations; a test compares the two."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)
from sqlalchemy.types import TypeDecorator


class UtcDateTime(TypeDecorator):  # type: ignore[type-arg]
    """An aware time, stored in UTC on databases with and without time zones. Refuses naive times."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        if value.utcoffset() is None:
            raise ValueError("a naive time cannot be stored")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


REVISION = "0017"
"""The last migration."""

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

# Personal values lie in one sealed column: one token to open a request, one to seal again when keys are rotated.
callback_requests = Table(
    "callback_requests",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("call_sid", String(64), nullable=False, unique=True),
    Column("created_at", UtcDateTime, nullable=False, index=True),
    Column("personal", Text, nullable=False),
    Column("callback_start", UtcDateTime, nullable=False, index=True),
    Column("callback_end", UtcDateTime, nullable=False, index=True),
    Column("recipient", String(32), nullable=False),
    Column("status", String(16), nullable=False),
    Column("phone_source", String(16), nullable=False),
    Column("delete_after", UtcDateTime, nullable=False, index=True),
    Column("claimed_by", String(64)),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("next_attempt_at", UtcDateTime),
    Column("due_at", UtcDateTime),  # when to call next; empty once nobody has to
    Column("due_until", UtcDateTime),  # when the window ends that counts now
    Column("moves_on_at", UtcDateTime, index=True),  # when another one will; empty where none is left
    Column("version", Integer, nullable=False, server_default="1"),
    Column("restricted_at", UtcDateTime),
    Column("restriction", Text),  # the sealed reason
    # All that the day's list is ordered and counted by, so that it opens no row that it does not show.
    Index(
        "ix_callback_requests_due_at",
        *("due_at", "due_until", "next_attempt_at", "recipient", "claimed_by", "restricted_at", "delete_after"),
        *("id", "version"),
    ),
)


def _of_a_request(**options: Any) -> "Column[Any]":
    """The request a row belongs to and goes with."""
    return Column("request_id", ForeignKey(callback_requests.c.id, ondelete="CASCADE"), nullable=False, **options)


request_events = Table(
    "request_events",
    metadata,
    Column("id", Integer, primary_key=True),
    _of_a_request(index=True),
    Column("at", UtcDateTime, nullable=False),
    Column("actor", String(64), nullable=False),
    Column("kind", String(32), nullable=False),
    Column("detail", Text),  # sealed
)

# Fingerprints of words, of how they begin and of numbers, so that these are found without opening every request.
search_words = Table(
    "search_words",
    metadata,
    Column("word", String(32), primary_key=True),
    _of_a_request(primary_key=True, index=True),
    sqlite_with_rowid=False,  # the key is all there is: without, a third more is written
)

users = Table(
    "users",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("login", String(64), nullable=False, unique=True),
    Column("role", String(16), nullable=False),
    Column("recipient", String(32)),
    Column("password_hash", String(255), nullable=False),  # empty: none is chosen
    Column("created_at", UtcDateTime, nullable=False),
    Column("disabled_at", UtcDateTime),
    Column("subject", String(64), unique=True),  # a digest of who that is for the provider of the company
    Column("totp", Text),  # the sealed secret of the second factor
    Column("totp_step", Integer),  # the time step of its last code: none is taken twice
)

# Codes that stand in for the second factor, once each, as digests.
recovery_codes = Table(
    "recovery_codes",
    metadata,
    Column("user_id", ForeignKey(users.c.id, ondelete="CASCADE"), primary_key=True),
    Column("digest", String(64), primary_key=True),
)

# What browsers and their devices sign in with instead of password and second factor (WebAuthn); of each only the public
# key is here.
passkeys = Table(
    "passkeys",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("user_id", ForeignKey(users.c.id, ondelete="CASCADE"), nullable=False, index=True),
    Column("credential_id", String(1364), nullable=False, unique=True),  # at most 1023 bytes, in Base64
    Column("public_key", Text, nullable=False),  # as COSE writes it, in Base64
    Column("sign_count", BigInteger, nullable=False),  # of 32 bits; 0 where a device does not count
    Column("name", String(60), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("used_at", UtcDateTime),
)

# Who is signed in to the sales page. A row that is deleted is a session that has ended.
sessions = Table(
    "sessions",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("user_id", ForeignKey(users.c.id, ondelete="CASCADE"), nullable=False, index=True),
    Column("created_at", UtcDateTime, nullable=False),
    Column("seen_at", UtcDateTime, nullable=False),
    Column("device", String(64), nullable=False, server_default=""),  # which browser on which system
)

# Systems that may use the API. A row that is deleted is a token that was revoked.
api_tokens = Table(
    "api_tokens",
    metadata,
    Column("name", String(60), primary_key=True),
    Column("role", String(16), nullable=False),
    Column("recipient", String(32)),
    Column("token_hash", String(64), nullable=False, unique=True),
    Column("created_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("used_at", UtcDateTime),  # to a few minutes
)

# Secret addresses under which somebody's calendar reads requests. Of the secret only a hash is here.
calendar_feeds = Table(
    "calendar_feeds",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("user_id", ForeignKey(users.c.id, ondelete="CASCADE"), nullable=False, index=True),
    Column("recipient", String(32)),  # empty: what the person has claimed
    Column("secret_hash", String(64), nullable=False, unique=True),
    Column("created_at", UtcDateTime, nullable=False),
)

# Links with which somebody chooses a password, once; of the link itself only a digest is kept.
access_links = Table(
    "access_links",
    metadata,
    Column("user_id", ForeignKey(users.c.id, ondelete="CASCADE"), primary_key=True),
    Column("digest", String(64), nullable=False, unique=True),
    Column("expires_at", UtcDateTime, nullable=False),
)

# Browsers that want news: where the service of a browser's maker takes what is for it.
push_subscriptions = Table(
    "push_subscriptions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("user_id", ForeignKey(users.c.id, ondelete="CASCADE"), nullable=False, index=True),
    Column("endpoint", String(1000), nullable=False, unique=True),
    Column("created_at", UtcDateTime, nullable=False),
)

# Attempts to sign in, by fingerprints of the login and of the device or address they came from.
login_attempts = Table(
    "login_attempts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source", String(32), nullable=False, index=True),
    Column("at", UtcDateTime, nullable=False, index=True),
)

# How often something happened on a Berlin day. Nothing leads from here to a person, so it outlives the requests.
call_figures = Table(
    "call_figures",
    metadata,
    Column("day", Date, primary_key=True),
    Column("kind", String(16), primary_key=True),
    Column("recipient", String(32), primary_key=True),
    Column("value", String(32), primary_key=True),
    Column("count", Integer, nullable=False),
)

# Appended to only; the migration forbids the rest. No personal data of callers.
audit_log = Table(
    "audit_log",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", UtcDateTime, nullable=False),
    Column("actor", String(64), nullable=False),
    Column("action", String(32), nullable=False, index=True),
    Column("reason", Text, nullable=False),
    Column("request_ids", Text, nullable=False),  # separated by spaces
    Column("digest", String(64), nullable=False),
)

# What others must be told of requests, and mails that are due. No personal data: what is sent is made when it is sent.
outbox = Table(
    "outbox",
    metadata,
    Column("number", Integer, primary_key=True),  # the order in which things happened
    Column("id", String(36), nullable=False, unique=True),  # the idempotency key
    Column("outlet", String(16), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("request_id", String(36), index=True),  # no foreign key: news of a deletion outlives its request
    Column("recipient", String(32)),
    Column("created_at", UtcDateTime, nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("next_attempt_at", UtcDateTime),  # empty once delivered or given up
    Column("delivered_at", UtcDateTime),
    Column("problem", String(64)),  # of the last attempt
    Index("ix_outbox_outlet", "outlet", "next_attempt_at"),
)

# What has happened to requests, for systems that ask. No personal data, and no foreign key: it outlives its request.
request_changes = Table(
    "request_changes",
    metadata,
    Column("number", Integer, primary_key=True),  # the order of the commits
    Column("id", String(36), nullable=False, unique=True),
    Column("news", String(16), nullable=False),
    Column("request_id", String(36), nullable=False),
    Column("recipient", String(32), nullable=False),
    Column("at", UtcDateTime, nullable=False),
)

# Calls that are over and whose log at Twilio is still to be deleted.
ended_calls = Table(
    "ended_calls",
    metadata,
    Column("call_sid", String(64), primary_key=True),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("next_attempt_at", UtcDateTime, nullable=False, index=True),
    Column("ended_at", UtcDateTime, nullable=False),
)

# Who does a job right now, and until when nobody else may.
leases = Table(
    "leases",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("holder", String(36), nullable=False),
    Column("until", UtcDateTime, nullable=False),
)

# The key of the database itself, in one row: what it is for stands in database_key.py.
database_key = Table(
    "database_key",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("sealed", Text, nullable=False),
)

# Calls of which nothing may come any more, by a fingerprint: ended, or their request erased.
tombstones = Table(
    "tombstones",
    metadata,
    Column("call", String(32), primary_key=True),
    Column("erased", Boolean, nullable=False),
    Column("at", UtcDateTime, nullable=False, index=True),
)

# What people ask of whoever answers for their data, and what was done about it.
privacy_cases = Table(
    "privacy_cases",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("received_at", UtcDateTime, nullable=False),
    Column("due_at", UtcDateTime, nullable=False, index=True),
    Column("closed_at", UtcDateTime),
    Column("delete_after", UtcDateTime, index=True),  # empty while it is open
    Column("personal", Text, nullable=False),  # sealed
    Column("version", Integer, nullable=False, server_default="1"),
)
