"""Where callback requests are kept, as the use cases see it; ``rueckruf/storage`` has the real one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from rueckruf.callbacks.request import CallbackRequest, Status


class StaleError(Exception):
    """The request was changed, restricted or deleted after it had been read."""


class ErasedError(StaleError):
    """The request of the call was erased: it is not stored again."""


@dataclass(frozen=True)
class Selection:
    """Which requests: all that match each of what is given.

    ``start`` and ``end`` are aware; a request matches whose window begins from ``start`` on and before ``end``.
    Every word of ``words`` must be one of the name, the concern or the note, or three to twelve letters that one begins
    with, a number in E.164, or the last four digits of one that can be called.
    ``claimed_by`` is the login of who has the request.
    With ``kept_at``, an aware time, those are left out that are to be deleted by then.
    """

    statuses: frozenset[Status] | None = None
    recipient: str | None = None
    start: datetime | None = None
    end: datetime | None = None
    words: str = ""
    claimed_by: str | None = None
    kept_at: datetime | None = None


ALL = Selection()


class CallbackRequests(Protocol):
    """All stored callback requests, one a call. Restricted ones are not among them."""

    def add(self, request: CallbackRequest) -> CallbackRequest:
        """Store ``request`` for good and return it; of a call that has one already, return that one."""

    def get(self, request_id: UUID) -> CallbackRequest | None:
        """The request of that id."""

    def list(self, selection: Selection = ALL) -> Iterator[CallbackRequest]:
        """Requests one by one, newest last."""

    def count(self, selection: Selection = ALL) -> int:
        """How many ``list`` would give."""

    def save(self, request: CallbackRequest) -> CallbackRequest:
        """Store the changes of a request that was read from here; raises StaleError."""
