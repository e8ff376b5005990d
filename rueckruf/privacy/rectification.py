"""Corrects what is kept of a person (Art. 16 GDPR), in restricted requests too."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select, update

from rueckruf.callbacks.request import CallbackRequest, RequestError
from rueckruf.callbacks.schema import TITLES
from rueckruf.callbacks.use_cases import cleaned
from rueckruf.privacy.errors import PrivacyError
from rueckruf.privacy.export_files import remove_exports_about
from rueckruf.settings import Settings
from rueckruf.storage.audit_log import append
from rueckruf.storage.database import Database
from rueckruf.storage.log_copy import writing_log
from rueckruf.storage.outbox import announce
from rueckruf.storage.requests import COLUMNS, opened, sealed
from rueckruf.storage.search_index import index_words
from rueckruf.storage.tables import callback_requests as table
from rueckruf.storage.tables import search_words

RECTIFIABLE = ("name", "phone", "concern")
"""What may be corrected; the time of a callback is agreed on, not corrected."""


def rectify(
    settings: Settings, database: Database, request_id: UUID, right: Mapping[str, str], now: datetime, actor: str
) -> list[str]:
    """Write what is ``right``, some of RECTIFIABLE, over what is there; the names of what has changed by that.

    The number is E.164. Nothing of what was wrong is kept, exports in the data folder that have it are removed; the log
    names the fields alone, and who receives requests from us is told (Art. 19). Raises PrivacyError if there is no such
    request, or the values break a rule or change nothing.
    """
    with writing_log(database) as connection:
        query = select(*COLUMNS, table.c.restricted_at).where(table.c.id == str(request_id))
        row = connection.execute(query.with_for_update()).one_or_none()
        if row is None:
            raise PrivacyError(f"Es gibt keinen Rückrufwunsch mit der Kennung {request_id}.")
        before = opened(row, database.cipher)
        after = _rectified(before, right)
        changed = [name for name in RECTIFIABLE if getattr(before, name) != getattr(after, name)]
        if not changed:
            raise PrivacyError("Das steht schon so da; es wurde nichts geändert.")
        values = {**sealed(after, database.cipher), "version": before.version + 1}
        connection.execute(update(table).where(table.c.id == str(request_id)).values(values))
        connection.execute(delete(search_words).where(search_words.c.request_id == str(request_id)))
        index_words(connection, [after], database.cipher)
        if row.restricted_at is None:
            announce(connection, database, "updated", {str(after.id): after.recipient}, now)
        append(
            connection,
            database.cipher,
            at=now,
            actor=actor,
            action="rectify",
            reason=" ".join(changed),
            request_ids=[request_id],
        )
    remove_exports_about(settings, database, [str(request_id)], now, actor)
    return changed


def _rectified(request: CallbackRequest, right: Mapping[str, str]) -> CallbackRequest:
    try:
        return replace(request, **cleaned({name: right[name] for name in RECTIFIABLE if name in right}))
    except RequestError as error:
        raise PrivacyError(f"Das lässt sich so nicht speichern: {TITLES[error.field]}.") from None
