"""Cross-validation: what was not learnt is asked, and the table tells what it was taken for."""

import pytest

from benchmarks.cross_validation import PARTS, Guess, examples, guesses, part_of, table

pytestmark = pytest.mark.unit


def test_the_table_begins_with_what_is_missed_most() -> None:
    found = [
        Guess("ja", "affirm", "affirm"),
        Guess("jo", "affirm", "affirm"),
        Guess("nein", "deny", "deny"),
        Guess("nö", "deny", "affirm"),
    ]

    assert table(found).splitlines()[2:] == [
        "| deny | 2 | 50.0% | 100.0% | affirm 1 |",
        "| affirm | 2 | 100.0% | 66.7% |  |",
        "| all | 4 | 75.0% | | |",
    ]


def test_a_model_is_asked_for_what_it_was_not_taught() -> None:
    taught = [("ja genau", "affirm"), ("ja bitte", "affirm"), ("nein danke", "deny"), ("nein nicht", "deny")]

    assert guesses(taught, [("ja danke", "deny"), ("nein bitte", "deny")]) == [
        Guess("ja danke", "deny", "affirm"),
        Guess("nein bitte", "deny", "deny"),
    ]


@pytest.mark.thorough
def test_the_parts_are_alike_in_size_and_part_no_utterance_from_its_double() -> None:
    texts = {text.lower() for text, _ in examples()}
    sizes = [sum(part_of(text) == part for text in texts) for part in range(PARTS)]

    assert part_of("Ja genau") == part_of("ja genau")
    assert max(sizes) < 1.2 * min(sizes)
