"""Builder of stored callback requests."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from rueckruf.callbacks.request import CallbackRequest
from rueckruf.clock import BERLIN

CREATED = datetime(2026, 3, 10, 9, 0, 0, 123456, tzinfo=UTC)


def request_of(call_sid: str, **changes: Any) -> CallbackRequest:
    request = CallbackRequest(
        id=uuid4(),
        call_sid=call_sid,
        created_at=CREATED,
        name="Jürgen Müller-Lüdenscheidt",
        phone="+493023125042",
        callback_start=datetime(2026, 3, 11, 14, tzinfo=BERLIN),
        callback_end=datetime(2026, 3, 11, 15, tzinfo=BERLIN),
        callback_text="morgen um zwei",
        recipient="company",
        status="new",
        phone_source="spoken",
        delete_after=datetime(2026, 6, 10, 9, tzinfo=UTC),
    )
    return replace(request, **changes)
