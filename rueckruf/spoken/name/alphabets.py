"""The spelling tables: what callers call a letter.

Sources of the tables: DIN 5009 of 1996 and of 2022, the Austrian ÖNORM A 1081, the Swiss PTT table, the ICAO
alphabet and the towns of the Italian one.
"""

from collections import Counter
from functools import cache
from typing import NamedTuple

from rueckruf.spoken.name.words import name_tokens
from rueckruf.spoken.text.vocabulary import meanings, vocabulary, word_set
from rueckruf.spoken.text.words import Token, fold

LETTERS = "letters"
"""The table of plain letter names."""
PREFERRED = ("din5009_old", "din5009_2022", "austrian", "swiss", "icao", "international", "italian", LETTERS)
"""All tables; of those that a spelling may be of, the first counts."""


PLACES = ("front", "back", "middle")
"""Where in a name letters stand."""


class Letter(NamedTuple):
    """What a phrase stands for, and in which tables; ``doubtful``: that is how recognisers mishear it."""

    letters: str
    tables: frozenset[str]
    doubtful: bool = False


@cache
def table() -> dict[tuple[str, ...], Letter]:
    """Folded phrase -> what it stands for."""
    found: dict[tuple[str, ...], Letter] = {}
    for name, letters in vocabulary("spelling_alphabets").items():
        for letter, words in letters.items():
            for word in words:
                phrase = tuple(token.folded for token in name_tokens(word))
                known = found.get(phrase, Letter(str(letter), frozenset()))
                found[phrase] = known._replace(tables=known.tables | {name})
    for entry in vocabulary("mishearings_name")["spelling"]:
        meant = tuple(fold(entry["meant"]).split())
        for heard in entry["heard"]:
            if meant in found:
                found.setdefault(tuple(fold(heard).split()), found[meant]._replace(doubtful=True))
    return found


@cache
def first_words() -> frozenset[str]:
    """The words that phrases of the tables begin with."""
    return frozenset(phrase[0] for phrase in table())


@cache
def letter_words() -> frozenset[str]:
    """The words that are a letter by name: "Ypsilon", "Eszett"."""
    return frozenset(phrase[0] for phrase, entry in table().items() if len(phrase) == 1 and LETTERS in entry.tables)


@cache
def guessable() -> tuple[str, ...]:
    """The words of the tables that a recogniser may have misheard: all but the plain names of letters."""
    return tuple(phrase[0] for phrase, entry in table().items() if len(phrase) == 1 and LETTERS not in entry.tables)


@cache
def times() -> dict[str, int]:
    """Words for how many times a letter stands: "doppel" -> 2."""
    return {**meanings(vocabulary("spelling")["times"]), **dict.fromkeys(word_set("spelling", "twice"), 2)}


@cache
def place_words() -> frozenset[str]:
    """Words that tell where in a name letters stand."""
    return frozenset().union(*(word_set("spelling", place) for place in PLACES))


def best_table(tables: Counter[str]) -> str:
    """The table that most of the words are of; plain letters only where there are no words."""
    words = Counter({name: count for name, count in tables.items() if name != LETTERS}) or tables
    return max(PREFERRED, key=lambda name: words[name])


@cache
def joined_letters() -> frozenset[str]:
    """Several letters that are written for one sound: "dt", "ai"."""
    return frozenset(letters for group in _same_sound() for letters in group if len(letters) > 1)


def are_one_sound(letters: str, others: str) -> bool:
    """Whether both are written for one sound: "dt" and "tt"."""
    return any(letters in group and others in group for group in _same_sound())


def _same_sound() -> list[list[str]]:
    groups: list[list[str]] = vocabulary("spelling")["same_sound"]
    return groups


def announces_letters(token: Token) -> bool:
    """Whether letters are told of: "ich *buchstabiere*", "das *schreibt* sich"."""
    return token.folded.startswith(tuple(vocabulary("spelling")["announcements"]))
