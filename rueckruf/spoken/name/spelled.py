"""A spelled name next to the spoken one: which part was spelled, and whose letters count."""

from collections.abc import Sequence, Set
from dataclasses import replace
from typing import Literal

from rapidfuzz import fuzz, process

from rueckruf.spoken.name.parts import FoundName
from rueckruf.spoken.name.spelling import SAME, Spelled, alike
from rueckruf.spoken.name.words import german_surnames, is_first, is_last, plain, write
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import Token

NamePart = Literal["first", "last"]

_SURE, _DOUBTFUL = 0.95, 0.65
_CUE_DISTANCE = 4
#: At least this many letters are left out after the beginning of a name, so that it is no other name.
_BEGUN = 2
#: So alike (0 to 100) are a first name and its letters: mostly the surname is spelled.
_FIRST = 60
#: So alike (0 to 100) are letters with a gap and the name that they spell.
_NEARLY = 80
#: So alike (0 to 100) are such letters, and what was heard beside them, to a listed name that both were misheard of; so
#: many of those that are most alike are looked at.
_LIKE, _CHOICES = 70, 10


def with_spelling(
    said: Sequence[Token], spelled: Sequence[Spelled], found: FoundName | None, given: FoundName | None
) -> FoundName:
    """The name with its spelled parts put in; accents of the spoken name stay where the letters agree."""
    start, end = spelled[0].start, spelled[-1].end
    base = found or given or FoundName(None, None, None, start, end, _SURE)
    name = replace(base, start=min(start, found.start) if found else start, end=max(end, found.end) if found else end)
    certainty = _SURE
    for stretch in spelled:
        if stretch.broken:
            name, certainty = _completed(stretch, name), _DOUBTFUL
            continue
        if stretch.doubtful:
            certainty = _DOUBTFUL
        name, agrees = _put_in(said, stretch, name)
        if not agrees:
            certainty = min(certainty, 0.75)
    return replace(name, certainty=certainty)


def _completed(stretch: Spelled, name: FoundName) -> FoundName:
    """Letters among which one is missing only choose: the spoken name, or a listed one that is nearly the same."""
    if name.last and not is_last(name.last) and (meant := _listed_between(stretch.letters, name.last)):
        return replace(name, last=write([meant]))
    if _alike_part(stretch.letters, name):
        return name
    names = [name for name in german_surnames() if abs(len(name) - len(stretch.letters)) <= 1]
    listed = process.extractOne(stretch.letters, names, scorer=fuzz.ratio, score_cutoff=_NEARLY)
    return replace(name, last=write([listed[0]])) if listed and name.last is None else name


def _listed_between(letters: str, spoken: str) -> str | None:
    """The listed surname that both the letters and what was heard beside them are like: "Florenz" and L, O, R, E, N."""
    spelled = {name: ratio for name, ratio, _ in _most_like(letters)}
    both = {name: spelled[name] + ratio for name, ratio, _ in _most_like(spoken.lower()) if name in spelled}
    return max(both, key=both.__getitem__) if both else None


def _most_like(letters: str) -> list[tuple[str, float, int]]:
    return process.extract(letters, german_surnames(), scorer=fuzz.ratio, score_cutoff=_LIKE, limit=_CHOICES)


def _put_in(said: Sequence[Token], stretch: Spelled, name: FoundName) -> tuple[FoundName, bool]:
    words = stretch.letters.split(" ")
    if len(words) > 1:
        return replace(name, first=write(words[:-1]), last=write(words[-1:])), True
    letters = stretch.letters
    cues = {token.folded for token in said[max(0, stretch.start - _CUE_DISTANCE) : stretch.start]}
    part = _cued_part(cues) or _alike_part(letters, name) or _missing_part(letters, name)
    if part == "first":
        return replace(name, first=_written(name.first, letters)), True
    if part == "last":
        return replace(name, last=_written(name.last, letters)), True
    # Letters that had to be guessed and spell another name: the first name beside that was misheard, too.
    first = None if stretch.doubtful and name.last else name.first
    return replace(name, first=first, last=write([letters])), name.last is None


def _cued_part(cues: Set[str]) -> NamePart | None:
    """The part that is named before its letters: "mit Nachnamen M, E, ..."."""
    parts: tuple[NamePart, ...] = ("first", "last")
    return next((part for part in parts if cues & word_set("spelling", f"{part}_part")), None)


def _alike_part(letters: str, name: FoundName) -> NamePart | None:
    first, last = (alike(part, letters) if part else 0.0 for part in (name.first, name.last))
    if last >= max(first, SAME):
        return "last"
    return "first" if first >= _FIRST else None


def _missing_part(letters: str, name: FoundName) -> NamePart | None:
    if name.first and name.last is None:
        return "last" if is_last(letters) else None
    only_first = is_first(letters) and not is_last(letters)
    return "first" if name.last and name.first is None and only_first and is_last(name.last) else None


def _written(spoken: str | None, letters: str) -> str:
    """The spelled letters; where only accents differ ("Yılmaz", Y-I-L-M-A-Z) the spoken form."""
    if spoken and plain(spoken) == plain(letters) and not set(letters) & set("äöüß"):
        return spoken
    if spoken and len(spoken) > len(letters) + _BEGUN and plain(spoken).startswith(plain(letters)):
        return spoken  # only its beginning was spelled
    if spoken and plain(spoken.split()[-1]) == plain(letters) and " " in spoken:
        return spoken
    particles = spoken.split()[:-1] if spoken else []
    if particles and alike(spoken.split()[-1], letters) >= SAME:  # type: ignore[union-attr]
        return " ".join((*particles, write([letters])))
    return write([letters])
