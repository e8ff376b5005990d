"""What leaves the program of a callback request: its columns, in their order, with title and kind.

JSON, CSV, XLSX, ICS, the webhook of a CRM, mails, the sales page and disclosures all draw from this one table, and the
storage seals by it. Each of them knows how it writes a kind, and escapes whatever it does not know to be harmless; what
a single column is stands here alone.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter
from typing import Any, Literal

from rueckruf.callbacks.request import CallbackRequest, PhoneSource, Status, Window
from rueckruf.clock import BERLIN

Kind = Literal[
    "id", "text", "phone", "phones", "moment", "windows", "recipient", "status", "phone_source", "login", "count"
]


@dataclass(frozen=True)
class Column:
    """One thing that leaves of a request, under the name that it has in ``CallbackRequest``.

    ``title`` is German, for people. What is ``personal`` was said by the caller or is about them: it is stored sealed.
    The words of what is ``searched`` find the request, and how they begin; numbers do wherever they stand.
    """

    key: str
    title: str
    kind: Kind = "text"
    personal: bool = False
    searched: bool = False


COLUMNS = (
    Column("id", "Kennung", "id"),
    Column("created_at", "Anruf", "moment"),
    Column("name", "Name", personal=True, searched=True),
    Column("phone", "Telefon", "phone", personal=True),
    Column("callback_start", "Wunsch von", "moment"),
    Column("callback_end", "Wunsch bis", "moment"),
    Column("callback_text", "Worte", personal=True),
    Column("recipient", "Empfänger", "recipient"),
    Column("status", "Stand", "status"),
    Column("phone_source", "Nummer gegeben", "phone_source"),
    Column("delete_after", "Wird gelöscht", "moment"),
    Column("concern", "Anliegen", personal=True, searched=True),
    Column("other_phones", "Weitere Nummern", "phones", personal=True),
    Column("other_windows", "Weitere Zeiten", "windows", personal=True),
    Column("note", "Notiz", personal=True, searched=True),
    Column("claimed_by", "In Arbeit bei", "login"),
    Column("attempts", "Versuche", "count"),
    Column("result", "Ergebnis", personal=True),
)
KEYS = tuple(column.key for column in COLUMNS)
TITLES = {column.key: column.title for column in COLUMNS}
PERSONAL = tuple(column for column in COLUMNS if column.personal)

STATUSES: Mapping[Status, str] = {
    "new": "offen",
    "claimed": "in Arbeit",
    "done": "erledigt",
    "unreachable": "nicht erreicht",
    "incomplete": "unvollständig",
}
PHONE_SOURCES: Mapping[PhoneSource, str] = {
    "spoken": "gesprochen",
    "keys": "über Tasten",
    "caller_id": "Anrufernummer",
}


def as_data(request: CallbackRequest) -> dict[str, Any]:
    """A request for programs, as JSON takes it, under KEYS in their order; empty where there is nothing.

    Moments are ISO with the Berlin offset of their day, a window is ``start/end``. What may be several is a list.
    """
    data = dict(zip(KEYS, _values(request), strict=True))
    for key, convert in _CONVERSIONS:
        data[key] = convert(data[key])
    return data


def in_german(data: Mapping[str, Any], recipients: Mapping[str, str]) -> dict[str, str]:
    """What ``as_data`` gave, or some of it, for people, under the same keys.

    ``recipients`` are as ``company.yml`` names them. How the number was given is empty where there is none.
    """
    words = {column.key: _GERMAN.get(column.kind, str)(data[column.key]) for column in COLUMNS if column.key in data}
    source = words["phone_source"] if data["phone"] else ""
    return {**words, "recipient": recipients.get(data["recipient"], data["recipient"]), "phone_source": source}


def in_berlin(moment: datetime) -> str:
    """An aware time as programs read it."""
    return moment.astimezone(BERLIN).isoformat(timespec="seconds")


def moment_in_german(moment: str) -> str:
    """Such a time as people write it: ``10.03.2026, 10:00 Uhr``."""
    return f"{datetime.fromisoformat(moment):%d.%m.%Y, %H:%M} Uhr"


def day_in_german(day: date) -> str:
    """``26.11.2026``."""
    return f"{day:%d.%m.%Y}"


def window_in_german(window: str) -> str:
    """``12.03.2026, 09:00 bis 12:00 Uhr``, of ``start/end``."""
    start, end = map(datetime.fromisoformat, window.split("/"))
    if start.date() == end.date():
        return f"{start:%d.%m.%Y, %H:%M} bis {end:%H:%M} Uhr"
    return f"{start:%d.%m.%Y, %H:%M} Uhr bis {end:%d.%m.%Y, %H:%M} Uhr"


def _window(window: Window) -> str:
    return "/".join(map(in_berlin, window))


_DATA: Mapping[Kind, Callable[[Any], Any]] = {
    "id": str,
    "moment": in_berlin,
    "phones": list,
    "windows": lambda windows: [*map(_window, windows)],
    "login": lambda login: login or "",
}
_CONVERSIONS = tuple((column.key, _DATA[column.kind]) for column in COLUMNS if column.kind in _DATA)
_values = attrgetter(*KEYS)
_GERMAN: Mapping[Kind, Callable[[Any], str]] = {
    "moment": moment_in_german,
    "phones": "; ".join,
    "windows": lambda windows: "; ".join(map(window_in_german, windows)),
    "status": STATUSES.__getitem__,
    "phone_source": PHONE_SOURCES.__getitem__,
}
