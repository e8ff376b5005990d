"""In Chromium with its virtual authenticator: a passkey is added, signs in, is removed, and opens nothing any more."""

import base64
import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509 import load_pem_x509_certificate
from playwright.sync_api import Browser, CDPSession, Page, expect

from rueckruf.simulator.server import free_port
from tests.browser.chromium import EXECUTABLE, FLAGS, LAYOUTS, barriers, faults, misfits, served, sign_in
from tests.browser.morning import NOW, PASSWORD, prepare
from tests.support.nginx import NEEDS_NGINX, NOBODY, running_example
from tests.support.patience import PATIENCE
from tests.support.people import add_person

pytestmark = pytest.mark.browser

#: A telephone that unlocks by finger, as https://chromedevtools.github.io/devtools-protocol/tot/WebAuthn describes it.
TELEPHONE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """By name: browsers keep passkeys for no bare address. With somebody for each look."""
    folder = tmp_path_factory.mktemp("passkeys")
    database = prepare(folder)
    for look in LAYOUTS:
        add_person(database, f"paul-{look}", "lead", None, PASSWORD, NOW)
    database.engine.dispose()
    with served(folder) as address:
        yield address.replace("127.0.0.1", "localhost")


def plug_in(page: Page, **changed: bool) -> tuple[CDPSession, str]:
    """A telephone at this page's browser."""
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    added = tools.send("WebAuthn.addVirtualAuthenticator", {"options": {**TELEPHONE, **changed}})
    return tools, added["authenticatorId"]


def add(page: Page, url: str, password: str = PASSWORD) -> None:
    page.goto(f"{url}/konto")
    page.get_by_role("link", name="Passkey hinzufügen").or_(
        page.get_by_role("link", name="Hinzufügen oder entfernen")
    ).click()
    page.get_by_label("Name, an dem Sie ihn erkennen").fill("Mein Telefon")
    page.get_by_label("Ihr Passwort", exact=True).fill(password)
    page.get_by_role("button", name="Passkey hinzufügen").click()


def come_in(page: Page) -> None:
    page.get_by_role("button", name="Mit Passkey anmelden").click()


@pytest.mark.parametrize("look", LAYOUTS)
def test_somebody_adds_a_passkey_signs_in_by_it_and_is_refused_once_it_is_removed(
    window: Callable[..., Page], url: str, look: str
) -> None:
    page = window(look)
    plug_in(page)
    sign_in(page, url, f"paul-{look}")
    add(page, url)
    expect(page.get_by_role("status")).to_contain_text("Der Passkey ist angelegt")
    expect(page.get_by_text("Mein Telefon")).to_be_visible()
    assert faults(page) == []
    page.get_by_role("button", name="Abmelden").click()

    page.goto(f"{url}/uebersicht")
    assert faults(page) == []
    come_in(page)
    expect(page.get_by_role("heading", name="Übersicht")).to_be_visible()
    page.get_by_role("link", name=f"Mein Konto: paul-{look}").click()
    expect(page.get_by_text("zuletzt benutzt heute")).to_be_visible()

    page.get_by_role("link", name="Hinzufügen oder entfernen").click()
    assert faults(page) == []
    page.get_by_role("radio", name="Mein Telefon").check()
    page.get_by_label("Ihr Passwort, zum Entfernen").fill(PASSWORD)
    page.get_by_role("button", name="Passkey entfernen").click()
    expect(page.get_by_role("status")).to_contain_text("Der Passkey ist entfernt")
    page.get_by_role("button", name="Abmelden").click()
    come_in(page)
    expect(page.get_by_role("alert")).to_contain_text("Diesen Passkey kennt die Seite nicht")


def test_what_goes_wrong_at_the_device_is_told_and_the_form_stays(window: Callable[..., Page], url: str) -> None:
    page = window()
    tools, telephone = plug_in(page)
    sign_in(page, url, "anna")
    add(page, url, "geraten")
    expect(page.get_by_role("status")).to_contain_text("Das Passwort stimmt nicht.")
    tools.send("WebAuthn.setUserVerified", {"authenticatorId": telephone, "isUserVerified": False})
    add(page, url)
    expect(page.get_by_role("status")).to_contain_text("Es wurde kein Passkey angelegt.")
    expect(page.get_by_label("Name, an dem Sie ihn erkennen")).to_have_value("Mein Telefon")
    tools.send("WebAuthn.setUserVerified", {"authenticatorId": telephone, "isUserVerified": True})
    page.get_by_role("button", name="Passkey hinzufügen").click()
    expect(page.get_by_role("status")).to_contain_text("Der Passkey ist angelegt")
    add(page, url)
    expect(page.get_by_role("status")).to_contain_text("Auf diesem Gerät gibt es schon einen Passkey")

    page.get_by_role("button", name="Abmelden").click()
    tools.send("WebAuthn.setUserVerified", {"authenticatorId": telephone, "isUserVerified": False})
    come_in(page)
    expect(page.get_by_role("status")).to_contain_text("Die Anmeldung mit dem Passkey ist abgebrochen.")


def test_where_there_can_be_no_passkeys_none_are_offered(window: Callable[..., Page], url: str) -> None:
    page = window()
    sign_in(page, url.replace("localhost", "127.0.0.1"), "berta")
    page.goto(f"{url.replace('localhost', '127.0.0.1')}/konto/passkeys")
    expect(page.get_by_text("Passkeys gehen nur")).to_be_visible()
    expect(page.get_by_label("Ihr Passwort")).to_have_count(0)
    assert barriers(page) + misfits(page) == []


@NEEDS_NGINX
def test_behind_the_proxy_of_the_example_passkeys_are_for_the_public_name(
    chromium: Browser, url: str, tmp_path: Path
) -> None:
    """Over HTTPS; the browser takes the certificate for true, and the proxy's port for 443."""
    name, port = "vertrieb.rueckruf.example", free_port()
    with running_example(tmp_path, port, (NOBODY, NOBODY), f"127.0.0.1:{urlsplit(url).port}") as certificate:
        mapped = f"--host-resolver-rules=MAP {name}:443 127.0.0.1:{port}"
        trusting = f"--ignore-certificate-errors-spki-list={pin_of(certificate)}"
        launched = chromium.browser_type.launch(
            executable_path=EXECUTABLE, args=[*FLAGS, mapped, trusting], timeout=PATIENCE * 1000
        )
        with launched as browser:
            page = browser.new_page()
            page.set_default_timeout(PATIENCE * 1000)
            tools, telephone = plug_in(page)
            sign_in(page, f"https://{name}", "carla")
            add(page, f"https://{name}")
            expect(page.get_by_role("status")).to_contain_text("Der Passkey ist angelegt")
            page.get_by_role("button", name="Abmelden").click()
            come_in(page)
            expect(page.get_by_role("heading", name="Rückrufe")).to_be_visible()
            (held,) = tools.send("WebAuthn.getCredentials", {"authenticatorId": telephone})["credentials"]

    assert held["rpId"] == name


def pin_of(certificate: Path) -> str:
    """The digest of its public key, as browsers are told which to trust."""
    key = load_pem_x509_certificate(certificate.read_bytes()).public_key()
    encoded = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return base64.b64encode(hashlib.sha256(encoded).digest()).decode()
