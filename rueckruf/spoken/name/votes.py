"""A surname that was heard several times, otherwise each time: the listed one that all of it sounds like.

Whoever says "Petra Seidel" over a telephone band is heard as "Seibe", as "Seidens" and, run together, as
"Betrauseidem": none of it tells the name by itself, and all of it together does.
"""

from collections.abc import Collection, Sequence
from functools import cache

from rapidfuzz.distance import Levenshtein

from rueckruf.spoken.name.misheard_spelling import sounds
from rueckruf.spoken.name.words import german_surnames
from rueckruf.spoken.text.words import fold

#: How like a name (0 to 1) a hearing is that speaks for it, and how many have to differ in sound: no single one is
#: changed.
_NEAR, _FEWEST = 0.6, 2
#: By how much it is nearer to all hearings, in the mean, than any name of another sound; where the last one is run
#: together with the first name, and so no surname, any guess is better.
_MARGIN = 0.05
#: Of shorter names (letters by sound) each is near to many others.
_SHORTEST = 4
#: How many hearings are weighed, the last ones: work stays bounded however long a call is.
_MOST = 12


def voted(heard: Sequence[str], first: str | None, rejected: Collection[str]) -> str | None:
    """The listed surname, in small letters, that what was ``heard`` is near to, and clearly nearer than to any other.

    ``first`` is the first name, which may be run together with the surname. No name that was ``rejected`` comes out,
    but one that sounds like it may.
    """
    hearings, before = [sounds(fold(one)) for one in heard[-_MOST:]], sounds(fold(first or ""))
    if len(set(hearings)) < _FEWEST:
        return None
    left = _left(rejected)
    ranked = sorted(((_mean(sound, hearings, before), sound) for sound in left), reverse=True)
    (best, sound), (next_best, _) = ranked[:2]
    near = {one for one in hearings if _likeness(sound, one, before) >= _NEAR}
    is_run_together = _lost(sound, hearings[-1]) > _lost(before + sound, hearings[-1])
    if len(near) < _FEWEST or (best - next_best < _MARGIN and not is_run_together):
        return None
    return max(left[sound], key=lambda name: _written_alike(name, heard))


def sounds_listed(name: str) -> bool:
    """Whether a surname sounds as a listed one does: "Bauman"."""
    return sounds(fold(name)) in _by_sound()


def _left(rejected: Collection[str]) -> dict[str, list[str]]:
    """The listed surnames by their sound, without those that were rejected."""
    wrong = {fold(one) for one in rejected}
    names = {sound: [one for one in listed if fold(one) not in wrong] for sound, listed in _by_sound().items()}
    return {sound: left for sound, left in names.items() if left}


@cache
def _by_sound() -> dict[str, list[str]]:
    """The listed surnames, those that sound alike together."""
    found: dict[str, list[str]] = {}
    for name in german_surnames():
        if len(sound := sounds(fold(name))) >= _SHORTEST:
            found.setdefault(sound, []).append(name)
    return found


def _mean(sound: str, hearings: Sequence[str], before: str) -> float:
    return sum(_likeness(sound, one, before) for one in hearings) / len(hearings)


def _likeness(sound: str, hearing: str, before: str) -> float:
    """How like a name a hearing is, with the first name ``before`` it or without."""
    return max(0.0, 1 - min(_lost(sound, hearing), _lost(before + sound, hearing)) / len(sound))


def _lost(sound: str, hearing: str) -> int:
    return Levenshtein.distance(sound, hearing)


def _written_alike(name: str, heard: Sequence[str]) -> float:
    return sum(Levenshtein.normalized_similarity(name, one.lower()) for one in heard)
