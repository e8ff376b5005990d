"""Which of the answers a callback needs a caller names: "die Nummer", "mein Name", "der Tag", "das Anliegen"."""

from functools import cache

from rueckruf.spoken.text.vocabulary import meanings, vocabulary
from rueckruf.spoken.text.words import fold, tokens


@cache
def _fields() -> dict[str, str]:
    return meanings(vocabulary("fields"))


def named_part(text: str) -> str | None:
    """The part of a name that ``text`` names alone: "Vorname", "Nachname"; None for both or neither."""
    parts = [words[0] for words in _name_parts() if not {fold(word) for word in words}.isdisjoint(_words(text))]
    return parts[0] if len(parts) == 1 else None


def first_part() -> str:
    """What the first part of a name is called, as ``named_part`` tells it."""
    return _name_parts()[0][0]


def named_fields(text: str) -> list[str]:
    """The slots named in ``text``, each once, in the order of their naming."""
    found = (_fields().get(word) for word in _words(text))
    return list(dict.fromkeys(name for name in found if name))


def field_of_key(key: str) -> str | None:
    """The slot that a key of the telephone names: "1" the first of ``data/vocabulary/fields.yml``."""
    slots = {str(number): slot for number, slot in enumerate(vocabulary("fields"), start=1)}
    return slots.get(key)


def _name_parts() -> list[list[str]]:
    table = vocabulary("spelling")
    return [table["first_part"], table["last_part"]]


def _words(text: str) -> list[str]:
    return [token.folded for token in tokens(text)]
