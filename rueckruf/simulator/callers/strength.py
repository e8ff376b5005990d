"""How much the line and the recogniser garble."""

from enum import StrEnum


class Strength(StrEnum):
    """The last two are tables of ``tests/callers/noise.yml``."""

    NONE = "none"
    LIGHT = "light"
    STRONG = "strong"

    @property
    def label(self) -> str:
        """As tables and charts name a run."""
        return "without noise" if self is Strength.NONE else f"{self} noise"
