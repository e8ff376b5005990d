"""Errors of stores that a person who runs the program can mend."""


class StoreError(ConnectionError):
    """A store that cannot be opened; names the variable that points to it and never holds a secret."""
