"""A confirmed request is accepted for good: stored at once, or kept on this machine until it can be."""

import logging
from collections.abc import Callable, Container
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from rueckruf.callbacks.handling import HandledRequests
from rueckruf.callbacks.repository import CallbackRequests, StaleError
from rueckruf.callbacks.request import CallbackRequest, RequestError
from rueckruf.callbacks.returning import change_request
from rueckruf.callbacks.use_cases import WISHED, take_callback_request

logger = logging.getLogger(__name__)

#: What would not be stored later either.
FINAL = (RequestError, StaleError)


@dataclass(frozen=True)
class Accepted:
    """A confirmed request. One that ``changes`` the open request of an earlier call is no request of its own."""

    request: CallbackRequest
    changes: UUID | None = None

    def is_about(self, request_ids: Container[UUID]) -> bool:
        """Whether it is, or changes, one of these requests."""
        return self.request.id in request_ids or self.changes in request_ids


class Spool(Protocol):
    """Where accepted requests wait for the database, one a call."""

    def has(self, call_sid: str) -> bool:
        """Whether one of this call waits."""

    def put(self, accepted: Accepted) -> None:
        """Keep it for good when this returns, in the place of what the call had there."""


def accept(store: Callable[[Accepted], object], spool: Spool, accepted: Accepted) -> None:
    """Accept a request: it is stored, or lies in the spool, when this returns.

    Of a call that has something in the spool that is replaced, for what is older must not be delivered later. Raises
    what is FINAL, and what the spool raises when it cannot keep it either.
    """
    if not spool.has(accepted.request.call_sid):
        try:
            store(accepted)
        except FINAL:
            raise
        except Exception as error:  # whatever it is, a caller has confirmed it
            logger.warning("callback request waits for the database: %s", type(error).__name__)
        else:
            return
    spool.put(accepted)


def store(
    requests: CallbackRequests, handled: HandledRequests, accepted: Accepted, *, keep_months: int
) -> CallbackRequest:
    """Store an accepted request and return it as stored; repeated, it changes nothing.

    Where an earlier request that it changes has been done with meanwhile, it is stored as one of its own. Raises
    StaleError where sales has begun with another wish of the same call, and what the repository raises.
    """
    request = accepted.request
    if accepted.changes is not None:
        wish = {name: getattr(request, name) for name in WISHED if name != "recipient"}
        try:
            return change_request(
                requests, handled, accepted.changes, wish, keep_months=keep_months, now=request.created_at
            )
        except StaleError:
            logger.info("an earlier request was done with: its change is stored as a new one")
    return take_callback_request(requests, request)
