"""Errors of stores that a person who runs the program can mend."""


class StoreError(ConnectionError):
    """A store that cannot be opened; names the variable that points to it and never holds a secret."""


def problem_of_database(error: BaseException) -> StoreError | None:
    """What a fault of the database's driver says to whoever runs the program; None for any other error."""
    from sqlalchemy.exc import DBAPIError  # here, because most commands need no database

    if not isinstance(error, DBAPIError):
        return None
    problem = str(error.orig).partition("\n")[0]
    broken = any(words in problem for words in ("malformed", "not a database"))
    advice = ": move it away, and put a backup back with `rueckruf restore`" if broken else ""
    return StoreError(f"DATABASE_URL: the database cannot be used: {problem}{advice}")
