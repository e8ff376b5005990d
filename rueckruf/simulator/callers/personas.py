"""Ways of being a caller, from ``tests/callers/personas.yml``."""

from dataclasses import dataclass
from random import Random
from typing import Any

from rueckruf.simulator.callers.material import material


@dataclass(frozen=True)
class Persona:
    """Chances and phrases of one way of speaking; the keys are those of the YAML."""

    name: str
    ways: dict[str, Any]

    def happens(self, what: str, random: Random) -> bool:
        """Draws whether the persona does ``what``, a chance of the YAML."""
        return random.random() < float(self.ways[what])

    def phrase(self, kind: str, random: Random) -> str:
        """One of the persona's phrases of that kind."""
        return str(random.choice(self.ways[kind]))


def personas() -> list[Persona]:
    """All personas, each with what is usual where it has no way of its own."""
    table = material("personas")
    return [Persona(name, {**table["usual"], **own}) for name, own in table["personas"].items()]


def phrases(kind: str, field: str | None = None) -> list[str]:
    """What everybody says, whatever the persona."""
    found = material("personas")["everybody"][kind]
    chosen: list[str] = found[field] if field else found
    return chosen
