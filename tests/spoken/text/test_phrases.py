"""Phrases of one word or several, looked for word by word."""

import pytest

from rueckruf.spoken.text.phrases import Phrases, exactly, one_of, pattern_of, ways

pytestmark = pytest.mark.unit

MEANINGS = {("ach",): "filler", ("ach", "was"): "repair", ("ach", "so", "ja"): "filler"}
PHRASES = Phrases((exactly(phrase), meaning) for phrase, meaning in MEANINGS.items())


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
    assert PHRASES.at(said.split(), 0) == found


def test_phrases_are_looked_for_at_a_place() -> None:
    assert PHRASES.at(("na", "ach", "was"), 1) == ("repair", 2)
    assert PHRASES.at(("na", "ach"), 2) == (None, 0)


def test_what_stands_where() -> None:
    said = ["na", "ach", "was", "denn", "ach"]
    assert list(PHRASES.found_in(said)) == [range(1, 3), range(4, 5)]
    assert (PHRASES.before(said), PHRASES.without(said)) == (["na"], ["na", "denn"])
    assert PHRASES.stand_in(said)
    assert not PHRASES.stand_in(["was", "denn"])
    assert PHRASES.before(["was"]) == ["was"]


def test_what_all_words_mean() -> None:
    assert [PHRASES.meaning_of(said.split()) for said in ("ach was", "ach was nun", "so")] == ["repair", None, None]
    assert PHRASES.of_one_word == {"ach": "filler"}


@pytest.mark.parametrize(
    ("said", "width"),
    [
        ("von der ich anrufe", 4),
        ("von der aus ich gerade anrufe", 6),
        ("von der gerade", 0),
        ("die gerade", 1),
        ("die gerade hier", 3),
        ("die hier gerade", 2),
    ],
)
def test_words_that_may_stand_between_those_of_a_phrase(said: str, width: int) -> None:
    patterns = ((pattern_of(phrase), True) for phrase in ("von der ich anrufe", "die", "die hier"))

    assert Phrases(patterns, between=frozenset({"aus", "gerade", "hier"})).at(said.split(), 0)[1] == width


def test_several_phrases_that_begin_alike_are_told_apart_each_time() -> None:
    phrases = one_of(frozenset({"das (war) so", "das war es", "das war (es) nicht"}))

    for _ in range(2):
        assert [phrases.at(said.split(), 0)[1] for said in ("das so", "das war es", "das war es nicht")] == [2, 3, 4]


class TestPatterns:
    @pytest.mark.parametrize(
        ("pattern", "phrases"),
        [
            ("Für später", ["fuer spaeter"]),
            ("war|ist falsch", ["war falsch", "ist falsch"]),
            ("(das) stimmt nicht", ["stimmt nicht", "das stimmt nicht"]),
            ("(das|es) stimmt", ["stimmt", "das stimmt", "es stimmt"]),
            ("(so ein|ein) Mist", ["mist", "so ein mist", "ein mist"]),
            ("(ja) (ja) gut", ["gut", "ja gut", "ja ja gut"]),
        ],
    )
    def test_stand_for_all_their_ways(self, pattern: str, phrases: list[str]) -> None:
        assert list(dict.fromkeys(map(" ".join, ways(pattern)))) == phrases
        found = one_of(frozenset({pattern}))
        assert [found.meaning_of(phrase.split()) for phrase in phrases] == [True] * len(phrases)

    @pytest.mark.parametrize("said", ["das nicht", "stimmt", "stimmt das nicht", "das das stimmt nicht", ""])
    def test_stand_for_nothing_else(self, said: str) -> None:
        assert one_of(frozenset({"(das) stimmt nicht"})).meaning_of(said.split()) is None

    def test_of_the_same_words_the_last_one_counts_or_all_together(self) -> None:
        patterns = [
            (pattern_of("a|b (c)"), {"first": 1}),
            (pattern_of("a c|d"), {"second": 2}),
            (pattern_of("a"), {"first": 3}),
        ]
        last = Phrases(patterns)
        assert [last.meaning_of(said.split()) for said in ("a", "b", "a c")] == [
            {"first": 3},
            {"first": 1},
            {"second": 2},
        ]
        together = Phrases(patterns, lambda found: {key: value for one in found for key, value in one.items()})
        assert together.meaning_of(["a", "c"]) == {"first": 1, "second": 2}
        assert together.of_one_word == {"a": {"first": 3}, "b": {"first": 1}}

    def test_of_millions_of_ways_are_looked_for_as_those_of_few(self) -> None:
        endless = one_of(frozenset({" ".join(["(a|b|c|d)"] * 40) + " e"}))
        assert endless.at([*"abcd" * 10, "e", "f"], 0) == (True, 41)
