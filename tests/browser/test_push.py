"""News in Chromium, as far as it goes without the service of its maker: installable, told, refused with a reason."""

from collections.abc import Callable, Iterator
from threading import Thread
from typing import Any

import pytest
import waitress
from playwright.sync_api import Browser, Page, expect

from rueckruf import clock
from rueckruf.sales.app import create_app
from rueckruf.settings import load_settings
from rueckruf.storage.database import open_database
from tests.browser.chromium import LAYOUTS, WITH_WINDOW, faults, sign_in
from tests.browser.conftest import launched
from tests.browser.morning import PASSWORD
from tests.support.news import with_push
from tests.support.patience import eventually
from tests.support.people import add_person

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The headless shell shows no messages."""
    with launched(WITH_WINDOW) as browser:
        yield browser


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The page of a company that lets browsers tell, in a thread of this process."""
    folder = tmp_path_factory.mktemp("news")
    settings = with_push(load_settings({"RUECKRUF_DATA_DIR": str(folder)}))
    database = open_database(settings)
    add_person(database, "leo", "lead", None, PASSWORD, clock.now())
    server = waitress.create_server(create_app(settings, database), host="127.0.0.1", port=0)
    thread = Thread(target=server.run)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    thread.join()
    database.engine.dispose()


@pytest.fixture
def page(window: Callable[..., Page], url: str) -> Page:
    """The day's list of somebody who allows what the page asks for."""
    page = window(permissions=["notifications"])
    sign_in(page, url, "leo")
    return page


def at_devtools(page: Page) -> Any:
    return page.context.new_cdp_session(page)


def test_chromium_finds_the_page_installable(page: Page) -> None:
    devtools = at_devtools(page)

    assert devtools.send("Page.getAppManifest")["errors"] == []
    # A window of a test is never one to install in.
    errors = devtools.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert [error["errorId"] for error in errors] in ([], ["in-incognito"])


def test_a_message_shows_that_there_is_a_new_request_and_no_more(page: Page, url: str) -> None:
    page.evaluate("navigator.serviceWorker.register('/melder.js').then(() => navigator.serviceWorker.ready)")
    devtools = at_devtools(page)
    registered: list[Any] = []
    devtools.on("ServiceWorker.workerRegistrationUpdated", lambda event: registered.extend(event["registrations"]))
    devtools.send("ServiceWorker.enable")

    def is_registered() -> bool:
        page.wait_for_timeout(20)  # lets what the browser tells come in
        return bool(registered)

    assert eventually(is_registered)
    message = {"origin": url, "registrationId": registered[-1]["registrationId"], "data": ""}
    shown = """async () => {
      const notifications = await (await navigator.serviceWorker.ready).getNotifications();
      return notifications.map(({ title, body }) => [title, body]);
    }"""

    def is_shown() -> bool:
        # One of many runs lost the message within Chromium: it is sent again, as a push service does.
        devtools.send("ServiceWorker.deliverPushMessage", message)
        page.wait_for_timeout(200)
        return bool(page.evaluate(shown))

    assert eventually(is_shown)
    assert page.evaluate(shown) == [["Neues bei den Rückrufen", "Zur Rückrufliste"]]


@pytest.mark.parametrize("look", LAYOUTS)
def test_the_button_has_no_barriers_and_who_refuses_is_told_what_to_do(
    window: Callable[..., Page], url: str, look: str
) -> None:
    page = window(look, failing=True)
    sign_in(page, url, "leo")
    button = page.get_by_role("button", name="Bei neuen Wünschen benachrichtigen")
    expect(button).to_be_visible()
    assert faults(page) == []

    button.click()

    expect(page.get_by_text("Dieser Browser lässt keine Benachrichtigungen zu.")).to_be_visible()
    expect(button).to_be_enabled()
