"""Offices, ranks and posts that a word tells by its end: "Jugend*wart*", "Haupt*feldwebel*", "Stations*leiterin*"."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from rueckruf.spoken.name.carriers import somebody
from rueckruf.spoken.name.nouns import is_noun
from rueckruf.spoken.name.words import is_word, surname_origin
from rueckruf.spoken.text.companies import is_institution, is_workplace
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import Token

#: So many letters stand in front of the ending of such a word at least.
_SHORTEST_STEM = 3
_JOINTS = ("", "s", "n", "en", "er", "es")
#: What dialects change in a word, and what is left of it.
_DIALECT = (
    ("sch(?=[pbtd])", "s"), ("ck|[jgk]", "k"), ("d", "t"), ("b", "p"), ("ee", "ei"), ("[ea]r(?=[aeiou])", "er"),
    ("er?(?=$|[^aeiou])", "a"), ("a[er]?$", "a"), (r"(.)\1+", r"\1"),
)  # fmt: skip
#: "außer Dienst", "a. D."
_LONGEST_RETIREMENT = 4


@lru_cache(maxsize=4096)
def is_compound_office(key: str) -> bool:
    """Whether a folded word begins with a word or a rank and ends with an office; "Burmeister" and "Stewart" do not.

    So are no words that the lists have as a surname: "Hofmeister".
    """
    is_surname = surname_origin(key) is not None or key in word_set("caller_name", "surnames_like_offices")
    return not is_surname and any(
        _begins_an_office(key[: -len(ending)]) for ending in _endings() if key.endswith(ending)
    )


@cache
def _endings() -> tuple[str, ...]:
    return tuple(word_set("caller_name", "ends_of_offices"))


def _begins_an_office(stem: str) -> bool:
    if stem in word_set("caller_name", "before_offices") | word_set("caller_name", "before_ranks"):
        return True
    bare = (stem.removesuffix(joint) for joint in _JOINTS if stem.endswith(joint))
    return any(len(word) >= _SHORTEST_STEM and _is_something(word) for word in bare)


def _is_something(word: str) -> bool:
    return is_word(word) or is_noun(word) or is_institution(word) or is_workplace(word)


@lru_cache(maxsize=4096)
def is_office_word(key: str) -> bool:
    """Whether a folded word is an office, a former one too: "Pfarrer", "Altbürgermeister"."""
    offices = word_set("caller_name", "offices")
    is_former = any(
        key.startswith(before) and key[len(before) :] in offices for before in word_set("caller_name", "before_offices")
    )
    return key in offices or is_former or is_compound_office(key)


def is_office_or_trade(key: str) -> bool:
    """Whether a folded word tells what somebody is where it is told whose, "unser *Küster*", a surname or not."""
    return key in word_set("caller_name", "parish_and_trade") or is_compound_office(key)


@lru_cache(maxsize=4096)
def sounds_like_a_trade(key: str) -> bool:
    """Whether a folded word that no list has as a surname is what somebody is, said in dialect: "*Elektriga*"."""
    if surname_origin(key) is not None:
        return False
    sound = _in_dialect(key)
    is_compound = any(sound.endswith(_in_dialect(end)) and not key.endswith(end) for end in _endings())
    return is_compound or sound in _trades_in_dialect()


@cache
def _trades_in_dialect() -> frozenset[str]:
    return frozenset(map(_in_dialect, somebody() | word_set("caller_name", "parish_and_trade")))


@lru_cache(maxsize=4096)
def _in_dialect(key: str) -> str:
    """What dialects leave of a word: "j" for "g", "d" for "t", "scht" for "st", "a" for "er"."""
    for spelling, sound in _DIALECT:
        key = re.sub(spelling, sound, key)
    return key


def without_retirement(said: Sequence[Token]) -> Sequence[Token]:
    """The tokens without what tells behind an office that it is a former one: "Hauptmann *a. D.* Claus Petersen"."""
    at = 1
    while at < len(said):
        width = _retirement(said, at) if is_office_word(said[at - 1].folded) else 0
        said = (*said[:at], *said[at + width :])
        at += 1
    return said


def _retirement(said: Sequence[Token], at: int) -> int:
    """How many tokens at ``at`` tell it, with the full stops of a short form."""
    phrases = word_set("caller_name", "retirement")
    for width in range(min(_LONGEST_RETIREMENT, len(said) - at), 1, -1):
        words = [token.folded for token in said[at : at + width] if token.raw != "."]
        if " ".join(words) in phrases:
            return width
    return 0
