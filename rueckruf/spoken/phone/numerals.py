"""Numbers that are dictated in words or figures: "vier", "siebenundsechzig", "neun und achtzig", "nulleins", "45".

Where one ends and the next begins is German usage: tens come after their unit, so "dreißig vier" is 30 and 4, while
"vier und dreißig" is 34.
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from rueckruf.spoken.phone.dialect_numbers import plain_number
from rueckruf.spoken.text.numbers import AND, HUNDRED, THOUSAND, cardinal
from rueckruf.spoken.text.vocabulary import vocabulary, word_set
from rueckruf.spoken.text.words import Token, fold

_SEAMS = (AND, HUNDRED, THOUSAND)
_LONGEST_COMPOUND = 6
_LONGEST_RUN = 60
_FEWEST_TENS = 20
#: What recognisers write into pauses.
PAUSES = frozenset({",", "."})

MISHEARD = 0.6
"""Confidence factor of a group that the recogniser seems to have misspelt."""
CORRECTED = 0.85
"""Confidence factor of a number that was corrected while it was said."""
AMBIGUOUS = 0.8
"""Confidence factor where another reading is possible: "zweihundert fünf" may be 205 or 200 and 5."""
TWO_READINGS = 0.4
"""Confidence factor of a number that is as likely another: it is asked for once more."""


class Group(NamedTuple):
    """Digits said in one go.

    ``first`` and ``after`` are token indices (half open), ``start`` and ``end`` character offsets;
    ``numeral`` marks digits written as such; ``certainty`` is a factor from 0 to 1.
    """

    digits: str
    first: int
    after: int
    numeral: bool = False
    certainty: float = 1.0
    start: int = 0
    end: int = 0


@cache
def misheard(where: str) -> dict[str, str]:
    """Folded misheard word -> folded meaning; ``where`` is a part of ``mishearings_phone.yml``."""
    return {word: fold(entry["means"]) for word, entry in vocabulary("mishearings_phone")[where].items()}


def _standard(word: str) -> str:
    """The folded number word that is meant by one that is spelled in dialect or misheard."""
    return misheard("anywhere").get(word) or plain_number(word)


@lru_cache(maxsize=4096)
def value_of(word: str) -> int | None:
    """The value of a folded number word, None for an article too: "eine" is no one."""
    return None if word in word_set("digits", "articles") else cardinal(_standard(word))


def number_at(sentence: Sequence[Token], at: int) -> Group | None:
    """The number that starts at token ``at``, or None."""
    token = sentence[at]
    if token.kind == "digits":
        return _compound(sentence, at) or Group(token.raw, at, at + 1, numeral=True)
    if _is_typed_zero(sentence, at):
        return Group("0" * len(token.raw), at, at + 1, numeral=True, certainty=AMBIGUOUS)
    value = value_of(token.folded)
    if value is None and not token.folded.endswith(AND):
        run_together = _run_together(token.folded)
        return Group(run_together, at, at + 1, certainty=AMBIGUOUS) if run_together else None
    compound = _compound(sentence, at)
    if compound or value is None:
        return compound
    certainty = min(_certainty(token), AMBIGUOUS) if _may_end_a_compound(sentence, at) else _certainty(token)
    return Group(str(value), at, at + 1, certainty=certainty)


def _may_end_a_compound(sentence: Sequence[Token], at: int) -> bool:
    """Whether a recogniser may have put a pause into a compound: "drei, und zwanzig"."""
    before = at - 1
    while before > 0 and (sentence[before].raw in PAUSES or sentence[before].folded == AND):
        before -= 1
    words = [token.folded for token in sentence[before + 1 : at] if token.raw not in PAUSES]
    paused = before + len(words) + 1 < at
    return paused and words == [AND] and value_of(sentence[before].folded + AND + sentence[at].folded) is not None


def _is_typed_zero(sentence: Sequence[Token], at: int) -> bool:
    """Whether a token is the letter O in place of a zero, inside figures: "0171 392OO42"."""
    token = sentence[at]
    if set(token.folded) != {"o"}:
        return False
    beside = [sentence[index] for index in (at - 1, at + 1) if 0 <= index < len(sentence)]
    return any(other.kind == "digits" and (other.end == token.start or other.start == token.end) for other in beside)


@lru_cache(maxsize=4096)
def _run_together(word: str) -> str:
    """The digits of number words that a recogniser wrote without spaces: "nulleinssieben", else ""."""
    if not word.startswith(_number_starts()) or len(word) > _LONGEST_RUN:
        return ""
    for length in range(len(word) - 2, 2, -1):
        value = value_of(word[:length])
        rest = word[length:]
        if value is not None:
            following = value_of(rest)
            digits = str(following) if following is not None else _run_together(rest)
            if digits:
                return str(value) + digits
    return ""


@cache
def _number_starts() -> tuple[str, ...]:
    table = vocabulary("numbers")
    kinds = (table["units"], table["teens"], table["tens"])
    return tuple(fold(word) for kind in kinds for listed in kind.values() for word in listed)


def _certainty(token: Token) -> float:
    return MISHEARD if token.folded in misheard("anywhere") else 1.0


@cache
def _figures() -> dict[str, str]:
    """Figures that may be pieces of a compound ("9 und 90"), as words."""
    table = vocabulary("numbers")
    return {str(value): fold(table[kind][value][0]) for kind in ("units", "tens") for value in table[kind]}


def _piece(token: Token) -> str:
    return _figures().get(token.raw, "") or _standard(token.folded)


def _compound(sentence: Sequence[Token], at: int) -> Group | None:
    """A compound in pieces: "neun und achtzig", "9 und 90", "zwei hundert fünf", "hundertdrei und zwanzig"."""
    word = last = _piece(sentence[at])
    best: Group | None = None
    certainty = _certainty(sentence[at])
    for index in range(at + 1, min(at + _LONGEST_COMPOUND, len(sentence))):
        if (last == AND or word == "ein") and sentence[index].raw in PAUSES:
            # "drei und, zwanzig", "ein, und zwanzig"
            certainty = min(certainty, AMBIGUOUS)
            continue
        piece = _piece(sentence[index])
        if not _is_seam(last, piece) or _is_another(word, piece):
            break
        of_tens = piece == HUNDRED and (cardinal(word) or 0) >= _FEWEST_TENS
        ambiguous = last == HUNDRED or (piece.startswith(HUNDRED) and piece != HUNDRED) or of_tens
        certainty = min(certainty, _certainty(sentence[index]))
        word, last = word + piece, piece
        value = value_of(word)
        if value is not None:
            certainty = min(certainty, AMBIGUOUS) if ambiguous else certainty
            best = Group(str(value), at, index + 1, certainty=certainty)
    return best


def _is_seam(left: str, right: str) -> bool:
    # "zweihundert fünf" stays apart: a recogniser joins 205, so a pause was heard.
    alone = left in (HUNDRED, THOUSAND) or left.endswith(AND)
    return alone or right.startswith(_SEAMS)


def _is_another(word: str, piece: str) -> bool:
    """Whether a pause parts two numbers: "dreiundzwanzig hundertfünfundzwanzig" is 23 and 125."""
    return piece.startswith(HUNDRED) and piece != HUNDRED and (cardinal(word) or 0) >= _FEWEST_TENS
