"""``data/responses/*.yml``: every sentence the assistant says."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rueckruf.data_check import shape
from rueckruf.data_check.domain import Domain
from rueckruf.data_check.fault import Faults, Located, Place
from rueckruf.data_check.form import PROMPTINGS
from rueckruf.data_check.names import Uses
from rueckruf.data_check.yaml_lines import Part
from rueckruf.dialogue.state import PROMPTING

#: Variables that are neither slots nor company facts: ``rueckruf/answers/slot_words.py`` adds them.
MADE_FROM_SLOTS = ("caller_ending", "known_time", "name_spelling", "phone_ending", "today")
#: Those of them that need no answer: the day, and what is spoken as nothing where there is nothing to tell.
ALWAYS_KNOWN = ("name_spelling", "today")
CUSTOM_KEYS = ("listen", "hang_up", "transfer", "barge_in")

_KEYS = ("text", "condition", "custom")
VARIABLE = re.compile(r"\{([^{}\n]*)\}")


@dataclass(frozen=True)
class Variation:
    """One wording. ``text`` is its part of the file, None if missing; ``conditions`` are slot and value."""

    path: str
    line: int
    text: Part | None
    conditions: tuple[tuple[str, Part], ...]
    custom: Mapping[str, Part]

    @property
    def words(self) -> str:
        """The text as it is said, "" if missing."""
        return self.text.text if self.text else ""

    @property
    def place(self) -> Located:
        """Where a fault of the text is."""
        return self.text or self

    @property
    def variables(self) -> list[str]:
        return VARIABLE.findall(self.words)

    def is_true(self, key: str) -> bool:
        """Whether ``custom`` says so."""
        return key in self.custom and self.custom[key].true

    def fits(self, slot: str, value: str) -> bool:
        """Whether it is said when ``slot`` has ``value``, and no other condition."""
        return [(name, part.text) for name, part in self.conditions] == [(slot, value)]


@dataclass(frozen=True)
class Response:
    """All wordings of one response and where its name stands."""

    name: str
    path: str
    line: int
    variations: list[Variation] = field(default_factory=list)

    @property
    def wordings(self) -> set[str]:
        """The values of ``prompting`` that a variation is for."""
        conditions = (condition for variation in self.variations for condition in variation.conditions)
        return {value.text for slot, value in conditions if slot == PROMPTING}


def read_responses(files: Sequence[Part], faults: Faults) -> dict[str, Response]:
    """The responses of all files by name. One that stands in two files is a fault: Rasa takes the last."""
    found: dict[str, Response] = {}
    for file in files:
        part = shape.section(file, "responses", faults)
        for key, value in part.entries if part and shape.table(part, "responses", faults) else ():
            if not key.text.startswith("utter_"):
                faults.add(key, f"the name of a response begins with 'utter_': {key.text}")
            if key.text in found:
                before = Place(found[key.text].path, found[key.text].line)
                faults.add(key, f"{key.text} is already defined at {before}; only one of the two is said")
            items = shape.items(value, key.text, faults)
            variations = [variation for item in items for variation in _variation(item, key.text, faults)]
            found[key.text] = Response(key.text, key.path, key.line, variations)
    return found


def _variation(item: Part, name: str, faults: Faults) -> Iterator[Variation]:
    values = shape.table(item, f"a variation of {name}", faults, known=_KEYS)
    if not values:
        return
    if "text" not in values:
        faults.add(item, f"a variation of {name} has no text")
    elif not shape.text(values["text"], "text", faults):
        del values["text"]
    custom = shape.table(values["custom"], "custom", faults, known=CUSTOM_KEYS) if "custom" in values else {}
    conditions = tuple(_conditions(values["condition"], faults)) if "condition" in values else ()
    yield Variation(item.path, item.line, values.get("text"), conditions, custom)


def _conditions(part: Part, faults: Faults) -> Iterator[tuple[str, Part]]:
    for item in shape.items(part, "condition", faults):
        values = shape.table(item, "a condition", faults, known=("type", "name", "value"))
        if not {"type", "name", "value"} <= values.keys():
            faults.add(item, "a condition needs type, name and value")
            continue
        if values["type"].text != "slot":
            faults.add(values["type"], f"the type of a condition is 'slot', not '{values['type'].text}'")
        yield shape.text(values["name"], "name", faults), values["value"]


def check_responses(responses: Collection[Response], domain: Domain, uses: Uses, faults: Faults) -> None:
    """Faults of variations; the slots, variables and listen profiles in them go into ``uses``."""
    for response in responses:
        _check_variations(response, faults)
        for variation in response.variations:
            _check_text(variation, uses, faults)
            _check_conditions(variation, domain, uses, faults)
            _check_custom(variation.custom, uses, faults)


def _check_variations(response: Response, faults: Faults) -> None:
    if response.variations and all(variation.conditions for variation in response.variations):
        faults.add(response, f"{response.name} has no variation without condition, for when no condition fits")
    first: dict[str, Part] = {}
    for variation in response.variations:
        if variation.text is None:
            continue
        before = first.setdefault(variation.text.text, variation.text)
        if before is not variation.text:
            faults.add(variation.text, f"the same text stands in line {before.line}: nothing is said twice in a call")


def _check_text(variation: Variation, uses: Uses, faults: Faults) -> None:
    if variation.text is None:
        return
    for name in variation.variables:
        uses.add("variable", name, variation.text)
    if re.search(r"[{}]", VARIABLE.sub("", variation.text.text)):
        faults.add(variation.text, "a brace without its partner: variables are written {name}")


def _check_conditions(variation: Variation, domain: Domain, uses: Uses, faults: Faults) -> None:
    for slot, value in variation.conditions:
        uses.add("slot", slot, variation)
        if slot == PROMPTING and value.kind != "nothing" and value.text not in PROMPTINGS:
            known = ", ".join(sorted(PROMPTINGS))
            faults.add(value, f"prompting is never '{value.text}': its values are {known}")
        else:
            domain.check_value(slot, value, faults)


def _check_custom(custom: Mapping[str, Part], uses: Uses, faults: Faults) -> None:
    for key in ("hang_up", "barge_in", "transfer"):
        if key in custom:
            shape.truth(custom[key], key, faults)
    if "listen" in custom:
        uses.add("profile", shape.text(custom["listen"], "listen", faults), custom["listen"])
