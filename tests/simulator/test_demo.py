"""``make demo``: what a visitor sees first, as the README shows it."""

import json
import os
import re
import subprocess
import sys
from datetime import datetime

import pytest

from rueckruf.callbacks.schema import KEYS
from rueckruf.project import ROOT

pytestmark = pytest.mark.call


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the demo prints; it ends with success and leaves the configured data folder alone."""
    data_dir = tmp_path_factory.mktemp("demo") / "var"
    ended = subprocess.run(
        [sys.executable, "-m", "rueckruf.simulator.demo"],
        cwd=ROOT,
        env={**os.environ, "RUECKRUF_DATA_DIR": str(data_dir), "PYTHONUNBUFFERED": ""},  # as into a pipe of anybody's
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert not data_dir.exists()
    return ended.stdout


def spoken(text: str) -> list[str]:
    """The lines of a dialogue, who speaks first."""
    return [" ".join(line) for line in re.findall(r"^ *(Assistent|Anrufer): +(.+)$", text, re.MULTILINE)]


def test_it_plays_a_whole_call_from_greeting_to_goodbye(shown: str) -> None:
    dialogue = spoken(shown)
    assert "Sprachassistent" in dialogue[0]
    assert sum(line.startswith("Anrufer") for line in dialogue) >= 5
    assert "Vielen Dank" in dialogue[-1]
    assert "Auf Wiederhören" in dialogue[-1]


def test_it_ends_with_the_exported_request(shown: str) -> None:
    [request] = json.loads(shown.partition("What sales sees (rueckruf export --format json):")[2])
    assert tuple(request) == KEYS
    assert (request["name"], request["phone"], request["status"]) == ("Sabine Müller", "+493023125078", "new")
    assert datetime.fromisoformat(request["callback_start"]) > datetime.fromisoformat(request["created_at"])


def test_the_dialogue_of_the_readme_is_that_of_the_demo(shown: str) -> None:
    played = iter(spoken(shown))
    told = [line.removesuffix(" ...") for line in spoken((ROOT / "README.md").read_text(encoding="utf-8"))]

    assert len(told) > 3
    for line in told:
        assert any(heard.startswith(line) for heard in played), f"not in the demo, or not at that place: {line}"
