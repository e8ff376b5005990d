"""Hand-over on the command line: how it does, a test of it, and another try of what was given up."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, get_args
from uuid import uuid4

import typer

if TYPE_CHECKING:
    from rueckruf.settings import Settings

_TEST_WORDS = "Nachrichten über Rückrufwünsche kommen hier an."

commands = typer.Typer()
handover = typer.Typer(help="Hand-over to a CRM and by mail: how it does, and a test of it.", no_args_is_help=True)
commands.add_typer(handover, name="handover")


@handover.command("status")
def status() -> None:
    """How many events wait for each outlet, and what went wrong last."""
    from rueckruf.privacy import console
    from rueckruf.settings import Outlet
    from rueckruf.storage.outbox import Outbox

    outbox = Outbox(console.opened()[1])
    for outlet in get_args(Outlet):
        standing = outbox.standing(outlet)
        typer.echo(
            f"{outlet}: {standing.waiting} waiting since {_moment(standing.oldest)}, {standing.retried} of them tried; "
            f"{standing.failed} given up; last delivered {_moment(standing.last_delivered)}; "
            f"last problem {standing.problem or '-'}"
        )


@handover.command("test")
def test() -> None:
    """Send a test to webhook, mail and chat; ask calendars and Tryton whether they would take requests. Else exit 1."""
    from rueckruf.sales.handover.delivery import UndeliveredError
    from rueckruf.settings import load_settings

    trials = _trials(load_settings())
    failed = not trials
    if not trials:
        typer.echo("company.yml hands nothing over", err=True)
    for outlet, trial in trials.items():
        try:
            trial()
            typer.echo(f"{outlet}: in order")
        except UndeliveredError as error:
            failed = True
            typer.echo(f"{outlet}: {error.problem}", err=True)
    if failed:
        raise SystemExit(1)


@handover.command("retry")
def retry() -> None:
    """Begin again with all events that were given up."""
    from rueckruf import clock
    from rueckruf.privacy import console
    from rueckruf.settings import Outlet
    from rueckruf.storage.outbox import Outbox

    outbox = Outbox(console.opened()[1])
    for outlet in get_args(Outlet):
        typer.echo(f"{outlet}: {outbox.retry(outlet, clock.now())} events will be tried again")


@handover.command("resend")
def resend() -> None:
    """Tell a CRM by webhook, calendars and Tryton of all requests: once one of them was set up, or has lost them."""
    from rueckruf import clock
    from rueckruf.privacy import console
    from rueckruf.storage.engine import writing
    from rueckruf.storage.outbox import tell_again

    database = console.opened()[1]
    with writing(database.engine) as connection:
        told = tell_again(connection, database, clock.now())
    if not told:
        typer.echo("company.yml names none that keeps requests", err=True)
        raise SystemExit(1)
    for outlet, count in told.items():
        typer.echo(f"{outlet}: {count} requests will be told")


def _trials(settings: "Settings") -> dict[str, Callable[[], None]]:
    from rueckruf import clock
    from rueckruf.sales.handover.chat import Channel
    from rueckruf.sales.handover.connector import systems_of
    from rueckruf.sales.handover.mail import send_test
    from rueckruf.sales.handover.webhook import Webhook

    company, trials = settings.company, dict[str, Callable[[], None]]()
    if settings.webhook_secret:
        webhook = Webhook(company.handover.webhook_url, settings.webhook_secret)
        trials["webhook"] = lambda: webhook.post(str(uuid4()), "test", {}, clock.now())
    if settings.smtp_url:
        trials["mail"] = partial(send_test, settings.smtp_url, company)
    if settings.chat_url:
        trials["chat"] = partial(Channel(settings.chat_url, company.handover).say, _TEST_WORDS)
    return {**trials, **{outlet: system.check for outlet, system in systems_of(settings).items()}}


def _moment(moment: datetime | None) -> str:
    from rueckruf.clock import BERLIN

    return f"{moment.astimezone(BERLIN):%Y-%m-%d %H:%M}" if moment else "-"
