"""Number words in dialect, as the plain words they mean: "siwwe" -> "sieben", "zwoneunzisch" -> "zweiundneunzig"."""

import re
from functools import cache, lru_cache

from rueckruf.spoken.text.numbers import AND, HUNDRED, cardinal
from rueckruf.spoken.text.vocabulary import meanings, vocabulary, word_set
from rueckruf.spoken.text.words import fold

_TABLE = "dialects_phone"
_TEEN = "zehn"
_FEWEST_OF_TWO_DIGITS = 10


@lru_cache(maxsize=4096)
def plain_number(word: str) -> str:
    """The folded plain number word, or "und", for a folded one of dialect; ``word`` itself where it is none."""
    if word in _digits():
        return _digits()[word]
    if word in word_set(_TABLE, "and"):
        return AND
    if not _may_be_of_several_digits().search(word) or cardinal(word) is not None:
        return word
    return _teen(word) or _ten(word) or _hundred(word) or word


@cache
def _digits() -> dict[str, str]:
    return {word: fold(meant) for word, meant in meanings(vocabulary(_TABLE)["digits"]).items()}


@cache
def _tens() -> dict[str, str]:
    endings = word_set(_TABLE, "ten_endings")
    stems = meanings(vocabulary(_TABLE)["tens"])
    return {stem + ending: fold(meant) for stem, meant in stems.items() for ending in endings}


@cache
def _units() -> dict[str, str]:
    return _digits() | {word: fold(meant) for word, meant in meanings(vocabulary(_TABLE)["in_compounds"]).items()}


@cache
def _may_be_of_several_digits() -> re.Pattern[str]:
    endings = word_set(_TABLE, "ten_endings") | word_set(_TABLE, "teen_endings")
    return re.compile(f"(?:{'|'.join(endings)})$|{'|'.join(word_set(_TABLE, 'hundred'))}")


def _hundred(word: str) -> str:
    """ "Neinhundertviere" -> "neunhundertvier", "zwoahunnat" -> "zwohundert"."""
    for hundred in word_set(_TABLE, "hundred"):
        head, found, tail = word.partition(hundred)
        if found:
            unit, rest = _digit_of(head), plain_number(tail)
            return unit + HUNDRED + rest if unit and (not tail or cardinal(rest)) else ""
    return ""


def _teen(word: str) -> str:
    """ "Vierzeh" -> "vierzehn", "sibezäh" -> "siebzehn"."""
    heads = (word.removesuffix(ending) for ending in word_set(_TABLE, "teen_endings") if word.endswith(ending))
    units = (_units().get(head, head) for head in heads if head)
    teens = (short + _TEEN for unit in units for short in (unit, unit[:-1], unit[:-2]))
    return next((teen for teen in teens if cardinal(teen) is not None), "")


def _ten(word: str) -> str:
    """ "Siebzisch" -> "siebzig", "fimfunsiebzisch" -> "fünfundsiebzig"."""
    for at in range(len(word)):
        ten = _tens().get(word[at:])
        if ten:
            unit = _unit(word[:at], joined=word[at:] == ten)
            return ten if at == 0 else f"{unit}{AND}{ten}" if unit else ""
    return ""


def _unit(head: str, joined: bool) -> str:
    """The unit in front of tens; where these are plain it is ``joined`` to them: "dreizwanzig" may be 3 and 20."""
    heads = [head.removesuffix(joint) for joint in vocabulary(_TABLE)["joints"] if head.endswith(joint)]
    return next(filter(None, map(_digit_of, heads if joined else [*heads, head])), "")


def _digit_of(word: str) -> str:
    """The plain word of a digit from one on, "" for any other word."""
    unit = _units().get(word, word)
    return unit if 0 < (cardinal(unit) or 0) < _FEWEST_OF_TWO_DIGITS else ""
