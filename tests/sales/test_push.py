"""News in the browser: by choice, for sales alone, and only over the services that the company allows."""

import json
import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from rueckruf.sales.app import create_app
from rueckruf.settings import Settings
from rueckruf.storage.database import Database
from rueckruf.storage.push_subscriptions import endpoints_for
from tests.sales.conftest import PASSWORD
from tests.support.news import with_push
from tests.support.pages import Browser

pytestmark = pytest.mark.unit

ENDPOINT = "https://updates.push.services.mozilla.com/wpush/v2/abc"


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return with_push(settings)


@pytest.fixture
def anna(signed_in: Callable[..., Browser]) -> Browser:
    browser = signed_in("anna")
    browser.open("/liste")
    return browser


def endpoints(database: Database) -> list[str]:
    with database.engine.connect() as connection:
        return list(endpoints_for(connection, "company"))


def test_a_browser_is_told_once_somebody_wants_it_and_no_longer_than_that(anna: Browser, database: Database) -> None:
    token = anna.page.form("/meldungen/an")["fields"]["csrf_token"]

    assert "Dieser Browser benachrichtigt Sie jetzt" in anna.send("/meldungen/an", endpoint=ENDPOINT).text
    anna.post("/meldungen/an", endpoint=ENDPOINT, csrf_token=token)
    assert endpoints(database) == [ENDPOINT]
    assert "benachrichtigt Sie nicht mehr" in anna.post("/meldungen/aus", endpoint=ENDPOINT, csrf_token=token).text
    assert endpoints(database) == []


@pytest.mark.parametrize("endpoint", ["", "https://evil.example/", "http://127.0.0.1:5432/", f"{ENDPOINT}{'a' * 1000}"])
def test_news_go_nowhere_else(anna: Browser, database: Database, endpoint: str) -> None:
    assert anna.send("/meldungen/an", endpoint=endpoint).status == 400
    assert endpoints(database) == []


def test_the_page_tells_browsers_the_key(anna: Browser) -> None:
    (key,) = re.findall(r'data-server-key="([\w-]+)"', anna.page.html)

    assert len(key) == 87  # 65 bytes in Base64


def test_where_the_company_wants_none_there_is_no_button(settings: Settings, database: Database, anna: Browser) -> None:
    without = create_app(with_push(settings, contact=""), database)
    browser = Browser(without.test_client()).sign_in("anna", PASSWORD)

    assert "/meldungen/an" not in browser.open("/liste").html


def test_what_runs_in_the_browser_comes_from_the_root_and_is_not_kept(client: FlaskClient) -> None:
    worker = client.get("/melder.js")

    assert worker.content_type.startswith("text/javascript")
    assert worker.headers["Cache-Control"] == "no-store"


def test_the_page_can_be_installed(client: FlaskClient) -> None:
    (path,) = re.findall(r'rel="manifest" href="([^"]+)"', client.get("/anmelden").text)
    response = client.get(path)
    manifest = json.loads(response.data)

    assert response.content_type == "application/manifest+json"
    assert "manifest-src 'self'" in response.headers["Content-Security-Policy"]
    assert (manifest["start_url"], manifest["scope"], manifest["display"]) == ("/liste", "/", "standalone")
    for icon in manifest["icons"]:
        picture = client.get(f"/static/{icon['src']}")
        assert (picture.status_code, picture.content_type) == (200, "image/png")
