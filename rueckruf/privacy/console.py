"""What the privacy commands share: who acts, for whom, the stores, a progress bar, words on standard error."""

import getpass
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import UUID

import click
import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from rueckruf.callbacks.schema import day_in_german
from rueckruf.clock import wall_clock
from rueckruf.privacy.errors import SeveralPeopleError
from rueckruf.privacy.held import Person
from rueckruf.privacy.phone import e164
from rueckruf.settings import Settings, load_settings
from rueckruf.storage import deletion
from rueckruf.storage.database import Database, open_database

SEVERAL_PEOPLE = 3
"""The exit status where what is given fits more than one person."""


def opened() -> tuple[Settings, Database]:
    """The configuration and its database, which is closed when the command has ended."""
    settings = load_settings()
    database = open_database(settings)
    click.get_current_context().call_on_close(database.close)
    return settings, database


def actor() -> str:
    """Who runs the command, as the log names it."""
    return f"cli:{getpass.getuser()}"[:64]


def person(phone: str | None, name: str | None, request_id: UUID | None) -> Person:
    """Whom the options name; ``-`` is read from standard input, a line each. Raises PrivacyError and BadParameter."""
    number, called = map(_typed, (phone, name))
    if not (number or called or request_id):
        raise typer.BadParameter("at least one of --phone, --name and --id")
    return Person(e164(number) if number else None, called or None, request_id)


def _typed(option: str | None) -> str:
    return (sys.stdin.readline() if option == "-" else option or "").strip()


@contextmanager
def one_person() -> Iterator[None]:
    """Where more than one may be meant, list the ids of the requests, from which one may be chosen, and exit."""
    try:
        yield
    except SeveralPeopleError as error:
        typer.echo(f"rueckruf: {error}", err=True)
        for request_id, at in error.requests:
            typer.echo(f"{request_id} {day_in_german(wall_clock(at).date())}")
        raise typer.Exit(SEVERAL_PEOPLE) from None


def tell_left_out(count: int) -> None:
    """Say on standard error that there is more, if there is."""
    if count:
        typer.echo(
            f"Nicht dabei, weil es von jemand anderem sein kann: {count}. Mit --id lässt es sich wählen.", err=True
        )


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
