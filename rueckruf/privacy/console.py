"""What the privacy commands share: who acts, the stores, a progress bar, words on standard error."""

import getpass
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click
import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from rueckruf.settings import Settings, load_settings
from rueckruf.storage import deletion
from rueckruf.storage.database import Database, open_database


def opened() -> tuple[Settings, Database]:
    """The configuration and its database, which is closed when the command has ended."""
    settings = load_settings()
    database = open_database(settings)
    click.get_current_context().call_on_close(database.close)
    return settings, database


def actor() -> str:
    """Who runs the command, as the log names it."""
    return f"cli:{getpass.getuser()}"[:64]


@contextmanager
def progress(what: str, total: int) -> Iterator[Callable[[int], object]]:
    """A bar on standard error while it lasts, and what to call with each number of steps that are done."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=total)
        yield lambda steps: bar.advance(task, steps)


def scrub(settings: Settings, database: Database) -> None:
    """Take away what the files keep of what was deleted, or say that it is still to be done."""
    warn_of_traces(deletion.scrub(settings, database.engine))


def warn_of_traces(scrubbed: bool) -> None:
    """Say on standard error what is still to be done, unless all of it is done."""
    if not scrubbed:
        typer.echo(
            "Spuren in den Dateien sind noch nicht überschrieben, etwa weil gerade jemand liest. "
            "Der Server holt es nach.",
            err=True,
        )
