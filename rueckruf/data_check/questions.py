"""The questions of the form: enough wordings for each, and a help for every miss."""

from collections.abc import Mapping

from rueckruf.data_check.domain import Domain
from rueckruf.data_check.fault import Faults, at
from rueckruf.data_check.form import Form
from rueckruf.data_check.responses import Response
from rueckruf.dialogue.state import CONFIRMED, PROMPTING
from rueckruf.dialogue.wording import LADDER, Wording

FEWEST_VARIATIONS = 2


def asked(domain: Domain, form: Form) -> set[str]:
    """The names of the questions that forms ask."""
    slots = {CONFIRMED, *form.fields}.union(*domain.required.values())
    return {f"utter_ask_{slot}" for slot in slots}


def check_questions(responses: Mapping[str, Response], domain: Domain, faults: Faults) -> None:
    """Faults of the questions that the form asks: missing ones, missing variations and helps."""
    for name, slots in domain.required.items():
        for slot in (*(slot for slot in slots if slot in domain.slots), CONFIRMED):
            if f"utter_ask_{slot}" not in responses:
                place = slots.get(slot, domain.forms[name])
                problem = f"the form asks for '{slot}', but there is no response utter_ask_{slot}"
                faults.add(place, problem, "data/responses", at(place))
    for name, response in responses.items():
        if name.startswith("utter_ask_"):
            _check_question(response, faults)


def _check_question(response: Response, faults: Faults) -> None:
    if not response.variations:
        return
    default = [variation for variation in response.variations if not variation.conditions]
    if 0 < len(default) < FEWEST_VARIATIONS:
        faults.add(response, f"{response.name} has too few variations without condition, needs {FEWEST_VARIATIONS}")
    for step in (Wording.SILENT, *LADDER):
        if not any(variation.fits(PROMPTING, step) for variation in response.variations):
            faults.add(response, f"{response.name} has no variation for prompting '{step}'")
