"""The telephone in the browser, in Chromium on a real server: a designer rings, looks inside, and tries once more."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from rueckruf.simulator.server import Server, rueckruf_at, running_server
from tests.browser.chromium import LAYOUTS, faults
from tests.support.calls import MORNING, stored_at

pytestmark = pytest.mark.browser

# The boundaries that are not here: a voice, and the recogniser of a maker of browsers.
VOICE = """
  window.spoken = [];
  const voice = {name: "Anna", lang: "de-DE", localService: true};
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  Object.defineProperty(window, "speechSynthesis", {value: {
    getVoices: () => [{name: "Google Deutsch", lang: "de-DE", localService: false}, voice],
    speak: (words) => window.spoken.push([words.text, words.voice.name]),
    cancel: () => {},
  }});
"""
EARS = """
  window.SpeechRecognition = class {
    start() { setTimeout(() => {
      this.onresult({results: [[{transcript: "Hier ist Sabine Müller", confidence: 0.62}]]});
      this.onend();
    }); }
    abort() {}
  };
"""
DEAF = "delete window.webkitSpeechRecognition; delete window.SpeechRecognition;"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with a telephone for the browser."""
    folder: Path = tmp_path_factory.mktemp("phone")
    with running_server(folder, command=rueckruf_at(MORNING), arguments=["--phone"]) as running:
        yield running


@pytest.fixture
def ring(server: Server, window: Callable[..., Page]) -> Callable[..., Page]:
    """Opens the telephone in a window and rings, by default with the number withheld."""
    (address,) = (line.split()[1] for line in server.output if line.startswith("telephone "))

    def begin(look: str = "light", script: str = VOICE + EARS, caller: str = "", **options: Any) -> Page:
        page = window(look, **options)
        page.add_init_script(script)
        page.goto(address)
        page.get_by_label("Die Nummer, von der Sie anrufen").fill(caller)
        page.get_by_role("button", name="Anrufen").click()
        expect(page.locator("#said")).to_contain_text("Was kann ich für Sie tun?")
        return page

    return begin


def say(page: Page, line: str) -> None:
    turn = page.locator("#call").get_attribute("data-turn") or ""
    page.get_by_label("Was sagen Sie?").fill(line)
    page.keyboard.press("Enter")
    expect(page.locator("#call")).not_to_have_attribute("data-turn", turn)


def sid_of(page: Page) -> str:
    """The call that the page shows; its address follows a moment later."""
    return (page.locator("#call").get_attribute("data-address") or "").rpartition("/")[2]


def latest(page: Page) -> Any:
    return page.locator(".exchange").first


def test_a_whole_call_with_what_happens_inside(ring: Callable[..., Page], server: Server) -> None:
    page = ring()
    expect(latest(page)).to_contain_text("The call begins data/rules/call.yml:")
    say(page, "Wie lange dauert das?")
    expect(latest(page)).to_contain_text("ask_duration")
    expect(latest(page)).to_contain_text("How long it takes data/rules/beside.yml:")
    expect(latest(page)).to_contain_text("utter_duration → callback_form")
    say(page, "Hier ist Sabine Müller")
    expect(latest(page)).to_contain_text("caller_name Sabine Müller")
    expect(latest(page)).to_contain_text("keine: das Formular fragt weiter")
    expect(latest(page).get_by_text(" ms")).to_be_visible()
    expect(page.locator(".slots")).to_contain_text("first: Sabine, last: Müller")
    say(page, "null drei null, zwei drei eins zwei fünf, null sieben sieben")
    say(page, "morgen um zehn")
    expect(page.locator("#said")).to_contain_text("Stimmt")
    say(page, "ja, das stimmt")
    expect(page.locator("#said")).to_contain_text("Das Gespräch ist zu Ende.")
    expect(latest(page)).to_contain_text("Confirmed and stored data/rules/endings.yml:")

    call_sid = sid_of(page)
    (request,) = stored_at(server)(call_sid)
    assert (request.name, request.phone) == ("Sabine Müller", "+493023125077")
    assert "Müller" not in "\n".join(server.output)


def test_each_sentence_is_spoken_once_by_a_voice_of_this_device(ring: Callable[..., Page]) -> None:
    page = ring()
    expect(page.locator("#voice")).to_have_text("Es spricht Anna, auf diesem Gerät.")
    say(page, "Hier ist Sabine Müller")
    question = page.locator("#said p").last.inner_text()
    page.wait_for_function("text => window.spoken.at(-1)[0] === text", arg=question)
    spoken = page.evaluate("window.spoken")
    assert {voice for _, voice in spoken} == {"Anna"}
    assert [text for text, _ in spoken].count("Was kann ich für Sie tun?") == 1
    page.get_by_label("Vorlesen").uncheck()
    say(page, "null drei null, zwei drei eins zwei fünf, null sieben sieben")
    assert page.evaluate("window.spoken") == spoken


def test_what_the_browser_hears_is_said_with_how_sure_it_is(ring: Callable[..., Page]) -> None:
    page = ring()
    expect(page.locator("#recogniser")).to_contain_text(
        "schickt den Ton zum Erkennen in der Regel an seinen Hersteller"
    )
    page.get_by_role("button", name="Sprechen").click()
    expect(latest(page)).to_contain_text("Hier ist Sabine Müller Erkenner 62 %")
    expect(latest(page)).to_contain_text("inform_caller_name")


def test_without_ears_one_types(ring: Callable[..., Page]) -> None:
    page = ring(script=VOICE + DEAF)
    expect(page.get_by_text("Dieser Browser erkennt keine Sprache: Bitte tippen Sie.")).to_be_visible()
    expect(page.get_by_role("button", name="Sprechen")).to_be_hidden()


def test_once_more_with_another_answer(ring: Callable[..., Page]) -> None:
    page = ring()
    say(page, "Hier ist Sabine Müller")
    say(page, "null drei null, zwei drei eins zwei fünf, null sieben sieben")
    first = sid_of(page)
    turn = page.locator(".exchange", has_text="Anrufer Hier ist Sabine Müller")
    turn.get_by_text("noch einmal mit …").click()
    turn.get_by_label("Andere Antwort").fill("Ich heiße Paul Weber")
    turn.get_by_role("button", name="Noch einmal").click()
    expect(page.locator(".slots")).to_contain_text("first: Paul, last: Weber")
    expect(page.locator(".slots")).to_contain_text("+493023125077")
    expect(page.locator(".exchange")).to_have_count(3)
    second = sid_of(page)
    assert second != first
    expect(page).to_have_url(re.compile(second))

    page.get_by_role("button", name="Noch einmal, unverändert").click()
    expect(page.locator("#call")).not_to_have_attribute("data-address", re.compile(second))
    expect(page.locator(".slots")).to_contain_text("first: Paul, last: Weber")


def test_keys_silence_and_hanging_up(ring: Callable[..., Page]) -> None:
    page = ring(caller="+49 30 23125051")
    page.get_by_role("button", name="Schweigen").click()
    expect(latest(page)).to_contain_text("Anrufer schweigt")
    expect(latest(page)).to_contain_text("caller_silent")
    say(page, "Hier ist Sabine Müller")
    page.get_by_text("Tasten, mit # am Ende").click()
    for key in "03023125077#":
        page.get_by_role("button", name=key, exact=True).click()
    expect(page.locator(".slots")).to_contain_text("+493023125077")
    page.get_by_role("button", name="Auflegen").click()
    expect(page.locator("#said")).to_contain_text("Das Gespräch ist zu Ende.")
    expect(page.get_by_label("Die Nummer, von der Sie anrufen")).to_have_value("+493023125051")


def test_it_works_without_scripts(ring: Callable[..., Page]) -> None:
    page = ring(java_script_enabled=False)
    page.get_by_label("Was sagen Sie?").fill("Hier ist Sabine Müller")
    page.get_by_role("button", name="Sagen").click()
    expect(latest(page)).to_contain_text("inform_caller_name")


@pytest.mark.parametrize("look", LAYOUTS)
def test_it_has_no_barriers_and_does_not_scroll_sideways(ring: Callable[..., Page], look: str) -> None:
    page = ring(look)
    say(page, "Hier ist Sabine Müller")
    latest(page).get_by_text("noch einmal mit …").click()
    assert faults(page) == []
