"""Who exported which requests is logged before a byte of them leaves."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice

from rueckruf.callbacks.request import CallbackRequest
from rueckruf.storage.audit_log import IDS_AN_ENTRY, append
from rueckruf.storage.database import Database
from rueckruf.storage.log_copy import writing_log


def logged(
    requests: Iterable[CallbackRequest], database: Database, *, actor: str, reason: str, now: datetime
) -> Iterator[CallbackRequest]:
    """``requests`` one by one, each once its portion stands in the log; an export of none is logged, too."""
    remaining = iter(requests)
    portion = list(islice(remaining, IDS_AN_ENTRY))
    while True:
        with writing_log(database) as connection:
            ids = (request.id for request in portion)
            append(connection, database.cipher, at=now, actor=actor, action="export", reason=reason, request_ids=ids)
        yield from portion
        portion = list(islice(remaining, IDS_AN_ENTRY))
        if not portion:
            return
