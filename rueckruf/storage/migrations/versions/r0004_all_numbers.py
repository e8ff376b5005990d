"""Requests are found by every number in their words and notes, and by no column of its own any more."""

import json

import sqlalchemy as sa
from alembic import context, op

from rueckruf.storage.search_index import searchable

revision = "0004"
down_revision = "0003"

_AT_ONCE = 1000


def upgrade() -> None:
    cipher, connection = context.config.attributes["cipher"], op.get_bind()
    requests = sa.table("callback_requests", sa.column("id"), sa.column("personal"))
    events = sa.table("request_events", sa.column("request_id"), sa.column("detail"))
    words = sa.table("search_words", sa.column("word"), sa.column("request_id"))
    following = sa.select(requests).order_by(requests.c.id).limit(_AT_ONCE)
    rows = connection.execute(following).all()
    while rows:
        texts = {row.id: json.loads(cipher.open(row.personal)) for row in rows}
        earlier: dict[str, list[str]] = {row.id: [] for row in rows}
        for event in connection.execute(sa.select(events).where(events.c.request_id.in_(list(texts)))):
            earlier[event.request_id].append(json.loads(cipher.open(event.detail))["before"].get("note", ""))
        found = [
            {"word": cipher.fingerprint(word), "request_id": request}
            for request, of in texts.items()
            for word in searchable(of["name"], of["phone"], (of["callback_text"], of["note"], *earlier[request]))
        ]
        connection.execute(sa.delete(words).where(words.c.request_id.in_(list(texts))))
        if found:
            connection.execute(sa.insert(words), found)
        rows = connection.execute(following.where(requests.c.id > rows[-1].id)).all()
    op.drop_index("ix_callback_requests_phone_fingerprint", "callback_requests")
    op.drop_column("callback_requests", "phone_fingerprint")


def downgrade() -> None:
    raise NotImplementedError("numbers have lost a column of their own: restore a backup")
