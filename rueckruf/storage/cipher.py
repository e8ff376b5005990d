"""Seals personal data at rest, and finds it again without opening it."""

import hmac
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from uuid import uuid4

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from rueckruf.settings import Settings, SettingsError
from rueckruf.storage.errors import StoreError

_FINGERPRINT_BYTES = 16
_PURPOSE_OF_FINGERPRINTS = b"rueckruf fingerprint"

Keys = tuple[str, ...]


class Cipher:
    """Fernet (AES-128-CBC, HMAC-SHA256) under several keys: the first seals, each of them opens.

    ``read_keys`` is called now, and again when a token does not open, because the keys may have been rotated by
    another process. Raises SettingsError for a key that is none.
    """

    def __init__(self, read_keys: Callable[[], Keys]) -> None:
        self._read_keys = read_keys
        self._use(read_keys())

    def _use(self, keys: Keys) -> None:
        try:
            self._fernets = [Fernet(key) for key in keys]
        except ValueError:
            raise SettingsError("RUECKRUF_KEYS: a key must be 32 bytes in URL-safe base64") from None
        self._keys = keys
        self._multi = MultiFernet(self._fernets)
        self._fingerprint_keys = [hmac.digest(key.encode(), _PURPOSE_OF_FINGERPRINTS, "sha256") for key in keys]

    def seal(self, text: str) -> str:
        """``text`` as a token that tells nothing but its length and when it was made."""
        return self._fernets[0].encrypt(text.encode()).decode("ascii")

    def open(self, token: str) -> str:
        """The text of a token; raises StoreError if none of the keys has sealed it."""
        try:
            return self._multi.decrypt(token.encode()).decode()
        except InvalidToken:
            keys = self._read_keys()
            if keys == self._keys:
                raise StoreError("RUECKRUF_KEYS: none of the keys opens what is stored") from None
            self._use(keys)
            return self.open(token)

    def is_current(self, token: str) -> bool:
        """Whether the first key has sealed ``token``."""
        try:
            self._fernets[0].decrypt(token.encode())
        except InvalidToken:
            return False
        return True

    def fingerprint(self, text: str) -> str:
        """32 hex digits that are the same for the same text under the first key, and tell nothing without it."""
        return self.fingerprints(text)[0]

    def fingerprints(self, text: str) -> Sequence[str]:
        """The fingerprints of ``text`` under each key: stored ones may be older than the first key."""
        return [hmac.digest(key, text.encode(), "sha256")[:_FINGERPRINT_BYTES].hex() for key in self._fingerprint_keys]


def open_cipher(settings: Settings) -> Cipher:
    """The cipher with the keys of RUECKRUF_KEYS, or those of the key file, which is made at its first use.

    Raises SettingsError where a database elsewhere would depend on a key file here, and StoreError if the file
    cannot be written.
    """
    if settings.keys:
        return Cipher(lambda: settings.keys)
    if settings.database_is_external:
        raise SettingsError(
            "RUECKRUF_KEYS: must be set when DATABASE_URL is, and kept apart from the database; "
            "`rueckruf keys new` makes one"
        )
    if not settings.key_file.exists():
        _make(settings.key_file)
    return Cipher(lambda: read_key_file(settings.key_file))


def new_key() -> str:
    """A new key, as RUECKRUF_KEYS takes it."""
    return Fernet.generate_key().decode("ascii")


def read_key_file(path: Path) -> Keys:
    """The keys of a file, one a line, newest first; raises StoreError."""
    try:
        return tuple(path.read_text(encoding="ascii").split())
    except (OSError, UnicodeDecodeError):
        raise StoreError(f"RUECKRUF_DATA_DIR: {path} cannot be read: without it nothing stored can be opened") from None


def write_key_file(path: Path, keys: Keys, *, replace: bool = True) -> None:
    """Write the keys for the owner only, all or none of them; raises StoreError.

    Without ``replace`` a file that is there stays: of several processes the first makes it.
    """
    draft = path.with_name(f".{path.name}-{uuid4().hex}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write("".join(f"{key}\n" for key in keys))
            file.flush()
            os.fsync(file.fileno())
        if replace:
            draft.replace(path)
        else:
            os.link(draft, path)
    except FileExistsError:
        pass
    except OSError as error:
        raise StoreError(f"RUECKRUF_DATA_DIR: {path} cannot be written: {error.strerror}") from None
    finally:
        draft.unlink(missing_ok=True)


def _make(path: Path) -> None:
    write_key_file(path, (new_key(),), replace=False)
    print(f"rueckruf: made {path}, which opens all stored personal data: back it up apart from them", file=sys.stderr)
