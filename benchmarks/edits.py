"""``make bench``: from a saved file to calls that hear it, with ``rueckruf run --watch`` in a copy of the project."""

import os
import re
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import track
from rich.table import Table

from rueckruf.project import ROOT, newest_model
from rueckruf.simulator.server import Server, running_server
from tests.support.checkouts import copy_checkout, copy_trained_parts

AIM_SECONDS = 10
_LOOK_SECONDS = 0.02
_OUTCOMES = ("took ", "not taken: ", "nothing to take")


@dataclass(frozen=True)
class Edit:
    """What is saved: ``new`` in the place of what the pattern ``old`` meets first in a file."""

    what: str
    path: str
    old: str
    new: str


#: One for each way through ``--watch``: sentences, settings, words, rules, and what each trained part learns.
EDITS = (
    Edit("a sentence", "data/responses/beside.yml", r"(- text: .*)\.", r"\1, gern."),
    Edit("the company", "company.yml", r"federal_state: \w+", "federal_state: BE"),
    Edit("a word", "data/vocabulary/discourse.yml", r"\A", "# measured\n"),
    Edit("a rule", "data/rules/facts.yml", r"rule: (.*)", r"rule: \1, measured"),
    Edit("an utterance", "data/nlu/outside/ask_cost.yml", r"\Z", "      - wird mir dafür am Ende etwas abgebucht\n"),
    Edit("a name", "data/nlu/callback/inform_caller_name.yml", r"\Z", "      - hier [Almut Bier](caller_name)\n"),
)


def main() -> None:
    """Save edits in a copy of the project that is served with --watch, and print the seconds until each is taken."""
    console = Console()
    model = newest_model()
    if model is None:
        sys.exit("no model: make train")
    with tempfile.TemporaryDirectory(prefix="rueckruf-bench-") as folder:
        checkout = copy_checkout(Path(folder) / "checkout", model)
        copy_trained_parts(checkout)
        environment = {"PYTHONPATH": f"{checkout}{os.pathsep}{ROOT}"}
        with running_server(Path(folder) / "var", environment, checkout=checkout, arguments=["--watch"]) as server:
            taken = [(edit, *_seconds_to_hearing(server, checkout, edit)) for edit in track(EDITS, "edits")]
    console.print(_table(taken))


def _seconds_to_hearing(server: Server, checkout: Path, edit: Edit) -> tuple[float, str]:
    """How long it took, and what the server told of it."""
    file = checkout / edit.path
    before = file.read_text(encoding="utf-8")
    after = re.sub(edit.old, edit.new, before, count=1)
    outcomes = _outcomes(server)
    begin = time.monotonic()
    file.write_text(after, encoding="utf-8")
    while len(_outcomes(server)) == len(outcomes):
        time.sleep(_LOOK_SECONDS)
    return time.monotonic() - begin, _outcomes(server)[-1]


def _outcomes(server: Server) -> list[str]:
    return [line for line in server.output if line.startswith(_OUTCOMES)]


def _table(taken: list[tuple[Edit, float, str]]) -> Table:
    rows = Table(title=f"from edit to hearing (at most {AIM_SECONDS} s)")
    for column in ("what is saved", "s", ""):
        rows.add_column(column, justify="right" if column == "s" else "left")
    for edit, seconds, told in taken:
        rows.add_row(edit.what, f"{seconds:.1f}", told)
    return rows


if __name__ == "__main__":
    typer.run(main)
