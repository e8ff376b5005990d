"""The log of deletions and accesses, on the command line."""

from uuid import UUID

import typer

log = typer.Typer(help="The log of what was deleted, and of who exported, read or changed which requests.")


@log.command()
def verify(
    head: str = typer.Option(
        None, metavar="DIGEST", help="A digest that was noted earlier; it must still be there.", show_default=False
    ),
) -> None:
    """Check that no entry was changed, taken away or moved; exit 1 at the first that was.

    Entries cut off at the end, or a log that was recomputed from some entry on, can only be noticed against a digest
    that lies elsewhere: note the one that this writes, and hand it in with --head the next time.
    """
    from rueckruf.privacy import console
    from rueckruf.privacy.wording import PROBLEMS
    from rueckruf.storage import audit_log

    _, database = console.opened()
    with database.engine.connect() as connection:
        verdict = audit_log.verify(connection, head)
    if verdict.problem:
        typer.echo(PROBLEMS[verdict.problem].format(number=verdict.count + 1, count=verdict.count), err=True)
        raise SystemExit(1)
    typer.echo(f"Das Protokoll ist unversehrt. Einträge: {verdict.count}. Prüfwert des letzten:\n{verdict.head}")


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
