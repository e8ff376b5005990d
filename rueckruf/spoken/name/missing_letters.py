"""Letters that a name lacks or has too many: "da gehört noch *ein h* rein", "*das e* hinten kommt weg"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rueckruf.spoken.name.writing import Change, beside_another, letters_at, place_of
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import Token

#: So many tokens stand between "da gehört" and the letter, and between the letter and "weg".
_NEAR = 8
#: The letter beside which another stands is told in so many tokens: "nach dem t".
_BESIDE = 3


def missing_letters(said: Sequence[Token]) -> Iterator[Change]:
    """All that is told to be missing from a name as it was heard, or to be too much."""
    for index in range(1, len(said)):
        article = said[index - 1].folded
        if article in word_set("spelling", "indefinite"):
            yield from _missing(said, index)
        if article in word_set("spelling", "articles") | word_set("spelling", "indefinite"):
            yield from _too_many(said, index)


def _missing(said: Sequence[Token], index: int) -> Iterator[Change]:
    """ "Da *gehört* nach dem t noch *ein h* rein", "hinten *fehlt ein e*"."""
    near = range(index - 2, max(-1, index - 2 - _NEAR), -1)
    verb = next((at for at in near if said[at].folded in word_set("spelling", "lacking")), None)
    letters, end = letters_at(said, index)
    if verb is None or not letters:
        return
    beside = beside_another(said, end, letters, "with") or _told_before(said, index, letters)
    if beside:
        yield replace(beside, at=verb, end=max(end, beside.end))
    else:
        yield Change("more", verb, letters, place_of(said, index, end), end=end)


def _told_before(said: Sequence[Token], index: int, letters: str) -> Change | None:
    """ "*Nach dem t* noch ein h"."""
    for at in range(index - 2, max(0, index - 2 - _BESIDE) - 1, -1):
        if beside := beside_another(said[: index - 1], at, letters, "with"):
            return beside
    return None


def _too_many(said: Sequence[Token], index: int) -> Iterator[Change]:
    """ "*Das e* am Ende kommt *weg*"."""
    letters, end = letters_at(said, index)
    is_one = said[index - 1].folded in word_set("spelling", "indefinite")  # "da ist *ein* h zu viel"
    words = word_set("spelling", "too_many" if is_one else "left_away")
    away = any(token.folded in words for token in said[end : end + (_NEAR if not is_one else _BESIDE)])
    if letters and away:
        yield Change("without", index - 1, letters, place_of(said, index, end), end=end)
