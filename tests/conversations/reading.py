"""The conversation tests as ``rueckruf check-data`` reads them, and how every call begins."""

from collections.abc import Collection
from pathlib import Path

from rueckruf.data_check import conversations
from rueckruf.data_check.conversations import Conversation, Heard
from rueckruf.data_check.fault import Faults
from rueckruf.data_check.never_heard import USUAL_ANSWERS
from rueckruf.data_check.understood import Understood, read_understood
from rueckruf.data_check.yaml_lines import Part, read_yaml
from rueckruf.project import ROOT
from tests.support import yaml_files

FOLDER = Path(__file__).parent
DOMAIN = ROOT / "domain.yml"


class ConversationError(ValueError):
    """Files that cannot be played: their faults, one a line."""


def read_conversations(folder: Path = FOLDER) -> list[Conversation]:
    """All conversations below ``folder``; raises ConversationError."""
    faults = Faults()
    files = [_read(file, folder, faults) for file in sorted(folder.rglob("test_*.yml"))]
    found = conversations.read_conversations([file for file in files if file], faults)
    _refuse(faults)
    return found


def read_meanings(file: Path = FOLDER / "understood.yml") -> list[Understood]:
    """What sentences of conversations mean; raises ConversationError."""
    faults = Faults()
    part = _read(file, file.parent, faults)
    found = read_understood(part, faults) if part else []
    _refuse(faults)
    return found


def read_usual_answers(file: Path = ROOT / USUAL_ANSWERS) -> dict[str, str]:
    """What callers answer to a question that a conversation does not mention, by question."""
    return dict(yaml_files.read_yaml(file)) if file.exists() else {}


def preamble(answered: Collection[str] = ()) -> tuple[Heard, ...]:
    """What every caller hears before they have said a word of their own.

    The first question is the first of ``required_slots``, those left out that were ``answered`` as usual.
    """
    (form,) = yaml_files.read_yaml(DOMAIN)["forms"].values()
    question = next(slot for slot in form["required_slots"] if slot not in answered)
    return tuple(Heard(DOMAIN.name, 1, name) for name in ("utter_opening", "utter_notice", question))


def _read(file: Path, folder: Path, faults: Faults) -> Part | None:
    return read_yaml(file, file.relative_to(folder).as_posix(), faults)


def _refuse(faults: Faults) -> None:
    if found := faults.sorted():
        raise ConversationError("\n".join(map(str, found)))
