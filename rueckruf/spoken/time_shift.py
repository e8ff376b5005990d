"""A time told from the one before: "eine Stunde später", "doch lieber früher"."""

from datetime import timedelta
from functools import cache

from rueckruf.spoken.time_lengths import length_at
from rueckruf.spoken.time_words import words_of
from rueckruf.spoken.vocabulary import meanings, vocabulary

_SIGNS = {"later": 1, "earlier": -1}


def read_time_shift(text: str) -> timedelta | None:
    """How much later (negative: earlier) than before; zero where no length is said, None where nothing moves."""
    words = words_of(text)
    for place in range(len(words)):
        if length := length_at(words, place):
            sign = _direction(words[length[1]].folded)
            if sign:
                return length[0] * sign
    return timedelta() if any(_direction(lexeme.folded) for lexeme in words.lexemes) else None


def _direction(word: str) -> int:
    """1 for later, -1 for earlier, 0 for any other word."""
    return _SIGNS.get(_directions().get(word, ""), 0)


@cache
def _directions() -> dict[str, str]:
    return meanings(vocabulary("time_shifts"))
