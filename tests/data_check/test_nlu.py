"""Training utterances."""

import pytest

from tests.data_check.small_project import Project

pytestmark = pytest.mark.unit

HELP = "data/nlu/call/help.yml"
AFFIRM = "data/nlu/call/affirm.yml"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            "- wie geht das",
            "# wie geht das",
            ":8: a comment among examples: put it above an '- intent:' item of its own",
        ),
        ("- wie geht das", "wie geht das", ":8: an example begins with '- ': wie geht das"),
        ("- wie geht das", "-", ":8: the example is empty"),
        ("(caller_name)", "(name)", ":7: entity 'name' is not in domain.yml"),
        ("(caller_name)", '{"entity": "name"}', ":7: entity 'name' is not in domain.yml"),
        (
            "(caller_name)",
            '{"value": "x"}',
            ':7: the annotation names no entity: {"value": "x"}, use {"entity": "..."}',
        ),
        (
            "[Anna](caller_name)",
            "[Anna (caller_name)",
            ":7: broken annotation, write [words](entity): ich bin [Anna (caller_name) und brauche Hilfe",
        ),
        (
            "[Anna](caller_name)",
            "Anna](caller_name)",
            ":7: broken annotation, write [words](entity): ich bin Anna](caller_name) und brauche Hilfe",
        ),
        ("- wie geht das", "- wie geht das\n      - wie geht das", ":9: 'wie geht das' stands twice, first in line 8"),
        ("intent: help", "intent: affirm", ":3: intent 'affirm' in the file of 'help': one intent a file"),
        ("examples: |", "examples:", ":5: examples must follow 'examples: |', one '- ...' a line"),
        ("examples: |", "beispiele: |", ":3: an item of nlu needs 'intent' and 'examples'"),
        ("  - intent", "  - lookup: x\n    intent", ":3: 'lookup' is no key of an item of nlu: use intent, examples"),
        ("nlu:", "nlus:", ":1: the key 'nlu' is missing"),
        ("nlu:", "rules: []\nnlu:", ":2: 'rules' is no key of the file: use version, nlu"),
        ('"3.1"', "3.1", ':1: version must be "3.1", in quotes'),
        ('version: "3.1"\n', "", ":1: 'version: \"3.1\"' is missing"),
    ],
)
def test_a_mistake_in_a_file(project: Project, old: str, new: str, fault: str) -> None:
    project.replace(HELP, old, new)

    assert HELP + fault in project.faults()


def test_too_few_examples(project: Project) -> None:
    project.replace(HELP, "      - wie geht das\n", "")

    assert project.faults() == [f"{HELP}:1: 4 examples are too few: at least 5"]


def test_capitals_and_punctuation_make_two_examples_of_one_intent_but_not_of_two(project: Project) -> None:
    project.add(HELP, "      - STIMMT!\n")

    assert project.faults() == [
        f"{AFFIRM}:8: 'stimmt' is an example of 'help' too ({HELP}:10)",
        f"{HELP}:10: 'STIMMT!' is an example of 'affirm' too ({AFFIRM}:8)",
    ]


def test_annotations_do_not_hide_a_shared_example(project: Project) -> None:
    project.add(HELP, "      - das [stimmt](caller_name)\n")

    assert f"{HELP}:10: 'das stimmt' is an example of 'affirm' too ({AFFIRM}:9)" in project.faults()


def test_an_intent_without_examples(project: Project) -> None:
    (project.root / HELP).unlink()

    assert project.faults() == ["domain.yml:5: intent 'help' has no examples: add data/nlu/<group>/help.yml"]


def test_a_file_whose_name_is_no_intent(project: Project) -> None:
    project.write("data/nlu/call/hilfe.yml", (project.root / HELP).read_text().replace("intent: help", "intent: hilfe"))

    assert "data/nlu/call/hilfe.yml:1: intent 'hilfe' is not in domain.yml" in project.faults()


@pytest.mark.parametrize("folder", ["data/nlu", "data/nlu/other", "data/nlu/call/deep"])
def test_a_file_outside_the_groups(project: Project, folder: str) -> None:
    content = (project.root / HELP).read_text()
    (project.root / HELP).unlink()
    project.write(f"{folder}/help.yml", content)

    groups = "call, callback, outside, more_ways, at_length"
    assert project.faults() == [f"{folder}/help.yml:1: must lie in data/nlu/<group>/, where the group is {groups}"]
