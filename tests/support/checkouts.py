"""A copy of the project whose settings a test may change."""

import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from rueckruf.project import ROOT
from rueckruf.simulator.server import Server, rueckruf_at, running_server
from tests.support.calls import AUTH_TOKEN
from tests.support.companies import Replacements, replaced

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


def copy_trained_parts(checkout: Path) -> None:
    """What this project need not train again, so that its copy need not either."""
    if (ROOT / ".rasa").exists():
        shutil.copytree(ROOT / ".rasa", checkout / ".rasa")


def keep_few_utterances(checkout: Path) -> None:
    """Six utterances of each intent: from them this project learns in less than half of the time, and nothing well."""
    for file in (checkout / "data" / "nlu").rglob("*.yml"):
        lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
        first = next(number for number, line in enumerate(lines) if "examples: |" in line)
        file.write_text("".join(lines[: first + 7]), encoding="utf-8")


def replace_once(file: Path, old: str, new: str) -> None:
    """Put ``new`` in the place of ``old``, which stands in the file once."""
    content = file.read_text(encoding="utf-8")
    assert content.count(old) == 1, f"{old!r} stands {content.count(old)} times in {file.name}"
    file.write_text(content.replace(old, new), encoding="utf-8")


@contextmanager
def another_company(
    folder: Path, model: Path, settings: Mapping[str, str], moment: str, replacements: Replacements = ()
) -> Iterator[Server]:
    """A server at a moment, for a company with other ``settings``: keys of ``company.yml`` and what stands there.

    Whatever is more than one value is among the ``replacements``.
    """
    checkout = copy_checkout(folder / "checkout", model)
    company = checkout / "company.yml"
    company.write_text(replaced(company.read_text(encoding="utf-8"), replacements), encoding="utf-8")
    for key, value in settings.items():
        _set(company, key, value)
    environment = {**os.environ, "PYTHONPATH": str(checkout), "TWILIO_AUTH_TOKEN": AUTH_TOKEN}
    with running_server(folder / "var", environment, rueckruf_at(moment), checkout) as server:
        yield server


def _set(file: Path, key: str, value: str) -> None:
    lines, changes = re.subn(rf"^(\s*{key}:).*$", rf"\1 {value}", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert changes == 1, f"{key} stands {changes} times in {file.name}"
    file.write_text(lines, encoding="utf-8")
