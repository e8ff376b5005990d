"""Word tables and corpora."""

import pytest

from tests.data_check.small_project import Project

pytestmark = pytest.mark.unit

FIELDS = "data/vocabulary/fields.yml"


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("a: [x, null]", "1: 'null' is read as nothing; put words in quotes"),
        ("a:\n  - x\n  -", "3: an empty item is read as nothing; put words in quotes"),
        ("a: [ja, no]", "1: 'no' is read as yes or no; put words in quotes"),
        ("a: [on]", "1: 'on' is read as yes or no; put words in quotes"),
        ("yes: [ja]", "1: 'yes' is read as yes or no; put words in quotes"),
        ("a: [7]", "1: '7' is read as a number; put words in quotes"),
        ("a: []", "1: 'a' has no words"),
        ("a: [x]\nb: {}", "2: 'b' has no words"),
        ("a: [x]\nb:", "2: 'b' is empty; the word null needs quotes"),
        ("x", "1: must consist of keys and values"),
        ("a:\n  - x\n  - X", "3: 'X' stands twice in one list, first in line 2"),
        ("a: [für]\nb: [Fuer]", "2: 'Fuer' has another meaning in line 1"),
        ("t:\n  1: [eins]\n  2: [zwei, eins]\nu: [eins]", "3: 'eins' has another meaning in line 2"),
        ("a: {words: [x]}\nb:\n  words: [y]\n  more: [z]\nc: {words: [x]}", "5: 'x' has another meaning in line 1"),
        ("- {meant: a, heard: [x]}\n- {meant: b, heard: [x]}", "2: 'x' has another meaning in line 1"),
    ],
)
def test_a_mistake_in_a_word_table(project: Project, content: str, problem: str) -> None:
    project.write(FIELDS, content)

    assert project.faults() == [f"{FIELDS}:{problem}"]


@pytest.mark.parametrize(
    "content",
    [
        'a: ["null", "no", "7"]',
        "0: [montag]\n1: [dienstag]",
        "from: [ab]\nunits:\n  a: [ab]\n  b: [an]",
        "x: {means: y, because: sounds alike}",
        "pairs:\n  - [a, b]\n  - [b, a]",
    ],
)
def test_a_word_table_in_order(project: Project, content: str) -> None:
    project.write(FIELDS, content)

    assert project.faults() == []


def test_a_table_that_the_program_reads_and_nobody_wrote(project: Project) -> None:
    project.write("rueckruf/spoken/phone/digits.py", 'DIGITS = vocabulary("digits")\n')

    assert project.faults() == ["data/vocabulary/digits.yml:1: is missing: the program reads it"]


def test_a_name_may_be_at_home_in_two_countries(project: Project) -> None:
    project.write("data/vocabulary/first_names.yml", "german: [Maria]\nitalian: [Maria]\n")

    assert project.faults() == []


def test_a_corpus_may_say_the_same_for_two_values(project: Project) -> None:
    project.add("tests/corpus/caller_name.yml", "Amsel Anna: [Amsel Anna]\n")

    assert project.faults() == []


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("Anna: []", "1: 'Anna' has no words"),
        ("Anna:", "1: 'Anna' is empty; the word null needs quotes"),
        ("Anna:\n  - no", "2: 'no' is read as yes or no; put words in quotes"),
    ],
)
def test_a_mistake_in_a_corpus(project: Project, content: str, problem: str) -> None:
    project.write("tests/corpus/caller_name.yml", content)

    assert project.faults() == [f"tests/corpus/caller_name.yml:{problem}"]
