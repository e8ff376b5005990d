"""Text cut into tokens."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rueckruf.spoken.text.vocabulary import meanings, vocabulary
from rueckruf.spoken.text.words import fold, folded_tokens, folded_words, tokens

pytestmark = pytest.mark.unit


def test_spelling_differences_are_folded() -> None:
    assert fold("Fünf ÄÖÜ Straße") == "fuenf aeoeue strasse"


def test_words_figures_and_marks_are_told_apart() -> None:
    assert [(token.raw, token.kind) for token in tokens("Ab 9:30, Größe_2x")] == [
        ("Ab", "word"),
        ("9", "digits"),
        (":", "mark"),
        ("30", "digits"),
        (",", "mark"),
        ("Größe", "word"),
        ("_", "mark"),
        ("2", "digits"),
        ("x", "word"),
    ]


@given(st.text())
def test_tokens_keep_their_place_and_lose_only_space(text: str) -> None:
    found = tokens(text)

    assert all(text[token.start : token.end] == token.raw for token in found)
    assert "".join(token.raw for token in found) == "".join(text.split())


@given(st.text())
def test_what_is_compared_of_tokens_is_the_same_without_their_places(text: str) -> None:
    assert folded_tokens(text) == tuple(token.folded for token in tokens(text))


@pytest.mark.parametrize(("said", "word"), [("Haaallo", "hallo"), ("jaaaa", "ja"), ("Taaag", "tag"), ("Saal", "saal")])
def test_a_vowel_that_is_drawn_out_is_written_once(said: str, word: str) -> None:
    assert folded_words(said) == [word]


def test_a_table_is_turned_round_with_folded_words() -> None:
    assert meanings({2: ["zwei", "Zwölf"]}) == {"zwei": 2, "zwoelf": 2}


def test_an_unknown_table_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        vocabulary("missing")
