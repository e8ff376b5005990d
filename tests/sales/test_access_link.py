"""A link to choose a password with: it works once, for a day, and tells strangers nothing."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from rueckruf import clock
from rueckruf.sales.users import UserError, choose_password, create, disable, is_password_of, reset
from rueckruf.storage.access_links import forget_links
from rueckruf.storage.audit_log import entries
from rueckruf.storage.database import Database
from rueckruf.storage.engine import writing
from rueckruf.storage.users import find_user
from tests.sales.conftest import PASSWORD
from tests.support.pages import Browser

pytestmark = pytest.mark.unit


@pytest.fixture
def link(database: Database, now: Any) -> str:
    """The secret of a link for ``leo``, a lead who is new."""
    return create(database, "leo", "lead", None, clock.now(), "test")


def choose(client: FlaskClient, link: str, password: str = PASSWORD, again: str = PASSWORD) -> Browser:
    browser = Browser(client)
    if browser.open(f"/zugang/{link}").status == 200:
        form = browser.page.forms[-1]["fields"]
        browser.post(f"/zugang/{link}", **{**form, "new_password": password, "again": again})
    return browser


def test_a_password_is_chosen_and_opens_the_page(client: FlaskClient, link: str, database: Database) -> None:
    browser = choose(client, link)
    assert "Ihr Passwort ist gesetzt." in browser.page.text

    assert "Abmelden" in browser.sign_in("leo", PASSWORD).page.text
    with database.engine.connect() as connection:
        assert [(entry.actor, entry.action) for entry in entries(connection)][1:] == [
            ("leo", "password_set"),
            ("leo", "login"),
        ]


def test_it_works_once(app: Flask, client: FlaskClient, link: str) -> None:
    choose(client, link)

    again = choose(app.test_client(), link, "von jemand anderem", "von jemand anderem").page

    assert again.status == 404
    assert "Der Link gilt nicht mehr" in again.text
    assert "leo" not in again.text


def test_looking_at_it_does_not_use_it_up(app: Flask, client: FlaskClient, link: str) -> None:
    for _ in range(3):
        assert app.test_client().get(f"/zugang/{link}").status_code == 200

    assert "Ihr Passwort ist gesetzt." in choose(client, link).page.text


def test_of_two_at_the_same_time_one_chooses(link: str, database: Database) -> None:
    def attempt(password: str) -> str:
        try:
            choose_password(database, link, password, clock.now())
        except UserError:
            return ""
        return password

    with ThreadPoolExecutor(4) as pool:
        chosen = [done for done in pool.map(attempt, [f"{PASSWORD} {number}" for number in range(4)]) if done]

    assert len(chosen) == 1
    with database.engine.connect() as connection:
        assert is_password_of(find_user(connection, "leo"), chosen[0])


def test_it_expires_after_a_day(client: FlaskClient, link: str, now: Any, database: Database) -> None:
    now.shift(24 * 60 * 60)

    assert choose(client, link).page.status == 404
    with writing(database.engine) as connection:
        forget_links(connection, clock.now())
        assert connection.exec_driver_sql("SELECT count(*) FROM access_links").scalar_one() == 0


@pytest.mark.parametrize("end", [reset, disable])
def test_a_newer_one_or_a_disabled_account_makes_it_worthless(
    client: FlaskClient, link: str, database: Database, end: Callable[..., object]
) -> None:
    end(database, "leo", clock.now(), "test")

    assert choose(client, link).page.status == 404


@pytest.mark.parametrize(
    ("password", "again", "problem"),
    [
        ("kurz", "kurz", "Ein Passwort hat 12 bis 200 Zeichen."),
        (PASSWORD, "etwas anderes", "Die beiden neuen Passwörter sind nicht gleich."),
    ],
)
def test_what_is_wrong_is_told_and_the_link_stays(
    client: FlaskClient, link: str, password: str, again: str, problem: str
) -> None:
    refused = choose(client, link, password, again).page
    assert (refused.status, problem in refused.text) == (400, True)

    assert "Ihr Passwort ist gesetzt." in choose(client, link).page.text


@pytest.mark.parametrize("guess", ["x", "x" * 3000, "%00", "%F0%9F%94%91", "' OR 1=1 --"])
def test_a_guess_opens_nothing(client: FlaskClient, link: str, guess: str) -> None:
    assert client.get(f"/zugang/{guess}").status_code == 404


def test_whoever_was_signed_in_there_is_not_any_longer(
    signed_in: Callable[..., Browser], link: str, database: Database
) -> None:
    anna = signed_in("anna")

    choose(anna.client, link)

    assert anna.open("/liste").status == 401


def test_the_database_does_not_tell_it(link: str, database: Database) -> None:
    with database.engine.connect() as connection:
        assert link not in str(connection.exec_driver_sql("SELECT * FROM access_links").all())
