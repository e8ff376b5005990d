"""Nouns of a dictionary."""

import pytest

from rueckruf.spoken.name.nouns import is_noun
from rueckruf.spoken.name.words import is_first, is_last
from rueckruf.spoken.text.vocabulary import vocabulary
from tests.support.cases import each

pytestmark = pytest.mark.unit


@each("word", ["rollator", "rollatoren", "fliesen", "imbiss", "couchgarnitur", "lattenroste"])
def test_nouns_are_known_in_their_forms_and_at_the_end_of_longer_ones(word: str) -> None:
    assert is_noun(word)


@each("word", ["hufschmied", "wachtveitl", "kortmann", "weber", "kommt", "rosi"])
def test_what_is_no_noun_or_ends_with_a_short_one_is_none(word: str) -> None:
    assert not is_noun(word)


@each("word", vocabulary("dictionary_nouns")["nouns"])
def test_no_name_of_the_lists_is_a_noun(word: str) -> None:
    assert not is_first(word)
    assert not is_last(word)
