"""The sales page and its people on the command line: help in English, what is asked and answered in German."""

import os
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

if TYPE_CHECKING:
    from rueckruf.settings import Settings

commands = typer.Typer()
people = typer.Typer(help="Who may use the sales page, and as what.", no_args_is_help=True)
commands.add_typer(people, name="users")


class Role(StrEnum):
    """As in ``rueckruf/storage/users.py``; importing that would slow every command down."""

    sales = "sales"
    lead = "lead"
    privacy = "privacy"


_PORT = 5006
_LOOPBACK = "127.0.0.1"


@commands.command("sales")
def serve_page(
    port: int = typer.Option(_PORT, min=1, max=65535, help="Port to listen on."),
    host: str = typer.Option(_LOOPBACK, help="Address to listen on. Any other needs a proxy with HTTPS in front."),
    data_dir: Path = typer.Option(
        None,
        help="Folder for everything that is stored. [default: RUECKRUF_DATA_DIR or var/]",
        show_default=False,
    ),
    parent: int = typer.Option(None, hidden=True, help="End when this process, which started it, has gone."),
) -> None:
    """Serve the sales page until Ctrl-C."""
    if data_dir is not None:
        os.environ["RUECKRUF_DATA_DIR"] = str(data_dir.resolve())
    from rueckruf import logs
    from rueckruf.privacy import console
    from rueckruf.sales.app import create_app
    from rueckruf.sales.serve import serve

    settings, database = console.opened()
    logs.configure(settings.log_level, settings.keys)
    try:
        serve(create_app(settings, database), host, port, parent)
    except OSError as error:
        fail(f"port {port} on {host} can't be used: {error.strerror}")


@people.command("add")
def add(
    login: str = typer.Argument(..., help="The name to sign in with.", show_default=False),
    role: Role = typer.Option(
        ...,
        help="sales: requests of one recipient; lead: all, overview, exports; privacy: disclosure and erasure.",
        show_default=False,
    ),
    recipient: str = typer.Option(
        None, help="For sales only: whose requests, a key of recipients in company.yml.", show_default=False
    ),
) -> None:
    """Let somebody in by a link that is shown once, and with which that person chooses a password."""
    from rueckruf import clock
    from rueckruf.privacy import console
    from rueckruf.sales.users import UserError, create

    settings, database = console.opened()
    expect_recipient(settings, recipient)
    try:
        link = create(database, login, role.value, recipient, clock.now(), actor=console.actor())
    except UserError as error:
        fail(str(error))
    typer.echo(f"{login.strip().casefold()} kann sich mit diesem Link ein Passwort wählen.")
    _show(settings, link)


@people.command("list")
def show() -> None:
    """Who there is: name, role, recipient, and whether that person is kept out."""
    from rueckruf.privacy import console
    from rueckruf.storage.users import all_users

    _, database = console.opened()
    with database.engine.connect() as connection:
        for user in all_users(connection):
            state = "gesperrt" if user.disabled_at else "aktiv"
            typer.echo(f"{user.login}\t{user.role}\t{user.recipient or 'alle'}\t{state}")


@people.command("disable")
def disable(login: str = typer.Argument(..., help="The name to sign in with.", show_default=False)) -> None:
    """Keep somebody out and end all sessions; `reset` lets in again."""
    from rueckruf import clock
    from rueckruf.privacy import console
    from rueckruf.sales import users

    _, database = console.opened()
    try:
        users.disable(database, login, clock.now(), actor=console.actor())
    except users.UserError as error:
        fail(str(error))
    typer.echo(f"{login} kann sich nicht mehr anmelden.")


@people.command("reset")
def reset(login: str = typer.Argument(..., help="The name to sign in with.", show_default=False)) -> None:
    """End all sessions, take the password away, and let in again by a link as of `add`."""
    from rueckruf import clock
    from rueckruf.privacy import console
    from rueckruf.sales import users

    settings, database = console.opened()
    try:
        link = users.reset(database, login, clock.now(), actor=console.actor())
    except users.UserError as error:
        fail(str(error))
    typer.echo(f"{login} kann sich nur noch mit diesem Link ein Passwort wählen; alle Sitzungen sind beendet.")
    _show(settings, link)


def _show(settings: "Settings", link: str) -> None:
    """Under the address of the page that mails link to, or that of this machine."""
    from rueckruf.storage.access_links import LIFETIME

    page = settings.company.handover.mail.page.rstrip("/") or f"http://{_LOOPBACK}:{_PORT}"
    hours = LIFETIME // timedelta(hours=1)
    typer.echo(f"Er gilt einmal, {hours} Stunden lang, und ist nur jetzt zu sehen: {page}/zugang/{link}")


def expect_recipient(settings: "Settings", recipient: str | None) -> None:
    """Ends the command unless it is one of the company's, or none is given."""
    teams = settings.company.recipients
    if recipient is not None and recipient not in teams:
        fail(f"--recipient {recipient}: choose one of {', '.join(teams)}")


def fail(problem: str) -> NoReturn:
    typer.echo(f"rueckruf: {problem}", err=True)
    raise SystemExit(1)
