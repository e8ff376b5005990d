"""A turn of a call: where the call stands, and what came over the line."""

from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlencode

from rueckruf.channel.voice_settings import DEFAULT_PROFILE, Transport


@dataclass(frozen=True)
class Heard:
    """What came over the line since the last answer; only speech and keys have a text.

    ``transferred``: the caller has talked to a person; ``not_transferred``: that person could not be reached.
    ``talked_over``: the caller spoke before they had heard what was said to its end.
    """

    input: Literal["start", "speech", "keys", "silence", "transferred", "not_transferred"]
    text: str = ""
    confidence: float | None = None
    talked_over: bool = False


@dataclass(frozen=True)
class Position:
    """Where a call stands. It travels in the address of the next turn, so no process has to remember it.

    ``listen`` is the profile the caller is heard with, ``silences`` and ``failures`` count those in a row;
    ``transport`` is set where the call does not go by the one that ``credentials.yml`` chooses.
    """

    turn: int = 0
    listen: str = DEFAULT_PROFILE
    silences: int = 0
    failures: int = 0
    transport: Transport | None = None

    @property
    def answered(self) -> int:
        """The number of the last turn that the dialogue has answered, below 0 where there is none."""
        return self.turn - 1 - self.failures

    def query(self) -> str:
        """The position as the query of an address."""
        rest = {"silences": self.silences, "failures": self.failures, "transport": self.transport}
        return urlencode({"turn": self.turn, "listen": self.listen, **{k: n for k, n in rest.items() if n}})


@dataclass(frozen=True)
class Turn:
    """One turn; ``caller`` is the number that the call comes from (E.164), None where it is withheld."""

    call_sid: str
    position: Position
    heard: Heard
    caller: str | None
