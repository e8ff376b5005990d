"""Chromium of the machine, and the page it looks at: a real server with its clock set."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rueckruf.simulator.server import free_port, rueckruf_at
from tests.browser.morning import MOMENT, PASSWORD
from tests.support.patience import PATIENCE

#: What has a window, even where nobody sees it; to browse without one the headless shell is the same for two thirds of
#: the processor.
WITH_WINDOW = shutil.which("chromium")
EXECUTABLE = shutil.which("chromium-headless-shell") or WITH_WINDOW
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"),
    *("--disable-sync", "--no-first-run", "--disable-quic"),
]
LOOKS: dict[str, Any] = {
    "light": {"viewport": {"width": 1240, "height": 900}},
    "dark": {"viewport": {"width": 1240, "height": 900}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "has_touch": True},
}

#: The looks that place things differently: in the dark nothing changes but colours.
LAYOUTS = ("light", "phone")

LEAST_TARGET = 24  # pixels, WCAG 2.2 (2.5.8)

_AXE = Path(__file__).with_name("axe") / "axe.min.js"


@contextmanager
def served(data_dir: Path, port: int | None = None, moment: str = MOMENT) -> Iterator[str]:
    """The address of ``rueckruf sales`` over a data folder, at the morning's moment or another."""
    port = port or free_port()
    command = [*rueckruf_at(moment), "sales", "--port", str(port), "--data-dir", str(data_dir)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=os.environ, text=True) as server:
        assert server.stdout is not None
        assert server.stdout.readline().startswith("sales page ")
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(PATIENCE)


def sign_in(page: Any, url: str, login: str) -> None:
    """Sign somebody of the morning in, and wait for that person's first page with its styles, which may come later."""
    page.goto(f"{url}/anmelden")
    page.get_by_label("Anmeldename").fill(login)
    page.get_by_label("Passwort").fill(PASSWORD)
    page.get_by_role("button", name="Anmelden", exact=True).click()
    page.get_by_role("button", name="Abmelden").wait_for()
    page.wait_for_load_state()


def faults(page: Any) -> list[str]:
    """What is wrong with a page as it is, and with its colours in the dark."""
    found = barriers(page) + misfits(page)
    # Without motion: colours would be looked at on their way from one scheme to the other.
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    found += [f"dark: {fault}" for fault in too_faint(page)]
    page.emulate_media(color_scheme="light")
    return found


def barriers(page: Any) -> list[str]:
    """What axe-core finds on a page against WCAG 2.2 AA and good practice."""
    return _found(page, ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])


def too_faint(page: Any) -> list[str]:
    """What axe-core finds on a page against the contrast that WCAG 2.2 AA asks for."""
    return _found(page, ["color-contrast"])


def _found(page: Any, rules: list[str]) -> list[str]:
    """By tags or names of rules."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_AXE.read_text(encoding="utf-8"))
    # Of what is in order nothing is told: to write that down would take as long as to look.
    found: list[str] = page.evaluate(
        """async rules => {
            const found = await axe.run(document, {runOnly: rules, resultTypes: ["violations"]});
            return found.violations.flatMap(({id, nodes}) => nodes.map(node => `${id}: ${node.html}`));
        }""",
        rules,
    )
    return found


def misfits(page: Any) -> list[str]:
    """What is too small to be hit by a finger, and whether the page scrolls sideways."""
    small: list[str] = page.evaluate(
        f"""[...document.querySelectorAll('button, select, input:not([type=hidden]), a.button')]
        .filter(each => each.offsetParent && each.getBoundingClientRect().height < {LEAST_TARGET})
        .map(each => each.outerHTML)"""
    )
    wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    return [*(f"small: {each}" for each in small), *(["scrolls sideways"] if wide else [])]


def come_back(page: Any) -> None:
    """Look at the window again, which makes a page ask for news at once instead of within ten seconds."""
    page.wait_for_load_state()  # before, nobody listens
    page.evaluate("window.dispatchEvent(new Event('focus'))")
