"""domain.yml."""

import pytest

from tests.data_check.small_project import Project

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("  - affirm\n", "  - affirm\n  - affirm\n", ":5: 'affirm' stands twice, first in line 4"),
        (
            "actions:",
            "action:",
            ":17: 'action' is no key of domain.yml: is 'actions' meant?",
        ),
        (
            "actions:",
            "triggers: []\nactions:",
            ":17: 'triggers' is no key of domain.yml: use version, intents, entities, slots, forms, actions,"
            " session_config",
        ),
        ("entities:\n  - caller_name\n", "", ":1: the key 'entities' is missing"),
        ("actions:", "responses: {}\nactions:", ":17: responses belong in data/responses/"),
        ("entities:\n  - caller_name\n", "entities:\n", ":6: entities is empty"),
        ("entities:\n  - caller_name\n", "entities: caller_name\n", ":6: entities must be a list, but is text"),
        (
            "type: categorical",
            "type: enum",
            ":13: slot 'outcome' needs a type: text, bool, categorical, float, list, any",
        ),
        (
            "values: [stored, gave_up], ",
            "valeus: [x], ",
            ":13: 'valeus' is no key of slot 'outcome': use type,"
            " influence_conversation, mappings, values, initial_value, min_value, max_value",
        ),
        (
            "gave_up], mappings: [{type: custom}]",
            "gave_up]",
            ":13: slot 'outcome' needs mappings, at least [{type: custom}]",
        ),
        ("gave_up]", "no]", ":13: a value: 'no' is read as yes or no; put text in quotes"),
        (
            "[caller_name, phone",
            "[caller_nam, phone",
            ":16: slot 'caller_nam' is not in domain.yml; is 'caller_name' meant?",
        ),
        (
            "required_slots",
            "slots",
            ":16: 'slots' is no key of form 'callback_form': use required_slots, ignored_intents",
        ),
    ],
)
def test_a_mistake_in_the_domain(project: Project, old: str, new: str, fault: str) -> None:
    project.replace("domain.yml", old, new)

    assert "domain.yml" + fault in project.faults()


def test_an_intent_may_have_settings(project: Project) -> None:
    project.replace("domain.yml", "  - affirm\n", "  - affirm: {use_entities: []}\n")

    assert project.faults() == []
