"""In Chromium, with an account of the company at a real provider."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from rueckruf import clock
from rueckruf.simulator.server import free_port
from tests.browser.chromium import barriers, misfits, served
from tests.browser.morning import prepare
from tests.support.node import NO_NODE, has_node
from tests.support.oidc_provider import CLIENT_SECRET, running_provider

pytestmark = pytest.mark.browser


@pytest.mark.skipif(not has_node(), reason=NO_NODE)
def test_somebody_signs_in_with_the_company_and_comes_to_where_they_wanted(
    window: Callable[..., Page], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare(tmp_path).engine.dispose()
    port = free_port()
    with running_provider(f"http://127.0.0.1:{port}/anmelden/firma/zurueck") as issuer:
        monkeypatch.setenv("RUECKRUF_OIDC_ISSUER", issuer)
        monkeypatch.setenv("RUECKRUF_OIDC_CLIENT_ID", "rueckruf")
        monkeypatch.setenv("RUECKRUF_OIDC_CLIENT_SECRET", CLIENT_SECRET)
        monkeypatch.setenv("RUECKRUF_OIDC_ROLES", "chefs=lead")
        with served(tmp_path, port, clock.now().isoformat()) as url:
            page = window()
            # The provider's page asks for a font of somebody else.
            page.route(re.compile("^https:"), lambda route: route.fulfill(body=""))
            page.goto(f"{url}/uebersicht")
            assert barriers(page) + misfits(page) == []
            page.get_by_role("link", name="Mit dem Firmenkonto anmelden").click()
            page.get_by_placeholder("Enter any login").fill("chefs-leonie")
            page.get_by_placeholder("and password").fill("x")
            page.get_by_role("button", name="Sign-in").click()
            page.get_by_role("button", name="Continue").click()
            expect(page.get_by_role("heading", name="Übersicht")).to_be_visible()
            page.get_by_role("link", name="Mein Konto: chefs-leonie").click()
            expect(page.get_by_text("chefs-leonie, Leitung")).to_be_visible()
            assert barriers(page) + misfits(page) == []
