"""A spelled name next to the spoken one: which part was spelled, and whose letters count."""

import re
from collections.abc import Sequence, Set
from dataclasses import replace
from itertools import pairwise
from typing import Literal

from rapidfuzz import fuzz, process

from rueckruf.spoken.name.alphabets import place_words
from rueckruf.spoken.name.change import with_end
from rueckruf.spoken.name.double import is_double, nearest_part
from rueckruf.spoken.name.letters import past_pauses
from rueckruf.spoken.name.parts import FoundName
from rueckruf.spoken.name.spelling import SAME, Spelled, alike, is_spelled_so
from rueckruf.spoken.name.spoken_to import is_told_to
from rueckruf.spoken.name.taking_back import after_taking_back
from rueckruf.spoken.name.words import german_surnames, is_first, is_last, is_only_first, plain, surname_origin, write
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import Token

NamePart = Literal["first", "last"]

_SURE, _DOUBTFUL, _UNCLEAR = 0.95, 0.65, 0.55
_CUE_DISTANCE = 4
#: At least this many letters are left out after the beginning of a name, so that it is no other name.
_BEGUN = 2
#: What stands between the parts of a name, and letters that are said where they are meant.
_JOINTS, _SIGNS = re.compile("[ -]"), frozenset("äöüß")
#: So alike (0 to 100) are a first name and its letters: mostly the surname is spelled.
_FIRST = 60
#: So alike (0 to 100) are letters that were misheard, and what was heard of the name that they spell.
_MISHEARD = 40
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
    found = found and _with_first_name_apart(found, spelled[0])
    base = found or given or FoundName(None, None, None, start, end, _SURE)
    name = replace(base, start=min(start, found.start) if found else start, end=max(end, found.end) if found else end)
    certainty, told = _SURE, 0
    for stretch in _meant(said, spelled):
        if stretch.broken:
            completed = _completed(stretch, name)
            is_as_said = completed == name and name.last is not None and is_last(name.last)
            name, certainty = completed, _DOUBTFUL if is_as_said else _UNCLEAR
            continue
        if stretch.doubtful:
            certainty = _DOUBTFUL
        name, agrees = _put_in(said, stretch, name, told)
        told = _past_part_behind(said, stretch.end)
        if not agrees:
            certainty = min(certainty, 0.75)
    return replace(_with_first_name_beside(said, _with_first_name_behind(said, name)), certainty=certainty)


def _with_first_name_apart(found: FoundName, stretch: Spelled) -> FoundName:
    """ "*Heinrich*, H, O, L, Z": what may be a surname as well is none beside the letters of another."""
    last = found.last or ""
    if found.first or not is_first(last) or found.end > stretch.start or alike(last, stretch.letters) >= SAME:
        return found
    return replace(found, first=last, last=None)


def _meant(said: Sequence[Token], spelled: Sequence[Spelled]) -> Sequence[Spelled]:
    """The stretches without those that the next one takes back: "*L, E, M*, nee, L, A, M, P"."""
    taken_back = [one for one, following in pairwise(spelled) if _is_taken_back(said, one, following)]
    return [one for one in spelled if one not in taken_back]


def _is_taken_back(said: Sequence[Token], one: Spelled, following: Spelled) -> bool:
    is_whole = following.letters[:1] == one.letters[:1] or is_last(following.letters)
    return is_whole and after_taking_back(said, one.end) == following.start


def _with_first_name_beside(said: Sequence[Token], name: FoundName) -> FoundName:
    """ "J, O, S, T. Jost, *Volker*", "J, O, S, T, also *Volker* Jost": beside what they spell."""
    if name.first or name.last is None:
        return name
    for at in range(name.end, len(said)):
        if said[at].kind != "word" or not is_spelled_so(said[at], name.last):
            continue
        start = _first_names_before(said, at, name.end)
        if start < at:
            return replace(name, first=write([one.raw for one in said[start:at]]), end=at + 1)
        begin = past_pauses(said, at + 1)
        end = _first_names_from(said, begin)
        is_apart = end >= len(said) or said[end].kind == "mark"
        if begin < end and is_apart and not is_told_to(said, end):
            return replace(name, first=write([one.raw for one in said[begin:end]]), end=end)
    return name


def _first_names_before(said: Sequence[Token], at: int, least: int) -> int:
    """Where the first names begin that end at ``at``."""
    while at > least and said[at - 1].kind == "word" and is_first(said[at - 1].raw):
        at -= 1
    return at


def _first_names_from(said: Sequence[Token], at: int) -> int:
    """Where the first names end that begin at ``at``."""
    while at < len(said) and said[at].kind == "word" and is_first(said[at].raw):
        at += 1
    return at


def _with_first_name_behind(said: Sequence[Token], name: FoundName) -> FoundName:
    """ "Kowarik, K, O, W, A, R, I, K, *Ulrike*": what the surname lacks is all that is said behind its letters."""
    at = next((at for at in range(name.end, len(said)) if said[at].kind == "word"), len(said))
    ends = at + 1 >= len(said) or said[at + 1].kind == "mark"
    if name.first or at >= len(said) or not (ends and is_only_first(said[at].raw)) or is_told_to(said, at + 1):
        return name
    return replace(name, first=write([said[at].raw]), end=at + 1)


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


def _put_in(said: Sequence[Token], stretch: Spelled, name: FoundName, told: int) -> tuple[FoundName, bool]:
    """The name with one stretch of letters; what is said before ``told`` is of those before."""
    letters = stretch.letters
    *firsts, surname = letters.split(" ")
    if firsts and not set(firsts) <= _before_surnames() and _is_not_last(letters, name):
        return replace(name, first=_written(name.first, " ".join(firsts)), last=_written(name.last, surname)), True
    if firsts:
        return replace(name, last=_written(name.last, letters)), True
    cues, behind = _cues(said, stretch, told)
    if _is_told_of_a_part(letters, name, cues):
        return name, True
    if (place := _told_place(cues)) and name.last and len(letters) + _BEGUN <= len(name.last):
        return _with_end(name, letters, place), False
    return _put_in_part(letters, stretch.doubtful, name, _cued_part(cues, behind))


def _with_end(name: FoundName, letters: str, place: str) -> FoundName:
    """ "Meier, *hinten* y, e, r": the listed name with such an end, where there is one."""
    end = with_end((name.last or "").lower(), letters, place)
    return replace(name, last=write([end])) if end else name


def _put_in_part(letters: str, doubtful: bool, name: FoundName, told: NamePart | None) -> tuple[FoundName, bool]:
    """The name with letters for the part that was ``told``, or that they are like or that it lacks."""
    part = told or _alike_part(letters, name) or _missing_part(letters, name)
    if part == "first":
        return replace(name, first=_written(name.first, letters)), True
    if part == "last":
        first = None if doubtful and _is_half_of_it(letters, name) else name.first
        return replace(name, first=first, last=_written(name.last, letters)), True
    # Letters that had to be guessed and spell another name: the first name beside that was misheard, too.
    first = None if doubtful and name.last else name.first
    return replace(name, first=first, last=write([letters])), name.last is None


def _is_told_of_a_part(letters: str, name: FoundName, cues: Set[str]) -> bool:
    """Whether letters only tell how a name ends or begins that was said so: "Lüders, *nur mit* d, e, r, s".

    So do those that end a listed name and are none: "Mayr, a, y, r".
    """
    part = plain(letters)
    spoken = [whole for whole in (name.first, name.last) if whole and plain(whole) != part]
    if not cues.isdisjoint(word_set("spelling", "with") | place_words()):
        return any(plain(whole).startswith(part) or plain(whole).endswith(part) for whole in spoken)
    return surname_origin(letters) is None and any(
        surname_origin(whole) and plain(whole).endswith(part) for whole in spoken
    )


def _told_place(cues: Set[str]) -> str:
    """At which end letters are told to stand: "Meier, *hinten* y, e, r"."""
    return next((place for place in ("front", "back") if not cues.isdisjoint(word_set("spelling", place))), "")


def _is_half_of_it(letters: str, name: FoundName) -> bool:
    """Whether a lone first name is what was heard of the spelled surname: "*Emil*, ich buchstabiere E, N, G, E, L"."""
    if name.last or not name.first or name.first[0].lower() != letters[0]:
        return False
    return alike(name.first, letters) >= _MISHEARD


def _cued_part(*cues: Set[str]) -> NamePart | None:
    """The part that is named before its letters, "mit Nachnamen M, E, ...", or else behind them."""
    parts: tuple[NamePart, ...] = ("first", "last")
    named = (part for words in cues for part in parts if words & word_set("spelling", f"{part}_part"))
    return next(named, None)


def _cues(said: Sequence[Token], stretch: Spelled, told: int) -> tuple[Set[str], Set[str]]:
    """The words before letters and those behind them that may tell which part they are."""
    before = said[max(told, stretch.start - _CUE_DISTANCE) : stretch.start]
    behind = said[stretch.end : _past_part_behind(said, stretch.end)]
    return {token.folded for token in before}, {token.folded for token in behind}


def _past_part_behind(said: Sequence[Token], at: int) -> int:
    """The place behind "*ist der Vorname*" right behind letters, or ``at``; without "ist" nothing else is said."""
    end = past_pauses(said, at)
    leading = word_set("caller_name", "pointing_back") | word_set("caller_name", "before_parts")
    being = word_set("caller_name", "being")
    is_told = False
    while end < len(said) and said[end].folded in leading | being:
        is_told = is_told or said[end].folded in being
        end += 1
    if end >= len(said) or not _cued_part({said[end].folded}):
        return at
    return end + 1 if is_told or past_pauses(said, end + 1) >= len(said) else at


def _alike_part(letters: str, name: FoundName) -> NamePart | None:
    first, last = (_likeness(part, letters) if part else 0.0 for part in (name.first, name.last))
    if name.last and first < _FIRST and len(letters) > _BEGUN and plain(name.last).startswith(plain(letters)):
        return "last"  # "Voigtländer, V, O, I, G, T"
    if last >= max(first, SAME):
        return "last"
    return "first" if first >= _FIRST and not _is_missing_surname(letters, name) else None


def _is_missing_surname(letters: str, name: FoundName) -> bool:
    """Whether only a first name was said beside the letters of what is none: "Peter, ich buchstabiere P E T E R S"."""
    return name.last is None and is_last(letters) and not is_first(letters)


def _likeness(name: str, letters: str) -> float:
    """How alike a name is to its letters, or to those of one of its parts."""
    return max(alike(name, letters), nearest_part(name, letters).likeness)


def _missing_part(letters: str, name: FoundName) -> NamePart | None:
    if name.first and name.last is None:
        return "last" if is_last(letters) else None
    only_first = is_first(letters) and not is_last(letters)
    return "first" if name.last and name.first is None and only_first and is_last(name.last) else None


def _before_surnames() -> frozenset[str]:
    """The small words that go before surnames: "de", "van", "el"."""
    return word_set("caller_name", "particles") | word_set("caller_name", "particles_capital")


def _is_not_last(letters: str, name: FoundName) -> bool:
    """Whether words of letters are no surname of several that was said: "Garcia Lopez"."""
    return name.last is None or _bare(name.last) != _bare(letters)


def _bare(name: str) -> str:
    """The bare letters of a name of several words."""
    return _JOINTS.sub("", plain(name))


def _written(spoken: str | None, letters: str) -> str:
    """The spelled letters; where only accents differ ("Yılmaz", Y-I-L-M-A-Z) the spoken form.

    Where a part of the name was spelled, the rest stays as it was said: "Petersen-*Claußen*", "von der *Heide*".
    """
    written = write(letters.split(" "))
    if spoken is None:
        return written
    if _bare(spoken) == _bare(letters):
        return spoken if _is_written_out(spoken, letters) else written
    if len(spoken) > len(letters) + _BEGUN and plain(spoken).startswith(plain(letters)):
        return spoken  # only its beginning was spelled
    part = nearest_part(spoken, letters)
    if " " in letters or not is_double(spoken) or part.likeness < max(SAME, alike(spoken, letters)):
        return written
    is_same = plain(part.text) == plain(letters) and not set(letters) & _SIGNS
    return spoken if is_same else part.replaced(written)


def _is_written_out(spoken: str, letters: str) -> bool:
    """Whether the spoken name has all that the same letters tell: their umlauts, and that they are one word.

    "Hammer Schmidt" was heard of "Hammerschmidt"; nobody spells the blank of "De Santis" or the hyphen of "Meier-Ott".
    """
    *firsts, _ = spoken.lower().split(" ")
    in_parts = " " in letters or set(firsts) <= _before_surnames() or not is_last(letters)
    return in_parts and not set(letters) & _SIGNS
