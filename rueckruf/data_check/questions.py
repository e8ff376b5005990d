"""The questions of the form: enough wordings for each, and a help for every miss."""

from collections.abc import Mapping

from rueckruf.data_check.domain import Domain
from rueckruf.data_check.fault import Faults, at
from rueckruf.data_check.program import Form
from rueckruf.data_check.responses import PROMPTING, Response

#: The wording for a caller who says nothing at first; the steps of the ladder follow.
SILENT = "silent"
FEWEST_VARIATIONS = 2


def asked(domain: Domain, form: Form) -> set[str]:
    """The names of the questions that forms ask."""
    slots = {form.asked_too, *form.fields}.union(*domain.required.values())
    return {f"utter_ask_{slot}" for slot in slots}


def check_questions(responses: Mapping[str, Response], domain: Domain, form: Form, faults: Faults) -> None:
    """Faults of the questions that the form asks: another order, missing ones, missing variations and helps."""
    for name, slots in domain.required.items():
        _check_slots(name, domain, form, faults)
        for slot in (*(slot for slot in slots if slot in domain.slots), form.asked_too):
            if f"utter_ask_{slot}" not in responses:
                place = slots.get(slot, domain.forms[name])
                problem = f"the form asks for '{slot}', but there is no response utter_ask_{slot}"
                faults.add(place, problem, "data/responses", at(place))
    for name, response in responses.items():
        if name.startswith("utter_ask_"):
            _check_question(response, form, faults)


def _check_slots(name: str, domain: Domain, form: Form, faults: Faults) -> None:
    """What the form asks for, and in which order, is not for ``domain.yml`` to say."""
    slots = domain.required[name]
    if slots and slots.keys() <= domain.slots.keys() and tuple(slots) != form.fields:
        first = next((part for slot, part in slots.items() if slot not in form.fields), next(iter(slots.values())))
        problem = f"the form asks for exactly these, in this order, whatever stands here: {', '.join(form.fields)}"
        faults.add(first, problem, at(first))


def _check_question(response: Response, form: Form, faults: Faults) -> None:
    if not response.variations:
        return
    default = [variation for variation in response.variations if not variation.conditions]
    if 0 < len(default) < FEWEST_VARIATIONS:
        faults.add(response, f"{response.name} has too few variations without condition, needs {FEWEST_VARIATIONS}")
    for step in (SILENT, *form.ladder):
        if not any(variation.fits(PROMPTING, step) for variation in response.variations):
            faults.add(response, f"{response.name} has no variation for prompting '{step}'")
