"""Utterances to measure on, what a trained model takes them for, and which confusions are expensive.

They stand in ``tests/nlu``, and nothing of them under ``data/``: `rueckruf check-data` sees to that.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from rueckruf.dialogue import heard as dialogue
from rueckruf.dialogue.heard import FINAL, SURE_TO_END
from rueckruf.project import ROOT

_FOLDER = ROOT / "tests" / "nlu"
#: Looked at while the training data grows. The others are only counted.
TUNING = _FOLDER / "tuning_utterances.yml"
UNSEEN = _FOLDER / "unseen_utterances.yml"
#: What models are compared on, each by its name.
MEASURED = {
    "plain": UNSEEN,
    **{name: _FOLDER / f"{name}_utterances.yml" for name in ("long", "dialect", "noise")},
}
FALLBACK = "nlu_fallback"
#: Talk that fits no intent may be called off topic; both lead to "that I can't do, but ...".
HARMLESS = {FALLBACK, "off_topic"}


class Heard(NamedTuple):
    """One utterance: the intent it has, the intent that was understood, and how surely."""

    intent: str
    understood: str
    confidence: float
    margin: float
    text: str


def utterances(path: Path) -> list[tuple[str, str]]:
    """Intent and text of every utterance in a file of ``tests/nlu``."""
    table: dict[str, list[str]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [(intent, text) for intent, texts in table.items() for text in texts]


def is_right(intent: str, understood: str) -> bool:
    """Whether ``understood`` is what was meant."""
    return understood in HARMLESS if intent == FALLBACK else intent == understood


def is_expensive(heard: Heard) -> bool:
    """A confusion by which something is done against the caller's will, or help is not named.

    That is a yes that is none and is followed, a yes taken for a no, a missed emergency, and a false end of the call
    that is not asked about first (``rueckruf/dialogue/heard.py``, ``ending.py``).
    """
    if is_right(heard.intent, heard.understood):
        return False
    if heard.understood in FINAL:
        return heard.confidence >= SURE_TO_END
    if heard.understood == "affirm" and not dialogue.Heard(heard.text, "affirm", heard.confidence).is_no_yes:
        return True
    return heard.intent == "emergency" or heard[:2] == ("affirm", "deny")


def accuracy(heard: list[Heard]) -> float:
    """Share understood rightly; talk that fits no intent is left out."""
    meant = [one for one in heard if one.intent != FALLBACK]
    return sum(one.intent == one.understood for one in meant) / len(meant)


async def hear(agent: Any, path: Path, heard_one: Callable[[], object] = lambda: None) -> list[Heard]:
    """The utterances of a file as a loaded agent understands them; ``heard_one`` is called after each."""
    heard = []
    for intent, text in utterances(path):
        parsed = await agent.parse_message(text)
        best, second = (entry["confidence"] for entry in parsed["intent_ranking"][:2])
        heard.append(Heard(intent, parsed["intent"]["name"], best, best - second, text))
        heard_one()
    return heard
