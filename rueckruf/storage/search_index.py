"""What requests are found by without opening them: fingerprints of words and of telephone numbers."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.engine import Connection
from sqlalchemy.sql.elements import ColumnElement

from rueckruf.callbacks.request import CallbackRequest
from rueckruf.callbacks.schema import PERSONAL
from rueckruf.callbacks.written_phones import written_phones
from rueckruf.spoken.text.words import fold
from rueckruf.storage.cipher import Cipher
from rueckruf.storage.tables import callback_requests, request_events, search_words

_BEGINNINGS = range(3, 13)
"""How many letters of a word find it as well. Two would tell too little; who types more than twelve types all."""

_MARKS = '.,;:!?()"„“'  # what may stand at a word in a sentence


def words_of(text: str) -> list[str]:
    """The words of a name or a search, as they are compared."""
    return fold(text).replace("-", " ").split()


def searchable(request: CallbackRequest, earlier_notes: Iterable[str] = ()) -> set[str]:
    """What a request is found by: words of what is ``searched`` and how they begin, numbers in E.164 and their ends.

    Also every other number that stands in a text: whoever it belongs to may ask what is kept of it.
    """
    found = set()
    for column in PERSONAL:
        value = getattr(request, column.key)
        if column.kind in ("phone", "phones"):
            phones = filter(None, [value] if column.kind == "phone" else value)
            found |= {word for phone in phones for word in (phone, phone[-4:])}
        if column.kind == "text":
            found |= _phones_in(value)
        if column.searched:
            found |= _words_in(value)
    return found.union(*map(_phones_in, earlier_notes)) - {""}


def _words_in(text: str) -> set[str]:
    """Words and how they begin; of what holds digits no beginning, which could be another's number."""
    whole = {each for word in words_of(text) for each in (word, word.strip(_MARKS))}
    return whole | {word[:length] for word in whole if word.isalpha() for length in _BEGINNINGS if length < len(word)}


def _phones_in(text: str) -> set[str]:
    return {phone.e164 for phone in written_phones(text)}


def index_words(connection: Connection, requests: Sequence[CallbackRequest], cipher: Cipher) -> None:
    """Let requests be found, in a transaction of the caller; their history is read for what notes said before."""
    if rows := words_to_index(connection, requests, cipher):
        connection.execute(insert(search_words), rows)


def index_words_of_new(connection: Connection, request: CallbackRequest, cipher: Cipher) -> None:
    """The same for a request that has no history yet."""
    if rows := _rows(request, (), cipher):
        connection.execute(insert(search_words), rows)


def words_to_index(connection: Connection, requests: Sequence[CallbackRequest], cipher: Cipher) -> list[dict[str, str]]:
    """The rows that ``index_words`` inserts."""
    earlier = _earlier_notes(connection, [str(request.id) for request in requests], cipher)
    return [row for request in requests for row in _rows(request, earlier[str(request.id)], cipher)]


def _rows(request: CallbackRequest, earlier_notes: Iterable[str], cipher: Cipher) -> list[dict[str, str]]:
    words = searchable(request, earlier_notes)
    return [{"word": cipher.fingerprint(word), "request_id": str(request.id)} for word in words]


def found_by(word: str, cipher: Cipher) -> ColumnElement[Any]:
    """The criterion for requests with that word or number in E.164, whichever of the keys has sealed them."""
    of_word = select(search_words.c.request_id).where(search_words.c.word.in_(cipher.fingerprints(word)))
    return callback_requests.c.id.in_(of_word)


def _earlier_notes(connection: Connection, request_ids: Sequence[str], cipher: Cipher) -> Mapping[str, list[str]]:
    notes: dict[str, list[str]] = defaultdict(list)
    of_requests = select(request_events.c.request_id, request_events.c.detail)
    for event in connection.execute(of_requests.where(request_events.c.request_id.in_(request_ids))):
        notes[event.request_id].append(json.loads(cipher.open(event.detail))["before"].get("note", ""))
    return notes
