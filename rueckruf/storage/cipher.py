"""Seals personal data at rest, and finds it again without opening it."""

import hmac
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from rueckruf.settings import Settings, SettingsError
from rueckruf.storage.errors import StoreError
from rueckruf.storage.private_files import write_whole
from rueckruf.storage.sealed_before import sealed_before

_FINGERPRINT_BYTES = 16
_PURPOSE_OF_FINGERPRINTS = b"rueckruf fingerprint"

Keys = tuple[str, ...]


class _Ring:
    """Keys, ready to be used; raises SettingsError for a key that is none."""

    def __init__(self, keys: Keys) -> None:
        try:
            self.fernets = [Fernet(key) for key in keys]
        except ValueError:
            raise SettingsError("RUECKRUF_KEYS: a key must be 32 bytes in URL-safe base64") from None
        self.keys = keys
        self.multi = MultiFernet(self.fernets)
        self.of_fingerprints = [hmac.digest(key.encode(), _PURPOSE_OF_FINGERPRINTS, "sha256") for key in keys]


class Cipher:
    """Fernet (AES-128-CBC, HMAC-SHA256) under several keys: the first seals, each of them opens.

    ``read_keys`` is asked each time something is sealed, and when something does not open, because another process
    may have rotated the keys: it must be quick. Raises SettingsError for a key that is none, and whatever
    ``read_keys`` raises.
    """

    def __init__(self, read_keys: Callable[[], Keys]) -> None:
        self._read_keys = read_keys
        self._ring = _Ring(read_keys())

    def seal(self, text: str) -> str:
        """``text`` as a token that tells nothing but its length and when it was made."""
        return self.seal_bytes(text.encode()).decode("ascii")

    def open(self, token: str) -> str:
        """The text of a token; raises StoreError if none of the keys has sealed it."""
        return self.open_bytes(token.encode()).decode()

    def seal_bytes(self, content: bytes) -> bytes:
        """As ``seal``: a token is ASCII without a line break."""
        return self._now().fernets[0].encrypt(content)

    def open_bytes(self, token: bytes) -> bytes:
        """As ``open``."""
        try:
            try:
                return self._ring.multi.decrypt(token)
            except InvalidToken:  # a newer key may have sealed it: only then is it worth looking
                return self._now().multi.decrypt(token)
        except InvalidToken:
            raise StoreError("RUECKRUF_KEYS: none of the keys opens what is stored") from None

    def position(self, token: str) -> int:
        """Which of the keys has sealed ``token``, from 0; raises StoreError if none of them has."""
        for position, fernet in enumerate(self._now().fernets):
            try:
                fernet.decrypt(token.encode())
            except InvalidToken:
                continue
            return position
        raise StoreError("RUECKRUF_KEYS: none of the keys opens what is stored")

    def fingerprint(self, text: str) -> str:
        """32 hex digits that are the same for the same text under the first key, and tell nothing without it."""
        return _fingerprint(self._now().of_fingerprints[0], text)

    def fingerprints(self, text: str) -> Sequence[str]:
        """The fingerprints of ``text`` under each key: stored ones may be older than the first key."""
        return [_fingerprint(key, text) for key in self._now().of_fingerprints]

    def _now(self) -> _Ring:
        keys = self._read_keys()
        if keys != self._ring.keys:
            self._ring = _Ring(keys)
        return self._ring


def _fingerprint(key: bytes, text: str) -> str:
    return hmac.digest(key, text.encode(), "sha256")[:_FINGERPRINT_BYTES].hex()


def open_cipher(settings: Settings) -> Cipher:
    """The cipher with the configured keys, or those of the key file, which is made at its first use.

    Raises SettingsError where a database elsewhere would depend on a key file here, and StoreError if the file
    cannot be written, or is missing where something is sealed already.
    """
    if settings.keys or settings.database_is_external:
        return _configured(settings)
    if not settings.key_file.exists():
        _refuse_to_replace(settings)
        _make(settings.key_file)
    _close(settings.key_file)
    return Cipher(_KeyFile(settings.key_file))


def find_cipher(settings: Settings) -> Cipher | None:
    """The same without making or changing a key; None where none is there yet and nothing is sealed."""
    if settings.keys or settings.database_is_external:
        return _configured(settings)
    if not settings.key_file.exists():
        _refuse_to_replace(settings)
        return None
    return Cipher(_KeyFile(settings.key_file))


def _configured(settings: Settings) -> Cipher:
    if not settings.keys:
        raise SettingsError(
            "RUECKRUF_KEYS: must be set when DATABASE_URL is, or RUECKRUF_KEYS_FROM, and kept apart from the database; "
            "`rueckruf keys new` makes one"
        )
    return Cipher(lambda: settings.keys)


class _KeyFile:
    """The keys of a file as they are now; it is read only when it has been replaced."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._read: tuple[tuple[int, int], Keys] | None = None

    def __call__(self) -> Keys:
        try:
            state = self._path.stat()
        except OSError:
            raise _unreadable(self._path) from None
        version = (state.st_ino, state.st_mtime_ns)
        if self._read is None or self._read[0] != version:
            self._read = (version, read_key_file(self._path))
        return self._read[1]


def new_key() -> str:
    """A new key, as RUECKRUF_KEYS takes it."""
    return Fernet.generate_key().decode("ascii")


def read_key_file(path: Path) -> Keys:
    """The keys of a file, one a line, newest first; raises StoreError."""
    try:
        keys = tuple(path.read_text(encoding="ascii").split())
    except (OSError, UnicodeDecodeError):
        raise _unreadable(path) from None
    if not keys:
        raise StoreError(f"RUECKRUF_DATA_DIR: {path} holds no key: without its keys nothing stored can be opened")
    return keys


def write_key_file(path: Path, keys: Keys, *, replace: bool = True) -> None:
    """Write the keys for the owner only, all or none of them; raises StoreError.

    Without ``replace`` a file that is there stays: of several processes the first makes it.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(path, (f"{key}\n".encode() for key in keys), replace=replace)
    except FileExistsError:
        pass
    except OSError as error:
        raise StoreError(f"RUECKRUF_DATA_DIR: {path} cannot be written: {error.strerror}") from None


def _refuse_to_replace(settings: Settings) -> None:
    """Raises StoreError where a new key would open nothing of what is stored."""
    sealed, path = sealed_before(settings), settings.key_file
    if sealed and not path.exists():  # nor made meanwhile, by the process that has stored it
        raise StoreError(
            f"RUECKRUF_KEYS: is not set and {path} is missing, but {sealed} holds what was sealed: "
            "put the keys of its time back; no new key was made"
        )


def _make(path: Path) -> None:
    write_key_file(path, (new_key(),), replace=False)
    print(f"rueckruf: made {path}, which opens all stored personal data: back it up apart from them", file=sys.stderr)


def _close(path: Path) -> None:
    """Copied or restored by hand a file is often open to others; raises StoreError if it can't be closed."""
    try:
        if path.stat().st_mode & 0o077:
            path.chmod(0o600)
            print(
                f"rueckruf: {path} was open to others: closed it; `keys rotate` if one may have read it",
                file=sys.stderr,
            )
    except OSError as error:
        raise StoreError(f"RUECKRUF_DATA_DIR: {path} cannot be closed to others: {error.strerror}") from None


def _unreadable(path: Path) -> StoreError:
    return StoreError(f"RUECKRUF_DATA_DIR: {path} cannot be read: without it nothing stored can be opened")
