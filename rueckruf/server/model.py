"""The trained model, checked before Rasa loads it."""

import json
import tarfile
from pathlib import Path

from rasa.shared.utils.common import class_from_module_path

from rueckruf.lean.importing import MISSING, misses_tensorflow
from rueckruf.project import newest_model

# Rasa imports each class that a model names, so these are the only packages it may name.
_PACKAGES = ("rasa.", "rueckruf.")
_SCHEMAS = ("train_schema", "predict_schema")


class ModelError(ValueError):
    """Why there is no model to load, in one sentence for the operator."""


def checked_model(model: Path | None = None) -> Path:
    """That model, by default the one trained last.

    Raises ModelError if there is none, or one that runs code of somebody else, or one that misses TensorFlow.
    """
    model = model or newest_model()
    if model is None:
        raise ModelError("no trained model under models/: run `make train` first")
    for name in _classes(model):
        if not name.startswith(_PACKAGES):
            raise ModelError(f"models/{model.name}: names {name}, which is not of this program: train again")
        if misses_tensorflow(name):
            raise ModelError(f"models/{model.name}: {name.rpartition('.')[2]} needs {MISSING}")
    return model


def import_components(model: Path) -> None:
    """Import what a model is made of: processes that are forked from this one need not do so, which takes seconds."""
    for name in _classes(model):
        class_from_module_path(name)


def _classes(model: Path) -> list[str]:
    """The classes that a model is made of, by module path."""
    try:
        with tarfile.open(model) as archive:
            file = archive.extractfile("metadata.json")
            schemas = json.load(file) if file else {}
        return [str(node["uses"]) for of in _SCHEMAS for node in schemas[of]["nodes"].values()]
    except (OSError, EOFError, tarfile.TarError, KeyError, TypeError, AttributeError, ValueError):
        raise ModelError(f"models/{model.name}: is no model of Rasa: remove it, or train again") from None
