"""Files that hold personal data: readable by their owner only."""

from pathlib import Path

from rueckruf.storage.errors import StoreError


def private_file(path: Path, variable: str) -> Path:
    """Creates ``path`` and its folder if missing and closes them to others; raises StoreError.

    ``variable`` is the environment variable that chose the place.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.chmod(0o600)
    except OSError as error:
        raise StoreError(f"{variable}: {path} cannot be written: {error.strerror}") from None
    return path
