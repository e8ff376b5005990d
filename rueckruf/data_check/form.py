"""What the callback form asks: the slots that ``domain.yml`` requires, and what the program can make of them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from rueckruf.answers import ANSWERS
from rueckruf.data_check.domain import DOMAIN, Domain, read_domain
from rueckruf.data_check.fault import Fault, Faults, Located, at
from rueckruf.data_check.names import Uses
from rueckruf.data_check.yaml_lines import Part, read_yaml
from rueckruf.dialogue.answer import FORM
from rueckruf.dialogue.wording import Wording

#: Every value that the slot ``prompting`` can have: a summary reads back the one answer that has changed.
PROMPTINGS = frozenset({*(wording.value for wording in Wording), *ANSWERS})


@dataclass(frozen=True)
class Form:
    """The slots that the form asks for, in this order."""

    fields: tuple[str, ...]


def read_form(domain: Domain, faults: Faults) -> Form:
    """The form of the domain; faults are slots that no answer declares, and what a callback needs and is not asked."""
    if FORM not in domain.required:
        return Form(tuple(ANSWERS))
    required = domain.required[FORM]
    _check_declared(required, domain, faults)
    if required:
        _check_needed(required, domain.forms[FORM], faults)
    return Form(tuple(slot for slot in required if slot in ANSWERS))


def _check_declared(required: Mapping[str, Part], domain: Domain, faults: Faults) -> None:
    for slot, part in required.items():
        if slot in domain.slots and slot not in ANSWERS:
            problem = f"no answer in rueckruf/answers/ declares '{slot}': there are {', '.join(sorted(ANSWERS))}"
            faults.add(part, problem, at(part))


def _check_needed(required: Collection[str], place: Located, faults: Faults) -> None:
    for slot, answer in ANSWERS.items():
        if slot not in required and not answer.may_skip:
            faults.add(place, f"a callback needs '{slot}': list it in required_slots", at(place))


def form_faults(root: Path) -> list[Fault]:
    """The faults of ``domain.yml`` in the project at ``root`` that leave a form nobody can fill."""
    faults = Faults()
    if file := read_yaml(root / DOMAIN, DOMAIN, faults):
        read_form(read_domain(file, Uses(), faults), faults)
    return faults.sorted()
