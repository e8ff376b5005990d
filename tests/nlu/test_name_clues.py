"""Clues to names, token by token and for all texts at once."""

from collections import Counter
from itertools import chain

import pytest

from rueckruf.nlu.name_clues import clues_of, often_seen
from rueckruf.spoken.name.words import name_tokens

pytestmark = pytest.mark.unit

TEXTS = (
    "Guten Tag, hier ist Müller.",
    "guten tag hier ist müller",
    "Müller hier, Hans-Peter Müller",
    "M-E-I-E-R",
    "o o o",
    "die 42, die 42!",
    "",
)


def test_a_token_is_known_by_its_neighbours_and_how_they_are_written() -> None:
    [first, last] = clues_of(name_tokens("Hier Müller"))

    assert {"c hier", "d mueller", "b ", "cd hier mueller", "bd  mueller", "c=Aa", "d-ller", "dmue-"} <= set(first)
    assert {"c mueller", "b hier", "d ", "bc hier mueller", "b=Aa"} <= set(last)


def test_nothing_is_told_of_how_what_is_not_there_is_written() -> None:
    [only] = clues_of(name_tokens("Hier"))

    assert not [clue for clue in only if clue.startswith(("b-", "b=", "d-", "d="))]


def test_rows_are_the_clues_that_more_than_one_token_has() -> None:
    each = [clues for text in TEXTS for clues in clues_of(name_tokens(text))]
    seen = Counter(chain.from_iterable(each))

    columns, matrix = often_seen([name_tokens(text) for text in TEXTS])

    assert list(columns) == sorted(clue for clue, times in seen.items() if times > 1)
    rows = [matrix.indices[start:end] for start, end in zip(matrix.indptr, matrix.indptr[1:], strict=False)]
    names = list(columns)
    assert [[names[column] for column in row] for row in rows] == [[c for c in clues if seen[c] > 1] for clues in each]
