"""Who was shown which requests: logged once a session and request, however often a page is refreshed."""

from collections import OrderedDict
from collections.abc import Iterable
from datetime import datetime
from threading import Lock
from typing import Literal
from uuid import UUID

from rueckruf.storage.audit_log import append
from rueckruf.storage.database import Database
from rueckruf.storage.log_copy import writing_log

Place = Literal["page", "api", "calendar"]

# More people than will look at once. Who is forgotten is only logged a second time.
_SESSIONS = 200


class ReadLog:
    """Writes what is new to the audit log, and remembers it in this process."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = Lock()
        self._shown: OrderedDict[str, set[UUID]] = OrderedDict()

    def log(
        self, session_id: str, actor: str, request_ids: Iterable[UUID], now: datetime, *, reason: Place = "page"
    ) -> None:
        """Log that ``actor`` is about to be shown these requests; raises SQLAlchemyError, and then nothing is shown.

        ``reason`` is where.
        """
        with self._lock:
            shown = self._shown.setdefault(session_id, set())
            self._shown.move_to_end(session_id)
            if len(self._shown) > _SESSIONS:
                self._shown.popitem(last=False)
            new = sorted(set(request_ids) - shown)
        if new:
            with writing_log(self._database) as connection:
                append(
                    connection,
                    self._database.cipher,
                    at=now,
                    actor=actor,
                    action="read",
                    reason=reason,
                    request_ids=new,
                )
            with self._lock:
                shown.update(new)
