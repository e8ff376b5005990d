"""The log of deletions and accesses, on the command line."""

from uuid import UUID

import typer

from rueckruf.storage.errors import StoreError

log = typer.Typer(help="The log of what was deleted, and of who exported, read or changed which requests.")


@log.command()
def verify(
    head: str = typer.Option(
        None, metavar="DIGEST", help="A digest that was noted earlier; it must still be there.", show_default=False
    ),
) -> None:
    """Check that no entry was changed, taken away or moved; exit 1 at the first that was.

    It is compared with its copy, if RUECKRUF_LOG_COPY names one. Without, entries cut off at the end are only noticed
    against a digest that lies elsewhere: note the one that this writes, and hand it in with --head the next time.
    """
    from rueckruf.privacy import console
    from rueckruf.privacy.wording import PROBLEMS, compared_in_words
    from rueckruf.storage import audit_log
    from rueckruf.storage.log_copy import noted

    settings, database = console.opened()
    try:
        with database.engine.connect() as connection:
            verdict = audit_log.verify(connection, database.cipher, head, noted(settings.log_copy))
    except OSError as error:
        raise StoreError(f"RUECKRUF_LOG_COPY: {settings.log_copy} cannot be read: {error.strerror}") from None
    if verdict.problem:
        typer.echo(PROBLEMS[verdict.problem].format(number=verdict.count + 1, count=verdict.count), err=True)
        raise SystemExit(1)
    typer.echo(f"Das Protokoll ist unversehrt. Einträge: {verdict.count}. Prüfwert des letzten:\n{verdict.head}")
    typer.echo(compared_in_words(verdict, settings.log_copy))


@log.command()
def show(
    last: int = typer.Option(50, min=1, help="So many of the latest entries."),
    request_id: UUID = typer.Option(None, "--id", help="Only those about this request.", show_default=False),
) -> None:
    """Write the latest entries, oldest first: when, who, what, why, which requests."""
    from rueckruf.privacy import console
    from rueckruf.privacy.wording import entry_in_words
    from rueckruf.storage import audit_log

    _, database = console.opened()
    with database.engine.connect() as connection:
        for entry in audit_log.entries(connection, about=request_id, last=last):
            typer.echo(entry_in_words(entry))
