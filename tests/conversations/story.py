"""Rasa's test stories, read as telephone calls: what the caller does turn by turn, and what he must hear."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from rasa.shared.nlu.training_data.entities_parser import replace_entities

from rueckruf.clock import berlin
from rueckruf.simulator.phone import CALLER
from tests.support.calls import MORNING
from tests.support.yaml_files import read_yaml

FOLDER = Path(__file__).parent
FORM = "callback_form"

#: What Rasa's own format cannot say stands in the ``metadata`` of a story.
METADATA = frozenset({"caller", "company", "confidence", "heard", "rings", "stored", "storing"})
#: Slots of ``slot_was_set`` that can be checked by ear, and those that only ``rasa test`` needs.
#: What the caller does without words: say nothing, also to a person who does not answer.
WORDLESS = ("caller_silent", "transfer_failed")
HEARD_SLOTS = ("requested_slot", "prompting")
SILENT_SLOTS = ("confirmed", "outcome", "transfer")


class StoryError(ValueError):
    """A story that cannot be played as a call."""


@dataclass
class Turn:
    """What the caller does and hears. ``line`` is as in ``rueckruf call``: "" is silence, "#1#" a key; None: he rings.

    ``actions`` are the responses he hears in order, "callback_form" the question that is asked at the end; ``asked``
    and ``prompting`` tell which one, None where the story does not. ``ends``: the assistant hangs up.
    """

    line: str | None
    actions: list[str] = field(default_factory=list)
    asked: str | None = None
    prompting: str | None = None
    ends: bool = False


@dataclass(frozen=True)
class Story:
    """One story. ``heard`` are words that must be heard in this order, ``stored`` what lies in the database after it.

    ``confidence`` is the recogniser's. ``storing_fails``: the database takes nothing. ``company`` are settings of
    ``company.yml`` that are others there, and ``rings`` is when the call begins.
    """

    name: str
    file: Path
    turns: tuple[Turn, ...]
    caller: str
    confidence: float
    heard: tuple[str, ...]
    stored: dict[str, Any] | None
    storing_fails: bool
    company: dict[str, str]
    rings: str

    @property
    def id(self) -> str:
        return f"{self.file.relative_to(FOLDER).with_suffix('')}: {self.name}"


def read_stories(folder: Path = FOLDER) -> list[Story]:
    """All stories of the files that ``rasa test`` takes for tests; raises StoryError."""
    return [story for file in sorted(folder.rglob("test_*.yml")) for story in _stories(file)]


def _stories(file: Path) -> Iterator[Story]:
    for item in read_yaml(file)["stories"]:
        metadata = item.get("metadata") or {}
        if unknown := set(metadata) - METADATA:
            raise StoryError(f"{file.name}: {item['story']}: metadata knows no {', '.join(sorted(unknown))}")
        yield Story(
            name=item["story"],
            file=file,
            turns=tuple(_turns(item["steps"], f"{file.name}: {item['story']}")),
            caller=str(metadata.get("caller", CALLER)),
            confidence=float(metadata.get("confidence", 0.9)),
            heard=tuple(metadata.get("heard", ())),
            stored=metadata.get("stored"),
            storing_fails=metadata.get("storing") == "fails",
            company={key: json.dumps(value) for key, value in metadata.get("company", {}).items()},
            rings=berlin(datetime.fromisoformat(metadata["rings"])).isoformat() if "rings" in metadata else MORNING,
        )


def _turns(steps: Sequence[dict[str, Any]], where: str) -> Iterator[Turn]:
    turn: Turn | None = None
    for step in steps:
        if "intent" in step:
            if turn:
                yield turn
            turn = Turn(_line(step, first=turn is None, where=where))
        elif turn is None:
            raise StoryError(f"{where}: begins with {next(iter(step))} instead of the intent call_started")
        else:
            _expect(turn, step, where)
    if turn is None:
        raise StoryError(f"{where}: has no steps")
    yield turn


def _line(step: dict[str, Any], first: bool, where: str) -> str | None:
    if first != (step["intent"] == "call_started"):
        raise StoryError(f"{where}: a call begins with the intent call_started, once")
    if first:
        return None
    if "user" in step:
        return str(replace_entities(step["user"].strip()))
    if step["intent"] not in WORDLESS:
        raise StoryError(f"{where}: only {' and '.join(WORDLESS)} come without words, not {step['intent']}")
    return ""


def _expect(turn: Turn, step: dict[str, Any], where: str) -> None:
    if "active_loop" in step:
        turn.ends = step["active_loop"] is None
        if turn.ends and FORM in turn.actions:
            turn.actions.remove(FORM)  # it ended without a question
    elif "action" in step:
        if step["action"] == FORM or step["action"].startswith("utter_"):
            turn.actions.append(step["action"])
    else:
        for slot, value in (pair for entry in step["slot_was_set"] for pair in entry.items()):
            _set(turn, slot, value, where)


def _set(turn: Turn, slot: str, value: Any, where: str) -> None:
    if slot not in (*HEARD_SLOTS, *SILENT_SLOTS):
        raise StoryError(f"{where}: nobody hears the slot {slot}; tell it by metadata: heard, or stored")
    if slot == "requested_slot":
        turn.asked = value
    elif slot == "prompting":
        turn.prompting = value
    elif (slot, value) == ("transfer", "connecting"):
        turn.ends = False  # the questions are over, but the caller stays on the line
