"""``domain.yml``: the names that all other files use."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from rueckruf.data_check import shape
from rueckruf.data_check.fault import Faults
from rueckruf.data_check.yaml_lines import Part

#: Intents that the telephone channel sends for what happens on the line; nobody says them.
EVENTS = ("call_started", "caller_silent", "call_ended", "transfer_failed")
RASA_INTENTS = ("nlu_fallback", "session_start", "restart", "back", "out_of_scope")
RASA_SLOTS = ("requested_slot", "session_started_metadata")
RASA_ACTIONS = (
    *("action_listen", "action_restart", "action_session_start", "action_default_fallback"),
    *("action_deactivate_loop", "action_revert_fallback_events", "action_default_ask_affirmation"),
    *("action_default_ask_rephrase", "action_two_stage_fallback", "action_unlikely_intent", "action_back"),
    *("action_extract_slots", "action_send_text"),
)
_KEYS = ("version", "intents", "entities", "slots", "forms", "actions", "session_config")
_SLOT_KEYS = ("type", "influence_conversation", "mappings", "values", "initial_value", "min_value", "max_value")
_SLOT_TYPES = ("text", "bool", "categorical", "float", "list", "any")


@dataclass(frozen=True)
class Domain:
    """Each name with the place that declares it; ``values`` of categorical slots, ``required`` slots of forms."""

    intents: dict[str, Part] = field(default_factory=dict)
    entities: dict[str, Part] = field(default_factory=dict)
    slots: dict[str, Part] = field(default_factory=dict)
    forms: dict[str, Part] = field(default_factory=dict)
    actions: dict[str, Part] = field(default_factory=dict)
    values: dict[str, tuple[str, ...]] = field(default_factory=dict)
    required: dict[str, dict[str, Part]] = field(default_factory=dict)

    def is_intent(self, name: str) -> bool:
        return name in self.intents or name in RASA_INTENTS

    def is_slot(self, name: str) -> bool:
        return name in self.slots or name in RASA_SLOTS

    def is_action(self, name: str) -> bool:
        return name in self.actions or name in self.forms or name in RASA_ACTIONS

    def check_value(self, slot: str, value: Part, faults: Faults) -> None:
        """A fault if ``slot`` can never have ``value``."""
        allowed = self.values.get(slot)
        if allowed and value.kind == "text" and value.text not in allowed:
            faults.add(value, f"slot '{slot}' is never '{value.text}': its values are {', '.join(allowed)}")


def read_domain(file: Part, faults: Faults) -> Domain:
    """The names declared in ``domain.yml``."""
    domain = Domain()
    sections = shape.table(file, "domain.yml", faults)
    for key, value in file.entries:
        if key.text == "responses":
            faults.add(key, "responses belong into data/responses/")
        elif key.text not in _KEYS:
            faults.add(key, f"'{key.text}' is no key of domain.yml: use {', '.join(_KEYS)}")
        elif value.kind == "nothing":
            faults.add(key, f"{key.text} is empty")
    for name, target in (("intents", domain.intents), ("entities", domain.entities), ("actions", domain.actions)):
        if name in sections:
            _read_names(sections[name], name, target, faults)
    if "slots" in sections:
        _read_slots(sections["slots"], domain, faults)
    if "forms" in sections:
        _read_forms(sections["forms"], domain, faults)
    return domain


def _read_names(part: Part, what: str, names: dict[str, Part], faults: Faults) -> None:
    for item in shape.items(part, what, faults):
        # "- affirm: {use_entities: []}" is a name with settings.
        keys: Iterable[Part] = (key for key, _ in item.entries) if item.kind == "table" else (item,)
        for key in keys:
            name = shape.text(key, f"an item of {what}", faults)
            if name in names:
                faults.add(key, f"'{name}' stands twice, first in line {names[name].line}")
            elif name:
                names[name] = key


def _read_slots(part: Part, domain: Domain, faults: Faults) -> None:
    shape.table(part, "slots", faults)
    for key, value in part.entries:
        domain.slots[key.text] = key
        slot = shape.table(value, f"slot '{key.text}'", faults, known=_SLOT_KEYS)
        kind = slot.get("type")
        if slot and (kind is None or kind.text not in _SLOT_TYPES):
            faults.add(kind or key, f"slot '{key.text}' needs a type: {', '.join(_SLOT_TYPES)}")
        if slot and "mappings" not in slot:
            faults.add(key, f"slot '{key.text}' needs mappings, at least [{{type: custom}}]")
        if "values" in slot:
            found = shape.items(slot["values"], f"the values of slot '{key.text}'", faults)
            domain.values[key.text] = tuple(shape.text(item, "a value", faults) for item in found)


def _read_forms(part: Part, domain: Domain, faults: Faults) -> None:
    shape.table(part, "forms", faults)
    for key, value in part.entries:
        domain.forms[key.text] = key
        required = domain.required[key.text] = {}
        form = shape.table(value, f"form '{key.text}'", faults, known=("required_slots", "ignored_intents"))
        if "required_slots" not in form:
            continue
        for item in shape.items(form["required_slots"], "required_slots", faults):
            name = shape.text(item, "a required slot", faults)
            required[name] = item
            if name and not domain.is_slot(name):
                faults.add(item, f"slot '{name}' is not in domain.yml")
