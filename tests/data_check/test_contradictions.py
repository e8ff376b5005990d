"""Rules and stories that contradict each other: both places are told, and the verdict is Rasa's own."""

import json
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from rasa.core.policies.rule_policy import InvalidRule, RulePolicy
from rasa.core.training.story_conflict import find_story_conflicts
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.core.domain import Domain
from rasa.shared.core.generator import TrainingDataGenerator
from rasa.shared.core.training_data.story_reader.yaml_story_reader import YAMLStoryReader
from rasa.shared.core.training_data.structures import StoryGraph

from rueckruf.data_check.contradictions import check_contradictions
from rueckruf.data_check.dialogue import Path as Told
from rueckruf.data_check.dialogue import read_paths
from rueckruf.data_check.domain import read_domain
from rueckruf.data_check.fault import Faults
from rueckruf.data_check.names import Uses
from rueckruf.data_check.yaml_lines import Part, read_yaml
from tests.data_check.small_project import Project

pytestmark = pytest.mark.unit

CALL = "data/rules/call.yml"
STORY = "data/stories/help.yml"
RULE = "  - rule: Other\n    condition: [{{active_loop: callback_form}}]\n    steps: [{}]\n"
GO_ON = "{action: callback_form}, {active_loop: callback_form}"


def contradictions(project: Project) -> list[str]:
    told = ("contradicts", "waits for", "the same as", "but not here", "can't follow", "hears the caller twice")
    return [fault for fault in project.faults() if any(words in fault for words in told)]


@pytest.mark.parametrize(
    ("steps", "faults"),
    [
        (
            "{intent: help}, {action: utter_stored}",
            [f":29: 'utter_stored' contradicts rule 'Help' ({CALL}:16), which goes on with 'utter_help'"],
        ),
        (
            "{intent: help}, {action: utter_help}",
            [
                f":29: rule 'Other' waits for the caller after this, but rule 'Help' ({CALL}:17) goes on with"
                " 'callback_form'"
            ],
        ),
        (f"{{intent: help}}, {{action: utter_help}}, {GO_ON}", [f":27: does the same as rule 'Help' ({CALL}:11)"]),
        (
            "{intent: affirm}, {action: action_store}, {action: utter_stored}",
            [f":29: 'action_store' sets the slot 'outcome' in rule 'The end' ({CALL}:24), but not here"],
        ),
        (
            f"{{intent: affirm}}, {GO_ON}, {{action: utter_help}}",
            [":29: 'utter_help' can't follow here: after the form 'callback_form' Rasa waits for the caller"],
        ),
        (
            f"{{intent: affirm}}, {{action: utter_help}}, {{intent: help}}, {GO_ON}",
            [":29: rule 'Other' hears the caller twice: that is a story"],
        ),
    ],
)
def test_a_rule_against_rules(project: Project, steps: str, faults: list[str]) -> None:
    project.add(CALL, RULE.format(steps))

    assert contradictions(project)[: len(faults)] == [CALL + fault for fault in faults]


def test_what_a_form_sets_in_other_rules(project: Project) -> None:
    project.add(CALL, "  - rule: Other\n    steps: [{intent: affirm}, {action: callback_form}]\n")

    other = f"rule 'The call begins' ({CALL}:10)"
    assert contradictions(project) == [
        f"{CALL}:28: 'callback_form' sets active_loop: callback_form in {other}, but not here"
    ]


@pytest.mark.parametrize(
    "rule",
    [
        RULE.format(f"{{intent: affirm}}, {{action: utter_help}}, {GO_ON}"),
        RULE.format(f"{{intent: help}}, {{slot_was_set: [{{outcome: stored}}]}}, {{action: utter_help}}, {GO_ON}"),
        RULE.format("{intent: help}, {action: utter_help}") + "    wait_for_user_input: false\n",
        "  - rule: Another end\n    steps: [{action: callback_form}, {active_loop: null}, {action: action_store},"
        " {slot_was_set: [{outcome: gave_up}]}, {action: utter_help}]\n",
    ],
)
def test_a_rule_for_another_situation(project: Project, rule: str) -> None:
    project.add(CALL, rule)

    assert contradictions(project) == []


def test_a_story_against_a_rule(project: Project) -> None:
    project.add(STORY, f"  - story: Other\n    steps: [{{intent: call_started}}, {{action: utter_help}}, {GO_ON}]\n")

    assert (
        f"{STORY}:10: 'utter_help' contradicts rule 'The call begins' ({CALL}:7), which goes on with"
        in (contradictions(project)[0])
    )


def test_a_story_against_a_story(project: Project) -> None:
    project.add(STORY, f"  - story: Other\n    steps: [{{intent: help}}, {{action: utter_stored}}, {GO_ON}]\n")

    assert (
        contradictions(project)
        == [
            f"{STORY}:10: 'utter_stored' contradicts story 'Help twice' ({STORY}:6), which goes on with 'utter_help'",
            f"{STORY}:10: 'utter_stored' contradicts rule 'Help' ({CALL}:16), which goes on with 'utter_help'",
        ][: len(contradictions(project))]
    )


@pytest.mark.parametrize(("max_history", "contradict"), [(4, True), (5, False), ("", False)])
def test_stories_that_the_policy_cannot_tell_apart(project: Project, max_history: Any, contradict: bool) -> None:
    project.replace("config.yml", "max_history: 4", f"max_history: {max_history}")
    affirm = f"{{intent: affirm}}, {{action: utter_help}}, {GO_ON}"
    for name, first, last in (("A", "affirm", "utter_help"), ("B", "call_started", "utter_stored")):
        begin = affirm if first == "affirm" else f"{{intent: call_started}}, {{action: utter_opening}}, {affirm}"
        project.add(
            STORY, f"  - story: {name}\n    steps: [{begin}, {{intent: affirm}}, {{action: {last}}}, {GO_ON}]\n"
        )

    told = [fault for fault in contradictions(project) if "'utter_stored' contradicts story 'A'" in fault]
    assert bool(told) == contradict


DOMAIN = """
version: "3.1"
intents: [a, b, c]
entities: [e]
slots:
  o: {type: categorical, values: [x, y], mappings: [{type: custom}]}
  t: {type: any, mappings: [{type: custom}]}
  f: {type: bool, mappings: [{type: custom}]}
  w: {type: text, mappings: [{type: custom}]}
forms:
  some_form: {required_slots: [t]}
actions: [action_p, action_q, utter_1, utter_2]
"""
A, B = {"intent": "a"}, {"intent": "b"}
ONE, TWO, P, FORM = ({"action": name} for name in ("utter_1", "utter_2", "action_p", "some_form"))
INSIDE, OUTSIDE = {"active_loop": "some_form"}, {"active_loop": None}


def was_set(**slots: Any) -> dict[str, Any]:
    return {"slot_was_set": [slots]}


def rule(*steps: Any, condition: Sequence[Any] = (), **more: Any) -> dict[str, Any]:
    return {"rule": "", **({"condition": list(condition)} if condition else {}), "steps": list(steps), **more}


def story(*steps: Any) -> dict[str, Any]:
    return {"story": "", "steps": list(steps)}


EXAMPLES: list[tuple[Any, ...]] = [
    (rule(A, ONE), rule(B, TWO)),
    (rule(A, ONE), rule(A, TWO)),
    (rule(A, ONE), rule(A, ONE, TWO)),
    (rule(A, ONE), rule(A, ONE, TWO, wait_for_user_input=False)),
    (rule(A, ONE, wait_for_user_input=False), rule(ONE, TWO)),
    (rule(A, ONE), rule(A, TWO, condition=[INSIDE])),
    (rule(A, ONE, condition=[INSIDE]), rule(A, TWO, condition=[OUTSIDE])),
    (rule(A, ONE, conversation_start=True), rule(A, TWO)),
    (rule(A, ONE, conversation_start=True), rule(A, TWO, conversation_start=True)),
    (rule(A, ONE, condition=[was_set(o="x")]), rule(A, TWO, condition=[was_set(o="y")])),
    (rule(A, ONE, condition=[was_set(o="x")]), rule(A, TWO, condition=[was_set(o=None)])),
    (rule(A, ONE, condition=[was_set(o="x")]), rule(A, TWO, condition=[was_set(f=True)])),
    (rule(A, ONE, condition=[was_set(t="x")]), rule(A, TWO, condition=[was_set(t="y")])),
    (rule(A, ONE, condition=[was_set(w="x")]), rule(A, TWO, condition=[was_set(w="y")])),
    (rule(A, ONE, condition=[{"slot_was_set": ["w"]}]), rule(A, TWO, condition=[was_set(w="y")])),
    (rule(A, P, was_set(o="x"), ONE), rule(A, P, was_set(o="y"), TWO)),
    (rule(A, P, was_set(o="x"), ONE), rule(B, P, TWO)),
    (rule(A, P, was_set(o="x"), ONE), rule(B, P, was_set(o=None), TWO)),
    (rule(A, FORM, INSIDE), rule(FORM, OUTSIDE, ONE, condition=[INSIDE])),
    (rule(A, FORM, INSIDE), rule(B, FORM, ONE)),
    (rule(A, FORM, INSIDE, ONE),),
    (rule(A, ONE, B, TWO),),
    (rule({"or": [A, B]}, ONE), rule(B, TWO)),
    (rule(A, P, {"or": [was_set(o="x"), was_set(o="y")]}, ONE), rule(A, P, was_set(o="y"), TWO)),
    (rule({"intent": "a", "entities": ["e"]}, ONE), rule(A, TWO)),
    (rule({"intent": "restart"}, ONE),),
    (rule(A, ONE), story(A, ONE)),
    (rule(A, ONE), story(A, TWO)),
    (rule(A, ONE), story(A, ONE, TWO)),
    (rule(ONE), story(A, ONE, TWO)),
    (rule(A, ONE, condition=[INSIDE]), story(A, TWO)),
    (rule(A, FORM, INSIDE), rule(B, ONE, FORM, INSIDE, condition=[INSIDE]), story(A, FORM, INSIDE, B, TWO)),
    (rule(A, FORM, INSIDE), rule(B, ONE), story(A, FORM, INSIDE, B, ONE, FORM, INSIDE)),
    (rule(A, FORM, INSIDE), rule(B, ONE), story(A, FORM, INSIDE, B, ONE)),
    (story(A, ONE), story(A, TWO)),
    (story(A, ONE, B, ONE), story(A, TWO, B, TWO)),
    (story(A, ONE, B, ONE), story(B, ONE, B, TWO)),
    (story(A, ONE), story(was_set(o="x"), A, TWO)),
    (story(A, P, was_set(o="x"), ONE), story(A, P, was_set(o="y"), TWO)),
    (story(ONE, A, TWO), story(TWO, A, ONE)),
    (story(A, ONE, {"checkpoint": "k"}), story({"checkpoint": "k"}, B, ONE), story(A, ONE, B, TWO)),
    (story(A, ONE, {"checkpoint": "k"}), story({"checkpoint": "k"}, B, ONE), story(B, ONE, B, TWO)),
    (story(A, ONE, {"checkpoint": "k"}), story({"checkpoint": "k"}, B, ONE), story({"checkpoint": "k"}, B, TWO)),
    (story({"checkpoint": "nowhere"}, A, ONE), story(A, TWO)),
]


def random_example(chance: random.Random) -> tuple[Any, ...]:
    """Up to three rules and two stories of three intents, two responses, two actions, a form and two slots."""
    rules = [_random_path(chance, "rule", 1) for _ in range(chance.randint(0, 3))]
    stories = [_random_path(chance, "story", chance.randint(1, 2)) for _ in range(chance.randint(0, 2))]
    return (*rules, *stories) or (story(A, ONE),)


def _random_path(chance: random.Random, kind: str, turns: int) -> dict[str, Any]:
    steps: list[Any] = []
    for _ in range(turns):
        steps.append({"or": [A, B]} if chance.random() < 0.1 else {"intent": chance.choice("abc")})
        left = chance.choice([False, False, True])
        if chance.random() < 0.4:
            steps += [P, was_set(o=chance.choice(["x", "y", None]))]
        # What a form does twice without another action between, Rasa's search for conflicts puts a step too far.
        steps += chance.choices([ONE, TWO], k=chance.randint(0 if kind == "rule" else 1, 2))
        if chance.random() < 0.5:
            steps += [FORM, OUTSIDE if left else INSIDE]
    if kind == "story":
        return story(*steps)
    condition = chance.choice([(), (), (INSIDE,), (INSIDE,), (OUTSIDE,), (was_set(o="x"),), (was_set(o=None),)])
    return rule(*steps, condition=condition, **({"conversation_start": True} if chance.random() < 0.1 else {}))


@pytest.mark.thorough
@pytest.mark.parametrize("max_history", [None, 3])
@pytest.mark.parametrize("paths", EXAMPLES)
def test_the_verdict_is_rasas(tmp_path: Path, paths: Sequence[dict[str, Any]], max_history: int | None) -> None:
    verdicts = _ours(tmp_path, _named(paths), max_history), _rasas(tmp_path, _named(paths), max_history)
    assert bool(verdicts[0]) == bool(verdicts[1]), verdicts


@pytest.mark.thorough
def test_the_verdict_is_rasas_whatever_is_written(tmp_path: Path) -> None:
    chance, verdicts = random.Random(11), []  # noqa: S311 - variety, no secret
    for number in range(60):
        folder = tmp_path / str(number)
        folder.mkdir()
        paths, max_history = _named(random_example(chance)), chance.choice([None, 2, 4])
        ours, rasas = _ours(folder, paths, max_history), _rasas(folder, paths, max_history)
        assert bool(ours) == bool(rasas), (paths, ours, rasas)
        verdicts.append(bool(ours))
    assert 10 < sum(verdicts) < 50


def _named(paths: Sequence[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """As a file: rules and stories with names."""
    named = [
        {kind: f"{kind} {number}", **{key: value for key, value in path.items() if key != kind}}
        for number, path in enumerate(paths)
        for kind in ("rule" if "rule" in path else "story",)
    ]
    return {
        "rules": [path for path in named if "rule" in path],
        "stories": [path for path in named if "story" in path],
    }


def _ours(folder: Path, paths: dict[str, Any], max_history: int | None) -> list[str]:
    def read(name: str, content: str) -> Part:
        (folder / name).write_text(content, encoding="utf-8")
        part = read_yaml(folder / name, name, Faults())
        assert part is not None
        return part

    def told(kind: str, section: str) -> list[Told]:
        content = json.dumps({"version": "3.1", section: paths[section]}, indent=1)
        return read_paths([read(f"{section}.yml", content)], kind, Faults()) if paths[section] else []

    domain, faults = read_domain(read("domain.yml", DOMAIN), Uses(), Faults()), Faults()
    check_contradictions(told("rule", "rules"), told("story", "stories"), domain, max_history, faults)
    # That a rule is there twice is nothing that Rasa minds.
    return [str(fault) for fault in faults.sorted() if "does the same as" not in fault.problem]


def _rasas(folder: Path, paths: dict[str, Any], max_history: int | None) -> list[str]:
    domain = Domain.from_yaml(DOMAIN)
    steps = YAMLStoryReader(domain).read_from_string(json.dumps({"version": "3.1", **paths}))

    def generator(**settings: Any) -> Any:
        return TrainingDataGenerator(StoryGraph(steps), domain, augmentation_factor=0, **settings)

    context = ExecutionContext(GraphSchema({}), "test")
    storage = LocalModelStorage.create(folder)
    policy = RulePolicy(RulePolicy.get_default_config(), storage, Resource("rules"), context)
    found: list[str] = []
    try:
        policy.train(generator().generate(), domain)
    except InvalidRule as error:
        found.append(error.message)
    stories = generator(remove_duplicates=False).generate_story_trackers()
    return [*found, *map(str, find_story_conflicts(stories, domain, max_history))]
