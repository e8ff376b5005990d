"""The log of deletions and accesses on the page: by pages, by what is asked for, as a file, and whether it is whole."""

import csv
import io
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest

from rueckruf.clock import BERLIN
from rueckruf.storage.audit_log import Action, append, entries
from rueckruf.storage.database import Database
from rueckruf.storage.engine import writing
from rueckruf.storage.log_copy import writing_log
from tests.support.pages import Browser

pytestmark = pytest.mark.unit

SUNDAY = datetime(2026, 3, 8, 9, 5, 7, tzinfo=BERLIN)
ID = UUID(int=1)


@pytest.fixture
def petra(signed_in: Callable[..., Browser]) -> Browser:
    return signed_in("petra", "privacy")


@pytest.fixture
def logged(database: Database) -> Callable[..., None]:
    """Adds an entry: ``logged("read", actor="anna")``."""

    def add(
        action: Action, *, actor: str = "anna", at: datetime = SUNDAY, ids: Sequence[UUID] = (), times: int = 1
    ) -> None:
        with writing_log(database) as connection:
            for _ in range(times):
                append(connection, database.cipher, at=at, actor=actor, action=action, request_ids=ids)

    return add


def numbers(browser: Browser) -> list[str]:
    """Those of the entries that are shown."""
    return [row.split("</td>")[0].strip().removeprefix("<td>") for row in browser.page.html.split("<tr>")[2:]]


def rows(petra: Browser, **fields: str) -> list[dict[str, str]]:
    """What the file holds for what is asked for."""
    token = petra.open("/protokoll").form("/protokoll/datei")["fields"]["csrf_token"]
    answer = petra.client.post("/protokoll/datei", data={"csrf_token": token, **fields})
    assert answer.headers["Content-Disposition"] == 'attachment; filename="protokoll-2026-03-11.csv"'
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";"))


def test_each_entry_tells_its_time_to_the_second(petra: Browser, logged: Any) -> None:
    logged("read")

    assert "08.03.2026, 09:05:07 Uhr anna gelesen" in petra.open("/protokoll").text


def test_a_long_log_comes_by_pages_the_newest_first(petra: Browser, logged: Any) -> None:
    logged("read", times=210)

    petra.open("/protokoll?was=read")
    assert numbers(petra) == [str(number) for number in range(213, 113, -1)]
    petra.open("/protokoll?was=read&seite=3")
    assert numbers(petra) == [str(number) for number in range(13, 3, -1)]
    assert "/protokoll?seite=2&amp;was=read" in petra.page.html
    assert "Nächste Seite" not in petra.page.text


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("was=delete", ["5"]),
        ("wer=anna", ["4"]),
        (f"wunsch={ID}", ["5"]),
        ("von=2026-03-08&bis=2026-03-08", ["5", "4"]),
        ("von=2026-03-09", ["3", "2", "1"]),
        ("von=8.3.&bis=08.03.2026", ["5", "4"]),
        ("wer=%25", []),
        ("wer=' OR 1=1 --", []),
    ],
)
def test_what_is_asked_for_is_shown(petra: Browser, logged: Any, asked: str, found: list[str]) -> None:
    logged("read")
    logged("delete", actor="purge", ids=[ID])

    petra.open(f"/protokoll?{asked}")

    assert numbers(petra) == found
    assert ("Dazu gibt es keinen Eintrag." in petra.page.text) == (not found)


@pytest.mark.parametrize("asked", ["was=alles", "wunsch=1", "von=neulich", "von=2026-03-09&bis=2026-03-08"])
def test_a_choice_that_is_none_is_told(petra: Browser, asked: str) -> None:
    assert "Diese Auswahl gibt es nicht." in petra.open(f"/protokoll?{asked}").text
    assert petra.page.status == 400


def test_the_file_holds_what_is_asked_for_and_the_log_tells_who_had_it(
    petra: Browser, logged: Any, database: Database
) -> None:
    logged("read", times=3)
    logged("delete", actor="purge", ids=[ID])

    (row,) = rows(petra, was="delete", von="8.3.")

    assert (row["Nr."], row["Wer"], row["Was"], row["Rückrufwünsche"]) == ("7", "purge", "gelöscht", str(ID))
    assert row["Zeit (Berlin)"] == "2026-03-08T09:05:07+01:00"
    with database.engine.connect() as connection:
        *_, last = entries(connection)
    assert (last.actor, last.action, last.reason) == ("petra", "log_exported", "was=delete von=2026-03-08")
    assert len(rows(petra)) == 8


def test_what_is_no_login_does_not_get_into_the_log(petra: Browser, database: Database) -> None:
    assert rows(petra, wer="Sabine Müller") == []

    with database.engine.connect() as connection:
        *_, last = entries(connection)
    assert (last.action, last.reason) == ("log_exported", "")


def test_the_log_is_shown_and_verified(petra: Browser, database: Database) -> None:
    assert "unversehrt" not in petra.open("/protokoll").text.replace("Auf Unversehrtheit prüfen", "")
    page = petra.open("/protokoll?pruefen=ja")

    assert "Das Protokoll ist unversehrt. Einträge: 3." in page.text
    assert "petra angemeldet" in page.text
    with writing(database.engine) as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_log_no_update")
        connection.exec_driver_sql("UPDATE audit_log SET actor = 'niemand' WHERE number = 2")
    assert "Eintrag 2 wurde verändert." in petra.open("/protokoll?pruefen=ja").text
