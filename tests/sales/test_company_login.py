"""Signing in with an account of the company, at a real provider; and at one that lies or is away."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlencode, urljoin, urlsplit

import pytest
import requests
from flask import Flask
from flask.testing import FlaskClient

from rueckruf import clock
from rueckruf.company_login import CompanyLogin, Place
from rueckruf.sales.app import create_app
from rueckruf.sales.users import disable, reset
from rueckruf.settings import Settings
from rueckruf.storage.audit_log import entries
from rueckruf.storage.database import Database
from rueckruf.storage.users import User, find_user
from tests.sales.conftest import PASSWORD
from tests.support.node import NO_NODE, has_node
from tests.support.oidc_provider import CLIENT_SECRET, Liar, running_liar, running_provider
from tests.support.pages import Browser, Page

pytestmark = pytest.mark.process

BACK = "http://localhost/anmelden/firma/zurueck"
PLACES = (Place("chefs", "lead", None), Place("vertrieb", "sales", "company"), Place("dsb", "privacy", None))


def app_at(issuer: str, settings: Settings, database: Database) -> Flask:
    """The page of a company with that provider."""
    login = CompanyLogin(issuer, "rueckruf", CLIENT_SECRET, "groups", PLACES)
    return create_app(replace(settings, company_login=login), database)


def found(database: Database, login: str) -> User | None:
    with database.engine.connect() as connection:
        return find_user(connection, login)


def logged(database: Database) -> list[tuple[str, str, str]]:
    with database.engine.connect() as connection:
        return [(entry.actor, entry.action, entry.reason) for entry in entries(connection)]


# -- a real provider


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    if not has_node():
        pytest.skip(NO_NODE)
    with running_provider(BACK) as issuer:
        yield issuer


@pytest.fixture
def page(issuer: str, settings: Settings, database: Database) -> Flask:
    return app_at(issuer, settings, database)


def pass_through(client: FlaskClient, name: str, start: str = "/anmelden/firma") -> Page:
    """Sign in at the provider by its forms, and come back."""
    session = requests.Session()
    answer = session.get(client.get(start).headers["Location"], allow_redirects=False)
    fields = {"prompt": "login", "login": name, "password": "x"}
    while not answer.headers.get("Location", "").startswith(BACK):
        if answer.is_redirect:
            answer = session.get(urljoin(answer.url, answer.headers["Location"]), allow_redirects=False)
            continue
        (action,) = re.findall(r'action="([^"]+)"', answer.text)
        answer = session.post(action, data=fields, allow_redirects=False)
        fields = {"prompt": "consent"}
    return Page(client.get(answer.headers["Location"].removeprefix("http://localhost"), follow_redirects=True))


def test_who_comes_for_the_first_time_gets_an_account_with_the_role_of_the_group(
    page: Flask, database: Database
) -> None:
    assert "Niemand wartet auf einen Rückruf." in pass_through(page.test_client(), "vertrieb-anna").text

    user = found(database, "vertrieb-anna")
    assert user is not None
    assert (user.role, user.recipient, user.password_hash) == ("sales", "company", "")
    assert logged(database) == [
        ("company login", "user_added", "vertrieb-anna sales"),
        ("vertrieb-anna", "login", ""),
    ]


def test_who_comes_again_has_the_same_account(page: Flask, database: Database) -> None:
    for _ in range(2):
        pass_through(page.test_client(), "dsb-petra")

    assert [action for _, action, _ in logged(database)] == ["user_added", "login", "login"]


def test_one_comes_to_where_one_wanted(page: Flask) -> None:
    client = page.test_client()
    (link,) = re.findall(r'href="(/anmelden/firma[^"]*)"', client.get("/uebersicht").text)

    assert pass_through(client, "chefs-leo", link).response.request.path == "/uebersicht"


def test_who_is_in_no_group_does_not_get_in(page: Flask, database: Database) -> None:
    client = page.test_client()

    assert "Ihr Firmenkonto hat hier keine Rolle." in pass_through(client, "lager-karl").text
    assert found(database, "lager-karl") is None
    assert client.get("/liste").status_code == 401


# -- what a provider says


@pytest.fixture
def liar(now: Any) -> Iterator[Liar]:
    with running_liar() as liar:
        yield liar


def come(app: Flask, **changed: str) -> Page:
    """Come back from the liar with what the page had asked for."""
    client = app.test_client()
    return come_back(client, client.get("/anmelden/firma").headers["Location"], **changed)


def come_back(client: FlaskClient, location: str, **changed: str) -> Page:
    asked = {name: values[0] for name, values in parse_qs(urlsplit(location).query).items()}
    query = {"code": asked.get("nonce", ""), "state": asked.get("state", ""), **changed}
    return Page(client.get(f"/anmelden/firma/zurueck?{urlencode(query)}", follow_redirects=True))


def test_the_liar_is_believed_as_long_as_it_tells_the_truth(liar: Liar, settings: Settings, database: Database) -> None:
    assert "Abmelden" in come(app_at(liar.issuer, settings, database)).text


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://another.example"},
        {"nonce": "of another sign-in"},
        {"nonce": None},
        {"aud": "another"},
        {"exp": 1_000_000_000},
        {"sub": None},
    ],
    ids=["issuer", "nonce", "no nonce", "audience", "expired", "nobody"],
)
def test_a_token_that_is_not_for_this_sign_in_opens_nothing(
    liar: Liar, settings: Settings, database: Database, claims: dict[str, Any]
) -> None:
    liar.claims = claims

    assert "ist misslungen" in come(app_at(liar.issuer, settings, database)).text
    assert logged(database) == []


def test_a_token_signed_with_a_key_that_is_gone_opens_nothing(
    liar: Liar, settings: Settings, database: Database
) -> None:
    liar.key, liar.published = liar.published, Liar().published

    assert "ist misslungen" in come(app_at(liar.issuer, settings, database)).text


def test_a_provider_that_calls_itself_otherwise_is_not_asked(
    liar: Liar, settings: Settings, database: Database
) -> None:
    liar.calls_itself = "https://another.example"
    browser = Browser(app_at(liar.issuer, settings, database).test_client())

    assert "ist misslungen" in browser.open("/anmelden/firma").text

    liar.calls_itself = ""
    location = browser.client.get("/anmelden/firma").headers["Location"]
    assert "Abmelden" in come_back(browser.client, location).text


@pytest.mark.parametrize(
    "changed",
    [{"state": "forged"}, {"state": ""}, {"error": "access_denied"}, {"code": ""}],
    ids=["forged state", "no state", "refused there", "no code"],
)
def test_an_answer_to_no_question_opens_nothing(
    liar: Liar, settings: Settings, database: Database, changed: dict[str, str]
) -> None:
    assert "ist misslungen" in come(app_at(liar.issuer, settings, database), **changed).text


def test_an_answer_opens_the_page_once_and_in_its_browser_alone(
    liar: Liar, settings: Settings, database: Database
) -> None:
    app = app_at(liar.issuer, settings, database)
    client, thief = app.test_client(), app.test_client()
    location = client.get("/anmelden/firma").headers["Location"]

    assert "ist misslungen" in come_back(thief, location).text
    assert "Abmelden" in come_back(client, location).text
    assert "ist misslungen" in come_back(app.test_client(), location).text


def test_a_provider_that_is_away_or_fails_is_told_and_passwords_still_work(
    liar: Liar, settings: Settings, database: Database, person: Any
) -> None:
    person("berta", "lead")
    for issuer, status in (("http://127.0.0.1:9", 200), (liar.issuer, 503)):
        liar.status = status
        browser = Browser(app_at(issuer, settings, database).test_client())

        assert "antwortet nicht" in browser.open("/anmelden/firma").text
        assert "Abmelden" in browser.sign_in("berta", PASSWORD).page.text


def test_a_local_account_is_not_taken_over_by_its_name(
    liar: Liar, settings: Settings, database: Database, person: Any
) -> None:
    person("anna", "lead")

    assert "Das Konto anna gibt es hier schon" in come(app_at(liar.issuer, settings, database)).text


@pytest.mark.parametrize("name", ["", "Ä b", "=1+1", "x" * 5000, "a\nb"])
def test_a_name_that_is_no_login_is_told(liar: Liar, settings: Settings, database: Database, name: str) -> None:
    liar.claims = {"preferred_username": name}

    assert "nennt keinen Namen" in come(app_at(liar.issuer, settings, database)).text


def test_another_group_is_another_role(liar: Liar, settings: Settings, database: Database) -> None:
    app = app_at(liar.issuer, settings, database)
    come(app)
    liar.claims = {"groups": ["andere", "chefs"]}
    come(app)

    user = found(database, "anna")
    assert user is not None
    assert (user.role, user.recipient) == ("lead", None)
    assert ("company login", "user_changed", "anna lead") in logged(database)


def test_who_was_disabled_here_does_not_get_in(liar: Liar, settings: Settings, database: Database) -> None:
    app = app_at(liar.issuer, settings, database)
    come(app)
    disable(database, "anna", clock.now(), "test")

    assert "Ihr Konto ist gesperrt." in come(app).text


def test_a_renewed_access_makes_a_local_account_of_it(liar: Liar, settings: Settings, database: Database) -> None:
    app = app_at(liar.issuer, settings, database)
    come(app)
    reset(database, "anna", clock.now(), "test")

    assert "Das Konto anna gibt es hier schon" in come(app).text


def test_the_second_factor_of_the_company_is_enough(liar: Liar, settings: Settings, database: Database) -> None:
    strict = replace(settings, company=settings.company.model_copy(update={"second_factor": "required"}))

    assert "Niemand wartet auf einen Rückruf." in come(app_at(liar.issuer, strict, database)).text


def test_without_a_provider_there_is_no_such_page(client: FlaskClient) -> None:
    assert "Firmenkonto" not in client.get("/anmelden").text
    for path in ("/anmelden/firma", "/anmelden/firma/zurueck"):
        assert client.get(path).status_code == 404
