"""Warnings that say nothing of this project, left out by message; every other one is printed.

Two kinds: notes that packages make for their own authors while they are imported, and what Rasa's commands say of data
that they do not see through. ``importing`` asks here before it lets such a module be imported.
"""

import warnings
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any

from rueckruf.answers import ANSWERS
from rueckruf.dialogue.answer import answering
from rueckruf.dialogue.heard import EVENTS

#: What importing a module says, with all that it imports itself.
WHILE_IMPORTED: dict[str, tuple[str, ...]] = {
    # Makes everybody's deprecation notes visible, which Python hides because they are for authors.
    "sanic.app": (),
    # Rasa asks it for the places of its own files. The lock keeps a setuptools that has it.
    "pkg_resources": ("pkg_resources is deprecated as an API",),
    # The lock keeps the SQLAlchemy that Rasa was written for.
    "rasa.core.tracker_store": ("Deprecated API features detected!",),
}


def _any_of(names: frozenset[str]) -> str:
    return f"'(?:{'|'.join(sorted(names))})'"


#: What Rasa's commands say of the data, as regular expressions; `rueckruf check-data` tells the same where it is true.
OF_THE_DATA = (
    # Nobody says what happens on the line.
    f"The intent {_any_of(EVENTS)} is listed in the domain file, but is not found in the NLU training data",
    # Rasa does not see what the form's action answers, nor what it and the telephone channel say.
    f"The intent {_any_of(answering(ANSWERS))} is not used in any story or rule",
    r"The utterance 'utter_\w+' is not used in any story or rule",
    # Rasa knows no extractor but its own; CallerNameExtractor is trained on them.
    "You have defined training data consisting of entity examples, but your NLU configuration does not include an"
    " entity extractor trained on your training data",
)
COMMANDS = "rasa.utils.common"


def quiet(name: str, path: Any) -> ModuleSpec | None:
    """How to import a module that speaks out of turn."""
    spec = PathFinder.find_spec(name, path)
    if spec and spec.loader:
        spec.loader = _Quiet(spec.loader)  # type: ignore[assignment]
    return spec


class _Quiet:
    """A loader that leaves the filters of warnings as they were, and itself no trace."""

    def __init__(self, loader: Any) -> None:
        self._loader = loader

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        module: ModuleType | None = self._loader.create_module(spec)
        return module

    def exec_module(self, module: ModuleType) -> None:
        assert module.__spec__ is not None
        module.__spec__.loader = module.__loader__ = self._loader
        with warnings.catch_warnings():
            for message in WHILE_IMPORTED.get(module.__name__, ()):
                warnings.filterwarnings("ignore", message)
            self._loader.exec_module(module)
        if module.__name__ == COMMANDS:
            # Rasa's own list of what it leaves out: each command sets its filters again from there.
            module.EXPECTED_WARNINGS.extend((UserWarning, message) for message in OF_THE_DATA)
