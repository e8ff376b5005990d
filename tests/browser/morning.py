"""A made-up morning at the sales desk: people, requests and figures, with numbers that belong to nobody."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from rueckruf.callbacks import handling
from rueckruf.callbacks.figures import CountKind, Figure
from rueckruf.callbacks.request import CallbackRequest
from rueckruf.clock import BERLIN
from rueckruf.settings import load_settings
from rueckruf.storage.database import Database, open_database
from rueckruf.storage.engine import writing
from rueckruf.storage.figures import count_up
from rueckruf.storage.history import SqlHandledRequests
from rueckruf.storage.requests import SqlCallbackRequests
from tests.support.people import add_person
from tests.support.requests import request_of

#: Wednesday, 11 March 2026, twenty to ten in Berlin.
NOW = datetime(2026, 3, 11, 9, 40, tzinfo=BERLIN)
MOMENT = "2026-03-11T08:40:00Z"
PASSWORD = "ein langes Passwort"

_TODAY = date(2026, 3, 11)


def prepare(data_dir: Path) -> Database:
    """The morning in a folder: ``anna``, ``berta`` and ``carla`` of sales, ``leo`` the lead, ``petra`` for privacy."""
    settings = load_settings({"RUECKRUF_DATA_DIR": str(data_dir)})
    database = open_database(settings)
    for login, role, recipient in (
        ("anna", "sales", "company"),
        ("berta", "sales", "company"),
        ("carla", "sales", "company"),
        ("leo", "lead", None),
        ("petra", "privacy", None),
    ):
        add_person(database, login, role, recipient, PASSWORD, NOW)
    requests, handled = SqlCallbackRequests(database), SqlHandledRequests(database)
    stored = [requests.add(request) for request in _requests()]
    handling.claim(handled, stored[1], "berta", NOW - timedelta(minutes=4))
    again = NOW + timedelta(hours=1, minutes=20)
    handling.miss(handled, stored[4], "anna", NOW - timedelta(minutes=30), again)
    with writing(database.engine) as connection:
        count_up(connection, _figures())
    return database


def _requests() -> list[CallbackRequest]:
    return [
        _wish("Sabine Müller", "+493023125077", (11, 9), (11, 10), "um neun wäre gut", source="keys"),
        _wish("Dr. Mehmet Yılmaz", "+496990009123", (11, 9), (11, 12), "heute Vormittag bitte", source="caller_id"),
        _wish(
            "Friederike von der Heide",
            "+492214710815",
            (10, 15),
            (10, 16),
            "gestern um drei, ich warte",
            concern="die Rechnung vom letzten Monat",
            other_phones=("+491713920011", "+43123456789"),
            other_windows=((_at(12, 9), _at(12, 12)), (_at(13, 9), _at(13, 12))),
        ),
        _wish("Jürgen Müller-Lüdenscheidt", "+493023125042", (10, 16), (10, 17), "nach vier, nicht vorher"),
        _wish("Nguyễn Thị Lan", "+498999998321", (11, 8), (11, 12), "früh, ich arbeite ab zwölf", source="caller_id"),
        _wish("Anneliese Kowalczyk", "+4940669690815", (11, 14), (11, 15), "um zwei", concern="das Angebot"),
        _wish("Tom Freitag", "+493023125199", (11, 15), (11, 17), "am Nachmittag", note="Kennt Herrn Bauer."),
        _wish("Aylin Demir", "+4966969000155", (12, 8), (12, 12), "morgen Vormittag", source="keys"),
        _wish("Karl-Heinz Wagner", "+493023125888", (12, 13), (12, 14), "morgen um eins"),
        _wish("Petra Öztürk", "+492214710222", (13, 8), (13, 14), "Freitag, wann Sie wollen", recipient="parent"),
        _wish("", "+498999998042", (11, 9), (11, 12), "", status="incomplete", source="caller_id"),
    ]


def _wish(name: str, phone: str, start: tuple[int, int], end: tuple[int, int], text: str, **given: Any) -> Any:
    first, last = _at(*start), _at(*end)
    created = min(first, NOW) - timedelta(hours=1, minutes=len(name))
    source = given.pop("source", "spoken")
    return request_of(
        f"CA{phone}",
        **{
            **given,
            "name": name,
            "phone": phone,
            "callback_text": text,
            "phone_source": source,
            "created_at": created,
            "callback_start": first,
            "callback_end": last,
        },
    )


def _at(day: int, hour: int) -> datetime:
    return datetime(2026, 3, day, hour, tzinfo=BERLIN)


def _figures() -> list[Figure]:
    random = Random(1)  # noqa: S311 - made up
    days = [_TODAY - timedelta(days=number) for number in range(1, 28)]
    work = [day for day in days if day.weekday() < 5]
    figures = [figure for day in work for team, most in _TEAMS for figure in _figures_of(day, team, most, random)]
    figures += [Figure(work[0], kind, "", question, count) for kind, question, count in _WITHOUT_REQUEST]
    return figures


def _figures_of(day: date, team: str, most: int, random: Random) -> Iterator[Figure]:
    """A day of a team, with at most so many requests."""
    for _ in range(random.randint(most // 3, most)):
        yield Figure(day, "request", team, str(random.choice(_HOURS)))
        wished = str(random.choice(_HOURS))
        yield Figure(day, "window", team, wished)
        if random.random() < 0.7:
            yield Figure(day, "reached", team, wished)
        yield Figure(day, "first_attempt", team, str(random.randint(2, 40)))
        yield Figure(day, "result", team, random.choice(_RESULTS))


_TEAMS = (("company", 14), ("parent", 5))
_HOURS = (*(8, 8, 9, 9, 9, 10, 10, 10, 11, 11), *(13, 14, 14, 15, 15, 16))
_RESULTS = (*("erreicht",) * 5, *("Termin vereinbart",) * 2, *("nicht erreicht", "Mailbox", "kein Bedarf"))
_WITHOUT_REQUEST: tuple[tuple[CountKind, str, int], ...] = (
    ("broke_off", "callback_time", 7),
    ("broke_off", "phone_number", 5),
    ("gave_up", "phone_number", 2),
    ("broke_off", "caller_name", 3),
    ("ended", "cancel", 4),
    ("ended", "wrong_number", 2),
)
