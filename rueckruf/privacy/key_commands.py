"""The keys that seal personal data, on the command line."""

import typer

from rueckruf import clock

keys = typer.Typer(
    help="The keys that seal personal data (RUECKRUF_KEYS_FROM, RUECKRUF_KEYS, or the file `keys` in the data folder)."
)


@keys.command()
def new() -> None:
    """Write a new key; put it before the others, where RUECKRUF_KEYS_FROM says or in RUECKRUF_KEYS."""
    from rueckruf.storage.cipher import new_key

    typer.echo(new_key())


@keys.command()
def rotate() -> None:
    """Seal everything anew under the first key, while servers go on; killed, it goes on when it is started again.

    With keys of your own: put a new one first, restart all servers with both, rotate, then take away those that it
    names. With the key file of the data folder: this makes the new key, and takes away those before the previous one.
    """
    from rueckruf.privacy import console, key_rotation
    from rueckruf.privacy.wording import counted
    from rueckruf.storage.resealing import count_requests

    settings, database = console.opened()
    with console.progress("Verschlüsseln", count_requests(database.engine)) as advance:
        rotation = key_rotation.rotate(settings, database, clock.now(), console.actor(), advance)
    typer.echo(f"Neu verschlüsselt: {counted(rotation.requests, 'Rückrufwunsch', 'Rückrufwünsche')}.")
    if rotation.dispensable:
        numbers = ", ".join(f"{number}." for number in rotation.dispensable)
        typer.echo(f"Von Ihren Schlüsseln nicht mehr nötig: {numbers} Schlüssel.")
    if rotation.dropped:
        typer.echo(f"Aus {settings.key_file} entfernt: {counted(rotation.dropped, 'Schlüssel', 'Schlüssel')}.")
    console.warn_of_traces(rotation.scrubbed)
