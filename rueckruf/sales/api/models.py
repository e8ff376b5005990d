"""What calls take and give, as pydantic checks and OpenAPI describes it.

The keys of a request and their order are those of ``rueckruf/callbacks/schema.py``. What pydantic puts into the
description is German: titles of fields, and what is told of a model that stands there by its name.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, create_model

from rueckruf.callbacks.handling import LONGEST_NOTE
from rueckruf.callbacks.request import CallbackRequest, PhoneSource, Status
from rueckruf.callbacks.schema import COLUMNS, Kind, as_data, in_berlin
from rueckruf.clock import BERLIN

_TYPES: Mapping[Kind, Any] = {
    "id": UUID,
    "text": str,
    "phone": str,
    "phones": list[str],
    "moment": datetime,
    "windows": list[str],
    "recipient": str,
    "status": Status,
    "phone_source": PhoneSource,
    "login": str,
    "count": int,
}
_OF_COLUMNS: dict[str, Any] = {column.key: (_TYPES[column.kind], Field(description=column.title)) for column in COLUMNS}

Exported: Any = create_model("Exported", **_OF_COLUMNS)
Request: Any = create_model(
    "Request",
    __base__=Exported,
    __doc__="Ein Rückrufwunsch, mit den Schlüsseln des Exports.",
    next_attempt_at=(datetime | None, Field(description="Nächster Versuch, falls einer vereinbart ist")),
    version=(int, Field(description="Fassung: der ETag, den If-Match bei Änderungen nennt")),
)


def shown(request: CallbackRequest) -> dict[str, Any]:
    """A request as a ``Request``."""
    moment = request.next_attempt_at
    return {**as_data(request), "next_attempt_at": moment and in_berlin(moment), "version": request.version}


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class OfRequest(BaseModel):
    """Which request."""

    request_id: UUID = Field(description="id des Rückrufwunsches")


class IfMatch(BaseModel):
    """The version that was read: who changes a request has seen it as it is."""

    if_match: str = Field(alias="If-Match", max_length=20, pattern='^"[0-9]+"$', description="Der gelesene ETag")


_Day = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", json_schema_extra={"format": "date"})]


class Filter(_Strict):
    """All that match each of what is given."""

    status: list[Status] = Field(default=[], max_length=5, description="Einer dieser Stände")
    recipient: str | None = Field(None, max_length=32, description="Empfänger, ein Schlüssel aus company.yml")
    first_day: _Day | None = Field(None, description="Wunsch beginnt an diesem Tag oder später")
    last_day: _Day | None = Field(None, description="Wunsch beginnt an diesem Tag oder früher")


class RequestsQuery(Filter):
    """A page of requests."""

    limit: int = Field(50, ge=1, le=200, description="Höchstens so viele")
    cursor: str | None = Field(None, max_length=200, description="Was die Antwort davor unter next nannte")


class RequestList(BaseModel):
    """Rückrufwünsche, älteste zuerst."""

    requests: list[Request]
    next: str | None = Field(description="Für cursor, um weiterzulesen; null, wenn das alle sind")


class ExportQuery(Filter):
    """A file of requests."""

    format: Literal["json", "csv", "xlsx", "ics"] = Field("json", description="Art der Datei")


class Assignee(_Strict):
    """Wer zurückruft."""

    login: str = Field(max_length=64, description="Anmeldename von jemandem, der die Wünsche dieses Empfängers sieht")


class Note(_Strict):
    """Eine Notiz an Stelle der bisherigen."""

    note: str = Field(max_length=LONGEST_NOTE, description="Ersetzt die Notiz")


def _written(value: Any) -> Any:
    if not (isinstance(value, str) and re.match(r"[0-9]{4}-", value)):
        raise ValueError("must be written like 2026-03-11T14:30:00+01:00")  # pydantic would take seconds as well
    return value


def _in_berlin(moment: datetime) -> datetime:
    try:
        return moment.astimezone(BERLIN)
    except OverflowError:
        raise ValueError("must be a time that there is in Berlin") from None


_Moment = Annotated[AwareDatetime, BeforeValidator(_written), AfterValidator(_in_berlin)]


class Outcome(_Strict):
    """Was aus einem Rückruf wurde."""

    result: str = Field(max_length=32, description="Ein Name aus results in company.yml")
    note: str | None = Field(None, max_length=LONGEST_NOTE, description="Ersetzt die Notiz, wenn angegeben")
    next_attempt_at: _Moment | None = Field(
        None, description="Wann es wieder versucht wird; genau dann, wenn das Ergebnis es verlangt (means: again)"
    )


class EventsQuery(_Strict):
    """What has changed."""

    limit: int = Field(100, ge=1, le=1000, description="Höchstens so viele")
    cursor: UUID | None = Field(None, description="Was die Antwort davor unter next nannte")


class Event(BaseModel):
    """Was mit einem Rückrufwunsch geschah."""

    id: UUID = Field(description="Kennung der Änderung")
    type: Literal["request.created", "request.updated", "request.deleted", "request.restricted", "request.released"]
    timestamp: datetime
    request_id: UUID


class EventList(BaseModel):
    """Was sich geändert hat, älteste Änderung zuerst."""

    events: list[Event]
    next: UUID | None = Field(description="Für cursor beim nächsten Mal; null, solange hier nie etwas geschah")
    more: bool = Field(description="Ob gleich weiterzulesen ist")
