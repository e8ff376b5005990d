"""Backups, and the way to another version, on the command line."""

from datetime import datetime
from pathlib import Path

import typer

from rueckruf import clock

commands = typer.Typer()


@commands.command()
def backup(
    file: Path = typer.Argument(..., help="The file to write; one that is there is not replaced.", show_default=False),
) -> None:
    """Write all that the database holds, as it is at one moment, into one sealed file; calls go on meanwhile.

    It opens with the keys of its time: keep them apart from it. What is erased later stays in the file, and is erased
    again when it is restored: keep no backup longer than requests are kept.

    \b
    rueckruf backup /backup/rueckruf-2026-11-26
    """
    from rueckruf.privacy import console
    from rueckruf.privacy.backup import write_backup
    from rueckruf.privacy.wording import counted
    from rueckruf.storage.backup import count_rows

    _, database = console.opened()
    with console.progress("Sichern", count_rows(database.engine)) as advance:
        header = write_backup(database, file, clock.now(), console.actor(), advance)
    requests = counted(header.counts["callback_requests"], "Rückrufwunsch", "Rückrufwünsche")
    typer.echo(f"Gesichert: {requests} und {header.last_entry} Einträge des Protokolls in {file}.")


@commands.command()
def restore(
    file: Path = typer.Argument(..., help="What `rueckruf backup` has written.", show_default=False),
    yes: bool = typer.Option(False, "--yes", help="Do not ask."),
) -> None:
    """Put a backup in the place of all that the database holds; stop the servers before. Broken off, nothing changes.

    What was erased, restricted or shut out since the backup is so again: the log of this database tells of it, and the
    copy that RUECKRUF_LOG_COPY names. A database that is broken has to be moved away first.
    """
    from rueckruf.privacy import console, restoring, retention
    from rueckruf.privacy.backup import open_backup
    from rueckruf.privacy.wording import counted, requests_by_reason
    from rueckruf.settings import load_settings

    settings = load_settings()
    opened = open_backup(settings, file)
    made = datetime.fromisoformat(opened.header.created_at).astimezone(clock.BERLIN).strftime("%d.%m.%Y %H:%M")
    requests = counted(opened.header.counts["callback_requests"], "Rückrufwunsch", "Rückrufwünsche")
    typer.echo(f"Sicherung vom {made}: {requests}.")
    if not yes:
        typer.confirm("Sie ersetzt alles, was die Datenbank jetzt enthält. Einspielen?", abort=True)
    with console.progress("Einspielen", opened.header.rows) as advance:
        done = restoring.restore(settings, opened, clock.now(), console.actor(), advance)
    erased = counted(done.erased, "Rückrufwunsch", "Rückrufwünsche")
    typer.echo(f"Eingespielt. Nach der Sicherung gelöscht, und jetzt wieder: {erased}.")
    if done.rectified:
        again = "Nach der Sicherung berichtigt, und jetzt wieder wie davor: Bitte berichtigen Sie erneut"
        typer.echo(f"{again}: {', '.join(done.rectified)}.")
    typer.echo(f"Aus dem Protokoll seitdem übernommen: {counted(done.entries, 'Eintrag', 'Einträge')}.")
    purged = retention.purge_alone(settings, done.database, console.actor())
    typer.echo(f"Fällig und gelöscht: {requests_by_reason(purged.requests)}.")
    console.warn_of_traces(purged.scrubbed)
    done.database.close()


@commands.command()
def upgrade(
    check: bool = typer.Option(False, "--check", help="Only tell what would be changed, and whether that can be done."),
) -> None:
    """Bring the database to this version, as the start of a server does. Make a backup before.

    With --check nothing is changed: it tells which migrations would run, and whether the keys open what is stored; exit
    1 where a start would not succeed.
    """
    from rueckruf.privacy import console
    from rueckruf.settings import load_settings
    from rueckruf.storage import upgrade_check

    if not check:
        console.opened()
        typer.echo("Die Datenbank ist auf dem Stand dieses Programms.")
        return
    settings = load_settings()
    with console.progress("Prüfen", upgrade_check.count_requests_unchanged(settings)) as advance:
        found = upgrade_check.look(settings, advance)
    if found.revision is None:
        typer.echo("Es gibt noch keine Datenbank: Der nächste Start legt sie an.")
        return
    for number, title in found.migrations:
        typer.echo(f"Auszuführen: {number} {title}")
    if not found.migrations:
        typer.echo("Die Datenbank ist auf dem Stand dieses Programms.")
    typer.echo(f"Die Schlüssel öffnen {found.sealed - found.unopened} von {found.sealed} verschlüsselten Einträgen.")
    if found.damage:
        typer.echo(f"Die Datei der Datenbank ist beschädigt: {found.damage}", err=True)
    if found.unopened or found.damage:
        raise SystemExit(1)
