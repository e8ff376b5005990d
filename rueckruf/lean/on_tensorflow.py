"""Lets Rasa's neural components run on the TensorFlow that `make tensorflow` installs.

They were written for TensorFlow 2.12, which ends at Python 3.11. Where they meet a later one, three things differ:
Keras 2 has become the package ``tf_keras`` and is to be asked for; a traced function no longer takes a tuple where its
signature has a list; and a dictionary that a model holds is a proxy, which ``json`` refuses from Python 3.13 on.
"""

import json
import os
import sys
import warnings
from collections.abc import Callable, Iterable
from functools import partial
from importlib import import_module
from importlib.abc import Loader
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any

#: Names of Keras 2 that Rasa imports: where they are now.
_KERAS: dict[str, tuple[str, tuple[str, ...]]] = {
    "keras": ("tf_keras", ("Model",)),
    "keras.utils": ("tf_keras.utils", ()),
    "keras.utils.control_flow_util": ("tf_keras.src.utils.control_flow_util", ("smart_cond",)),
    "keras.utils.tf_utils": ("tf_keras.src.utils.tf_utils", ("sync_to_numpy_or_python_type",)),
}
_ENVIRONMENT = {
    "TF_USE_LEGACY_KERAS": "1",
    "TF_CPP_MIN_LOG_LEVEL": "2",
    "TF_ENABLE_ONEDNN_OPTS": "0",  # else each start tells that rounding differs by processor
}


def install() -> None:
    """To be called before TensorFlow is imported; repeated calls change nothing."""
    for name, value in _ENVIRONMENT.items():
        os.environ.setdefault(name, value)
    if not any(isinstance(finder, _Finder) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Finder())


class _Finder:
    """Asked before Python's own finders, for Keras 2 and for Rasa's module of models."""

    def find_spec(self, name: str, path: Any = None, target: object = None) -> ModuleSpec | None:
        if name in _KERAS:
            return ModuleSpec(name, _Steps(_fill), is_package=True)
        spec = PathFinder.find_spec(name, path) if name == "rasa.utils.tensorflow.models" else None
        if spec and spec.loader:
            spec.loader = _Steps(spec.loader.exec_module, _adapt)
        return spec


class _Steps(Loader):
    """Makes a module by one step after the other."""

    def __init__(self, *steps: Callable[[ModuleType], None]) -> None:
        self._steps = steps

    def exec_module(self, module: ModuleType) -> None:
        for step in self._steps:
            step(module)


def _fill(module: ModuleType) -> None:
    source, names = _KERAS[module.__name__]
    for name in names:
        setattr(module, name, getattr(import_module(source), name))


def _adapt(models: ModuleType) -> None:
    from rasa.shared.utils import io

    signature = models.RasaModel._dynamic_signature
    models.RasaModel._dynamic_signature = staticmethod(partial(_of_tuples, signature))
    io.dump_obj_as_json_to_file = _dump
    # Python 3.13 warns of how TensorFlow reads and loads code, on each kind of word of it again.
    warnings.filterwarnings("ignore", category=DeprecationWarning, module="gast")
    warnings.filterwarnings("ignore", r"the load_module\(\) method", DeprecationWarning)


def _of_tuples(signature: Callable[[Any], Iterable[Iterable[Any]]], batch: Any) -> list[tuple[Any, ...]]:
    """Batches are tuples."""
    return [tuple(specification) for specification in signature(batch)]


def _dump(filename: Any, obj: Any) -> None:
    """As Rasa writes JSON, and what a proxy stands for."""
    from rasa.shared.utils import io

    io.write_text_file(json.dumps(obj, ensure_ascii=False, indent=2, default=lambda proxy: proxy.__wrapped__), filename)
