"""``make demo``, as the README shows it."""

import re
import subprocess
import sys

import pytest

from rueckruf.project import ROOT

pytestmark = pytest.mark.call


def spoken(text: str) -> list[str]:
    """The lines of a dialogue, who speaks first."""
    return [" ".join(line) for line in re.findall(r"^ *(Assistent|Anrufer): +(.+)$", text, re.MULTILINE)]


def test_the_dialogue_of_the_readme_is_that_of_the_demo() -> None:
    demo = [sys.executable, "-m", "rueckruf.simulator.demo"]
    played = iter(spoken(subprocess.run(demo, cwd=ROOT, capture_output=True, text=True, check=True).stdout))
    told = [line.removesuffix(" ...") for line in spoken((ROOT / "README.md").read_text(encoding="utf-8"))]

    assert len(told) > 3
    for line in told:
        assert any(heard.startswith(line) for heard in played), f"not in the demo, or not at that place: {line}"
