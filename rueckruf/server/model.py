"""The trained model, checked before Rasa loads it."""

import json
import tarfile
from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

from rasa.shared.utils.common import class_from_module_path

from rueckruf.answers import ANSWERS
from rueckruf.lean.importing import MISSING, misses_tensorflow
from rueckruf.project import newest_model, shown

# Rasa imports each class that a model names, so these are the only packages it may name.
_PACKAGES = ("rasa.", "rueckruf.")
_SCHEMAS = ("train_schema", "predict_schema")
_LISTED = 3


class ModelError(ValueError):
    """Why there is no model to load, in one sentence for the operator."""


class MadeOf(NamedTuple):
    """What a model says of itself.

    The classes of its parts by module path, the slots that its form asks for, its intents, when it was trained (an ISO
    time without zone) and the version of Rasa that did so.
    """

    classes: list[str]
    required_slots: list[str]
    intents: list[str]
    trained_at: str
    rasa: str


def checked_model(model: Path | None = None) -> Path:
    """That model, by default the one trained last.

    Raises ModelError if there is none, or one that runs code of somebody else, or one that misses TensorFlow,
    or one that asks for what no answer declares.
    """
    model = model or newest_model()
    if model is None:
        raise ModelError("no trained model under models/: run `make train` first")
    if not model.is_file():
        raise ModelError(f"{shown(model)}: there is no such file")
    made_of = about(model)
    for slot in made_of.required_slots:
        if slot not in ANSWERS:
            raise ModelError(f"{shown(model)}: no answer in rueckruf/answers/ declares '{slot}': train again")
    for name in made_of.classes:
        if not name.startswith(_PACKAGES):
            raise ModelError(f"{shown(model)}: names {name}, which is not of this program: train again")
        if misses_tensorflow(name):
            raise ModelError(f"{shown(model)}: {name.rpartition('.')[2]} needs {MISSING}")
    return model


def import_components(model: Path) -> None:
    """Import what a model is made of: processes that are forked from this one need not do so, which takes seconds."""
    for name in about(model).classes:
        class_from_module_path(name)


def check_domain(model: Path, intents: Collection[str]) -> None:
    """Raises ModelError for a model that can't understand one of the intents: it was trained for something else."""
    unknown = sorted(set(intents) - set(about(model).intents))
    if unknown:
        raise ModelError(
            f"{shown(model)}: was trained for another domain, it knows no {', '.join(unknown[:_LISTED])}"
            f"{' and others' if len(unknown) > _LISTED else ''}: train it with this domain.yml"
        )


def about(model: Path) -> MadeOf:
    """What a model says of itself; raises ModelError."""
    try:
        with tarfile.open(model) as archive:
            file = archive.extractfile("metadata.json")
            metadata = json.load(file) if file else {}
        return MadeOf(
            [str(node["uses"]) for of in _SCHEMAS for node in metadata[of]["nodes"].values()],
            [str(slot) for form in metadata["domain"]["forms"].values() for slot in form["required_slots"]],
            # an intent with settings is a table with its name for a key
            [
                str(next(iter(intent)) if isinstance(intent, dict) else intent)
                for intent in metadata["domain"]["intents"]
            ],
            str(metadata["trained_at"]),
            str(metadata["rasa_open_source_version"]),
        )
    except (OSError, EOFError, tarfile.TarError, KeyError, TypeError, AttributeError, ValueError):
        raise ModelError(f"{shown(model)}: is no model of Rasa: remove it, or train again") from None
