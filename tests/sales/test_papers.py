"""The papers on the page, and what is yet to be confirmed."""

from collections.abc import Callable

import pytest

from rueckruf import clock
from rueckruf.sales.tokens import create
from rueckruf.storage.database import Database
from tests.support.pages import Browser

pytestmark = pytest.mark.unit


@pytest.fixture
def petra(signed_in: Callable[..., Browser]) -> Browser:
    return signed_in("petra", "privacy")


def test_the_officer_sees_what_is_open(petra: Browser) -> None:
    text = petra.open("/unterlagen").text

    assert "Zu bestätigen: 15 von 15" in text
    assert "recognition Die Spracherkenner (deepgram_nova-2, numbers_and_commands)" in text
    assert "call_log TWILIO_DELETE_CALL_LOGS ist eingeschaltet" in text


def test_the_officer_sees_which_systems_read_without_callers_being_told(petra: Browser, database: Database) -> None:
    told = "Über die Schnittstelle lesen Rückrufwünsche: crm."
    assert told not in petra.open("/unterlagen").text

    create(database, "crm", "lead", None, 1, clock.now(), actor="cli:root")
    assert told in petra.open("/unterlagen").text


@pytest.mark.parametrize(("ending", "begin"), [("pdf", b"%PDF-"), ("docx", b"PK")])
def test_a_paper_comes_as_a_file(petra: Browser, ending: str, begin: bytes) -> None:
    answer = petra.client.get(f"/unterlagen/datenpanne.{ending}")

    assert answer.headers["Content-Disposition"] == f'attachment; filename="datenpanne.{ending}"'
    assert answer.data.startswith(begin)


@pytest.mark.parametrize("name", ["datenpanne.txt", "company.pdf", "..%2Fx.pdf"])
def test_there_is_no_other_file(petra: Browser, name: str) -> None:
    assert petra.open(f"/unterlagen/{name}").status == 404
