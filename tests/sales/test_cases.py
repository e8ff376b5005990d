"""The desk on the page: a month of five cases, from the receipt to the letter."""

from collections.abc import Callable
from typing import Any

import pytest
from markupsafe import escape

from rueckruf.privacy.letters import LETTERS
from rueckruf.storage.database import Database
from rueckruf.storage.requests import SqlCallbackRequests
from tests.support.pages import Browser
from tests.support.papers import words_of_docx

pytestmark = pytest.mark.unit

NUMBER = "030 23125042"


@pytest.fixture
def petra(signed_in: Callable[..., Browser]) -> Browser:
    return signed_in("petra", "privacy")


def receive(petra: Browser, kind: str, **fields: str) -> str:
    """A new case; the address of its page."""
    petra.open("/faelle")
    said = {"name": "Sabine Müller", "address": "Weg 1, 80331 München", "phone": NUMBER, "received": "2026-03-10"}
    page = petra.send("/faelle", kind=kind, **{**said, **fields})
    return str(page.response.request.path)


def check(petra: Browser) -> None:
    petra.send("/identitaet", identity="Rückruf unter der Nummer")


def act(petra: Browser, action: str, **fields: str) -> str:
    """Do something for the person of the case that is open; what the page says."""
    petra.send("/datenschutz")
    return petra.send(action, **fields).text


@pytest.fixture
def wish(wish: Any) -> Any:
    """Stores a request of who asks."""
    return lambda **changes: wish(**{"name": "Sabine Müller", **changes})


def close(petra: Browser, address: str, outcome: str = "granted", reason: str = "") -> None:
    petra.open(address)
    petra.send("/abschluss", outcome=outcome, reason=reason)


def letter(petra: Browser, address: str, which: str, format: str = "docx") -> Any:
    token = petra.open(address).form("/brief")["fields"]["csrf_token"]
    return petra.client.post(f"{address}/brief", data={"csrf_token": token, "letter": which, "format": format})


def words_of(answer: Any) -> str:
    """All that a file for Word says."""
    assert answer.status_code == 200, answer.text
    return words_of_docx(answer.data)


def test_access_is_answered_with_all_that_is_kept(petra: Browser, wish: Any) -> None:
    wish(name="Sabine Müller", concern="das Angebot")
    address = receive(petra, "access")
    assert "Antwort bis 10.04.2026" in petra.page.text
    check(petra)
    close(petra, address)

    told = words_of(letter(petra, address, "answer"))

    assert "auf Ihr Anliegen vom 10.03.2026 liegt diesem Schreiben bei" in told
    assert "Auskunft nach Art. 15 DSGVO" in told
    assert "das Angebot" in told


def test_what_is_rectified_for_a_case_stands_in_it(petra: Browser, wish: Any) -> None:
    wish(name="Sabine Miller")
    address = receive(petra, "rectification")
    check(petra)

    petra.send("/datenschutz")
    assert "weil es von jemand anderem sein kann: 1." in petra.page.text
    petra.send("/datenschutz", called="")
    petra.post(
        "/datenschutz", **next(form["fields"] for form in petra.page.forms if "-" in form["fields"].get("person", ""))
    )
    assert "Berichtigt: Name." in petra.send("/berichtigen", name="Sabine Müller").text
    assert "petra: Berichtigt: Name." in petra.open(address).text
    close(petra, address)
    assert "haben wir Ihre Angaben berichtigt" in words_of(letter(petra, address, "answer"))


def test_what_is_erased_for_a_case_stands_in_it(petra: Browser, wish: Any, database: Database) -> None:
    wish()
    address = receive(petra, "erasure")
    check(petra)

    act(petra, "/loeschen", sure="on")
    assert not list(SqlCallbackRequests(database).list())
    assert "petra: Gelöscht: 1 Rückrufwunsch." in petra.open(address).text
    close(petra, address)
    told = words_of(letter(petra, address, "answer"))
    assert "haben wir gelöscht, was in den Rückrufwünschen über Sie stand" in told
    assert "löschen sie nach 3 Jahren" in told


@pytest.mark.parametrize(
    ("kind", "told"), [("restriction", "nur noch eingeschränkt"), ("objection", "auf Ihren Widerspruch vom 10.03.2026")]
)
def test_what_is_restricted_for_a_case_stands_in_it(petra: Browser, wish: Any, kind: str, told: str) -> None:
    wish()
    address = receive(petra, kind)
    check(petra)

    act(petra, "/sperren", reason="Verlangt")
    assert "petra: Der Rückrufwunsch ist gesperrt." in petra.open(address).text
    close(petra, address)
    assert told in words_of(letter(petra, address, "answer"))


def test_nothing_is_done_for_a_case_before_it_is_certain_who_asks(
    petra: Browser, wish: Any, database: Database
) -> None:
    wish()
    address = receive(petra, "erasure")
    petra.open("/datenschutz")
    petra.send("/datenschutz", person=NUMBER)
    form = petra.page.form("/loeschen")["fields"]

    page = petra.post("/datenschutz/loeschen", **{**form, "sure": "on", "case": address.rsplit("/", 1)[-1]})

    assert page.status == 400
    assert "Prüfen Sie zuerst im Fall die Identität; es wurde nichts getan." in page.text
    assert list(SqlCallbackRequests(database).list())


def test_who_sees_an_old_page_changes_nothing_and_is_told(petra: Browser, signed_in: Callable[..., Browser]) -> None:
    address = receive(petra, "access")
    otto = signed_in("otto", "privacy")
    otto.open(address)
    check(petra)

    page = otto.send("/identitaet", identity="Ausweis")

    assert page.status == 400
    assert "Jemand hat den Fall inzwischen geändert" in page.text
    assert "Ausweis" not in otto.open(address).text


def test_what_one_does_stands_in_the_case_although_the_other_has_changed_it_meanwhile(
    petra: Browser, signed_in: Callable[..., Browser], wish: Any
) -> None:
    wish()
    address = receive(petra, "erasure")
    check(petra)
    petra.send("/datenschutz")
    otto = signed_in("otto", "privacy")
    otto.open(address)
    otto.send("/frist", extension="Es sind viele Anfragen.")

    assert "Gelöscht: 1 Rückrufwunsch." in petra.send("/loeschen", sure="on").text
    assert "petra: Gelöscht: 1 Rückrufwunsch." in otto.open(address).text
    assert "otto: Frist verlängert" in otto.page.text


def test_what_was_done_is_told_although_the_other_has_closed_the_case(
    petra: Browser, signed_in: Callable[..., Browser], wish: Any
) -> None:
    wish()
    address = receive(petra, "erasure")
    check(petra)
    petra.send("/datenschutz")
    otto = signed_in("otto", "privacy")
    close(otto, address, "refused", "So.")

    page = petra.send("/loeschen", sure="on")

    assert page.status == 400
    assert "Der Fall ist abgeschlossen." in page.text
    assert "Gespeichert: 1 Rückrufwunsch" in page.text


@pytest.mark.parametrize("name", ["%", "Mü%", "_", "O'Hara; DROP TABLE x; --", '"Müller"', "<b>Müller</b>", "*Müller*"])
def test_a_name_with_wildcards_quotes_or_markup_is_a_name(petra: Browser, wish: Any, name: str) -> None:
    wish()
    address = receive(petra, "access", name=name, phone="")
    check(petra)

    petra.send("/datenschutz")
    assert "Sabine Müller" not in petra.page.text
    close(petra, address, "nothing_stored")
    assert f"Guten Tag {name}," in words_of(letter(petra, address, "answer"))
    assert escape(name) in petra.open(address).html


@pytest.mark.thorough
def test_five_hundred_requests_of_a_person_are_disclosed_in_one_letter(petra: Browser, wish: Any) -> None:
    for _ in range(500):
        wish()
    address = receive(petra, "access")
    check(petra)
    assert "Gespeichert: 500 Rückrufwünsche" in petra.send("/datenschutz").text
    close(petra, address)

    assert words_of(letter(petra, address, "answer")).count("Kennung des Anrufs beim Telefondienst") == 500


def test_the_day_of_the_receipt_is_typed_as_it_is_written_in_germany(petra: Browser) -> None:
    assert petra.open("/faelle").form("/faelle")["fields"]["received"] == "11.03.2026"

    receive(petra, "access", received="9.3.")

    assert "Eingang vom 09.03.2026 erfasst" in petra.page.text


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"phone": "1"}, "Das ist keine Telefonnummer."),
        ({"address": " "}, "Bitte geben Sie an, wohin die Antwort geht."),
        ({"received": "neulich"}, "Bitte geben Sie den Tag des Eingangs an."),
        ({"received": "2026-03-12"}, "Der Eingang kann nicht in der Zukunft liegen."),
    ],
)
def test_a_case_that_cannot_be_taken_down_loses_nothing(petra: Browser, fields: dict[str, str], problem: str) -> None:
    receive(petra, "access", wish="Was wissen Sie?", **fields)

    assert petra.page.status == 400
    assert problem in petra.page.text
    assert petra.page.form("/faelle")["fields"]["wish"] == "Was wissen Sie?"


def test_a_receipt_asks_who_it_is_and_names_the_day_of_the_answer(petra: Browser) -> None:
    told = words_of(letter(petra, receive(petra, "access"), "receipt"))

    assert "Wir antworten Ihnen spätestens am 10.04.2026" in told
    assert "müssen wir sicher sein, dass die Angaben von Ihnen kommen" in told


def test_that_it_takes_longer_is_told_with_the_reason(petra: Browser) -> None:
    address = receive(petra, "access")
    petra.send("/frist", extension="Es sind viele Anfragen.")

    told = words_of(letter(petra, address, "extension"))
    assert "nicht innerhalb eines Monats beantworten. Grund: Es sind viele Anfragen." in told
    assert "spätestens am 10.06.2026" in told
    assert "Aufsichtsbehörde beschweren" in told


def test_a_refusal_tells_why_and_where_to_complain(petra: Browser) -> None:
    address = receive(petra, "erasure")
    close(petra, address, "refused", "Es ist *nicht* zu klären, wer fragt.")

    told = words_of(letter(petra, address, "answer"))
    assert "können wir nicht entsprechen. Grund: Es ist *nicht* zu klären, wer fragt." in told
    assert "Aufsichtsbehörde beschweren" in told


def test_nothing_stored_is_an_answer(petra: Browser) -> None:
    address = receive(petra, "access")
    check(petra)
    close(petra, address, "nothing_stored")

    assert "ist bei uns kein Rückrufwunsch gespeichert" in words_of(letter(petra, address, "answer"))


def test_a_letter_comes_as_pdf_too(petra: Browser) -> None:
    answer = letter(petra, receive(petra, "access"), "receipt", "pdf")

    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.data.startswith(b"%PDF-")


@pytest.mark.parametrize("which", sorted(LETTERS.keys() - {"receipt"}))
def test_a_letter_that_is_too_early_is_refused(petra: Browser, which: str) -> None:
    assert letter(petra, receive(petra, "access"), which).status_code == 400


def test_open_cases_stand_first_and_the_most_urgent_on_top(petra: Browser) -> None:
    receive(petra, "access", name="Tom Freitag", received="2026-03-09")
    receive(petra, "erasure", name="Ute Sommer", received="2026-01-09")
    address = receive(petra, "objection", name="Max Winter")
    close(petra, address, "refused", "So.")

    text = petra.open("/faelle").text
    assert text.index("Ute Sommer") < text.index("Tom Freitag") < text.index("Max Winter")
    assert "Ute Sommer Löschung (Art. 17 DSGVO) Frist abgelaufen" in text
