"""The questions of the form: enough wordings for each, and a help for every miss."""

from collections.abc import Mapping

from rueckruf.data_check.domain import Domain
from rueckruf.data_check.fault import Faults
from rueckruf.data_check.program import Form
from rueckruf.data_check.responses import PROMPTING, Response

#: The wording for a caller who says nothing at first; the steps of the ladder follow.
SILENT = "silent"
FEWEST_VARIATIONS = 2


def asked(domain: Domain, form: Form) -> set[str]:
    """The names of the questions that forms ask."""
    slots = {form.asked_too}.union(*domain.required.values())
    return {f"utter_ask_{slot}" for slot in slots}


def check_questions(responses: Mapping[str, Response], domain: Domain, form: Form, faults: Faults) -> None:
    """Faults of the questions that the form asks: missing ones, missing variations, missing helps."""
    for slots in domain.required.values():
        for slot, part in slots.items():
            if f"utter_ask_{slot}" not in responses:
                faults.add(part, f"the form asks for '{slot}', but there is no response utter_ask_{slot}")
    for part in domain.forms.values():
        if f"utter_ask_{form.asked_too}" not in responses:
            faults.add(
                part, f"the form asks for '{form.asked_too}', but there is no response utter_ask_{form.asked_too}"
            )
    for name, response in responses.items():
        if name.startswith("utter_ask_"):
            _check_question(response, form, faults)


def _check_question(response: Response, form: Form, faults: Faults) -> None:
    default = [variation for variation in response.variations if not variation.conditions]
    if 0 < len(default) < FEWEST_VARIATIONS:
        faults.add(response, f"{response.name} has too few variations without condition, needs {FEWEST_VARIATIONS}")
    for step in (SILENT, *form.ladder):
        if not any(variation.fits(PROMPTING, step) for variation in response.variations):
            faults.add(response, f"{response.name} has no variation for prompting '{step}'")
