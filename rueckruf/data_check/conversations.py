"""Conversation tests, ``tests/conversations/**/test_*.yml``: what is said, heard and stored in a call."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from rueckruf.data_check import shape
from rueckruf.data_check.fault import Faults, Place
from rueckruf.data_check.yaml_lines import Part
from rueckruf.dialogue.state import CONFIRMED

FOLDER = "tests/conversations"
#: The name of the question whether all is right, whose slot is ``confirmed``.
SUMMARY = "summary"
#: The database takes nothing.
FAILS = "fails"

_SETTINGS = ("caller", "company", "confidence", "earlier", "rings", "storing")
_KEYS = ("conversation", *_SETTINGS, "turns", "stored")
_TURN_KEYS = ("said", "heard", "words")
_RESPONSE, QUESTION = "utter_", "utter_ask_"
_Value = TypeVar("_Value")


def question_response(question: str) -> str:
    """The response that asks a question."""
    return f"{QUESTION}{CONFIRMED if question == SUMMARY else question}"


@dataclass(frozen=True)
class Heard:
    """A response, or a question in one of its wordings; ``wording`` None: in any."""

    path: str
    line: int
    name: str
    wording: str | None = None

    @property
    def is_question(self) -> bool:
        return not self.name.startswith(_RESPONSE)

    @property
    def response(self) -> str:
        """The name under ``data/responses/``."""
        return question_response(self.name) if self.is_question else self.name

    def __str__(self) -> str:
        return f"{self.name}/{self.wording}" if self.wording else self.name


@dataclass(frozen=True)
class Turn:
    """What the caller does and hears then.

    ``said`` is as in ``rueckruf call``: "" is silence, "#1#" a key. ``words`` must be heard in this order.
    """

    said: Part
    heard: tuple[Heard, ...]
    words: tuple[str, ...]

    @property
    def question(self) -> Heard | None:
        """The question that is asked at the end, None where the assistant leaves the conversation."""
        return self.heard[-1] if self.heard and self.heard[-1].is_question else None

    @property
    def responses(self) -> tuple[str, ...]:
        """What is heard before the question."""
        return tuple(heard.name for heard in self.heard if not heard.is_question)


@dataclass(frozen=True)
class Conversation:
    """One call. ``stored`` is what must lie in the database after it, by field; None: nothing.

    With ``earlier`` its caller has a request of an earlier call, with these fields; ``stored`` tells of that one, too.
    ``company`` are settings of ``company.yml`` as YAML that are others there, ``confidence`` is the recogniser's,
    ``rings`` when the call begins on the clocks of Berlin; None: as usual.
    """

    name: str
    path: str
    line: int
    turns: tuple[Turn, ...]
    caller: str | None = None
    company: Mapping[str, Part] | None = None
    confidence: float | None = None
    earlier: Mapping[str, Part] | None = None
    rings: datetime | None = None
    storing_fails: bool = False
    stored: Mapping[str, Part] | None = None


def read_conversations(files: Sequence[Part], faults: Faults) -> list[Conversation]:
    """The conversations of all files; a name that two have is a fault."""
    found: list[Conversation] = []
    names: dict[str, Conversation] = {}
    for file in files:
        for item in shape.items(file, "the file", faults):
            for conversation in _conversation(item, faults):
                found.append(conversation)
                before = names.setdefault(conversation.name, conversation)
                if before is not conversation:
                    place = Place(before.path, before.line)
                    faults.add(conversation, f"the name is taken at {place}: {conversation.name}")
    return found


def _conversation(item: Part, faults: Faults) -> Iterator[Conversation]:
    values = shape.table(item, "a conversation", faults, known=_KEYS)
    if not _has(("conversation", "turns"), values, item, "a conversation", faults):
        return
    yield Conversation(
        name=shape.text(values["conversation"], "conversation", faults),
        path=item.path,
        line=item.line,
        turns=tuple(_turns(values["turns"], faults)),
        caller=_optional(values, "caller", shape.text, faults),
        company=_optional(values, "company", _scalars, faults),
        confidence=_optional(values, "confidence", _confidence, faults),
        earlier=_optional(values, "earlier", _request, faults),
        rings=_optional(values, "rings", _moment, faults),
        storing_fails=bool(_optional(values, "storing", _fails, faults)),
        stored=_optional(values, "stored", _scalars, faults),
    )


def _has(keys: Sequence[str], values: Mapping[str, Part], item: Part, what: str, faults: Faults) -> bool:
    missing = [key for key in keys if key not in values]
    for key in missing if item.kind == "table" else ():
        shape.broken(item, f"{what} needs '{key}'", faults)
    return not missing


def _optional(
    values: Mapping[str, Part], key: str, read: Callable[[Part, str, Faults], _Value], faults: Faults
) -> _Value | None:
    return read(values[key], key, faults) if key in values else None


def _turns(part: Part, faults: Faults) -> Iterator[Turn]:
    # Without a turn the caller hears the first question and hangs up.
    for item in part.items if part.kind == "list" else shape.items(part, "turns", faults):
        yield from _turn(item, faults)


def _turn(item: Part, faults: Faults) -> Iterator[Turn]:
    values = shape.table(item, "a turn", faults, known=_TURN_KEYS)
    if not _has(("said", "heard"), values, item, "a turn", faults):
        return
    said = values["said"]
    if said.kind != "text" or said.text:  # what is empty on purpose is silence
        shape.text(said, "said", faults)
    heard = tuple(_heard(part, faults) for part in _one_or_more(values["heard"], "heard", faults))
    for early in heard[:-1]:
        if early.is_question:
            faults.add(early, f"'{early}' is a question, and it must be heard last: the caller's turn follows")
    words = _optional(values, "words", _one_or_more, faults) or ()
    yield Turn(said, heard, tuple(shape.text(part, "words", faults) for part in words))


def _heard(part: Part, faults: Faults) -> Heard:
    text = shape.text(part, "heard", faults)
    name, slash, wording = text.partition("/")
    if slash and (not wording or name.startswith(_RESPONSE)):
        faults.add(part, f"'{text}': a wording stands after a question, as in '{SUMMARY}/again'")
        wording = ""
    if name.startswith(QUESTION):
        faults.add(part, f"'{name}' is a question: write '{name.removeprefix(QUESTION)}'")
    return Heard(part.path, part.line, name, wording or None)


def _one_or_more(part: Part, what: str, faults: Faults) -> tuple[Part, ...]:
    return shape.items(part, what, faults) if part.kind == "list" else (part,)


def _scalars(part: Part, what: str, faults: Faults) -> dict[str, Part]:
    values = shape.table(part, what, faults)
    for key, value in values.items():
        if value.kind in ("list", "table"):
            faults.add(value, f"{what}: {key} must be one value")
    return values


def _request(part: Part, what: str, faults: Faults) -> dict[str, Part]:
    values = _scalars(part, what, faults)
    _has(("name", "callback_start"), values, part, what, faults)
    return values


def _confidence(part: Part, what: str, faults: Faults) -> float | None:
    try:
        value = float(part.text)
    except ValueError:
        value = -1
    if not 0 <= value <= 1:
        faults.add(part, f"{what} must be a number from 0 to 1")
    return value


def _moment(part: Part, what: str, faults: Faults) -> datetime | None:
    try:
        return datetime.fromisoformat(part.text)
    except ValueError:
        faults.add(part, f"{what} must be a day and a time, as in 2026-03-10 21:00")
        return None


def _fails(part: Part, what: str, faults: Faults) -> bool:
    if part.text != FAILS:
        faults.add(part, f"{what} can only be '{FAILS}'")
    return True
