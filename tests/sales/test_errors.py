"""What a page tells when it cannot be shown."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from rueckruf.storage.database import Database
from rueckruf.storage.engine import writing
from tests.support.pages import Browser, Page

pytestmark = pytest.mark.unit


def break_(database: Database, table: str) -> None:
    with writing(database.engine) as connection:
        connection.exec_driver_sql(f"ALTER TABLE {table} RENAME TO {table}_gone")


def is_told(page: Page) -> bool:
    assert page.status == 503
    assert page.response.headers["Content-Security-Policy"].startswith("default-src 'none'")
    return "Die Datenbank antwortet nicht." in page.text


@pytest.mark.parametrize("table", ["sessions", "callback_requests"])
def test_a_database_that_fails_is_told_in_german_under_the_same_policy(
    signed_in: Callable[..., Browser], database: Database, table: str
) -> None:
    anna = signed_in("anna")
    break_(database, table)

    assert is_told(anna.open("/liste"))


def test_so_it_is_before_anybody_has_signed_in(client: FlaskClient, database: Database) -> None:
    break_(database, "users")

    assert is_told(Browser(client).open("/liste"))
    assert is_told(Browser(client).open("/anmelden"))


def test_so_it_is_where_a_forged_form_is_refused(signed_in: Callable[..., Browser], database: Database) -> None:
    anna = signed_in("anna")
    break_(database, "sessions")

    assert is_told(anna.post("/anmelden", login="anna", csrf_token="forged"))
