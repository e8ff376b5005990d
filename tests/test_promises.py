"""docs/promises.md names a test for each promise of docs/privacy.md: none lacks, none is left over, each is there."""

import re

import pytest

from tests.support.named_tests import DOCS, cells_of, faults_of, named_in, rows_of

pytestmark = pytest.mark.unit

RECORD = (DOCS / "privacy.md").read_text(encoding="utf-8")
TABLES = rows_of(RECORD)

#: The tables of the record by their first head: each row of the one kind is promised, the other tells how things are.
PROMISING = {"Tabelle", "was", "Maßnahme"}
TELLING = {"", "Daten", "Empfänger", "`transport`", "Aufgabe", "Antworten an Anrufende"}


def firsts(*heads: str) -> list[str]:
    return [cells_of(row)[0] for head, rows in TABLES if head in heads for row in rows]


def points() -> list[str]:
    """What the bullets begin with that tell of the telephone service."""
    return re.findall(r"^- \*\*(.+?)\*\*", RECORD, re.MULTILINE)


def test_of_each_table_it_is_known_whether_it_promises() -> None:
    assert {head for head, _ in TABLES} == PROMISING | TELLING


def test_each_promise_names_its_tests() -> None:
    promised = [*firsts(*PROMISING), *points()]

    assert len(promised) > 50
    assert set(promised) - named_in(DOCS / "promises.md").keys() == set()


def test_nothing_is_kept_that_is_not_in_the_record_any_more() -> None:
    assert named_in(DOCS / "promises.md").keys() - {*firsts(*PROMISING, *TELLING), *points()} == set()


def test_every_test_that_is_named_exists() -> None:
    assert faults_of(named_in(DOCS / "promises.md")) == []


def test_nothing_in_the_column_of_tests_is_anything_else() -> None:
    text = (DOCS / "promises.md").read_text(encoding="utf-8")
    assert text.count("::") == sum(map(len, named_in(DOCS / "promises.md").values()))
