"""A rank said in front of the first name: "*Gräfin* Sophie zu Castell" is Sophie Gräfin zu Castell."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from rueckruf.spoken.name.words import is_first
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import Token


def with_ranks_behind(said: Sequence[Token]) -> Sequence[Token]:
    """The tokens with such a rank behind the first names, where it is written, and no pauses between them."""
    for at, token in enumerate(said):
        if token.folded in word_set("caller_name", "nobility"):
            behind = list(takewhile(lambda one: one.kind == "mark" or is_first(one.raw), said[at + 1 :]))
            firsts, end = [one for one in behind if one.kind == "word"], at + 1 + len(behind)
            if firsts and end < len(said) and said[end].folded in word_set("caller_name", "particles_of_rank"):
                return [*said[:at], *_in_place_of([token, *firsts], [*firsts, token]), *said[end:]]
    return said


def _in_place_of(places: Sequence[Token], tokens: Sequence[Token]) -> list[Token]:
    return [replace(token, start=place.start, end=place.end) for place, token in zip(places, tokens, strict=True)]
