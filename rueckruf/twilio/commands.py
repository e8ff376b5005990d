"""The number at Twilio, on the command line."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NoReturn
from urllib.parse import urlsplit

import typer

if TYPE_CHECKING:
    from rueckruf.settings import Settings
    from rueckruf.twilio.account import Account, Number
    from rueckruf.twilio.wiring import Change

commands = typer.Typer()
twilio = typer.Typer(help="The number at Twilio: connect it with this server, check it.", no_args_is_help=True)
commands.add_typer(twilio, name="twilio")

_NUMBER = typer.Argument(..., help="The number that is called, like +493023125000.", show_default=False)


@twilio.command("check")
def check(number: str = _NUMBER) -> None:
    """Tell how Twilio handles calls to the number, and what of it is not as it should be; exit 1 if anything.

    Needs TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN (of region IE1), TWILIO_US1_AUTH_TOKEN (of region US1, where Twilio
    keeps which region a number belongs to) and RUECKRUF_PUBLIC_URL. The server must run there: it is sent two requests
    of no call, one signed and one not.

    \b
    rueckruf twilio check +493023125000
    """
    from rueckruf.twilio.account import AccountError
    from rueckruf.twilio.wiring import told

    try:
        settings, _, found, needed = _looked_up(number, None)
    except AccountError as error:
        _fail(error)
    for line in told(found.wiring):
        typer.echo(line)
    problems = [str(change) for change in needed]
    if not found.wiring.fallback:
        problems.append("Primary handler fails: nothing; callers hear an English error when no server answers")
    try:
        _check_server(settings)
    except AccountError as error:
        problems.append(str(error))
    for problem in problems:
        typer.echo(f"not as it should be: {problem}", err=True)
    if problems:
        raise SystemExit(1)


@twilio.command("connect")
def connect(
    number: str = _NUMBER,
    fallback: str = typer.Option(
        None, help="Address that Twilio turns to when no server answers, like that of a TwiML bin.", show_default=False
    ),
    yes: bool = typer.Option(False, "--yes", help="Set it. Without, only what would be set is told."),
) -> None:
    """Have Twilio send calls to the number to this server, in region Ireland (IE1): webhook, status callback, fallback.

    Once more it changes nothing. Refused is a number of another account, one whose calls go to a trunk or an app, and a
    server that does not take what this account signs in this region. Needs what `twilio check` needs.

    \b
    rueckruf twilio connect +493023125000 --fallback https://handler.twilio.com/twiml/EH...
    rueckruf twilio connect +493023125000 --fallback https://handler.twilio.com/twiml/EH... --yes
    """
    from rueckruf.twilio.account import AccountError

    if fallback and not (urlsplit(fallback).scheme == "https" and urlsplit(fallback).hostname):
        _fail("--fallback: must look like https://handler.twilio.com/twiml/EH...")
    try:
        settings, account, found, needed = _looked_up(number, fallback)
        _check_server(settings)
        for change in needed:
            typer.echo(str(change))
        if not needed:
            typer.echo(f"{number}: everything is set already")
        elif not yes:
            typer.echo("Nothing was set: --yes does it.")
        else:
            account.put_right(found, needed)
            typer.echo(f"{number}: set. Ring it.")
    except AccountError as error:
        _fail(error)


def _looked_up(number: str, fallback: str | None) -> "tuple[Settings, Account, Number, Sequence[Change]]":
    """The number at Twilio and what of it is to be set; raises AccountError and SettingsError."""
    from rueckruf.settings import load_settings, twilio_account
    from rueckruf.twilio.account import Account
    from rueckruf.twilio.client import routes_client, twilio_client
    from rueckruf.twilio.wiring import changes, wanted

    if not re.fullmatch(r"\+[1-9][0-9]{6,14}", number):
        _fail(f"{number}: must look like +493023125000")
    settings = load_settings()
    _, _, public_url = twilio_account(settings)
    account = Account(twilio_client(settings), routes_client(settings))
    found = account.number(number)
    return settings, account, found, changes(found.wiring, wanted(found.wiring, public_url, fallback))


def _check_server(settings: "Settings") -> None:
    from rueckruf.settings import twilio_account
    from rueckruf.twilio.server_check import check_server

    account_sid, auth_token, public_url = twilio_account(settings)
    check_server(public_url, account_sid, auth_token)


def _fail(error: object) -> NoReturn:
    typer.echo(f"rueckruf: {error}", err=True)
    raise SystemExit(1)
