"""A name with a remark on its writing carried out: "Meier", "mit a i" -> Maier."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

from rueckruf.spoken.name.words import is_first, is_last, plain, surname_origin, write
from rueckruf.spoken.name.writing import Change
from rueckruf.spoken.text.vocabulary import vocabulary

#: Letters that stand for one sound together; none of them is exchanged alone.
_ONE_SOUND = re.compile("sch|ch")
_ENDS = ("front", "back")
_UMLAUTS = ("ä", "ö", "ü")
_VOWEL = re.compile("[aeiouyäöü]")
#: Where an h makes a vowel long, as in "Brehmer"; the first one is.
_LENGTHENED = re.compile("[aeiouäöü]h[lmnr]")
#: So many letters at least are told to be an end of a name that has others there.
_LEAST_OF_AN_END = 2
_UNSTRESSED = re.compile("e[rln]?")
#: The h of "Christian" is none of a sound of its own.
_PART_OF_A_SOUND = re.compile("sch|ch(?!r)")


def change_name(name: str, change: Change) -> str | None:
    """``name`` with the change carried out; the same when it is written so already; None when it cannot be."""
    if change.kind == "hyphen":
        return "-".join(name.split()) if len(name.split()) == 2 else name if "-" in name else None
    if change.kind == "no_hyphen":
        return name.replace("-", " ") if "-" in name else None
    lower = name.lower()
    if change.instead in lower and change.instead:
        return _exchanged(name, lower, change)
    return _KINDS.get(change.kind, _with)(name, lower, change)


def _without(name: str, lower: str, change: Change) -> str | None:
    at = _without_its_sound(lower, change.letters)
    if not _in_place(lower, at, change) or change.letters in _UMLAUTS:
        return name  # "Riepl, ohne e am Schluss" was heard so; of "kein ü" what is right is said beside it
    left = change.letters[0] if change.letters == change.letters[0] * 2 else ""  # "ohne Doppel-s"
    new = lower[:at] + left + lower[at + len(change.letters) :]
    if not _VOWEL.search(new):
        return name  # "Wenzl, ohne e" was heard so
    return _cased(new) if at > 0 else None


def _exchanged(name: str, lower: str, change: Change) -> str:
    """The name with letters in the place of others, unless it has those as a part of them: "dt, nicht d"."""
    if change.instead in change.letters and change.letters in lower:
        return name
    at = lower.find(change.instead) if change.place == "front" else lower.rfind(change.instead)
    return _cased(lower[:at] + change.letters + lower[at + len(change.instead) :])


def _once(name: str, lower: str, change: Change) -> str | None:
    doubled = change.letters * 2
    if doubled in lower:
        return _cased(lower.replace(doubled, change.letters))
    if (longer := _at_the_end(lower, change)) is not None:
        return _cased(lower.removesuffix(longer) + change.letters)
    return name if change.letters in lower else _with(name, lower, change)


def _more(name: str, lower: str, change: Change) -> str | None:
    """The name with a letter that it lacks, "da fehlt ein *e*", or has but once: "da gehört noch ein *t* rein"."""
    if change.letters in lower:
        places = [at for at in range(len(lower)) if lower.startswith(change.letters, at)]
        doubled = [lower[:at] + change.letters + lower[at:] for at in places]
        chosen = list(filter(_is_known, doubled)) or doubled
        return _cased(chosen[0] if change.place == "front" else chosen[-1])
    behind = _cased(lower + change.letters) if change.place == "back" else None
    return behind if behind and _is_known(behind) else _with(name, lower, change) or behind


def _at_the_end(lower: str, change: Change) -> str | None:
    """How the sound of a letter is written at the end, where more stands there: "Schmidt, hinten nur ein d"."""
    group = next((group for group in vocabulary("spelling")["same_sound"] if change.letters in group), ())
    longer = (other for other in group if len(other) > 1 and change.letters in other and lower.endswith(other))
    return next(longer, None) if change.place == "back" else None


def _without_its_sound(lower: str, letters: str) -> int:
    """Where letters stand last that are no part of the sound of others, as the h of "Schröder" is; below 0: nowhere."""
    parts = {at for sound in _PART_OF_A_SOUND.finditer(lower) for at in range(*sound.span()) if letters != sound[0]}
    return max((at for at in range(len(lower)) if lower.startswith(letters, at) and at not in parts), default=-1)


def _with(name: str, lower: str, change: Change) -> str | None:
    if _in_place(lower, lower.rfind(change.letters), change) or _in_place(lower, lower.find(change.letters), change):
        return name
    candidates = list(_candidates(lower, change))
    chosen = _known_of(lower, change, candidates) or candidates
    if not chosen and (listed := with_end(lower, change.letters, change.place) or _listed(lower, change.letters)):
        chosen = [listed]
    if not chosen:
        return None
    is_anywhere = change.letters.endswith("h") and change.place not in _ENDS
    long = list(filter(_LENGTHENED.search, chosen)) if is_anywhere else []
    return _cased((long or chosen)[0] if long or change.place == "front" else chosen[-1])


def _known_of(lower: str, change: Change, candidates: Sequence[str]) -> list[str]:
    """Those spellings of the name that the lists know: of "Brand, hinten mit *t*" Brandt, not Brant."""
    swaps = _swaps(lower, change) if change.place not in _ENDS else ()
    longer = [lower + change.letters] if change.place == "back" else []
    known = (list(filter(_is_known, spellings)) for spellings in (swaps, candidates, longer))
    return next(filter(None, known), [])


def with_end(lower: str, letters: str, place: str) -> str | None:
    """The listed name that has these letters at that end, and is most like the one that was heard: "Peters", "e n"."""
    if len(letters) < _LEAST_OF_AN_END or place not in _ENDS:
        return None
    cuts = range(min(len(letters) + 1, len(lower)))
    ends = {letters + lower[cut:] if place == "front" else lower[: len(lower) - cut] + letters for cut in cuts}
    return max(filter(_is_listed, ends), key=lambda end: fuzz.ratio(end, lower), default=None)


def _is_listed(word: str) -> bool:
    return surname_origin(word) is not None or is_first(word)


def _is_known(word: str) -> bool:
    return is_last(word) or is_first(word)


def _swaps(lower: str, change: Change) -> Iterator[str]:
    """The name with one letter in the place of another of the same sound: "Meier mit Ypsilon" is Meyer, not Meyr."""
    group = next((group for group in vocabulary("spelling")["same_sound"] if change.letters in group), ())
    for at, letter in enumerate(lower):
        if letter in group and len(change.letters) == 1 and change.replaces(letter):
            yield lower[:at] + change.letters + lower[at + 1 :]


def _in_place(lower: str, at: int, change: Change) -> bool:
    """Whether the letters stand at ``at`` and where the caller says ("vorne", "hinten")."""
    if at < 0:
        return False
    if change.place == "front":
        return at <= 1
    if change.place == "back":
        return at + len(change.letters) >= len(lower) - 1
    return change.place != "middle" or 0 < at < len(lower) - len(change.letters)


def _candidates(lower: str, change: Change) -> Iterator[str]:
    """All spellings of the name with the wanted letters for the same sound, from front to back."""
    spots: list[tuple[int, int]] = []
    for group in vocabulary("spelling")["same_sound"]:
        if change.letters not in group:
            continue
        for other in sorted(filter(change.replaces, group), key=len, reverse=True):
            spots.extend(_spots(lower, other, spots))
        if spots:
            break
    if change.letters == "h":
        inside = lower if change.place == "back" else lower[:-1]
        spots = [(at + 1, at + 1) for at, letter in enumerate(inside) if letter in "aeiouäöütr"]
    for at, end in _stressed(sorted(spots), lower, change):
        places = {"front": at <= 1, "back": end >= len(lower) - 1, "middle": at > 0 and end < len(lower)}
        if places.get(change.place, True):
            yield lower[:at] + change.letters + lower[end:]


def _stressed(spots: Sequence[tuple[int, int]], lower: str, change: Change) -> Sequence[tuple[int, int]]:
    """The places without that of a last syllable such as "er", which has no umlaut and no doubled letter.

    "Weber mit ä" is not Webär, nor "Kerner mit Doppel-r" Kernerr.
    """
    is_doubled = change.letters == change.letters[:1] * 2
    if not (is_doubled or change.letters in _UMLAUTS):
        return spots
    return [spot for spot in spots if not _UNSTRESSED.fullmatch(lower[spot[0] - is_doubled :])] or spots


def _spots(lower: str, letters: str, taken: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    at = lower.find(letters)
    one_sound = [match.span() for match in _ONE_SOUND.finditer(lower)]
    while at >= 0:
        end = at + len(letters)
        cut = any(start < end and at < stop and end - at < stop - start for start, stop in one_sound)
        if not cut and not any(start < end and at < stop for start, stop in taken):
            yield at, end
        at = lower.find(letters, at + 1)


@cache
def _surname_keys() -> tuple[str, ...]:
    return tuple(name.lower() for names in vocabulary("surnames").values() for name in names)


def _listed(lower: str, letters: str) -> str | None:
    """The one listed surname with these letters that is a single letter away from the heard one."""
    near = process.extract(lower, _surname_keys(), scorer=Levenshtein.distance, score_cutoff=1, limit=20)
    names = {name for name, _, _ in near if letters in name and plain(name) != plain(lower)}
    names = {name for name in names if len(name) != len(lower)} or names
    return names.pop() if len(names) == 1 else None


def _cased(lower: str) -> str:
    return write(lower.split())


#: How the kinds of remarks on letters are carried out that no other way is told for.
_KINDS = {"once": _once, "more": _more, "without": _without}
