"""The privacy jobs of the command line."""

from pathlib import Path
from uuid import UUID

import typer

from rueckruf import clock
from rueckruf.privacy.key_commands import keys
from rueckruf.privacy.log_commands import log

# What stands on a command line is seen by others of the machine and kept by the shell.
_SPELLING = "in any spelling; `-` reads it from standard input"
_PHONE = typer.Option(None, "--phone", help=f"The number of the person, {_SPELLING}.", show_default=False)
_NAME = typer.Option(
    None,
    "--name",
    help="The name of the person, needed where a number is a household's; `-` as well.",
    show_default=False,
)
_ID = typer.Option(None, "--id", help="Only this request.", show_default=False)

commands = typer.Typer()
commands.add_typer(keys, name="keys", no_args_is_help=True)
commands.add_typer(log, name="log", no_args_is_help=True)


@commands.command("privacy-notice")
def privacy_notice(
    record: bool = typer.Option(
        False, "--record", help="The record of processing activities (Art. 30 GDPR), which is docs/privacy.md."
    ),
) -> None:
    """Write the privacy notice for the website (Art. 13 GDPR), German Markdown made from company.yml.

    What nobody has confirmed there is left out.
    """
    from rueckruf.company import load_company
    from rueckruf.privacy import documents
    from rueckruf.privacy.confirmed import Claims
    from rueckruf.privacy.speech_services import read_speech_services
    from rueckruf.project import COMPANY, FIGURES

    claims = Claims(load_company(COMPANY), read_speech_services())
    if record:
        typer.echo(documents.record_of_processing(claims, documents.read_figures(FIGURES)), nl=False)
    else:
        typer.echo(documents.privacy_notice(claims), nl=False)


@commands.command()
def papers(
    folder: Path = typer.Argument(..., metavar="FOLDER", help="Where they go; made if need be.", show_default=False),
) -> None:
    """Write the papers on data protection, each as PDF and for Word, from company.yml and what the program does itself.

    Notice, record, measures, processors, parent company, impact assessment, breach, and what is to be confirmed.
    """
    from rueckruf.company import load_company
    from rueckruf.privacy import documents
    from rueckruf.privacy.confirmed import Claims
    from rueckruf.privacy.errors import PrivacyError
    from rueckruf.privacy.paper import WRITERS
    from rueckruf.privacy.speech_services import read_speech_services
    from rueckruf.project import COMPANY, FIGURES

    claims = Claims(load_company(COMPANY), read_speech_services())
    figures, now = documents.read_figures(FIGURES), clock.now()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in documents.papers_of(claims.company):
            text = documents.paper(name, claims, figures)
            for ending, written in WRITERS.items():
                (folder / f"{name}.{ending}").write_bytes(written(text, now))
    except OSError as error:
        raise PrivacyError(f"{folder}: lässt sich nicht beschreiben: {error.strerror}") from None
    typer.echo(f"Geschrieben nach {folder}. Zu bestätigen: {len(claims.open)} von {len(claims.all)}.")


@commands.command()
def purge(
    dry_run: bool = typer.Option(False, "--dry-run", help="Only tell what is due."),
) -> None:
    """Delete what is due, in every store; `rueckruf run` does so at its start and then every hour."""
    from rueckruf.privacy import console, retention
    from rueckruf.privacy.wording import counted, requests_by_reason

    settings, database = console.opened()
    due = retention.due(database, clock.now())
    if dry_run:
        typer.echo(f"Zu löschen: {requests_by_reason(due)}.")
        return
    with console.progress("Löschen", sum(due.values())) as advance:
        purged = retention.purge_alone(settings, database, console.actor(), progress=advance)
    exports = counted(purged.exports, "Export", "Exporte")
    typer.echo(f"Gelöscht: {requests_by_reason(purged.requests)} und {exports} im Datenordner.")
    console.warn_of_traces(purged.scrubbed)


@commands.command()
def restrict(
    request_id: UUID = typer.Argument(
        ..., metavar="ID", help="The request, as exports and the page name it.", show_default=False
    ),
    reason: str = typer.Option(
        ..., prompt="Grund", help="Why; it is sealed with the request and not logged.", show_default=False
    ),
) -> None:
    """Keep a request, but out of every list, export and page, and undeleted, until it is released (Art. 18 GDPR)."""
    from rueckruf.privacy import console, restriction

    settings, database = console.opened()
    restriction.restrict(settings, database, request_id, reason, clock.now(), console.actor())
    typer.echo(f"Gesperrt: {request_id}.")


@commands.command()
def release(
    request_id: UUID = typer.Argument(..., metavar="ID", help="The request that was restricted.", show_default=False),
) -> None:
    """End a restriction. A request whose time has passed meanwhile is deleted at once."""
    from rueckruf.privacy import console, restriction

    settings, database = console.opened()
    deleted = restriction.release(database, request_id, clock.now(), console.actor())
    typer.echo(f"Freigegeben{' und gelöscht, denn die Frist ist abgelaufen' if deleted else ''}: {request_id}.")
    if deleted:
        console.scrub(settings, database)


@commands.command()
def erase(
    phone: str = _PHONE,
    name: str = _NAME,
    request_id: UUID = _ID,
    yes: bool = typer.Option(False, "--yes", help="Do not ask."),
) -> None:
    """Erase what is kept of a person, in every store (Art. 17 GDPR); restricted requests must be released before.

    All that is given must fit. Where it fits more than one person nothing is erased: exit status 3, and ids to choose.
    """
    from rueckruf.privacy import console, erasure
    from rueckruf.privacy.held import held_of
    from rueckruf.privacy.wording import of_a_person

    settings, database = console.opened()
    person = console.person(phone, name, request_id)
    with console.one_person():
        held = held_of(settings, database, person)
        if held.is_nothing:
            typer.echo("Dazu ist nichts gespeichert.")
            console.tell_left_out(held.left_out)
            return
        if not yes:
            what = of_a_person(len(held.requests), len(held.calls), len(held.export_files))
            typer.confirm(f"Gefunden: {what}. Unwiderruflich löschen?", abort=True)
        erased = erasure.erase(settings, database, person, clock.now(), console.actor())
    typer.echo(f"Gelöscht: {of_a_person(erased.requests, erased.calls, erased.exports)}.")
    for way in erased.given_away:
        typer.echo(f"Davor weitergegeben: {way}.")
    console.tell_left_out(erased.left_out)
    console.scrub(settings, database)


@commands.command()
def disclose(
    phone: str = _PHONE,
    name: str = _NAME,
    request_id: UUID = _ID,
    format: str = typer.Option("text", help="text to send, or json for programs."),
) -> None:
    """Write all that is kept of a person, and what Art. 15 GDPR asks for besides, in German.

    All that is given must fit. Where it fits more than one person nothing is told: exit status 3, and ids to choose.
    """
    from rueckruf.privacy import console, disclosure

    if format not in disclosure.FORMS:
        raise typer.BadParameter("choose text or json", param_hint="--format")
    settings, database = console.opened()
    person, actor = console.person(phone, name, request_id), console.actor()
    with console.one_person():
        typer.echo(disclosure.disclose(settings, database, person, clock.now(), actor, format), nl=False)
