"""What a turn is answered with, whatever way it goes over the line."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from rueckruf.channel.turn import Position


@dataclass(frozen=True)
class Utterance:
    """One message of the dialogue: what is said, and wishes to the telephone (the response's ``custom``).

    ``listen``: name of the profile that hears the answer; ``barge_in: false``: cannot be interrupted;
    ``hang_up: true``: ends the call; ``transfer: true``: connects the caller to a person.
    """

    text: str
    custom: dict[str, Any] = field(default_factory=dict)

    @property
    def interruptible(self) -> bool:
        return self.custom.get("barge_in") is not False


@dataclass(frozen=True)
class Reply:
    """The answer to the turn of that number, and where the call stands after it."""

    turn: int
    utterances: Sequence[Utterance]
    next: Position

    @property
    def ends_call(self) -> bool:
        """Whether the assistant takes its leave and hangs up."""
        return ends_call(self.utterances)

    @property
    def transfers(self) -> bool:
        """Whether the assistant connects the caller to a person."""
        return any(said.custom.get("transfer") for said in self.utterances)

    def as_text(self) -> str:
        """To be kept for a turn that comes again."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_text(cls, text: str) -> "Reply":
        """What ``as_text`` has written."""
        kept = json.loads(text)
        utterances = tuple(Utterance(**said) for said in kept["utterances"])
        return cls(kept["turn"], utterances, Position(**kept["next"]))


def ends_call(utterances: Sequence[Utterance]) -> bool:
    """Whether the assistant takes its leave and hangs up."""
    return any(said.custom.get("hang_up") for said in utterances)


def firm_until(utterances: Sequence[Utterance]) -> int:
    """So many utterances from the first on are said to their end: all up to the last that cannot be interrupted."""
    return max((place + 1 for place, said in enumerate(utterances) if not said.interruptible), default=0)


def listen_profile(utterances: Sequence[Utterance], in_force: str) -> str:
    """Name of the profile for the answer: the last one wished for, else that of the question still open."""
    wished = [said.custom["listen"] for said in utterances if said.custom.get("listen")]
    return str(wished[-1]) if wished else in_force
