"""Phrases of one word or several, looked for word by word."""

import pytest

from rueckruf.spoken.text.phrases import Phrases, ways

pytestmark = pytest.mark.unit

PHRASES = Phrases({("ach",): "filler", ("ach", "was"): "repair", ("ach", "so", "ja"): "filler"})


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("ach was soll das", ("repair", 2)),
        ("ach so ja", ("filler", 3)),
        ("ach so nein", ("filler", 1)),
        ("ach", ("filler", 1)),
        ("was", (None, 0)),
        ("", (None, 0)),
    ],
)
def test_the_longest_phrase_that_begins_here(said: str, found: tuple[str | None, int]) -> None:
    assert PHRASES.at(tuple(said.split()), 0) == found


def test_phrases_are_looked_for_at_a_place() -> None:
    assert PHRASES.at(("na", "ach", "was"), 1) == ("repair", 2)
    assert PHRASES.at(("na", "ach"), 2) == (None, 0)


@pytest.mark.parametrize(
    ("pattern", "phrases"),
    [
        ("Für später", ["fuer spaeter"]),
        ("war|ist falsch", ["war falsch", "ist falsch"]),
        ("(das) stimmt nicht", ["stimmt nicht", "das stimmt nicht"]),
        ("(das|es) stimmt", ["stimmt", "das stimmt", "es stimmt"]),
    ],
)
def test_a_pattern_stands_for_all_its_ways(pattern: str, phrases: list[str]) -> None:
    assert [" ".join(phrase) for phrase in ways(pattern)] == phrases
