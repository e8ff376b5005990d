"""Which response a spoken sentence is a variation of."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from rueckruf.project import DATA
from tests.support.yaml_files import read_yaml

_VARIABLE = re.compile(r"\\{\w+\\}")


@dataclass(frozen=True)
class Variation:
    """One variation; ``prompting`` is the moment of the call it is for, None for a usual wording.

    ``connects``: the caller is connected to a person after it.
    """

    response: str
    prompting: str | None
    pattern: re.Pattern[str]
    variables: frozenset[str]
    connects: bool


def is_said(
    sentence: str, response: str, prompting: str | None = None, variables: Collection[str] = frozenset()
) -> bool:
    """Whether a sentence is a variation of a response, for ``prompting`` if any, with all ``variables``."""
    return any(
        variation.response == response
        and prompting in (None, variation.prompting)
        and variation.variables.issuperset(variables)
        for variation in _variations()
        if variation.pattern.fullmatch(sentence)
    )


def connects(response: str) -> bool:
    """Whether the caller stays on the line after a response, to be connected to a person."""
    return any(variation.response == response and variation.connects for variation in _variations())


@cache
def _variations() -> tuple[Variation, ...]:
    found = []
    for file in sorted((DATA / "responses").glob("*.yml")):
        responses = read_yaml(file)["responses"]
        for name, entries in responses.items():
            for entry in entries:
                slots = {condition["name"]: condition["value"] for condition in entry.get("condition", ())}
                pattern = _VARIABLE.sub(".+", re.escape(entry["text"]))
                variables = frozenset(re.findall(r"\{(\w+)\}", entry["text"]))
                connects = entry.get("custom", {}).get("transfer", False)
                found.append(Variation(name, slots.get("prompting"), re.compile(pattern), variables, connects))
    return tuple(found)
