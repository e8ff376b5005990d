"""The window that counts has columns of its own, and words are found by their beginnings and in notes."""

import json
from typing import Any

import sqlalchemy as sa
from alembic import context, op

revision = "0010"
down_revision = "0009"

_AT_ONCE = 1000
_MARKS = '.,;:!?()"„“'
_LENGTHS = range(3, 13)
_FOLDED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_MOMENT = sa.DateTime(timezone=True)
_INDEX, _TABLE = "ix_callback_requests_due_at", "callback_requests"
_LISTED = ["due_at", "due_until", "next_attempt_at", "recipient", "claimed_by", "restricted_at", "delete_after"]

_REQUESTS = sa.table(_TABLE, sa.column("id"), sa.column("personal"), sa.column("created_at"), sa.column("moves_on_at"))
_WORDS = sa.table("search_words", sa.column("word"), sa.column("request_id"))


def upgrade() -> None:
    op.add_column(_TABLE, sa.Column("due_until", _MOMENT))
    op.add_column(_TABLE, sa.Column("moves_on_at", _MOMENT))
    op.execute("UPDATE callback_requests SET due_until = callback_end")
    op.create_index("ix_callback_requests_moves_on_at", _TABLE, ["moves_on_at"])
    op.drop_index(_INDEX, _TABLE)
    op.create_index(_INDEX, _TABLE, [*_LISTED, "id", "version"])
    connection, cipher = op.get_bind(), context.config.attributes["cipher"]
    following = sa.select(_REQUESTS).order_by(_REQUESTS.c.id).limit(_AT_ONCE)
    rows = connection.execute(following).all()
    while rows:
        said = {row.id: json.loads(cipher.open(row.personal)) for row in rows}
        _find_by_more_words(connection, cipher, said)
        _look_at_windows(connection, [of for of, each in said.items() if each.get("other_windows")])
        rows = connection.execute(following.where(_REQUESTS.c.id > rows[-1].id)).all()


def _find_by_more_words(connection: Any, cipher: Any, said: dict[str, dict[str, Any]]) -> None:
    wanted = {
        (cipher.fingerprint(word), of)
        for of, each in said.items()
        for name in ("name", "concern", "note")
        for word in _searchable(each.get(name, ""))
    }
    there = sa.select(_WORDS).where(_WORDS.c.request_id.in_(list(said)))
    missing = wanted - {(row.word, row.request_id) for row in connection.execute(there)}
    if missing:
        connection.execute(sa.insert(_WORDS), [{"word": word, "request_id": of} for word, of in sorted(missing)])


def _searchable(text: str) -> set[str]:
    words = text.lower().translate(_FOLDED).replace("-", " ").split()
    whole = {each for word in words for each in (word, word.strip(_MARKS))} - {""}
    long = [word for word in whole if word.isalpha()]
    return whole | {word[:length] for word in long for length in _LENGTHS if length < len(word)}


def _look_at_windows(connection: Any, request_ids: list[str]) -> None:
    """Of several windows the list finds out, when it is next read, which of them counts."""
    if request_ids:
        of_them = sa.update(_REQUESTS).where(_REQUESTS.c.id.in_(request_ids))
        connection.execute(of_them.values(moves_on_at=_REQUESTS.c.created_at))


def downgrade() -> None:
    raise NotImplementedError("requests are found by more words than before: restore a backup")
