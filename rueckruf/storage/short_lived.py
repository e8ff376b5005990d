"""Texts that live as long as a call: SQLite in the data folder, and Redis when REDIS_URL is set.

Kept small and synchronous on purpose: every turn reads and writes a few of them, each in well under a
millisecond. A text belongs to a call and has a name within it.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Literal, Protocol, get_args

from rueckruf.settings import Settings
from rueckruf.storage.cipher import Cipher, open_cipher
from rueckruf.storage.redis_client import connect_redis, shared_redis
from rueckruf.storage.redis_texts import RedisTexts
from rueckruf.storage.sqlite_texts import SqliteTexts

TextKind = Literal["conversation", "turn"]
KINDS: tuple[TextKind, ...] = get_args(TextKind)


class ShortLivedTexts(Protocol):
    """Texts of one kind by call and name. What has not been written for the idle time goes."""

    def get(self, call: str, name: str) -> str | None:
        """The text, or None."""

    def has(self, call: str, name: str) -> bool:
        """Whether there is such a text; cheaper than reading it."""

    def put(self, call: str, name: str, text: str) -> None:
        """Write or overwrite it."""

    def delete(self, call: str) -> None:
        """Delete all texts of a call; on disk they are overwritten."""

    def keep_only(self, call: str, name: str) -> None:
        """Delete all texts of a call but one."""

    def expire(self, now: datetime) -> None:
        """Delete what is idle at the aware time ``now``."""

    def calls(self) -> Iterable[str]:
        """The calls that have a text."""

    def names(self, call: str) -> Iterable[str]:
        """The names of all texts of a call."""


def open_short_lived(settings: Settings, kind: TextKind) -> ShortLivedTexts:
    """The store for texts of a kind; raises StoreError if the own file is out of reach. Redis may be away.

    Texts are sealed with the keys of ``settings``; Redis and the file never see them in plain.
    """
    cipher = open_cipher(settings)  # first: without keys nothing is opened
    return _SealedTexts(_texts(settings, kind), cipher)


def sealed_texts(settings: Settings) -> Iterator[str]:
    """All texts of all calls as they are stored; raises StoreError if a store is out of reach."""
    expect_redis(settings)
    for kind in KINDS:
        texts = _texts(settings, kind)
        for call in texts.calls():
            yield from filter(None, (texts.get(call, name) for name in texts.names(call)))


def expect_redis(settings: Settings) -> None:
    """For whoever needs all that is kept: raises StoreError if there is a Redis and it is out of reach."""
    if settings.redis_url:
        connect_redis(settings.redis_url).close()


def _texts(settings: Settings, kind: TextKind) -> ShortLivedTexts:
    idle = timedelta(minutes=settings.company.conversation.idle_minutes)
    own = SqliteTexts(settings.conversations_file, kind, idle)
    return RedisTexts(shared_redis(settings.redis_url), kind, idle, own) if settings.redis_url else own


class _SealedTexts:
    """Seals what goes into other texts and opens what comes out of them."""

    def __init__(self, texts: ShortLivedTexts, cipher: Cipher) -> None:
        self._texts = texts
        self._cipher = cipher
        self.has, self.delete, self.keep_only = texts.has, texts.delete, texts.keep_only
        self.expire, self.calls, self.names = texts.expire, texts.calls, texts.names

    def get(self, call: str, name: str) -> str | None:
        token = self._texts.get(call, name)
        return None if token is None else self._cipher.open(token)

    def put(self, call: str, name: str, text: str) -> None:
        self._texts.put(call, name, self._cipher.seal(text))
