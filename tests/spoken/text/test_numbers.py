"""German number words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words  # type: ignore[import-untyped]

from rueckruf.spoken.text.numbers import cardinal, joined, ordinal
from rueckruf.spoken.text.words import fold

pytestmark = pytest.mark.unit


@given(st.integers(0, 999_999))
def test_every_cardinal_is_read(value: int) -> None:
    assert cardinal(fold(num2words(value, lang="de"))) == value


@given(st.integers(1, 999))
def test_every_ordinal_is_read_with_every_ending(value: int) -> None:
    stem = fold(num2words(value, lang="de", to="ordinal")).removesuffix("e")

    assert [ordinal(stem + ending) for ending in ("e", "er", "en", "em", "es")] == [value] * 5


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("zwo", 2),
        ("zwounddreissig", 32),
        ("hundert", 100),
        ("hundertundeins", 101),
        ("tausend", 1000),
        ("neunzehnhundertneunzig", 1990),
        ("achtzehnhundertfuenf", 1805),
        ("zweiundzwanzighundert", 2200),
        ("fuenfundfuenfzighundertundsieben", 5507),
        ("zweitausendsechsundzwanzig", 2026),
    ],
)
def test_spoken_variants_are_read(word: str, value: int) -> None:
    assert cardinal(word) == value


@pytest.mark.parametrize("word", ["", "und", "nullundzwanzig", "zwanzigdrei", "einsig", "hundertundund", "acht!"])
def test_other_words_are_no_cardinals(word: str) -> None:
    assert cardinal(word) is None


@pytest.mark.parametrize("word", ["", "drei", "zwei", "ersten!", "besten", "letzte"])
def test_other_words_are_no_ordinals(word: str) -> None:
    assert ordinal(word) is None


def test_a_compound_split_by_the_recogniser_is_joined() -> None:
    assert joined("neun", "achtzig") == 89
    assert joined("achtzig", "neun") is None
