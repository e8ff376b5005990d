"""What a caller does in a turn."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Move:
    """A caller speaks, presses keys, hangs up, or none of it: silence.

    ``repairs``: it puts right what was misheard or said wrongly, or says something once more.
    """

    words: str = ""
    keys: str = ""
    hangs_up: bool = False
    repairs: bool = False
