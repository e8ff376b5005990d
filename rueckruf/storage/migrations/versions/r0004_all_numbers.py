"""Requests are found by every number in their words and notes, and by no column of its own any more."""

import json
from collections.abc import Iterable

import sqlalchemy as sa
from alembic import context, op
from phonenumbers import Leniency, PhoneNumberFormat, PhoneNumberMatcher, format_number

revision = "0004"
down_revision = "0003"

_AT_ONCE = 1000
_FOLDED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_FEWEST_DIGITS = 6


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
            for word in _searchable(of["name"], of["phone"], (of["callback_text"], of["note"], *earlier[request]))
        ]
        connection.execute(sa.delete(words).where(words.c.request_id.in_(list(texts))))
        if found:
            connection.execute(sa.insert(words), found)
        rows = connection.execute(following.where(requests.c.id > rows[-1].id)).all()
    op.drop_index("ix_callback_requests_phone_fingerprint", "callback_requests")
    op.drop_column("callback_requests", "phone_fingerprint")


def _searchable(name: str, phone: str, texts: Iterable[str]) -> set[str]:
    """The words of the name, the number in E.164, its last four digits, and every other number in ``texts``."""
    words = name.lower().translate(_FOLDED).replace("-", " ").split()
    others = (
        format_number(match.number, PhoneNumberFormat.E164)
        for text in texts
        for match in PhoneNumberMatcher(text, "DE", leniency=Leniency.POSSIBLE)
        if sum(map(str.isdigit, match.raw_string)) >= _FEWEST_DIGITS
    )
    return {word for word in (*words, phone, phone[-4:], *others) if word}


def downgrade() -> None:
    raise NotImplementedError("numbers have lost a column of their own: restore a backup")
