"""A privacy officer's month, in Chromium over a real server: five cases from the receipt to the letter."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from rueckruf.settings import load_settings
from rueckruf.storage.database import open_database
from rueckruf.storage.requests import SqlCallbackRequests
from tests.browser.chromium import LAYOUTS, LOOKS, faults, served, sign_in
from tests.browser.morning import NOW, PASSWORD, prepare
from tests.support.papers import NEEDS_PDFTOTEXT, words_of_docx, words_of_pdf
from tests.support.people import add_person
from tests.support.requests import request_of

pytestmark = [pytest.mark.browser, NEEDS_PDFTOTEXT]

#: The morning that the requests are of; a week later; the day before all answers are due.
RECEIVED, CHECKED, ANSWERED = "2026-03-11T08:40:00Z", "2026-03-18T08:00:00Z", "2026-04-10T08:00:00Z"


@dataclass(frozen=True)
class Asked:
    """What somebody asks for, what is typed to do it, and what the case and the letter tell of that."""

    kind: str
    title: str
    name: str
    phone: str
    shown: str
    done: str
    letter: str


CASES = (
    Asked(
        *("access", "Auskunft (Art. 15 DSGVO)", "Anneliese Kowalczyk", "040 669690815"),
        *(
            "das Angebot",
            "",
            "Auskunft nach Art. 15 DSGVO Gesucht nach der Telefonnummer +4940669690815 und dem Namen Anneliese",
        ),
    ),
    Asked(
        *("rectification", "Berichtigung (Art. 16 DSGVO)", "Tom Freytag", "030 23125199"),
        *("Tom Freitag", "Berichtigt: Name.", "haben wir Ihre Angaben berichtigt"),
    ),
    Asked(
        *("erasure", "Löschung (Art. 17 DSGVO)", "Friederike von der Heide", "0221 4710815"),
        *("die Rechnung vom letzten Monat", "Gelöscht: 1 Rückrufwunsch.", "haben wir gelöscht, was in den"),
    ),
    Asked(
        *("restriction", "Einschränkung der Verarbeitung (Art. 18 DSGVO)", "Karl-Heinz Wagner", "030 23125888"),
        *("morgen um eins", "Der Rückrufwunsch ist gesperrt.", "verarbeiten wir Ihre Angaben nur noch eingeschränkt"),
    ),
    Asked(
        *("objection", "Widerspruch (Art. 21 DSGVO)", "Aylin Demir", "0669 69000155"),
        *("morgen Vormittag", "Der Rückrufwunsch ist gesperrt.", "verarbeiten wir Ihre Angaben nicht weiter"),
    ),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    database = prepare(tmp_path)
    add_person(database, "otto", "privacy", None, PASSWORD, NOW)
    database.engine.dispose()
    return tmp_path


def test_a_month_of_five_cases(window: Callable[..., Page], folder: Path) -> None:
    @contextmanager
    def day(moment: str, login: str) -> Iterator[Page]:
        with served(folder, moment=moment) as url:
            page = window()
            sign_in(page, url, login)
            yield page
            page.close()  # before the server, which it would ask for news

    with day(RECEIVED, "petra") as page:
        for asked in CASES:
            receive(page, asked)
        page.get_by_role("link", name="Fälle", exact=True).click()
        expect(page.get_by_text("Identität nicht geprüft")).to_have_count(len(CASES))
        expect(page.get_by_text("Antwort bis 11.04.2026, eingegangen am 11.03.2026")).to_have_count(len(CASES))
        assert in_all_looks(page) == []

    with day(CHECKED, "otto") as page:
        for asked in CASES:
            act(page, asked)
        assert in_all_looks(page) == []

    with day(ANSWERED, "petra") as page:
        for asked in CASES:
            answer(page, asked)
        assert in_all_looks(page) == []
        page.get_by_role("link", name="Alle Fälle").click()
        expect(page.get_by_role("heading", name="Kein Fall ist offen")).to_be_visible()
        expect(page.get_by_text("wie verlangt erledigt, 10.04.2026")).to_have_count(len(CASES))
        assert in_all_looks(page) == []
        look_into_the_log(page)


def test_a_household_is_told_apart_before_anything_of_it_is_seen(window: Callable[..., Page], folder: Path) -> None:
    database = open_database(load_settings({"RUECKRUF_DATA_DIR": str(folder)}))
    for first in ("Anna", "Karl"):
        SqlCallbackRequests(database).add(request_of(f"CA-{first}", name=f"{first} Lorenz", phone="+493023125066"))
    database.engine.dispose()
    with served(folder) as url:
        page = window()
        sign_in(page, url, "petra")
        page.goto(f"{url}/datenschutz")
        page.get_by_label("Telefonnummer").fill("030 23125066")
        page.get_by_role("button", name="Suchen").click()
        expect(page.get_by_role("heading", name="Das kann mehr als eine Person sein")).to_be_visible()
        expect(page.get_by_role("button", name=re.compile("^Nur dieser"))).to_have_count(2)
        expect(page.get_by_text("Lorenz")).to_have_count(0)
        assert in_all_looks(page) == []
        page.get_by_label("Name der Person").fill("Frau Anna Lorenz")
        page.get_by_role("button", name="Suchen").click()
        expect(page.get_by_role("heading", name="Gespeichert: 1 Rückrufwunsch")).to_be_visible()
        expect(page.get_by_text("Karl")).to_have_count(0)
        assert in_all_looks(page) == []


def receive(page: Page, asked: Asked) -> None:
    """Take the case down, and hand out the receipt, which tells until when there is an answer."""
    page.get_by_role("link", name="Fälle", exact=True).click()
    page.get_by_role("combobox", name="Verlangt wird").select_option(asked.kind)
    page.get_by_label("Name").fill(asked.name)
    page.get_by_label("Anschrift oder E-Mail").fill("Weg 1\n80331 München")
    page.get_by_label("Telefonnummer, unter der").fill(asked.phone)
    page.get_by_role("textbox", name="Was verlangt wird").fill(f"{asked.title}, bitte")
    page.get_by_role("button", name="Fall anlegen").click()
    expect(page.get_by_role("heading", name=f"{asked.title}: {asked.name}")).to_be_visible()
    expect(page.get_by_role("definition").filter(has_text="11.04.2026")).to_be_visible()
    expect(page.get_by_role("button", name="Suchen, was gespeichert ist")).to_have_count(0)
    for words in letters(page):
        assert f"Eingangsbestätigung: {in_prose(asked.title)}" in words
        assert "Wir antworten Ihnen spätestens am 11.04.2026" in words


def act(page: Page, asked: Asked) -> None:
    """Check who asks, look at what there is of that person, and only then do what was asked for."""
    open_case(page, asked)
    page.get_by_label("Wie die Identität geprüft wurde").fill("Rückruf unter der Nummer")
    page.get_by_role("button", name="Identität ist geprüft").click()
    page.get_by_role("button", name="Suchen, was gespeichert ist").click()
    expect(page.get_by_role("heading", name="Gespeichert: 1 Rückrufwunsch")).to_be_visible()
    expect(page.get_by_text(asked.shown).first).to_be_visible()
    assert in_all_looks(page) == []
    STEPS[asked.kind](page, asked)
    if asked.done:
        expect(page.get_by_role("alert")).to_contain_text(asked.done)
    page.get_by_role("link", name="Zurück zum Fall").click()
    expect(page.get_by_role("listitem").filter(has_text=f"otto: {asked.done}").last).to_be_visible()


def rectify(page: Page, asked: Asked) -> None:
    page.get_by_text("Berichtigen (Art. 16 DSGVO)").click()
    page.get_by_label("Name", exact=True).fill(asked.name)
    page.get_by_role("button", name=re.compile("^Berichtigung speichern")).click()


def erase(page: Page, _: Asked) -> None:
    page.get_by_label("Alles Gefundene unwiderruflich löschen").check()
    page.get_by_role("button", name="Löschen").click()


def restrict(page: Page, _: Asked) -> None:
    page.get_by_label("Grund der Sperre").fill("Verlangt am 11.03.2026")
    page.get_by_role("button", name=re.compile("^Sperren")).click()


STEPS: dict[str, Callable[[Page, Asked], None]] = {
    "access": lambda *_: None,
    "rectification": rectify,
    "erasure": erase,
    "restriction": restrict,
    "objection": restrict,
}


def answer(page: Page, asked: Asked) -> None:
    """Close the case and hand out the answer."""
    open_case(page, asked)
    page.get_by_role("button", name="Fall abschließen").click()
    expect(page.get_by_text("Abgeschlossen: wie verlangt erledigt")).to_be_visible()
    for words in letters(page):
        assert f"Guten Tag {asked.name}," in words
        assert asked.letter in words
        assert asked.kind != "access" or asked.shown in words


def open_case(page: Page, asked: Asked) -> None:
    page.get_by_role("link", name="Fälle", exact=True).click()
    page.get_by_role("link", name=asked.name, exact=True).click()


def letters(page: Page) -> Iterator[str]:
    """The words of the one letter that there is as yet, as PDF and for Word."""
    for format, words_of in (("PDF", words_of_pdf), ("Word", words_of_docx)):
        with page.expect_download() as download:
            page.get_by_role("button", name=format).click()
        yield words_of(Path(download.value.path()).read_bytes())


def in_prose(title: str) -> str:
    """``Auskunft nach Art. 15 DSGVO``"""
    return title.replace("(", "nach ").removesuffix(")")


def look_into_the_log(page: Page) -> None:
    """Who did what is there, and nothing of whom it was done for."""
    page.get_by_role("link", name="Protokoll").click()
    for what, who, rows in (
        ("Fall des Datenschutzes bearbeitet", "petra", 2 * 5 + 5 + 2 * 5 + 5),
        ("berichtigt", "otto", 1),
        ("gelöscht", "otto", 1),
        ("gesperrt", "otto", 2),
        ("Auskunft erteilt", "petra", 2),
    ):
        page.get_by_label("Was").select_option(label=what)
        page.get_by_label("Wer (Anmeldename)").fill(who)
        page.get_by_role("button", name="Auswählen").click()
        expect(page.get_by_role("row")).to_have_count(rows + 1)
        assert not any(asked.name.split()[-1] in page.content() for asked in CASES)
    assert in_all_looks(page) == []
    page.get_by_role("button", name="Auf Unversehrtheit prüfen").click()
    expect(page.get_by_text("Das Protokoll ist unversehrt.")).to_be_visible()


def in_all_looks(page: Page) -> list[str]:
    """What axe and the size of things find wrong with a page: light, dark, and as wide as a phone."""
    found = []
    for name in reversed(LAYOUTS):  # as it is before and afterwards comes last
        page.set_viewport_size(LOOKS[name]["viewport"])
        found += [f"{name}: {fault}" for fault in faults(page)]
    return found
