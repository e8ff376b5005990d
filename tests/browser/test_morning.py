"""A whole morning at the sales desk, in Chromium, while calls come in on the real server."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import pytest
from playwright.sync_api import Page, expect

from rueckruf import clock
from rueckruf.settings import load_settings
from rueckruf.simulator.server import Server
from rueckruf.storage.database import open_database
from tests.browser.chromium import LAYOUTS, come_back, faults, served, sign_in
from tests.browser.morning import PASSWORD
from tests.support.calls import MORNING
from tests.support.people import add_person

pytestmark = pytest.mark.browser

NAMES = {"light": "Sabine Weber", "phone": "Erika Wagner"}


@pytest.fixture(scope="module")
def url(server: Server) -> Iterator[str]:
    """The sales page over the requests of the calls, with people who may use it."""
    database = open_database(load_settings({"RUECKRUF_DATA_DIR": str(server.data_dir)}))
    for login, role, recipient in (("anna", "sales", "company"), ("berta", "sales", "company"), ("leo", "lead", None)):
        add_person(database, login, role, recipient, PASSWORD, clock.now())
    database.engine.dispose()
    with served(server.data_dir, moment=MORNING) as page:
        yield page


@pytest.mark.parametrize("look", LAYOUTS)
def test_a_whole_morning(
    window: Callable[..., Page], ring: Callable[..., Any], url: str, look: str, tmp_path: Path
) -> None:
    anna, berta, leo = window(look), window(look), window(look)
    name = NAMES[look]
    sign_in(anna, url, "anna")
    sign_in(berta, url, "berta")

    # A call comes in, and both see it without loading the page again.
    call = ring()
    call.say(f"Mein Name ist {name}, heute um elf Uhr unter null drei null zwei drei eins zwei fünf null sieben sieben")
    call.say("ja das stimmt")
    assert call.ended
    for page in (anna, berta):
        come_back(page)
        expect(page.get_by_role("link", name=name, exact=True)).to_be_visible()
    expect(anna.get_by_text("heute 11–12 Uhr").first).to_be_visible()
    assert anna.get_by_role("link", name="030 23 12 50 77").first.get_attribute("href") == "tel:+493023125077"

    # One claims it, the other sees who has it.
    if look == "phone":  # there what is not due has its steps on a page of its own
        anna.get_by_role("link", name=name, exact=True).click()
        anna.get_by_role("button", name="Übernehmen").click()
    else:
        anna.get_by_role("button", name=f"Übernehmen: {name}").click()
    expect(anna.get_by_role("status")).to_contain_text("Sie haben den Wunsch übernommen.")
    anna.goto(url)
    come_back(berta)
    wish = berta.get_by_role("listitem").filter(has_text=name)
    expect(wish.get_by_text("in Arbeit: anna")).to_be_visible()
    expect(wish.get_by_role("button")).to_have_count(0)

    # What the call brought is noted; then it is done, by mistake undone, and done again.
    anna.get_by_role("link", name=name, exact=True).click()
    anna.get_by_label("Notiz").fill("Möchte ein Angebot über zwölf Stück.\nBitte per Post.")
    anna.get_by_role("button", name="Notiz speichern").click()
    expect(anna.get_by_role("status")).to_contain_text("Die Notiz ist gespeichert.")
    assert faults(anna) == []
    anna.get_by_role("button", name="Termin vereinbart").click()
    expect(anna.get_by_role("status")).to_contain_text("Erledigt: Termin vereinbart.")
    anna.get_by_role("status").get_by_role("button", name="Rückgängig").click()
    expect(anna.get_by_role("status")).to_contain_text("zurückgenommen")
    if look == "phone":
        anna.get_by_role("button", name="Termin vereinbart").click()
        expect(anna.get_by_role("status")).to_contain_text("Erledigt: Termin vereinbart.")
        anna.goto(url)
    else:
        anna.get_by_role("link", name="Zur Liste").click()
        anna.get_by_role("button", name=f"Erledigt: {name}").click()
    expect(anna.get_by_role("link", name=name, exact=True)).to_have_count(0)
    come_back(berta)
    expect(berta.get_by_role("link", name=name, exact=True)).to_have_count(0)

    # The lead looks at the figures and takes the requests home as a file.
    sign_in(leo, url, "leo")
    leo.get_by_role("link", name="Übersicht").click()
    expect(leo.get_by_text("100 %")).to_have_count(0)  # the window begins at eleven, it is ten
    leo.get_by_role("link", name="Suche").click()
    leo.get_by_label("Name, Anliegen, Notiz oder Nummer").fill(name)
    with leo.expect_download() as download:
        leo.get_by_role("button", name="Excel").click()
    download.value.save_as(tmp_path / "export.xlsx")
    rows = list(openpyxl.load_workbook(tmp_path / "export.xlsx").active.iter_rows(values_only=True))
    assert (len(rows), name in rows[1], "+49 30 23125077" in rows[1]) == (2, True, True)
