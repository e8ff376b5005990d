"""The second number has a place of its own: so far it stood in the note."""

import json
import re
from typing import Any

import sqlalchemy as sa
from alembic import context, op

revision = "0008"
down_revision = "0007"

_AT_ONCE = 1000
_NOTED = re.compile(r"Weitere Nummer: (\+[1-9][0-9]{4,14})(?![^\n])\n?")

_REQUESTS = sa.table("callback_requests", sa.column("id"), sa.column("personal"))
_WORDS = sa.table("search_words", sa.column("word"), sa.column("request_id"))


def upgrade() -> None:
    cipher, connection = context.config.attributes["cipher"], op.get_bind()
    renewed: dict[str, Any] = {"personal": sa.bindparam("sealed")}
    update = sa.update(_REQUESTS).where(_REQUESTS.c.id == sa.bindparam("of")).values(renewed)
    following = sa.select(_REQUESTS).order_by(_REQUESTS.c.id).limit(_AT_ONCE)
    rows = connection.execute(following).all()
    while rows:
        moved = {row.id: said for row in rows if (said := _moved(json.loads(cipher.open(row.personal))))}
        sealed = [{"of": of, "sealed": cipher.seal(json.dumps(said, ensure_ascii=False))} for of, said in moved.items()]
        if sealed:
            connection.execute(update, sealed)
        for of, said in moved.items():
            _index_ending(connection, of, cipher.fingerprint(said["other_phones"][0][-4:]))
        rows = connection.execute(following.where(_REQUESTS.c.id > rows[-1].id)).all()


def _moved(said: dict[str, Any]) -> dict[str, Any] | None:
    """What was said with the number out of its note; None where there is none in it."""
    noted = _NOTED.match(said.get("note", ""))
    return {**said, "note": said["note"][noted.end() :], "other_phones": [noted[1]]} if noted else None


def _index_ending(connection: Any, request_id: str, word: str) -> None:
    """The number is found already, for it stood in the note; its last four digits are not."""
    of_request = (_WORDS.c.request_id == request_id, _WORDS.c.word == word)
    if connection.execute(sa.select(_WORDS).where(*of_request)).first() is None:
        connection.execute(sa.insert(_WORDS).values(word=word, request_id=request_id))


def downgrade() -> None:
    raise NotImplementedError("the note has lost the number: restore a backup")
