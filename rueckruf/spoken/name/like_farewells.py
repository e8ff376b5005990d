"""Callers whose surname takes leave: "Ade, Regina Ade"."""

from collections.abc import Sequence
from itertools import takewhile

from rueckruf.spoken.name.carriers import is_courtesy
from rueckruf.spoken.name.words import is_first, is_function, name_tokens
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import Token

#: Said before the name: "mein *Name* ist Regina Ade".
_NAME = "name"


def named_like_a_farewell(text: str) -> Sequence[Token]:
    """First names and such a surname at the end of ``text``; nothing where more is said, or "ade, Regina"."""
    said = [token for token in name_tokens(text) if token.kind == "word"]
    if not said or said[-1].folded not in word_set("caller_name", "called_like_farewells"):
        return []
    surname, before = said[-1], said[:-1]
    first = [*takewhile(lambda token: is_first(token.raw), reversed(before))]
    others = before[: len(before) - len(first)]
    leads = all(token.folded == surname.folded or _leads_to_a_name(token) for token in others)
    return [*reversed(first), surname] if first and leads else []


def _leads_to_a_name(token: Token) -> bool:
    return is_courtesy(token) or is_function(token.folded) or token.folded == _NAME
