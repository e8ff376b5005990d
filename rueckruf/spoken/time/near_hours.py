"""Hours as a dialect spells them that no list has: "um femf", "halb zeh", "gegen aans".

What is left of the sounds of each hour tells it, where an hour must stand and the word has no meaning of its own.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from rueckruf.spoken.time.words import Lexeme, Words

#: Before these may stand many other words: "ab Mai", "nach Ilse".
_BEFORE_HOUR = ("at", "about_hour", "half", "quarter", "three_quarters")
_SHORTEST = 3
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
    """The words with those as hours that sound like one and stand where one does; they are read with doubt."""
    found = {place: hour for place in range(1, len(words)) for hour in _heard(words, place)}
    if not found:
        return words
    return Words([_as_hour(one, found[at]) if at in found else one for at, one in enumerate(words.lexemes)])


def _heard(words: Words, place: int) -> Iterator[int]:
    word = words[place]
    if word.senses or not words.has(place - 1, *_BEFORE_HOUR):
        return
    if len(word.folded) < _SHORTEST or not word.raw[0].islower() or not words.ends_clause(place + 1):
        return
    yield from (hour for hour, sounds in _HOURS.items() if sounds.fullmatch(word.folded))


def _as_hour(lexeme: Lexeme, hour: int) -> Lexeme:
    return replace(lexeme, senses={"number": hour, "misheard": True})
