"""A copy of the project whose settings a test may change."""

import shutil
from pathlib import Path

from rueckruf.project import ROOT

_PARTS = (
    *("actions", "rueckruf", "data"),
    *("company.yml", "config.yml", "credentials.yml", "domain.yml", "endpoints.yml"),
)


def copy_checkout(folder: Path, model: Path) -> Path:
    """What a server needs of the project, with one trained model, in the new ``folder``."""
    folder.mkdir()
    for name in _PARTS:
        source = ROOT / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, folder / name)
    (folder / "models").mkdir()
    shutil.copy(model, folder / "models")
    return folder


def replace_once(file: Path, old: str, new: str) -> None:
    """Put ``new`` in the place of ``old``, which stands in the file once."""
    content = file.read_text(encoding="utf-8")
    assert content.count(old) == 1, f"{old!r} stands {content.count(old)} times in {file.name}"
    file.write_text(content.replace(old, new), encoding="utf-8")
