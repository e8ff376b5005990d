"""The files that a server is made of, and which of them have changed."""

import hashlib
import os
import time
from collections.abc import Iterator
from pathlib import Path

from rueckruf.project import newest_model

Sources = dict[str, str]
"""What stands in each file, as a digest, by its path below the root of the project."""

_AT_THE_ROOT = ("company.yml", "config.yml", "credentials.yml", "domain.yml", "endpoints.yml")
_SUFFIXES = (".yml", ".yaml")
_QUIET_SECONDS = 0.5


class Watched:
    """The YAML of the project at ``root``, and the newest model."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._files, self._model = _stamps(root), _model()  # as they were dealt with last
        self._last_look = (self._files, self._model)
        self._same_since = time.monotonic()

    def has_settled(self) -> bool:
        """Whether something has changed since ``read`` was called last, and is no longer being written.

        Editors write a file in several steps, by renaming or in pieces: it must have stayed the same for a moment.
        """
        look = (_stamps(self._root), _model())
        if look != self._last_look:
            self._last_look, self._same_since = look, time.monotonic()
        return look != (self._files, self._model) and time.monotonic() - self._same_since >= _QUIET_SECONDS

    def files_have_changed(self) -> bool:
        """Whether a file has since ``read`` was called last."""
        return _stamps(self._root) != self._files

    def read(self) -> Sources:
        """What stands in the files now, and which model is the newest."""
        self._files, self._model = _stamps(self._root), _model()
        return {**{path: _digest(self._root / path) for path in self._files}, **self._model}

    def read_model(self) -> Sources:
        """Which model is the newest now."""
        self._model = _model()
        return self._model


def changed(before: Sources, after: Sources) -> list[str]:
    """The paths of what has changed, come or gone, of models only the one that is there now."""
    paths = sorted(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))
    return [path for path in paths if path in after or not is_model(path)]


def is_model(path: str) -> bool:
    return path.startswith("models/")


def without_models(sources: Sources) -> Sources:
    return {path: content for path, content in sources.items() if not is_model(path)}


def _stamps(root: Path) -> Sources:
    return {path: _stamp(root / path) for path in _paths(root)}


def _paths(root: Path) -> Iterator[str]:
    yield from (name for name in _AT_THE_ROOT if (root / name).exists())
    for folder, _, names in os.walk(root / "data"):
        for name in names:
            if name.endswith(_SUFFIXES) and not name.startswith("."):
                yield Path(folder, name).relative_to(root).as_posix()


def _model() -> Sources:
    """Large, so it is not read: a model is never changed, only written again."""
    try:
        model = newest_model()
    except FileNotFoundError:  # removed while we looked
        model = None
    return {} if model is None else {f"models/{model.name}": _stamp(model)}


def _stamp(file: Path) -> str:
    try:
        status = file.stat()
    except FileNotFoundError:
        return ""
    return f"{status.st_mtime_ns} {status.st_size} {status.st_ino}"


def _digest(file: Path) -> str:
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except FileNotFoundError:
        return ""
