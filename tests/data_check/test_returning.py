"""After an answer beside the matter the form asks on, or the call ends."""

import pytest

from tests.data_check.small_project import Project

pytestmark = pytest.mark.unit

CALL = "data/rules/call.yml"
STORY = "data/stories/help.yml"
RULE = "  - rule: Other\n    condition: [{{active_loop: {}}}]\n    steps: [{}]\n"
PROBLEM = (
    "leaves the caller without a question: go on with 'action: callback_form' and 'active_loop: callback_form', or end"
    " the call"
)


@pytest.mark.parametrize(
    "steps",
    [
        "{intent: affirm}, {action: utter_help}",
        "{intent: affirm}, {action: utter_help}, {action: callback_form}",
        "{intent: affirm}, {action: callback_form}, {active_loop: callback_form}, {action: utter_help}",
        "{intent: affirm}, {action: utter_help}, {active_loop: null}",
        "{intent: affirm}, {action: action_store}",
    ],
)
def test_a_rule_that_forgets_the_form(project: Project, steps: str) -> None:
    project.add(CALL, RULE.format("callback_form", steps))

    assert f"{CALL}:29: rule 'Other' {PROBLEM}" in project.faults()


@pytest.mark.parametrize(
    "rule",
    [
        RULE.format(
            "callback_form",
            "{intent: affirm}, {action: utter_help}, {action: callback_form}, {active_loop: callback_form}",
        ),
        # Rasa itself leads back to the form after a rule that does not name it.
        "  - rule: Other\n    steps: [{intent: affirm}, {action: utter_help}]\n",
        RULE.format("null", "{intent: affirm}, {action: utter_help}"),
        # Another rule goes on.
        RULE.format("callback_form", "{intent: affirm}, {action: utter_help}") + "    wait_for_user_input: false\n",
        # Nobody is on the line any more.
        RULE.format("callback_form", "{intent: call_ended}, {action: action_store}"),
    ],
)
def test_a_rule_that_need_not_return(project: Project, rule: str) -> None:
    project.replace("domain.yml", "  - call_started\n", "  - call_started\n  - call_ended\n")
    project.add(CALL, rule)

    assert [fault for fault in project.faults() if "question" in fault] == []


@pytest.mark.parametrize("custom", ["hang_up", "transfer"])
def test_a_response_that_ends_the_call(project: Project, custom: str) -> None:
    project.add("data/responses/beside.yml", f'  utter_bye:\n    - text: "Adieu."\n      custom: {{{custom}: true}}\n')
    project.add(CALL, RULE.format("callback_form", "{intent: affirm}, {action: utter_bye}"))

    assert project.faults() == []


def test_a_response_that_ends_the_call_in_one_of_its_wordings_only(project: Project) -> None:
    project.add(
        "data/responses/beside.yml",
        '  utter_bye:\n    - text: "Adieu."\n      custom: {hang_up: true}\n    - text: "Bis bald."\n',
    )
    project.add(CALL, RULE.format("callback_form", "{intent: affirm}, {action: utter_bye}"))

    assert project.faults() == [f"{CALL}:29: rule 'Other' {PROBLEM}"]


STORING = (
    "      - action: action_store\n      - slot_was_set:\n          - outcome: stored\n      - action: utter_stored\n"
)
ASKING = "      - action: utter_notice\n      - action: callback_form\n      - active_loop: callback_form\n"


@pytest.mark.parametrize(("steps", "line"), [(STORING, 22), (ASKING, 7)])
def test_where_the_form_ends_the_call_ends_and_where_the_call_begins_the_form_does(
    project: Project, steps: str, line: int
) -> None:
    project.replace(CALL, steps, "")

    assert any(fault.startswith(f"{CALL}:{line}: rule") and PROBLEM in fault for fault in project.faults())


def test_each_turn_of_a_story_returns(project: Project) -> None:
    project.add(
        STORY,
        "  - story: Twice\n    steps: [{intent: affirm}, {action: utter_help},\n      {intent: affirm},"
        " {action: utter_help}, {action: callback_form}, {active_loop: callback_form}]\n",
    )

    assert f"{STORY}:10: story 'Twice' {PROBLEM}" in project.faults()


def test_what_is_said_after_the_form_was_left_is_free(project: Project) -> None:
    project.add(
        STORY,
        "  - story: Left\n    steps: [{intent: affirm}, {action: action_deactivate_loop}, {active_loop: null},\n"
        "      {action: utter_stored}, {intent: affirm}, {action: utter_help}]\n",
    )

    assert [fault for fault in project.faults() if "question" in fault] == []
