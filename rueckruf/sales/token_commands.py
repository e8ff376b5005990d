"""The tokens of systems on the command line: help in English, what is answered in German."""

from enum import StrEnum

import typer

from rueckruf.sales.commands import expect_recipient, fail

commands = typer.Typer()
tokens = typer.Typer(help="Which systems may use the API, and as what.", no_args_is_help=True)
commands.add_typer(tokens, name="tokens")

_LONGEST_DAYS = 730


class Role(StrEnum):
    """Those of ``rueckruf/storage/users.py`` that the API has anything for."""

    sales = "sales"
    lead = "lead"


_NAME = typer.Argument(..., help="The system, as history and log will name it.", show_default=False)


@tokens.command("add")
def add(
    name: str = _NAME,
    role: Role = typer.Option(
        ..., help="sales: requests of one recipient; lead: all, and exports.", show_default=False
    ),
    recipient: str = typer.Option(
        None, help="For sales only: whose requests, a key of recipients in company.yml.", show_default=False
    ),
    days: int = typer.Option(365, min=1, max=_LONGEST_DAYS, help="How long it is valid."),
) -> None:
    """Let a system in. Shows its token, once."""
    from rueckruf import clock
    from rueckruf.privacy import console
    from rueckruf.sales.tokens import TokenError, create

    settings, database = console.opened()
    expect_recipient(settings, recipient)
    try:
        secret = create(database, name, role.value, recipient, days, clock.now(), actor=console.actor())
    except TokenError as error:
        fail(str(error))
    typer.echo(f"Zugangsschlüssel für {name}, nur jetzt zu sehen: {secret}")
    if not settings.company.privacy.systems:
        typer.echo(
            "Nennen Sie das System in company.yml unter privacy.systems: Anrufende müssen davon erfahren.", err=True
        )


@tokens.command("list")
def show() -> None:
    """Which there are: name, role, recipient, last day, and whether that has passed."""
    from rueckruf import clock
    from rueckruf.privacy import console
    from rueckruf.storage.tokens import all_tokens

    _, database = console.opened()
    with database.engine.connect() as connection:
        for token in all_tokens(connection):
            state = "gültig" if clock.now() < token.expires_at else "abgelaufen"
            end = clock.wall_clock(token.expires_at)
            typer.echo(f"{token.name}\t{token.role}\t{token.recipient or 'alle'}\tbis {end:%d.%m.%Y}\t{state}")


@tokens.command("revoke")
def revoke(name: str = _NAME) -> None:
    """Keep a system out from now on."""
    from rueckruf import clock
    from rueckruf.privacy import console
    from rueckruf.sales import tokens as use_cases

    _, database = console.opened()
    try:
        use_cases.revoke(database, name, clock.now(), actor=console.actor())
    except use_cases.TokenError as error:
        fail(str(error))
    typer.echo(f"{name} hat keinen Zugang mehr.")
