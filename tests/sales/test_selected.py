"""Several requests of the list at once: given to a colleague, done, put off; and what is refused without harm."""

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import text

from rueckruf.callbacks.request import CallbackRequest
from rueckruf.storage.database import Database
from rueckruf.storage.engine import writing
from rueckruf.storage.requests import SqlCallbackRequests
from tests.support.pages import Browser, Page

pytestmark = pytest.mark.unit


@pytest.fixture
def anna(signed_in: Callable[..., Browser], wish: Any) -> Browser:
    """At a list of three, with a colleague of her team, one of the other, and a lead."""
    for name in ("Adam", "Bode", "Cramer"):
        wish(name=name)
    signed_in("berta")
    signed_in("gustav", "sales", "parent")
    signed_in("leo", "lead")
    browser = signed_in("anna")
    browser.open("/liste")
    return browser


def ticks(page: Page, *names: str) -> list[str]:
    """What the boxes of these requests send."""
    return [
        found[1]
        for name in names
        if (found := re.search(rf'name="wish" value="([^"]+)"[^>]*><span class="unseen">Auswählen: {name}<', page.html))
    ]


def send(browser: Browser, action: str, wishes: Any, **fields: str) -> Page:
    """Press a button of the form for what is chosen."""
    form = browser.page.form(f"/auswahl/alle-{action}")
    return browser.post(str(form["action"]), **{**form["fields"], **fields, "wish": wishes})


def state(database: Database) -> dict[str, tuple[str, str | None]]:
    return {each.name: (each.status, each.claimed_by) for each in SqlCallbackRequests(database).list()}


def test_several_are_given_to_a_colleague_and_taken_back_in_one_press(anna: Browser, database: Database) -> None:
    page = send(anna, "zuweisen", ticks(anna.page, "Adam", "Bode"), to="berta")

    assert "2 Wünsche: berta zugewiesen." in page.text
    assert state(database) == {"Adam": ("claimed", "berta"), "Bode": ("claimed", "berta"), "Cramer": ("new", None)}
    assert "in Arbeit: berta" in page.text

    page = anna.send(
        "/auswahl/alle-rueckgaengig", wish=re.findall(r'type="hidden" name="wish" value="([^"]+)"', page.html)
    )
    assert "2 Wünsche: zurückgenommen." in page.text
    assert {*state(database).values()} == {("new", None)}


def test_several_are_done_or_put_off(anna: Browser, database: Database) -> None:
    page = send(anna, "verschieben", ticks(anna.page, "Adam", "Bode"), next_at="morgen 9:30")
    assert "2 Wünsche: auf morgen 9:30 Uhr gelegt." in page.text
    assert page.text.count("Wieder versuchen: morgen 9:30 Uhr") == 2

    page = send(anna, "erledigt", ticks(page, "Cramer"))
    assert "Ein Wunsch: erledigt." in page.text
    assert state(database)["Cramer"] == ("done", "anna")
    assert all(each.attempts == (each.name == "Cramer") for each in SqlCallbackRequests(database).list())


def test_what_another_has_done_meanwhile_is_told_and_the_rest_is_done(
    anna: Browser, signed_in: Callable[..., Browser], wish: Any, database: Database
) -> None:
    chosen = ticks(anna.page, "Adam", "Bode", "Cramer")
    carl = signed_in("carl")
    carl.open("/liste")
    send(carl, "zuweisen", ticks(carl.page, "Adam"), to="carl")
    send(carl, "verschieben", ticks(carl.page, "Bode"), next_at="morgen 9:30")
    foreign, unknown = wish(name="Fremd", recipient="parent"), uuid4()

    page = send(anna, "erledigt", [*chosen, f"{foreign.id}:1", f"{unknown}:1", f"{uuid4()}:{'9' * 400}"])

    for told in (
        *("Ein Wunsch: erledigt.", "Ein Wunsch: nicht geändert: carl hat diesen Wunsch schon übernommen."),
        "Ein Wunsch: nicht geändert: Inzwischen ist etwas geschehen",
        "3 Wünsche: nicht geändert: Diesen Wunsch gibt es nicht mehr, oder er gehört zu einem anderen Team.",
    ):
        assert told in page.text
    assert {name for name, (status, _) in state(database).items() if status == "done"} == {"Cramer"}


def test_a_database_that_fails_amid_them_is_told_of_those_that_it_did_not_store(
    anna: Browser, database: Database
) -> None:
    chosen = ticks(anna.page, "Adam", "Bode", "Cramer")
    bode, _, _ = chosen[1].partition(":")
    with writing(database.engine) as connection:
        connection.execute(
            text(
                "CREATE TRIGGER full BEFORE UPDATE ON callback_requests "
                f"WHEN new.id = '{bode}' BEGIN SELECT RAISE(FAIL, 'disk full'); END"
            )
        )

    page = send(anna, "erledigt", chosen)

    assert "2 Wünsche: erledigt." in page.text
    assert "Ein Wunsch: nicht geändert: Die Datenbank antwortet nicht." in page.text
    assert {name for name, (status, _) in state(database).items() if status == "done"} == {"Adam", "Cramer"}


@pytest.mark.parametrize("version", ["0", "-1", "7", "9" * 400])
def test_a_version_that_nobody_has_seen_changes_nothing(anna: Browser, database: Database, version: str) -> None:
    (adam,) = ticks(anna.page, "Adam")
    request_id, _, _ = adam.partition(":")

    assert "Inzwischen ist etwas geschehen" in send(anna, "erledigt", [f"{request_id}:{version}"]).text
    assert state(database)["Adam"] == ("new", None)


def test_too_many_none_and_nonsense_are_refused_as_a_whole(anna: Browser, database: Database) -> None:
    adam = ticks(anna.page, "Adam")
    for wishes, told in (
        ([*adam, *(f"{uuid4()}:1" for _ in range(60))], "Mehr als 50 Wünsche gehen nicht auf einmal."),
        ([], "Bitte wählen Sie erst Wünsche aus."),
        (["alles", "1:2:3", f"{uuid4()}:x", "ä" * 5000], "Bitte wählen Sie erst Wünsche aus."),
    ):
        page = send(anna, "erledigt", wishes)
        assert (page.status, told in page.text) == (409, True)
        anna.open("/liste")
    page = send(anna, "erledigt", [f"{uuid4()}:1" for _ in range(10_000)])
    assert (page.status, "mehr, als die Seite annimmt" in page.text) == (413, True)
    assert {*state(database).values()} == {("new", None)}


@pytest.mark.parametrize("entered", ["", "irgendwann", "samstag 10:00", "14.3. 10:00", "ä" * 5000])
def test_a_time_when_nobody_is_there_keeps_what_was_chosen_and_entered(
    anna: Browser, database: Database, entered: str
) -> None:
    adam = ticks(anna.page, "Adam")

    page = send(anna, "verschieben", adam, next_at=entered, to="berta")

    assert (page.status, "Bitte geben Sie eine Zeit an, zu der jemand da ist" in page.text) == (409, True)
    assert page.html.count(" checked>") == 1
    assert page.form("/auswahl/alle-verschieben")["fields"]["next_at"] == entered
    assert {*state(database).values()} == {("new", None)}


@pytest.mark.parametrize("to", ["gustav", "niemand", "", "petra"])
def test_nothing_is_given_to_who_may_not_see_it(
    anna: Browser, signed_in: Callable[..., Browser], database: Database, to: str
) -> None:
    signed_in("petra", "privacy")

    page = send(anna, "zuweisen", ticks(anna.page, "Adam"), to=to)

    assert "Diese Person gibt es nicht, oder sie sieht die Wünsche dieses Teams nicht." in page.text
    assert state(database)["Adam"] == ("new", None)


def test_everybody_sees_who_works_on_what_and_looks_at_ones_own_or_what_is_free(
    anna: Browser, signed_in: Callable[..., Browser]
) -> None:
    send(anna, "zuweisen", ticks(anna.page, "Adam"), to="anna")
    page = send(anna, "zuweisen", ticks(anna.page, "Bode"), to="berta")
    assert "Bei allen 3 Meine 1 Frei 1 berta 1" in page.text

    assert shown(anna.open("/liste?bei=ich")) == {"Adam"}
    assert shown(anna.open("/liste?bei=frei")) == {"Cramer"}
    of_berta = re.search(r'href="(/liste\?bei=[^"]+)">berta', page.html)
    assert of_berta is not None
    assert shown(anna.open(of_berta[1])) == {"Bode"}
    assert "berta" not in of_berta[1]  # names of people stand in no address
    page = anna.open(f"/liste?bei={uuid4()}")
    assert (shown(page), "In dieser Auswahl wartet niemand." in page.text) == (set(), True)


def shown(page: Page) -> set[str]:
    return set(re.findall(r"Auswählen: (\w+)", page.html))


def test_a_step_leads_back_to_the_view_it_was_taken_from(anna: Browser) -> None:
    anna.open("/liste?bei=frei")

    page = send(anna, "zuweisen", ticks(anna.page, "Adam"), to="anna")

    assert page.response.request.full_path == "/liste?bei=frei"
    assert shown(page) == {"Bode", "Cramer"}


def test_a_lead_sees_what_waits_for_each_team_and_gives_to_all(
    anna: Browser, signed_in: Callable[..., Browser], wish: Callable[..., CallbackRequest], database: Database
) -> None:
    wish(name="Fremd", recipient="parent")
    send(anna, "zuweisen", ticks(anna.page, "Adam"), to="anna")
    lead = signed_in("lina", "lead")
    page = lead.open("/liste")
    assert "Alle 4 Vertrieb der Musterwerk GmbH 3 Konzernvertrieb der Musterwerk Holding AG 1" in page.text

    page = send(lead, "zuweisen", ticks(page, "Adam", "Fremd"), to="gustav")

    assert "Ein Wunsch: gustav zugewiesen." in page.text
    assert "Ein Wunsch: nicht geändert: Diese Person gibt es nicht" in page.text
    assert (state(database)["Adam"], state(database)["Fremd"]) == (("claimed", "anna"), ("claimed", "gustav"))
