"""Text of a speech recogniser or a keyboard cut into tokens, spelling differences folded away."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

_FOLDED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
#: "Haaallo", "jaaa": no German word but a few compounds has one vowel three times in a row.
_DRAWN_OUT = re.compile(r"([aeiouyäöü])\1{2,}")
_TOKEN = re.compile(r"\d+|[^\W\d_]+|[^\w\s]|_")
_CLAUSE_MARKS = re.compile(r"[,.;:!]")

TokenKind = Literal["word", "digits", "mark"]

#: Extractors and form read the words of a turn, whole and without what was found in them: so many texts that were taken
#: apart last are kept.
RECENT_TEXTS = 4


@dataclass(frozen=True)
class Token:
    """A word, a run of digits or a single punctuation mark.

    ``folded`` is what rules compare; ``start`` and ``end`` are character offsets in the text.
    """

    raw: str
    folded: str
    start: int
    end: int
    kind: TokenKind


def fold(text: str) -> str:
    """Lower case with umlauts and sharp s written out, as people without a German keyboard type them.

    A vowel that is drawn out ("jaaa") is written once.
    """
    lower = _DRAWN_OUT.sub(r"\1", text.lower())
    return lower if lower.isascii() else lower.translate(_FOLDED)


@lru_cache(maxsize=RECENT_TEXTS)
def tokens(text: str) -> tuple[Token, ...]:
    """All tokens of ``text`` in order."""
    return tuple(
        Token(raw, _folded(raw), match.start(), match.end(), _kind(raw))
        for match in _TOKEN.finditer(text)
        for raw in (match.group(),)
    )


#: Of words only: a sentence that was said stays nowhere.
_folded = lru_cache(maxsize=8192)(fold)


def folded_tokens(text: str) -> tuple[str, ...]:
    """What rules compare of all tokens, for the thousands of phrases of which nobody asks where a word stands."""
    return tuple(map(fold, _TOKEN.findall(text)))


def clauses(text: str) -> list[str]:
    """The parts of ``text`` between its marks."""
    return _CLAUSE_MARKS.split(text)


def folded_words(text: str) -> list[str]:
    """The words of ``text`` as rules compare them, without digits and marks."""
    return [token.folded for token in tokens(text) if token.kind == "word"]


def words_and_digits(text: str) -> list[str]:
    """The same with digits, as they were said: without marks only."""
    return [token.folded for token in tokens(text) if token.kind != "mark"]


def blanked(text: str, spans: Iterable[tuple[int, int]], filler: str = " ") -> str:
    """``text`` with the words at ``spans`` blanked out, all other offsets kept; ``filler`` stands where one began."""
    for start, end in spans:
        if end > start:
            text = text[:start] + filler[:1] + " " * (end - start - 1) + text[end:]
    return text


def _kind(raw: str) -> TokenKind:
    if raw.isdecimal():
        return "digits"
    return "word" if raw[0].isalpha() else "mark"
