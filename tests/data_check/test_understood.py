"""What sentences of conversation tests mean."""

import pytest

from tests.data_check.small_project import Project

pytestmark = pytest.mark.unit

UNDERSTOOD = "tests/conversations/understood.yml"
TEST = "tests/conversations/test_help.yml"


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("hlep: [Hilfe]", "1: intent 'hlep' is not in domain.yml; is 'help' meant?"),
        ("help: ['[Hilfe](name)']", "1: entity 'name' is not in domain.yml"),
        ("help: ['[Hilfe]']", "1: broken annotation, write [words](entity): [Hilfe]"),
        ("help:\n  - Hilfe\n  - '[Hilfe](caller_name)'", f"3: 'Hilfe' stands twice, first at {UNDERSTOOD}:2"),
        ("help: [Hilfe, wer da]", "1: 'wer da' is said in no conversation"),
        ("help: Hilfe", "1: help must be a list, but is text"),
        ("[help]", "1: the file must consist of keys and values, but is a list"),
    ],
)
def test_a_mistake(project: Project, content: str, fault: str) -> None:
    project.write(UNDERSTOOD, content)

    assert any(one.startswith(f"{UNDERSTOOD}:{fault}") for one in project.faults()), project.faults()


def test_it_may_be_missing(project: Project) -> None:
    (project.root / UNDERSTOOD).unlink()

    assert project.faults() == []
