"""What might be said: phrases of all word tables, letters, figures and marks, alone, mixed and over and over."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Any

from rueckruf.spoken.text.phrases import ways
from rueckruf.spoken.text.vocabulary import FOLDER
from tests.support.yaml_files import read_yaml

#: The lists of names hold thousands alike.
_MOST_OF_A_TABLE = 400
_FIGURES = ("0", "1", "7", "10", "12", "23", "040", "0171", "1998", "+49", "9.30", "10:15", "12-06", "3.5.", "08/15")
_MARKS = (",", ".", ";", "-", "/", "(", "?", ":", "'", "_", "€")
_SEPARATORS = (" ", " ", ", ", ". ", "")
_LONGEST_LEAD, _LONGEST_REFRAIN = 3, 30


@dataclass(frozen=True)
class Said:
    """Words said ``once`` and words said ``again`` and again behind them."""

    once: str
    again: str

    def of_length(self, characters: int) -> str:
        """The text of so many characters at most, no word of letters cut short: half a "Mittagspause" is a time."""
        text = (self.once + self.again * (characters // len(self.again) + 1))[:characters]
        before, _, last = text.rpartition(" ")
        return before if before and last.isalpha() else text


@cache
def words() -> tuple[str, ...]:
    """What the mixes are made of; of each word table as many phrases at most, spread evenly."""
    found = [*"abcdefghijklmnopqrstuvwxyzäöüß", *_FIGURES, *_MARKS]
    for file in sorted(FOLDER.glob("*.yml")):
        phrases = sorted({phrase for text in _texts(read_yaml(file)) if (phrase := " ".join(next(ways(text))))})
        found += phrases[:: len(phrases) // _MOST_OF_A_TABLE + 1]
    return tuple(dict.fromkeys(found))


def said_again() -> Iterator[Said]:
    """Each of the words over and over."""
    return (Said("", f"{word} ") for word in words())


def mixed(chance: Random) -> Said:
    """Some of the words, once the first ones and over and over the others."""
    separator = chance.choice(_SEPARATORS)
    lead = chance.choices(words(), k=chance.randint(0, _LONGEST_LEAD))
    few = chance.choices(words(), k=chance.randint(1, _LONGEST_REFRAIN))
    refrain = chance.choices(few, k=chance.randint(1, len(few)))
    return Said("".join(f"{word} " for word in lead), "".join(f"{word}{separator}" for word in refrain))


def varied(said: Said, chance: Random) -> Said:
    """Something like ``said``, with a word more or a part less."""
    word = f"{chance.choice(words())} "
    at = chance.randrange(len(said.again))
    return chance.choice(
        [
            Said(said.once + word, said.again),
            Said(said.again, word),
            Said(said.once, said.again[:at] + word + said.again[at:]),
            Said(said.once, said.again[at:]),
        ]
    )


def _texts(table: Any) -> Iterator[str]:
    if isinstance(table, dict):
        for key, value in table.items():
            yield from (*_texts(key), *_texts(value))
    elif isinstance(table, list):
        for value in table:
            yield from _texts(value)
    elif isinstance(table, str):
        yield table
