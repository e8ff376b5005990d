"""What rules and stories do: names that do not exist, intents without answer, rules that contradict each other."""

from collections.abc import Collection, Iterable, Sequence
from itertools import combinations

from rueckruf.data_check.dialogue import Path, Step
from rueckruf.data_check.domain import EVENTS, Domain
from rueckruf.data_check.fault import Faults, Place
from rueckruf.data_check.program import Program


def check_names(paths: Iterable[Path], domain: Domain, responses: Collection[str], faults: Faults) -> None:
    """Intents, entities, actions, responses, loops and slots in ``paths`` that do not exist."""
    for step in (step for path in paths for step in path.all_steps()):
        if step.kind == "intent" and step.name and not domain.is_intent(step.name):
            faults.add(step, f"intent '{step.name}' is not in domain.yml")
        elif step.kind == "action":
            _check_action(step, domain, responses, faults)
        elif step.kind == "active_loop" and step.name not in ("", "null", *domain.forms):
            faults.add(step, f"active_loop '{step.name}' is no form of domain.yml")
        for entity in step.entities:
            if entity.text not in domain.entities:
                faults.add(entity, f"entity '{entity.text}' is not in domain.yml")
        for slot, value in step.slots:
            if slot and not domain.is_slot(slot):
                faults.add(step, f"slot '{slot}' is not in domain.yml")
            elif value is not None:
                domain.check_value(slot, value, faults)


def _check_action(step: Step, domain: Domain, responses: Collection[str], faults: Faults) -> None:
    if step.name.startswith("utter_"):
        if step.name not in responses:
            faults.add(step, f"response '{step.name}' is not defined under data/responses/")
    elif step.name and not domain.is_action(step.name):
        faults.add(step, f"action '{step.name}' is not in domain.yml")


def check_answered(paths: Iterable[Path], domain: Domain, answers: Collection[str], faults: Faults) -> None:
    """Intents that nothing answers: neither the form nor a rule nor a story."""
    answered = {step.name for path in paths for step in path.all_steps() if step.kind == "intent"}
    for intent, part in domain.intents.items():
        if intent not in answered and intent not in answers and intent not in EVENTS:
            faults.add(part, f"intent '{intent}' is answered by no rule, no story and not by the form")


def check_actions(paths: Iterable[Path], domain: Domain, program: Program, faults: Faults) -> None:
    """Actions of the domain that nothing runs or that no class performs."""
    run = {step.name for path in paths for step in path.all_steps() if step.kind == "action"}
    run |= {f"validate_{form}" for form in domain.forms}
    for action, part in domain.actions.items():
        if action not in run and not action.startswith("action_ask_"):
            faults.add(part, f"action '{action}' is used by no rule and no story")
        if not program.knows(action, "actions/"):
            faults.add(part, f"action '{action}' has no class under actions/")


def check_slots(paths: Iterable[Path], domain: Domain, used: Collection[str], program: Program, faults: Faults) -> None:
    """Slots that nothing reads or sets; ``used`` are those of the responses."""
    used = {*used, *(slot for path in paths for step in path.all_steps() for slot, _ in step.slots)}
    used |= {slot for required in domain.required.values() for slot in required}
    for slot, part in domain.slots.items():
        if slot not in used and not program.knows(slot):
            faults.add(part, f"slot '{slot}' is used nowhere")


def check_contradictions(rules: Sequence[Path], faults: Faults) -> None:
    """Rules that begin alike and then do different things, or do the same twice."""
    for first, second in combinations(rules, 2):
        if _situation(first) == _situation(second):
            _compare(first, second, faults)


def _situation(rule: Path) -> tuple[object, ...]:
    return rule.begins, frozenset(step.key() for step in rule.conditions)


def _compare(first: Path, second: Path, faults: Faults) -> None:
    other = f"rule '{first.name}' ({Place(first.path, first.line)})"
    for ours, theirs in zip(second.steps, first.steps, strict=False):
        if ours.key() != theirs.key():
            if ours.kind == theirs.kind == "action":
                faults.add(ours, f"'{ours.name}' contradicts {other}, which goes on with '{theirs.name}'")
            return
    shared = min(len(first.steps), len(second.steps))
    if len(first.steps) == len(second.steps):
        faults.add(second, f"does the same as {other}")
        return
    shorter, longer = sorted((first, second), key=lambda rule: len(rule.steps))
    if shorter.waits and longer.steps[shared].kind == "action":
        step = longer.steps[shared]
        short = f"rule '{shorter.name}' ({Place(shorter.path, shorter.line)})"
        faults.add(step, f"'{step.name}' contradicts {short}, which waits for the caller here")
