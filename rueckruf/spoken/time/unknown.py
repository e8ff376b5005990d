"""Words beside a time that nobody knows: they may be what is left of one that was misheard."""

from collections.abc import Iterator
from functools import cache

from rueckruf.spoken.text.vocabulary import vocabulary, word_set
from rueckruf.spoken.time.lexicon import small_words
from rueckruf.spoken.time.words import Words

_SHORTEST = 3


def is_unknown(words: Words, index: int) -> bool:
    """Whether it is a word that no list of everyday words holds."""
    word = words[index].folded
    return len(word) >= _SHORTEST and word.isalpha() and not words[index].senses and word not in _everyday()


@cache
def _everyday() -> frozenset[str]:
    return small_words("no_names").union(*(word_set(table, group) for table, group in _everyday_lists()))


def _everyday_lists() -> Iterator[tuple[str, str]]:
    for table in ("ordinary_words", "more_ordinary_words", "dialect_words"):
        yield from ((table, group) for group in vocabulary(table))
