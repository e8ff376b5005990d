"""Where callback requests are kept, as the use cases see it; ``rueckruf/storage`` has the real one."""

from collections.abc import Iterator
from typing import Protocol
from uuid import UUID

from rueckruf.callbacks.request import CallbackRequest, Status


class CallbackRequests(Protocol):
    """All stored callback requests, one a call."""

    def add(self, request: CallbackRequest) -> CallbackRequest:
        """Store ``request`` for good and return it; of a call that has one already, return that one."""

    def get(self, request_id: UUID) -> CallbackRequest | None:
        """The request of that id."""

    def list(self, status: Status | None = None) -> Iterator[CallbackRequest]:
        """Requests one by one, newest last, all or those of a status."""

    def count(self, status: Status | None = None) -> int:
        """How many ``list`` would give."""
