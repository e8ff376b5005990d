"""Whatever is edited: first a machine says that it is one, for whom it speaks and where the privacy notice is."""

from pathlib import Path

import pytest

from rueckruf.data_check.dialogue import read_paths
from rueckruf.data_check.fault import Faults
from rueckruf.data_check.opening import check_opening
from rueckruf.data_check.responses import read_responses
from rueckruf.data_check.yaml_lines import Part, read_yaml
from rueckruf.project import DATA
from tests.data_check.small_project import Project

pytestmark = pytest.mark.unit

OPENING = "data/responses/opening.yml"
BESIDE = "data/responses/beside.yml"
CALL = "data/rules/call.yml"
FIRST = "utter_opening must be the first thing said after call_started"
THEN = "utter_notice must be said right after utter_opening"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            "automatische Assistent",
            "freundliche Assistent",
            ":4: utter_opening must tell that a machine speaks, for example 'automatischer Assistent'",
        ),
        ("{company}", "uns", ":4: utter_opening must contain {company}"),
        ("{website}", "Internet", ":7: utter_notice must contain {website}"),
        ("utter_opening", "utter_start", ":1: utter_opening is missing: every call begins with it"),
        ("utter_notice", "utter_hint", ":1: utter_notice is missing: every call begins with it"),
    ],
)
def test_the_words(project: Project, old: str, new: str, fault: str) -> None:
    project.replace(OPENING, old, new)

    assert OPENING + fault in project.faults()


@pytest.mark.parametrize(
    ("response", "text", "missing"),
    [
        ("utter_privacy", "Auch {parent_company} bekommt sie.", "retention"),
        ("utter_privacy", "Nach {retention} sind sie weg.", "parent_company"),
        ("utter_privacy_rights", "Sie haben Rechte, siehe {website}.", "privacy_page"),
    ],
)
def test_who_asks_hears_the_rest(project: Project, response: str, text: str, missing: str) -> None:
    project.replace(BESIDE, "utter_help:", f'{response}:\n    - text: "{text}"\n  utter_help:')

    assert f"{BESIDE}:4: {response} must contain {{{missing}}}" in project.faults()


def test_that_a_system_is_connected_is_told_to_who_asks(project: Project) -> None:
    told = 'utter_privacy:\n    - text: "Auch {parent_company}, nach {retention} weg."\n  utter_help:'
    project.replace(BESIDE, "utter_help:", told)
    fault = f"{BESIDE}:4: utter_privacy must contain {{connected_systems}}"
    assert fault not in project.faults()

    project.replace("company.yml", 'webhook_url: ""', "webhook_url: https://crm.example/hooks")
    assert fault in project.faults()


def test_opening_and_notice_are_short_together(project: Project) -> None:
    project.replace(
        OPENING, "Ihre Daten dienen dem Rückruf", "Ihre Daten dienen einzig und allein dem Rückruf und sonst gar nichts"
    )

    fault = "the words up to here take about 10.0 seconds to say, at most 9: shorten them"
    assert project.faults() == [f"{OPENING}:7: {fault}"]


def test_where_there_is_no_parent_company_nothing_need_name_one(project: Project) -> None:
    project.replace("company.yml", "parent: Musterwerk Holding AG", 'parent: ""')
    project.replace("company.yml", ", parent: Konzernvertrieb", "")
    project.replace("company.yml", ' parent: "",', "")
    project.replace("company.yml", "parent_address", "#")
    project.replace("company.yml", "parent_way", "#")
    told = 'utter_privacy:\n    - text: "Nach {retention} sind sie weg."\n  utter_help:'
    project.replace(BESIDE, "utter_help:", told)

    assert not any("must contain" in fault for fault in project.faults())


@pytest.mark.parametrize(("name", "line"), [("utter_opening", 4), ("utter_notice", 7)])
@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ("false", "true", "needs 'custom: {barge_in: false}': nobody may talk over it"),
        ("custom: {barge_in: false}", "custom: {}", "needs 'custom: {barge_in: false}': nobody may talk over it"),
        (
            "- text",
            "- condition: [{type: slot, name: outcome, value: stored}]\n      text",
            "is said whatever happens: no condition",
        ),
    ],
)
def test_how_they_are_said(project: Project, name: str, line: int, before: str, after: str, problem: str) -> None:
    content = (project.root / OPENING).read_text(encoding="utf-8")
    head, _, tail = content.partition(f"{name}:")
    project.write(OPENING, f"{head}{name}:{tail.replace(before, after, 1)}")

    assert f"{OPENING}:{line}: {name} {problem}" in project.faults()


@pytest.mark.parametrize("machine", ["Computer", "KI-Assistent", "Sprachassistent", "digitaler Assistent", "Roboter"])
def test_a_machine_has_many_names(project: Project, machine: str) -> None:
    project.replace(OPENING, "automatische Assistent", machine)

    assert project.faults() == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("- action: utter_opening", "- action: utter_help", f":7: {FIRST}"),
        ("- action: utter_opening", "- action: callback_form\n      - action: utter_opening", f":7: {FIRST}"),
        ("- action: utter_opening", "- intent: help\n      - action: utter_opening", f":7: {FIRST}"),
        ("      - action: utter_notice\n", "", f":8: {THEN}"),
        ("- action: utter_notice", "- action: utter_help\n      - action: utter_notice", f":8: {THEN}"),
        ("intent: call_started", "intent: affirm", ":1: no rule begins the call with 'intent: call_started'"),
    ],
)
def test_a_rule_that_begins_otherwise(project: Project, old: str, new: str, fault: str) -> None:
    project.replace(CALL, old, new)

    assert CALL + fault in project.faults()


def test_a_typed_conversation_begins_alike(project: Project) -> None:
    project.add(
        CALL,
        "  - rule: Typed\n    conversation_start: true\n    steps:\n      - intent: affirm\n"
        "      - action: utter_opening\n      - action: callback_form\n      - active_loop: callback_form\n",
    )

    assert project.faults() == [f"{CALL}:32: {THEN}"]


def test_a_story_that_begins_otherwise(project: Project) -> None:
    project.add(
        "data/stories/help.yml",
        "  - story: Call\n    steps:\n      - or:\n          - intent: call_started\n          - intent: affirm\n"
        "      - action: utter_help\n  - story: Nothing\n    steps:\n      - intent: call_started\n",
    )

    faults = project.faults()

    assert f"data/stories/help.yml:14: {FIRST}" in faults
    assert f"data/stories/help.yml:15: {FIRST}" in faults


def test_the_projects_own_calls_begin_with_it() -> None:
    faults = Faults()
    rules, stories = (
        read_paths([read(file, faults) for file in (DATA / folder).glob("*.yml")], kind, faults)
        for folder, kind in (("rules", "rule"), ("stories", "story"))
    )
    responses = read_responses([read(file, faults) for file in (DATA / "responses").glob("*.yml")], faults)

    check_opening(responses, rules, stories, {}, faults)

    assert faults.sorted() == []


def read(file: Path, faults: Faults) -> Part:
    part = read_yaml(file, file.name, faults)
    assert part is not None
    return part
