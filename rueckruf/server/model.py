"""The trained model, checked before Rasa loads it."""

import json
import tarfile
from pathlib import Path
from typing import NamedTuple

from rasa.shared.utils.common import class_from_module_path

from rueckruf.answers import ANSWERS
from rueckruf.lean.importing import MISSING, misses_tensorflow
from rueckruf.project import newest_model

# Rasa imports each class that a model names, so these are the only packages it may name.
_PACKAGES = ("rasa.", "rueckruf.")
_SCHEMAS = ("train_schema", "predict_schema")


class ModelError(ValueError):
    """Why there is no model to load, in one sentence for the operator."""


def checked_model(model: Path | None = None) -> Path:
    """That model, by default the one trained last.

    Raises ModelError if there is none, or one that runs code of somebody else, or one that misses TensorFlow,
    or one that asks for what no answer declares.
    """
    model = model or newest_model()
    if model is None:
        raise ModelError("no trained model under models/: run `make train` first")
    made_of = _read(model)
    for slot in made_of.required_slots:
        if slot not in ANSWERS:
            raise ModelError(f"models/{model.name}: no answer in rueckruf/answers/ declares '{slot}': train again")
    for name in made_of.classes:
        if not name.startswith(_PACKAGES):
            raise ModelError(f"models/{model.name}: names {name}, which is not of this program: train again")
        if misses_tensorflow(name):
            raise ModelError(f"models/{model.name}: {name.rpartition('.')[2]} needs {MISSING}")
    return model


def import_components(model: Path) -> None:
    """Import what a model is made of: processes that are forked from this one need not do so, which takes seconds."""
    for name in _read(model).classes:
        class_from_module_path(name)


class _MadeOf(NamedTuple):
    """The classes of a model by module path, and the slots that its form asks for."""

    classes: list[str]
    required_slots: list[str]


def _read(model: Path) -> _MadeOf:
    """What a model says of itself; raises ModelError."""
    try:
        with tarfile.open(model) as archive:
            file = archive.extractfile("metadata.json")
            metadata = json.load(file) if file else {}
        return _MadeOf(
            [str(node["uses"]) for of in _SCHEMAS for node in metadata[of]["nodes"].values()],
            [str(slot) for form in metadata["domain"]["forms"].values() for slot in form["required_slots"]],
        )
    except (OSError, EOFError, tarfile.TarError, KeyError, TypeError, AttributeError, ValueError):
        raise ModelError(f"models/{model.name}: is no model of Rasa: remove it, or train again") from None
