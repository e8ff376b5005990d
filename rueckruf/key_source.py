"""Where the encryption keys lie, if not in the environment itself: apart from the data that they seal."""

import shlex
import subprocess
from collections.abc import Mapping
from functools import cache
from pathlib import Path

_SECONDS_TO_ANSWER = 30
_OPEN_TO_OTHERS = 0o007


class KeySourceError(ValueError):
    """Why there are no keys; holds none of what was read."""


def read_keys(source: str, environ: Mapping[str, str]) -> tuple[str, ...]:
    """The keys of a source, newest first; they stand one a line or between commas.

    ``file:PATH``; ``credential:NAME``, a credential of systemd (systemd.exec(5), LoadCredential); ``command:WORDS``, a
    program that writes them, without a shell and once a process, such as the client of a key management service.
    Raises KeySourceError.
    """
    kind, _, rest = source.partition(":")
    if kind == "command" and rest.strip():
        return _split(_output(rest))
    return _split(_content(_file(kind, rest, environ)))


def key_file(source: str, environ: Mapping[str, str]) -> Path | None:
    """The file that a source names; None where it names none."""
    kind, _, rest = source.partition(":")
    return None if kind == "command" else _file(kind, rest, environ)


def _file(kind: str, rest: str, environ: Mapping[str, str]) -> Path:
    if kind == "credential" and rest and "/" not in rest:
        folder = environ.get("CREDENTIALS_DIRECTORY")
        if not folder:
            raise KeySourceError("systemd has given no credentials: LoadCredential= or LoadCredentialEncrypted= does")
        return Path(folder) / rest
    if kind == "file" and rest.startswith("/"):
        return Path(rest)
    raise KeySourceError("must be file:/path, credential:name or command:words")


def _content(path: Path) -> str:
    try:
        if path.stat().st_mode & _OPEN_TO_OTHERS:
            raise KeySourceError(f"{path} is open to others on this machine: close it (chmod o= {path})")
        return path.read_text(encoding="ascii")
    except OSError as error:
        raise KeySourceError(f"{path} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise KeySourceError(f"{path} holds no keys") from None


@cache
def _output(command: str) -> str:
    """What a command writes; its words on standard error are for who has started this program."""
    try:
        words = shlex.split(command)
        done = subprocess.run(words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, timeout=_SECONDS_TO_ANSWER)
    except ValueError:
        raise KeySourceError("the command has a quotation mark without its other one") from None
    except OSError as error:
        raise KeySourceError(f"the command cannot be run: {error.strerror}") from None
    except subprocess.TimeoutExpired:
        raise KeySourceError(f"the command has not ended after {_SECONDS_TO_ANSWER} s") from None
    if done.returncode:
        raise KeySourceError(f"the command ended with {done.returncode}")
    return done.stdout.decode("ascii", errors="replace")


def _split(text: str) -> tuple[str, ...]:
    keys = tuple(text.replace(",", " ").split())
    if not keys:
        raise KeySourceError("holds no key")
    return keys
