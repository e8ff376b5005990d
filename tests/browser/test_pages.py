"""Every page in Chromium: without barriers in light, dark and on the phone, by keyboard, and on paper."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

import pytest
from playwright.sync_api import Dialog, Page, Route, expect
from pyotp import TOTP
from sqlalchemy import delete

from rueckruf.callbacks.handling import note
from rueckruf.storage.database import Database
from rueckruf.storage.engine import writing
from rueckruf.storage.history import SqlHandledRequests
from rueckruf.storage.requests import SqlCallbackRequests
from rueckruf.storage.tables import callback_requests
from tests.browser.chromium import LAYOUTS, barriers, come_back, faults, served, sign_in
from tests.browser.morning import NOW, PASSWORD, prepare
from tests.support.people import add_person
from tests.support.requests import request_of

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def morning(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Database]]:
    folder = tmp_path_factory.mktemp("morning")
    database = prepare(folder)
    with served(folder) as url:
        yield url, database
    database.engine.dispose()


@pytest.fixture(scope="module")
def url(morning: tuple[str, Database]) -> str:
    return morning[0]


def pages(window: Page, url: str) -> Iterator[str]:
    """Every page there is, one after the other; the name of each."""
    window.goto(f"{url}/anmelden")
    yield "sign in"
    window.goto(f"{url}/zugang/nichts")
    yield "link that opens nothing"
    window.goto(f"{url}/api/v1/")
    expect(window.get_by_role("heading", name="Schnittstelle für andere Systeme")).to_be_visible()
    yield "guide to the API"
    sign_in(window, url, "leo")
    yield "day list"
    window.get_by_role("link", name="Friederike von der Heide", exact=True).click()
    expect(window.get_by_role("heading", name="Verlauf")).to_be_visible()
    yield "request"
    window.goto(f"{url}/suche")
    window.get_by_label("Name, Anliegen, Notiz oder Nummer").fill("Müller")
    window.get_by_role("button", name="Suchen").click()
    expect(window.get_by_role("heading", name="Rückrufwünsche")).to_be_visible()
    yield "search"
    window.goto(f"{url}/uebersicht")
    yield "overview"
    window.goto(f"{url}/uebersicht?tage=364&empfaenger=parent")
    yield "overview of a team"
    window.goto(f"{url}/systeme")
    yield "systems, none"
    window.get_by_label("Name des Systems").fill("crm")
    window.get_by_role("button", name="Zugang anlegen").click()
    expect(window.get_by_text("rueckruf_")).to_be_visible()
    yield "systems"
    window.get_by_role("button", name="Widerrufen: crm").click()
    window.goto(f"{url}/kalender")
    window.get_by_role("button", name="Adresse anlegen: Meine Rückrufe").click()
    expect(window.get_by_label("Adresse, nur jetzt zu sehen")).to_have_value(re.compile(r"^http.*/abo/.*\.ics$"))
    yield "calendar"
    window.get_by_role("button", name="Widerrufen: Meine Rückrufe").click()
    window.goto(f"{url}/konten")
    window.get_by_role("button", name="Neuer Link: carla").click()
    expect(window.get_by_role("heading", name="Link für carla")).to_be_visible()
    yield "people"
    link = window.get_by_text("/zugang/").inner_text()
    window.goto(f"{url}/konto")
    yield "account"
    window.get_by_role("link", name="Einrichten").click()
    expect(window.get_by_role("img", name="QR-Code mit dem Schlüssel")).to_be_visible()
    yield "second factor"
    window.goto(link)
    expect(window.get_by_label("Neues Passwort", exact=True)).to_be_visible()
    yield "link"
    window.goto(f"{url}/nichts")
    yield "not found"
    window.get_by_role("button", name="Abmelden").click()
    sign_in(window, url, "petra")
    window.get_by_label("Telefonnummer").fill("030 23125042")
    window.get_by_role("button", name="Suchen").click()
    expect(window.get_by_role("button", name="Löschen")).to_be_visible()
    yield "privacy"
    window.get_by_role("link", name="Fälle").click()
    window.get_by_label("Name").fill("Sabine Müller")
    window.get_by_label("Anschrift").fill("Weg 1, 80331 München")
    window.get_by_role("button", name="Fall anlegen").click()
    expect(window.get_by_role("heading", name="Auskunft (Art. 15 DSGVO): Sabine Müller")).to_be_visible()
    yield "case"
    window.get_by_role("link", name="Alle Fälle").click()
    expect(window.get_by_role("heading", name="Offen")).to_be_visible()
    yield "cases"
    window.get_by_role("link", name="Unterlagen").click()
    expect(window.get_by_role("heading", name="Zu bestätigen")).to_be_visible()
    yield "papers"
    window.get_by_role("link", name="Protokoll").click()
    window.get_by_role("button", name="Auf Unversehrtheit prüfen").click()
    expect(window.get_by_text("Das Protokoll ist unversehrt.")).to_be_visible()
    yield "log"


@pytest.mark.parametrize("look", LAYOUTS)
def test_no_page_has_barriers_or_scrolls_sideways_and_none_in_the_dark(
    window: Callable[..., Page], url: str, look: str
) -> None:
    page = window(look, reduced_motion="reduce")
    found = {}
    for name in pages(page, url):
        found[name] = faults(page)

    assert {name: wrong for name, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("look", LAYOUTS)
def test_words_without_a_space_do_not_make_a_page_scroll_sideways(
    window: Callable[..., Page], morning: tuple[str, Database], look: str
) -> None:
    url, database = morning
    said = dict.fromkeys(("name", "callback_text", "concern", "note", "result"), "Ü" * 62)
    wide = SqlCallbackRequests(database).add(request_of(f"CA-wide-{look}", **said, created_at=NOW))
    page = window(look)
    sign_in(page, url, "leo")
    fits = {}
    for path in ("/liste", f"/wunsch/{wide.id}"):
        page.goto(f"{url}{path}")
        expect(page.get_by_text("Ü" * 62).first).to_be_visible()
        fits[path] = page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    with writing(database.engine) as connection:
        connection.execute(delete(callback_requests).where(callback_requests.c.id == str(wide.id)))

    assert all(fits.values()), fits


@pytest.mark.parametrize("look", LAYOUTS)
def test_somebody_signs_in_with_a_second_factor(
    window: Callable[..., Page], morning: tuple[str, Database], look: str
) -> None:
    url, database = morning
    paul = add_person(database, f"paul-{look}", "lead", None, PASSWORD, NOW)
    page = window(look)
    sign_in(page, url, paul)
    page.goto(f"{url}/konto/zweiter-faktor")
    telephone = TOTP(page.locator("main code").inner_text().replace(" ", ""))
    page.get_by_label("Code, den die App zeigt").fill(telephone.at(told_by(page, url)))
    page.get_by_label("Ihr Passwort", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Einrichten").click()
    expect(page.get_by_role("heading", name="Notfallcodes")).to_be_visible()
    assert faults(page) == []
    page.get_by_role("button", name="Abmelden").click()

    page.get_by_label("Anmeldename").fill(paul)
    page.get_by_label("Passwort").fill(PASSWORD)
    page.get_by_role("button", name="Anmelden").click()
    expect(page.get_by_label("Code aus der App")).to_be_focused()
    assert faults(page) == []
    page.keyboard.type(telephone.at(told_by(page, url) + timedelta(seconds=30)))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Rückrufe")).to_be_visible()


def told_by(page: Page, url: str) -> datetime:
    """What time it is for the server, whose clock has gone on since it began."""
    return parsedate_to_datetime(page.request.get(f"{url}/anmelden").headers["date"])


def test_the_list_is_worked_by_keyboard_alone(window: Callable[..., Page], url: str) -> None:
    page = window()
    page.goto(f"{url}/anmelden")
    page.keyboard.press("Tab")
    assert focused(page) == "Zum Inhalt"
    sign_in(page, url, "anna")
    press_until(page, "Übernehmen: Sabine Müller")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Sie haben den Wunsch übernommen.")
    expect(page.get_by_text("in Arbeit: anna")).to_be_visible()
    expect(page.get_by_role("status")).to_be_focused()
    page.keyboard.press("Tab")
    assert focused(page) == "Rückgängig"
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("zurückgenommen")
    expect(page.get_by_text("in Arbeit: anna")).to_have_count(0)


def test_a_request_is_noted_tried_again_and_done_by_keyboard_alone(
    window: Callable[..., Page], morning: tuple[str, Database]
) -> None:
    url, database = morning
    SqlCallbackRequests(database).add(request_of("CAkeys", name="Nur Tasten", created_at=NOW))
    page = window()
    sign_in(page, url, "anna")
    press_until(page, "Nur Tasten")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Nur Tasten")).to_be_visible()

    press_until_in(page, "note-text")
    page.keyboard.type("Möchte ein Angebot")
    press_until(page, "Notiz speichern")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Die Notiz ist gespeichert.")

    press_until_in(page, "next-attempt")
    page.keyboard.press("ArrowDown")
    press_until(page, "6 Mailbox")
    page.keyboard.press("Space")
    expect(page.get_by_role("status")).to_contain_text("Mailbox. Wieder versuchen: ")


def test_several_are_chosen_given_and_done_by_one_key_each_and_refreshes_keep_what_is_chosen(
    window: Callable[..., Page], morning: tuple[str, Database]
) -> None:
    url, database = morning
    for name in ("Erste Wahl", "Zweite Wahl"):
        SqlCallbackRequests(database).add(request_of(f"CA {name}", name=name, created_at=NOW))
    page = window()
    sign_in(page, url, "anna")
    bar = page.get_by_role("form", name="Mit den ausgewählten Wünschen")
    expect(bar).to_be_hidden()
    for name in ("Erste Wahl", "Zweite Wahl"):
        page.get_by_role("checkbox", name=f"Auswählen: {name}").focus()
        page.keyboard.press("Space")
    expect(bar.get_by_text("2 ausgewählt")).to_be_visible()
    assert barriers(page) == []
    SqlCallbackRequests(database).add(request_of("CA third", name="Kommt dazu", created_at=NOW))
    come_back(page)
    expect(page.get_by_role("link", name="Kommt dazu", exact=True)).to_be_visible()
    expect(bar.get_by_text("2 ausgewählt")).to_be_visible()

    page.keyboard.press("z")
    expect(page.get_by_label("Zuweisen an")).to_be_focused()
    page.get_by_label("Zuweisen an").select_option("berta")
    bar.get_by_role("button", name="Zuweisen").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("2 Wünsche: berta zugewiesen.")
    page.get_by_role("status").get_by_role("button", name="Rückgängig").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("2 Wünsche: zurückgenommen.")

    for name in ("Erste Wahl", "Zweite Wahl"):
        page.get_by_role("checkbox", name=f"Auswählen: {name}").check()
    page.keyboard.press("e")
    expect(page.get_by_role("status")).to_contain_text("2 Wünsche: erledigt.")
    expect(page.get_by_role("link", name="Erste Wahl", exact=True)).to_have_count(0)


def test_a_result_takes_one_key_and_the_next_caller_is_there(
    window: Callable[..., Page], morning: tuple[str, Database]
) -> None:
    url, database = morning
    keyed = SqlCallbackRequests(database).add(request_of("CAkey", name="Eine Taste", created_at=NOW))
    page = window()
    sign_in(page, url, "anna")
    page.goto(f"{url}/wunsch/{keyed.id}")
    expect(page.get_by_role("region", name="Nach dem Anruf")).to_be_focused()

    page.keyboard.press("n")
    page.keyboard.type("1 Stück, per Post")
    page.keyboard.press("Escape")
    page.keyboard.press("3")
    expect(page.get_by_role("status")).to_contain_text("Erledigt: Termin vereinbart.")
    expect(page.get_by_role("heading", name="Eine Taste")).to_have_count(0)
    expect(page.get_by_role("region", name="Nach dem Anruf")).to_be_focused()

    after = SqlCallbackRequests(database).get(keyed.id)
    assert after is not None
    assert (after.result, after.note) == ("Termin vereinbart", "1 Stück, per Post")


def test_no_row_moves_under_the_pointer_at_a_claim(window: Callable[..., Page], url: str) -> None:
    page = window(viewport={"width": 1240, "height": 2000})
    sign_in(page, url, "anna")
    places = "[...document.querySelectorAll('.wish h3 a')].map(each => [each.id, each.getBoundingClientRect().top])"
    before = page.evaluate(places)

    page.get_by_role("button", name="Übernehmen: Anneliese Kowalczyk").click()
    expect(page.get_by_role("status")).to_contain_text("übernommen")
    claimed = page.evaluate(places)
    page.get_by_role("button", name="Rückgängig").click()
    expect(page.get_by_role("status")).to_contain_text("zurückgenommen")

    assert claimed == before


def test_a_full_page_on_the_phone_is_a_few_screens_long(
    window: Callable[..., Page], morning: tuple[str, Database]
) -> None:
    url, database = morning
    starts = [NOW + timedelta(days=1 + number // 20) for number in range(150)]
    added = [
        request_of(f"CA{number}", callback_start=at, callback_end=at + timedelta(hours=1), recipient="parent")
        for number, at in enumerate(starts)
    ]
    for request in added:
        SqlCallbackRequests(database).add(request)
    page = window("phone")
    sign_in(page, url, "leo")
    page.goto(f"{url}/liste?empfaenger=parent")

    rows, height = page.locator(".wish").count(), page.evaluate("document.documentElement.scrollHeight")
    page.get_by_role("navigation", name="Abschnitte").get_by_role("link").last.click()
    with writing(database.engine) as connection:
        connection.execute(delete(callback_requests).where(callback_requests.c.id.in_([str(one.id) for one in added])))

    assert rows == 50
    assert height / rows < 160


def test_on_the_phone_what_is_chosen_is_in_sight(window: Callable[..., Page], url: str) -> None:
    page = window("phone")
    sign_in(page, url, "leo")
    page.goto(f"{url}/liste?bei=carla")

    expect(page.get_by_role("link", name="carla")).to_be_in_viewport(ratio=1)


def test_what_the_keyboard_reaches_is_not_covered(window: Callable[..., Page], url: str) -> None:
    page = window(viewport={"width": 1240, "height": 400})
    sign_in(page, url, "anna")
    page.get_by_role("button", name="Übernehmen: Sabine Müller").click()
    expect(page.get_by_role("status")).to_contain_text("übernommen")
    page.get_by_role("link", name="Sabine Müller", exact=True).focus()
    for _ in range(20):
        page.keyboard.press("Tab")
        bottom = page.evaluate("document.activeElement.getBoundingClientRect().bottom")
        covered = page.evaluate("document.getElementById('message').getBoundingClientRect().top")
        inside = page.evaluate("!!document.activeElement.closest('#list')")
        assert not inside or bottom <= covered + 1, focused(page)
    page.get_by_role("button", name="Rückgängig").click()


def focused(page: Page) -> str:
    name = "document.activeElement.getAttribute('aria-label') || document.activeElement.textContent"
    return str(page.evaluate(name)).strip()


def press_until(page: Page, name: str) -> None:
    press(page, lambda: focused(page) == name)


def press_until_in(page: Page, field: str) -> None:
    press(page, lambda: page.evaluate("document.activeElement.id") == field)


def press(page: Page, reached: Callable[[], bool]) -> None:
    for _ in range(90):
        if reached():
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"not reached by keyboard, the last is {focused(page)}")


def test_a_refresh_leaves_the_focus_where_it_is(window: Callable[..., Page], morning: tuple[str, Database]) -> None:
    url, database = morning
    page = window()
    sign_in(page, url, "anna")
    page.get_by_role("link", name="Tom Freitag", exact=True).focus()

    SqlCallbackRequests(database).add(request_of("CAnew", name="Neu Dazugekommen", created_at=NOW))

    expect(page.get_by_role("link", name="Neu Dazugekommen", exact=True)).to_be_visible()
    expect(page.get_by_text("Ein neuer Rückrufwunsch")).to_be_attached()
    expect(page.get_by_role("link", name="Tom Freitag", exact=True)).to_be_focused()


def test_what_is_typed_outlives_refreshes_and_the_session(
    window: Callable[..., Page], morning: tuple[str, Database]
) -> None:
    url, database = morning
    page = window()
    sign_in(page, url, "berta")
    page.get_by_role("link", name="Karl-Heinz Wagner", exact=True).click()
    page.get_by_label("Notiz").fill("Fragt nach dem Liefertermin")
    with writing(database.engine) as connection:
        connection.exec_driver_sql("DELETE FROM sessions")

    come_back(page)
    expect(page.get_by_text("Ihre Sitzung ist abgelaufen.")).to_be_visible()
    assert "Wagner" not in page.content()
    expect(page.get_by_label("Notiz")).to_have_value("Fragt nach dem Liefertermin")
    page.get_by_role("button", name="Notiz speichern").click()
    expect(page.get_by_text("Ihre Sitzung ist abgelaufen.")).to_be_visible()
    sign_in_again(page, "berta")
    expect(page.get_by_label("Notiz")).to_have_value("Fragt nach dem Liefertermin")


@pytest.mark.parametrize(
    "fail",
    [lambda route: route.fulfill(status=503, body="kaputt"), lambda route: route.abort()],
    ids=["503", "no answer"],
)
def test_what_is_typed_outlives_a_server_that_fails(
    window: Callable[..., Page], url: str, fail: Callable[[Route], None]
) -> None:
    page = window(failing=True)
    sign_in(page, url, "berta")
    page.get_by_role("link", name="Tom Freitag", exact=True).click()
    page.get_by_label("Notiz").fill("Fragt nach dem Liefertermin")

    page.route("**/wunsch/**", fail)
    come_back(page)
    expect(page.get_by_role("status")).to_have_text(re.compile(r"Keine Verbindung – Stand \d?\d:\d\d Uhr"))
    expect(page.get_by_role("heading", name="Tom Freitag")).to_be_visible()
    expect(page.get_by_label("Notiz")).to_have_value("Fragt nach dem Liefertermin")

    page.unroute("**/wunsch/**")
    come_back(page)
    expect(page.get_by_text("Keine Verbindung")).to_have_count(0)


def test_what_a_proxy_answers_instead_of_the_page_is_not_shown(window: Callable[..., Page], url: str) -> None:
    page = window()
    sign_in(page, url, "berta")
    page.route("**/liste", lambda route: route.fulfill(status=429, body="<p id='content'>too many</p>"))

    with page.expect_response(lambda answer: answer.status == 429):
        come_back(page)
    page.wait_for_timeout(200)

    expect(page.get_by_role("link", name="Tom Freitag", exact=True)).to_be_visible()
    expect(page.get_by_text("too many")).to_have_count(0)


def test_who_writes_before_the_scripts_are_there_keeps_the_place(window: Callable[..., Page], url: str) -> None:
    page = window()
    sign_in(page, url, "berta")
    held: list[Route] = []
    page.route("**/sales.js*", lambda route: held.append(route))
    page.get_by_role("link", name="Aylin Demir", exact=True).click()
    page.get_by_label("Notiz").click()
    page.keyboard.type("Fragt ")
    held[0].continue_()
    page.wait_for_load_state()
    page.keyboard.type("nach")
    expect(page.get_by_label("Notiz")).to_have_value("Fragt nach")
    page.get_by_label("Notiz").clear()  # nobody is asked for what was typed when the window closes


def test_who_leaves_a_note_that_is_not_stored_is_asked(window: Callable[..., Page], url: str) -> None:
    page = window()
    sign_in(page, url, "berta")
    page.get_by_role("link", name="Aylin Demir", exact=True).click()
    page.get_by_label("Notiz").click()
    page.keyboard.type("Fragt nach dem Liefertermin")

    asked = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.once("dialog", stay)
    page.get_by_role("link", name="Zur Liste").click()
    assert asked == ["beforeunload"]
    expect(page.get_by_label("Notiz")).to_have_value("Fragt nach dem Liefertermin")

    page.get_by_role("button", name="Notiz speichern").click()
    expect(page.get_by_role("status")).to_contain_text("Die Notiz ist gespeichert.")
    page.get_by_role("link", name="Zur Liste").click()
    expect(page.get_by_role("heading", name="Rückrufe")).to_be_visible()


def test_what_is_typed_outlives_the_request(window: Callable[..., Page], morning: tuple[str, Database]) -> None:
    url, database = morning
    request = SqlCallbackRequests(database).add(request_of("CAgone", name="Bald Gelöscht", note="Alte Notiz"))
    page, other = window(), window()
    for each in (page, other):
        sign_in(each, url, "anna")
        each.goto(f"{url}/wunsch/{request.id}")
    page.get_by_label("Notiz").fill("Gerade getippt")
    with writing(database.engine) as connection:
        connection.execute(delete(callback_requests).where(callback_requests.c.id == str(request.id)))

    for each, left in ((page, "Gerade getippt"), (other, "")):
        come_back(each)
        expect(each.get_by_text("Er ist inzwischen gelöscht oder gesperrt.")).to_be_visible()
        expect(each.get_by_text("Bald Gelöscht")).to_have_count(0)
        expect(each.get_by_label("Notiz")).to_have_value(left)
        assert "Bald Gelöscht" not in each.title()


def test_what_another_does_shows_on_the_page_of_a_request_but_not_over_what_is_typed(
    window: Callable[..., Page], morning: tuple[str, Database]
) -> None:
    url, database = morning
    request = SqlCallbackRequests(database).add(request_of("CAshared", name="Von Zweien Gesehen"))
    typing, reading = window(), window()
    for each in (typing, reading):
        sign_in(each, url, "anna")
        each.goto(f"{url}/wunsch/{request.id}")
    typing.get_by_label("Notiz").fill("Gerade getippt")
    chosen = reading.get_by_label("Nächster Versuch").locator("option").last.get_attribute("value")
    reading.get_by_label("Nächster Versuch").select_option(chosen)
    note(SqlHandledRequests(database), request, "berta", NOW, "Notiz von Berta")

    for each, text in ((typing, "Gerade getippt"), (reading, "Notiz von Berta")):
        come_back(each)
        expect(each.get_by_text("berta hat die Notiz geändert")).to_be_visible()
        expect(each.get_by_label("Notiz")).to_have_value(text)
    expect(reading.get_by_label("Nächster Versuch")).to_have_value(str(chosen))
    reading.get_by_role("button", name="nicht erreicht").click()
    expect(reading.get_by_role("status")).to_contain_text("Wieder versuchen")


def sign_in_again(page: Page, login: str) -> None:
    page.get_by_label("Anmeldename").fill(login)
    page.get_by_label("Passwort").fill("ein langes Passwort")
    page.get_by_role("button", name="Anmelden").click()


def test_a_list_left_open_shows_nobody_once_the_session_is_over(
    window: Callable[..., Page], morning: tuple[str, Database]
) -> None:
    url, database = morning
    page = window()
    sign_in(page, url, "anna")
    with writing(database.engine) as connection:
        connection.exec_driver_sql("DELETE FROM sessions")

    come_back(page)
    expect(page.get_by_text("Ihre Sitzung ist abgelaufen.")).to_be_visible()
    assert "Sabine" not in page.content()


def test_a_full_page_of_long_notes_is_printed_on_one_sheet(
    window: Callable[..., Page], morning: tuple[str, Database]
) -> None:
    url, database = morning
    for number in range(50):
        start = NOW.replace(hour=10 + number % 6, minute=0)
        someone = request_of(f"CAfull{number}", callback_start=start, callback_end=start + timedelta(hours=1))
        SqlCallbackRequests(database).add(replace(someone, note="Hat lange erzählt, worum es geht. " * 50))
    page = window()
    sign_in(page, url, "anna")

    assert page.get_by_role("listitem").count() > 50
    assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 1


def test_charts_can_be_read_on_the_phone(window: Callable[..., Page], url: str) -> None:
    page = window("phone")
    sign_in(page, url, "leo")
    page.goto(f"{url}/uebersicht")

    heights = page.evaluate(
        """[...document.querySelectorAll('.chart text')].filter(each => each.getClientRects().length)
        .map(each => parseFloat(getComputedStyle(each).fontSize) * each.getScreenCTM().a)"""
    )
    assert heights
    assert min(heights) >= 11
