"""One remark on how a name is written: what begins it, its letters, and where they stand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import takewhile

from rueckruf.spoken.name.alphabets import PLACES, joined_letters, times
from rueckruf.spoken.name.spelling import read_symbols
from rueckruf.spoken.name.words import PAUSES, is_first, is_function
from rueckruf.spoken.text.discourse import hesitates
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import Token

_LONG_UMLAUTS = ("äh", "öh", "üh")
#: One letter that is also written as two.
_WRITTEN_OUT = ("ä", "ö", "ü", "ß")
_MOST_JOINED = 3
MOST_LETTERS = 12
"""Nobody names more letters (tokens) in one remark."""
PLACE_WORDS = 4
"""So many words tell where letters stand."""
LEAST_OF_A_NAME = 3
"""Fewer letters are no name."""


@dataclass(frozen=True)
class Change:
    """One remark on the writing, made at token ``at`` and ending before ``end``.

    ``kind``: with, without, once, more ("da fehlt ein e"), hyphen, no_hyphen. ``instead``: the letters whose place the
    new ones take ("mit p statt b").
    """

    kind: str
    at: int
    letters: str = ""
    place: str = ""
    instead: str = ""
    end: int = 0

    def replaces(self, other: str) -> bool:
        """Whether the letters may take the place of others of the same sound; "oe" leaves the h of "öh"."""
        return other != self.letters and not (other in _LONG_UMLAUTS and not self.letters.endswith("h"))


def begins_remark(token: Token) -> bool:
    """Whether a remark on the writing may begin here: "mit", "ohne", "statt"."""
    return token.folded in _beginnings()


@cache
def _beginnings() -> frozenset[str]:
    return frozenset().union(*(word_set("spelling", name) for name in ("with", "without", "instead")))


def is_instead(token: Token) -> bool:
    return token.folded in word_set("spelling", "instead")


def remarks_at(said: Sequence[Token], index: int) -> Iterator[Change]:
    begins = begins_remark(said[index])
    kind = "without" if begins and said[index].folded not in word_set("spelling", "with") else "with"
    at = _past_adjectives(said, index + begins)
    once = any(token.folded in word_set("spelling", "once") for token in said[index + begins : at])
    if at >= len(said):
        return
    if said[at].folded in word_set("spelling", "hyphens"):
        yield Change("hyphen" if kind == "with" else "no_hyphen", index, end=at + 1)
        return
    while at < len(said):
        letters, end = letters_at(said, at)
        if not letters:
            return
        if beside := beside_another(said, end, letters, kind):
            end = beside.end
            yield replace(beside, at=index)
        else:
            once = once and kind == "with" and len(letters) == 1
            yield Change("once" if once else kind, index, letters, place_of(said, index, end), end=end)
        while end < len(said) and said[end].folded in word_set("spelling", "joining_remarks"):
            end += 1
        at, once = end, False


def _is_last_name_word(said: Sequence[Token], at: int) -> bool:
    """ "Ziegler, mit langem i, *Rosa*": a first name behind a pause with which the answer ends is no letter."""
    named = at > 0 and said[at - 1].raw in PAUSES and len(said[at].raw) >= LEAST_OF_A_NAME and is_first(said[at].raw)
    return named and all(token.kind == "mark" for token in said[at + 1 :])


def beside_another(said: Sequence[Token], index: int, letters: str, kind: str) -> Change | None:
    """ "Mit h *hinter dem t*", "ohne e *nach dem u*": letters that are told by the one they stand beside."""
    if index + 1 >= len(said):
        return None
    behind = said[index].folded in word_set("spelling", "behind")
    if not behind and said[index].folded not in word_set("spelling", "ahead"):
        return None
    other, end = letters_at(said, _past_adjectives(said, index + 1))
    both = other + letters if behind else letters + other
    if not other:
        return None
    if kind == "without":
        return Change("with", index, other, instead=both, end=end)
    return Change(kind, index, both, end=end)


def _past_adjectives(said: Sequence[Token], at: int) -> int:
    """The place of the letters after "nur einem", "stummem" and pauses."""
    passed = word_set("spelling", "once") | word_set("spelling", "adjectives") | PAUSES | {"-"}
    while at < len(said) and (said[at].folded in passed or hesitates(said[at].folded)):
        at += 1
    return at


def letters_at(said: Sequence[Token], index: int) -> tuple[str, int]:
    """Letters at ``index``: said one by one, or as recognisers join them ("dt", "ph", "AI")."""
    if _is_last_name_word(said, index):
        return "", index
    stop = min(len(said), index + MOST_LETTERS)
    until = next((at for at in range(index, stop) if _parts_remarks(said, at)), stop)
    letters, end = read_symbols(said[:until], index)
    word_goes_on = end + 1 < len(said) and said[end].raw == "-" and len(said[end + 1].raw) > 1
    if word_goes_on:
        return "", index
    written_out = letters in _WRITTEN_OUT and said[index].raw.lower() in joined_letters()  # "mit ue": no ü is meant
    if letters and not (end - index == 1 and (written_out or is_function(said[index].folded))):
        return letters, end
    return (said[index].raw.lower(), index + 1) if are_letters(said[index]) else ("", index)


def are_letters(token: Token) -> bool:
    """Whether a recogniser joined letters to a word: "dt", "AI"."""
    in_capitals = token.raw.isupper() and len(token.raw) <= _MOST_JOINED
    return token.kind == "word" and (in_capitals or token.raw.lower() in joined_letters())


def _parts_remarks(said: Sequence[Token], at: int) -> bool:
    """Whether "und" or a comma ends the letters of a remark; in "zwei, f" and "a, i" it does not.

    In "statt b ein p" the article does: it begins what is right.
    """
    near = said[max(0, at - MOST_LETTERS) : at]
    if said[at].folded in word_set("spelling", "indefinite") and any(map(is_instead, near)):
        return True
    counted = at and said[at - 1].folded in times()
    spelled = 0 < at < len(said) - 1 and len(said[at - 1].raw) == 1 == len(said[at + 1].raw)
    return said[at].folded in word_set("spelling", "ending_remark") or (
        said[at].raw in PAUSES and not counted and not spelled
    )


def place_of(said: Sequence[Token], index: int, end: int) -> str:
    behind = takewhile(lambda token: token.raw not in PAUSES, said[end : end + PLACE_WORDS - 1])
    near = {token.folded for token in (*said[max(0, index - PLACE_WORDS) : index], *behind)}
    return next((place for place in PLACES if near & word_set("spelling", place)), "")
