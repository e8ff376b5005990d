"""Model cards: what was measured of a model, Markdown beside it, with the facts that programs need on top."""

import hashlib
from dataclasses import asdict, dataclass
from pathlib import Path

import yaml

from rueckruf.project import shown

_RULE = "---\n"
_SUFFIX = ".tar.gz"


class CardError(ValueError):
    """Why a card can't be read, in one sentence for the operator."""


@dataclass(frozen=True)
class Card:
    """The facts. ``model`` and ``against`` are digests; ``against`` is None where it was compared with no model.

    ``utterances`` were heard and ``right`` of them understood, in ``calls`` calls ``reached`` came to their goal;
    ``expensive`` counts confusions in both. ``passed``: whether the gate was.
    """

    model: str
    against: str | None
    trained_at: str
    measured_at: str
    passed: bool
    utterances: int
    right: int
    calls: int
    reached: int
    expensive: int


def card_file(model: Path) -> Path:
    """Where the card of a model lies: beside it."""
    return model.with_name(f"{model.name.removesuffix(_SUFFIX)}.md")


def digest(model: Path) -> str:
    """By which a model is known again, whatever it is called."""
    with model.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_card(file: Path, card: Card, text: str) -> None:
    """The facts, and ``text`` for people below them."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"{_RULE}{yaml.safe_dump(asdict(card), sort_keys=False)}{_RULE}\n{text}\n", encoding="utf-8")


def read_card(model: Path) -> Card | None:
    """The card of a model; None where there is none, or one of another model. Raises CardError for anything else."""
    file = card_file(model)
    try:
        _, facts, _ = file.read_text(encoding="utf-8").split(_RULE, 2)
        card = Card(**yaml.safe_load(facts))
    except FileNotFoundError:
        return None
    except (ValueError, TypeError, yaml.YAMLError):
        raise CardError(f"{shown(file)}: is no model card: measure the model once more") from None
    return card if card.model == digest(model) else None
