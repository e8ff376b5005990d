"""The privacy jobs of the command line."""

import typer

from rueckruf import clock

commands = typer.Typer()


@commands.command("privacy-notice")
def privacy_notice(
    record: bool = typer.Option(
        False, "--record", help="The record of processing activities (Art. 30 GDPR), which is docs/privacy.md."
    ),
) -> None:
    """Write the privacy notice for the website (Art. 13 GDPR), German Markdown made from company.yml."""
    from rueckruf.company import load_company
    from rueckruf.privacy import documents
    from rueckruf.project import COMPANY

    write = documents.record_of_processing if record else documents.privacy_notice
    typer.echo(write(load_company(COMPANY)), nl=False)


@commands.command()
def purge(
    dry_run: bool = typer.Option(False, "--dry-run", help="Only tell what is due."),
) -> None:
    """Delete what is due, in every store; `rueckruf run` does so at its start and then every hour."""
    from rueckruf.privacy import console, retention
    from rueckruf.privacy.wording import counted, requests_by_reason

    settings, database = console.opened()
    now, due = clock.now(), retention.due(database, clock.now())
    if dry_run:
        typer.echo(f"Zu löschen: {requests_by_reason(due)}.")
        return
    with console.progress("Löschen", sum(due.values())) as advance:
        purged = retention.purge(settings, database, now, console.actor(), progress=advance)
    exports = counted(purged.exports, "Export", "Exporte")
    typer.echo(f"Gelöscht: {requests_by_reason(purged.requests)} und {exports} im Datenordner.")
    if not purged.scrubbed:
        console.warn(
            "Spuren in den Dateien sind noch nicht überschrieben, weil gerade jemand liest. Der Server holt es nach."
        )
