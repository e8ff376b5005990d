"""Hours as a dialect spells them that no list has: "um femf", "halb zeh", "gegen aans"; minutes: "zehn Uhr dreisig".

What is left of the sounds of each hour tells it, where an hour must stand and the word has no meaning of its own; so it
does behind "Uhr", where a longer word is the minutes that it is almost written like. Behind an hour "Auer" is "Uhr".
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from rueckruf.spoken.text.numbers import below
from rueckruf.spoken.time.near_names import sound_of
from rueckruf.spoken.time.unknown import is_unknown
from rueckruf.spoken.time.words import Lexeme, Words

#: Before these may stand many other words: "ab Mai", "nach Ilse".
_BEFORE_HOUR = ("at", "about_hour", "half", "quarter", "three_quarters")
_SHORTEST = 3
#: Of shorter ones other words are too near; what ends like a number may be farther from it.
_SHORTEST_MINUTES, _NEAR = 6, 1
_LIKE_NUMBER = re.compile("[stz](?:i(?:g|ch|sch|k)|eh?e?n)$")
_HOUR, _SMALLEST_TEEN = 60, 13
_OCLOCK = "uhr"
_ENDING = "(?:e?n?|[eia])"
_SOUNDS = {
    1: "(?:oa|aa?|o|oi|ee?|ei)n[sz][eait]?|(?:oa|aa|oi|ei|ee)s",
    2: f"[zt]s?w[aeoi]{{1,3}}(?:re)?{_ENDING}",
    3: "[dt]r(?:ee?|i|ae?|oe?|ai|oi|ui|aei)[eia]?",
    4: "[fv](?:ee?|ie|ia|ae|oe)r[eio]?|[fv]ia(?:r[eao])?",
    5: f"f(?:oe|ue|ae|oei|oi|ie|i|e|u)[nm]{{0,2}}[ep]?[fvw]{_ENDING}",
    6: f"s(?:ae|oe|ei|e|a)(?:chs|x|gg?s|cks|ks|ss){_ENDING}",
    7: "s(?:ie?|oe|ue|ei|ej|e)[bvwm]{1,2}(?:[ea]?n[eia]?|[ei])",
    8: f"(?:aa?|oo?|oa)ch[td]{_ENDING}",
    9: "n(?:ei|ai|oi|ui|oei|uee?|ae|ee?[gj])(?:e?n[eia]?|[ei]|ng)",
    10: "z(?:ae|ee?|ei)h?n?[eia]?|t(?:ee|ei|ai|e)n[e]?",
    11: "(?:oe|ae|e|oi|ue)l(?:e?[fvwb]|m)(?:e?n?|i)|(?:oi|eu)f[ei]?",
    12: "[zt]s?w(?:oei|oe|ae|ue|oi|ui|e|u|i)l{0,2}(?:e?[fvwb]|m)(?:e?n?|[it])",
}
_HOURS = {hour: re.compile(sounds) for hour, sounds in _SOUNDS.items()}


def with_near_hours(words: Words) -> Words:
    """The words with those as numbers that sound like one and stand where one does; they are read with doubt."""
    found = {place: heard for place in range(1, len(words)) for heard in _heard(words, place)}
    return Words([found.get(at, one) for at, one in enumerate(words.lexemes)]) if found else words


def _heard(words: Words, place: int) -> Iterator[Lexeme]:
    """What the word at ``place`` is misheard of."""
    word = words[place]
    if word.senses or not words.has(place - 1, *_BEFORE_HOUR, "oclock", "number"):
        return
    if words.has(place - 1, "number") and words.among(place, "sounds_like_oclock"):
        yield replace(word, folded=_OCLOCK, senses={"oclock": True})
    else:
        yield from (replace(word, senses={"number": number, "misheard": True}) for number in _numbers(words, place))


def _numbers(words: Words, place: int) -> Iterator[int]:
    word = words[place]
    if _stands_for_minutes(words, place) and (minutes := _minutes(word.folded)):
        yield minutes
    elif not words.has(place - 1, "number") and _may_be_short(words, place):
        yield from (hour for hour, sounds in _HOURS.items() if sounds.fullmatch(word.folded))


def _may_be_short(words: Words, place: int) -> bool:
    word = words[place]
    return len(word.folded) >= _SHORTEST and word.raw[0].islower() and words.ends_clause(place + 1)


def _stands_for_minutes(words: Words, place: int) -> bool:
    """ "Zehn Uhr *dreisig*", "um zehn *dreisig*", but not "um vier *fertig*"."""
    behind_hour = words.has(place - 1, "number") and words.has(place - 2, "at")
    return (words.has(place - 1, "oclock") or behind_hour) and is_unknown(words, place)


@lru_cache(maxsize=1024)
def _minutes(word: str) -> int | None:
    """The minutes from thirteen on that an unknown folded word is almost."""
    if len(word) < _SHORTEST_MINUTES:
        return None
    farthest = _NEAR + bool(_LIKE_NUMBER.search(word))
    found = extractOne(sound_of(word), list(_sounds_of_minutes()), scorer=OSA.distance, score_cutoff=farthest)
    return _sounds_of_minutes()[found[0]] if found else None


@cache
def _sounds_of_minutes() -> dict[str, int]:
    return {sound_of(word): number for word, number in below(_HOUR).items() if number >= _SMALLEST_TEEN}
