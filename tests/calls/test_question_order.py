"""``required_slots`` in ``domain.yml`` says what is asked of callers, and in what order."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from rueckruf.simulator.phone import Phone
from rueckruf.simulator.server import RUECKRUF, rueckruf_at, running_server
from tests.support.calls import AUTH_TOKEN, MORNING
from tests.support.checkouts import copy_checkout, copy_trained_parts, replace_once

pytestmark = pytest.mark.call

REQUIRED = "required_slots: [caller_name, phone_number, callback_time, concern]"


@pytest.fixture
def checkout(tmp_path: Path, trained_model: Path) -> Path:
    return copy_checkout(tmp_path / "checkout", trained_model)


def environment_of(checkout: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(checkout), "TWILIO_AUTH_TOKEN": AUTH_TOKEN}


def test_the_questions_come_in_another_order(checkout: Path, tmp_path: Path) -> None:
    copy_trained_parts(checkout)
    replace_once(
        checkout / "domain.yml", REQUIRED, "required_slots: [callback_time, caller_name, phone_number, concern]"
    )
    environment = environment_of(checkout)
    subprocess.run([*RUECKRUF, "train"], cwd=checkout, env=environment, check=True, stdout=subprocess.DEVNULL)
    with running_server(tmp_path / "var", environment, rueckruf_at(MORNING), checkout) as server:
        phone = Phone(server.url, AUTH_TOKEN).start()
        heard = [phone.last, *(phone.say(words) for words in ("morgen um zehn Uhr", "Paul Weber", "ja"))]
    questions = ["Wann ", "Name", "Nummer mit der Endung", "morgen, Mittwoch, den elften, um zehn Uhr"]
    for turn, words in zip(heard, questions, strict=True):
        assert words in turn


def test_a_slot_that_nobody_declares_stops_the_start_with_file_and_line(checkout: Path) -> None:
    replace_once(checkout / "domain.yml", REQUIRED, REQUIRED.replace("]", ", outcome]"))
    line = 1 + (checkout / "domain.yml").read_text(encoding="utf-8").splitlines().index(
        "    " + REQUIRED.replace("]", ", outcome]")
    )
    ended = subprocess.run(
        [sys.executable, "-m", "rueckruf", "run"],
        cwd=checkout,
        env=environment_of(checkout),
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 1
    told = f"rueckruf: domain.yml:{line}: no answer in rueckruf/answers/ declares 'outcome'"
    assert ended.stderr.splitlines()[-1].startswith(told)
