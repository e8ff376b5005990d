"""What rules and stories do: the names they use, and what of the domain none of them uses."""

from collections.abc import Collection, Iterable

from rueckruf.data_check.dialogue import Path, Step
from rueckruf.data_check.domain import EVENTS, Domain
from rueckruf.data_check.fault import Faults, at
from rueckruf.data_check.names import Uses
from rueckruf.data_check.program import Program
from rueckruf.dialogue.state import SLOTS

#: All that can use a name, apart from the program; while one of them is broken, no name is sure to be idle.
USERS = ("data/rules", "data/stories", "data/responses", "domain.yml/forms")


def note_names(paths: Iterable[Path], domain: Domain, uses: Uses, faults: Faults) -> None:
    """Put the intents, entities, actions, responses, forms and slots of ``paths`` into ``uses``."""
    for step in (step for path in paths for step in path.all_steps()):
        if step.kind == "intent":
            uses.add("intent", step.name, step)
        elif step.kind == "action":
            uses.add("response" if step.name.startswith("utter_") else "action", step.name, step)
        elif step.kind == "active_loop" and step.name != "null":
            uses.add("form", step.name, step)
        for entity in step.entities:
            uses.add("entity", entity.text, entity)
        _note_slots(step, domain, uses, faults)


def _note_slots(step: Step, domain: Domain, uses: Uses, faults: Faults) -> None:
    for slot, value in step.slots:
        uses.add("slot", slot, step)
        if value is not None:
            domain.check_value(slot, value, faults)


def check_answered(paths: Iterable[Path], domain: Domain, answers: Collection[str], faults: Faults) -> None:
    """Intents that nothing answers: neither the form nor a rule nor a story."""
    answered = {step.name for path in paths for step in path.all_steps() if step.kind == "intent"}
    for intent, part in domain.intents.items():
        if intent not in answered and intent not in answers and intent not in EVENTS:
            problem = f"intent '{intent}' is answered by no rule, no story and not by the form"
            faults.add(part, problem, at(part), "data/rules", "data/stories")


def check_actions(paths: Iterable[Path], domain: Domain, program: Program, faults: Faults) -> None:
    """Actions of the domain that nothing runs or that no class performs."""
    run = {step.name for path in paths for step in path.all_steps() if step.kind == "action"}
    run |= {f"validate_{form}" for form in domain.forms}
    users = (*USERS, *map(at, domain.forms.values()))
    for action, part in domain.actions.items():
        if action not in run and not action.startswith("action_ask_"):
            faults.add(part, f"action '{action}' is used by no rule and no story", at(part), *users)
        if not program.knows(action, "actions/"):
            faults.add(part, f"action '{action}' has no class under actions/", at(part))


def check_slots(domain: Domain, uses: Uses, program: Program, faults: Faults) -> None:
    """Slots that nothing reads or sets."""
    used = {*uses.of("slot", "variable"), *SLOTS}
    for slot, part in domain.slots.items():
        if slot not in used and not program.knows(slot):
            faults.add(part, f"slot '{slot}' is used nowhere", at(part), *USERS)
