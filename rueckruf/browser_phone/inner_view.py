"""What happened inside a turn, read from the events that Rasa has written of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rueckruf.browser_phone.event_feed import Event

LISTEN = "action_listen"
NOTHING = "–"
_OF_RASA = "session_started_metadata"
_TRUTH = {True: "ja", False: "nein"}


@dataclass(frozen=True)
class Said:
    """A sentence of the assistant and the response it comes from, "" where it is of none."""

    text: str
    response: str


@dataclass(frozen=True)
class InnerView:
    """One turn inside: from the caller's words to where the assistant listens again.

    ``intent`` with its ``confidence`` (0 to 1), ``entities`` by name, ``actions`` with the policy that chose each, the
    ``loop`` that was active when it began, ``slots`` that have changed, and sentences with their responses.
    """

    intent: str = ""
    confidence: float = 0.0
    entities: Sequence[tuple[str, str]] = ()
    actions: Sequence[tuple[str, str]] = ()
    loop: str | None = None
    slots: Mapping[str, str] = field(default_factory=dict)
    said: Sequence[Said] = ()

    @property
    def steps(self) -> Sequence[str]:
        """The actions but for listening."""
        return [action for action, _ in self.actions if action != LISTEN]

    @property
    def policies(self) -> frozenset[str]:
        """Those that chose a step."""
        return frozenset(policy for action, policy in self.actions if action != LISTEN)


def inner_view(events: Sequence[Event], loop: str | None) -> InnerView:
    """The view of the events of one turn; ``loop`` was active before."""
    heard = next((event for event in events if event["event"] == "user"), None)
    understood = heard["parse_data"] if heard else {"intent": {}, "entities": []}
    return InnerView(
        intent=understood["intent"].get("name") or "",
        confidence=understood["intent"].get("confidence") or 0.0,
        entities=[(entity["entity"], written(entity["value"])) for entity in understood["entities"]],
        actions=list(_actions(events)),
        loop=loop,
        slots=dict(_slots(events)),
        said=[_said(event) for event in events if event["event"] == "bot"],
    )


def loop_after(events: Sequence[Event], before: str | None) -> str | None:
    """The loop that is active after the events."""
    loops: list[str | None] = [event["name"] for event in events if event["event"] == "active_loop"]
    return loops[-1] if loops else before


def written(value: Any) -> str:
    """A value as it is shown, without what is empty in it: ``first: Sabine, last: Müller``; NOTHING where all is."""
    if isinstance(value, Mapping):
        parts = {name: _inside(each) for name, each in value.items()}
        return ", ".join(f"{name}: {each}" for name, each in parts.items() if each != NOTHING) or NOTHING
    if isinstance(value, list | tuple):
        return ", ".join(map(_inside, value)) or NOTHING
    if isinstance(value, bool):
        return _TRUTH[value]
    return NOTHING if value in (None, "") else str(value)


def _inside(value: Any) -> str:
    text = written(value)
    return f"({text})" if isinstance(value, Mapping | list | tuple) and text != NOTHING else text


def _slots(events: Sequence[Event]) -> Iterator[tuple[str, str]]:
    for event in events:
        if event["event"] == "slot" and event["name"] != _OF_RASA:
            yield event["name"], written(event["value"])


def _actions(events: Sequence[Event]) -> Iterator[tuple[str, str]]:
    """Those that a policy chose; a form that hands the turn back has rejected its own."""
    for event in events:
        if event["event"] == "action" and event["policy"]:
            yield event["name"], event["policy"]


def _said(event: Event) -> Said:
    return Said(event["text"] or "", event["metadata"].get("utter_action", ""))
