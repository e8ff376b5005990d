"""What a caller finds of what was read back: all of it right, something wrong (``data/vocabulary/judgements.yml``).

Praise and blame are words, and each "nicht" turns the one that it belongs to: "nichts zu beanstanden" is a yes, "das
stimmt so nicht" a no.
"""

import re
from collections.abc import Sequence
from functools import cache, partial

from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import folded_words

_listed = partial(word_set, "judgements")
_CLAUSE = re.compile(r"[,.;:!]")
#: So many words after a "nicht" what it turns may stand: "nichts, was ich daran ändern würde".
_REACH = 6


def finds_right(text: str) -> bool | None:
    """Whether all that was read back is found right; None where ``text`` tells neither, or only of a part of it."""
    words = folded_words(text)
    if "?" in text or not _listed("limits").isdisjoint(words):
        return None
    found = [right for clause in _CLAUSE.split(text) for right in _judgements(folded_words(clause))]
    if not found or len(set(found)) > 1:
        return None
    return found[0] and not _only_says_no(words)


def _judgements(clause: Sequence[str]) -> list[bool]:
    """Each praise as True, each blame as False, turned where a "nicht" belongs to it."""
    sentence = _idioms().sub(" ", " ".join(clause))
    idioms = [True] * (len(_idioms().findall(" ".join(clause))))
    words = sentence.split()
    places = {at: word in _listed("praise") for at, word in enumerate(words) if word in _judging()}
    for at, word in enumerate(words):
        if word in _listed("negations") and (judged := _belongs_to(at, places)) is not None:
            places[judged] = not places[judged]
    return [*idioms, *places.values()]


def _belongs_to(negation: int, places: dict[int, bool]) -> int | None:
    """The next judging word after a negation, else the last one before it."""
    after = [at for at in places if negation < at <= negation + _REACH]
    return min(after) if after else max((at for at in places if at < negation), default=None)


def _only_says_no(words: Sequence[str]) -> bool:
    """Whether it begins with a no that nothing takes back: "nein, stimmt" may lack its "nicht"."""
    whole = _listed("whole").isdisjoint(words) and _listed("negations").isdisjoint(words)
    return words[0] in word_set("discourse", "objecting") and whole


@cache
def _judging() -> frozenset[str]:
    return _listed("praise") | _listed("blame")


@cache
def _idioms() -> re.Pattern[str]:
    phrases = sorted(map(re.escape, _listed("idioms")), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(phrases)})\b")
