"""``domain.yml``: the names that all other files use."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from rueckruf.data_check import shape
from rueckruf.data_check.fault import Faults
from rueckruf.data_check.names import Uses
from rueckruf.data_check.yaml_lines import Part

DOMAIN = "domain.yml"
INTENTS, ENTITIES, SLOTS, FORMS, ACTIONS = (
    f"{DOMAIN}/{section}" for section in ("intents", "entities", "slots", "forms", "actions")
)

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
_NEEDED = ("intents", "entities", "slots", "forms", "actions")
_KEYS = ("version", *_NEEDED, "session_config")
_SLOT_KEYS = ("type", "influence_conversation", "mappings", "values", "initial_value", "min_value", "max_value")
_SLOT_TYPES = ("text", "bool", "categorical", "float", "list", "any")


class Slot(NamedTuple):
    """A slot: its type, what it is at the beginning (None: nothing), its values where it is categorical.

    ``featurized``: stories and rules may depend on it.
    """

    kind: str = "any"
    initial: Part | None = None
    values: tuple[str, ...] = ()
    featurized: bool = False


@dataclass(frozen=True)
class Domain:
    """Each name with the place that declares it; ``about`` the slots, ``required`` slots of forms."""

    intents: dict[str, Part] = field(default_factory=dict)
    entities: dict[str, Part] = field(default_factory=dict)
    slots: dict[str, Part] = field(default_factory=dict)
    forms: dict[str, Part] = field(default_factory=dict)
    actions: dict[str, Part] = field(default_factory=dict)
    about: dict[str, Slot] = field(default_factory=dict)
    required: dict[str, dict[str, Part]] = field(default_factory=dict)

    def check_value(self, slot: str, value: Part, faults: Faults) -> None:
        """A fault if ``slot`` can never have ``value``."""
        allowed = self.about.get(slot, Slot()).values
        if allowed and value.kind == "text" and value.text not in allowed:
            faults.add(value, f"slot '{slot}' is never '{value.text}': its values are {', '.join(allowed)}", SLOTS)


def read_domain(file: Part, uses: Uses, faults: Faults) -> Domain:
    """The names declared in ``domain.yml``; those of slots that forms ask for go into ``uses``."""
    domain = Domain()
    shape.table(file, DOMAIN, faults)
    shape.check_top_keys(file, _NEEDED, _KEYS, {"responses": "responses belong in data/responses/"}, faults)
    for key, value in file.entries:
        if key.text in _KEYS and value.kind == "nothing":
            shape.broken(value, f"{key.text} is empty", faults)
    sections = {key.text: value for key, value in file.entries if value.kind != "nothing"}
    for name, target in (("intents", domain.intents), ("entities", domain.entities), ("actions", domain.actions)):
        if name in sections:
            _read_names(sections[name], name, target, faults)
    if "slots" in sections:
        _read_slots(sections["slots"], domain, faults)
    if "forms" in sections:
        _read_forms(sections["forms"], domain, uses, faults)
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
        settings = shape.table(value, f"slot '{key.text}'", faults, known=_SLOT_KEYS)
        if settings:
            _check_slot(key, settings, faults)
        domain.about[key.text] = _slot(key.text, settings, faults)


def _check_slot(name: Part, settings: Mapping[str, Part], faults: Faults) -> None:
    kind = settings.get("type")
    if kind is None or kind.text not in _SLOT_TYPES:
        faults.add(kind or name, f"slot '{name.text}' needs a type: {', '.join(_SLOT_TYPES)}")
    if "mappings" not in settings:
        faults.add(name, f"slot '{name.text}' needs mappings, at least [{{type: custom}}]")


def _slot(name: str, settings: Mapping[str, Part], faults: Faults) -> Slot:
    kind = settings["type"].text if "type" in settings else "any"
    values: tuple[str, ...] = ()
    if "values" in settings:
        found = shape.items(settings["values"], f"the values of slot '{name}'", faults)
        values = tuple(shape.text(item, "a value", faults) for item in found)
    influences = "influence_conversation" not in settings or settings["influence_conversation"].true
    return Slot(kind, settings.get("initial_value"), values, featurized=kind != "any" and influences)


def _read_forms(part: Part, domain: Domain, uses: Uses, faults: Faults) -> None:
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
            uses.add("slot", name, item)
