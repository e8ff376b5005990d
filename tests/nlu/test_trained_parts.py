"""``rueckruf train`` in a copy of the project learns only what an edit has changed."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.checkouts import copy_checkout, keep_few_utterances

pytestmark = [pytest.mark.model, pytest.mark.timeout(1800)]

NAMES, INTENTS = "callers' names", "intents"


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory, trained_model: Path) -> Path:
    """Where everything has been trained once."""
    copy = copy_checkout(tmp_path_factory.mktemp("training") / "checkout", trained_model)
    keep_few_utterances(copy)
    learned(copy)
    return copy


def learned(checkout: Path) -> list[str]:
    """What a training learns, as it tells people who wait, by the alphabet: side by side, either may begin."""
    trained = subprocess.run(
        [sys.executable, "-m", "rueckruf", "train"],
        cwd=checkout,
        env={**os.environ, "PYTHONPATH": str(checkout)},
        capture_output=True,
        text=True,
        check=True,
    )
    return sorted(re.findall(r"^train: learning (.+)$", trained.stdout, re.MULTILINE))


def edit(file: Path, old: str, new: str) -> None:
    """Put ``new`` in the place of what the pattern ``old`` meets first."""
    content, times = re.subn(old, new, file.read_text(encoding="utf-8"), count=1)
    assert times == 1
    file.write_text(content, encoding="utf-8")


def test_sentences_and_rules_teach_neither_intents_nor_names(checkout: Path) -> None:
    edit(checkout / "data/responses/beside.yml", r"(- text: .*)\.", r"\1, gern.")
    edit(checkout / "data/rules/facts.yml", r"rule: (.*)", r"rule: \1, as before")
    edit(checkout / "data/stories/off_topic.yml", r"story: (.*)", r"story: \1, as before")
    assert learned(checkout) == []


def test_an_utterance_teaches_intents_and_what_is_no_name(checkout: Path) -> None:
    edit(checkout / "data/nlu/outside/ask_cost.yml", r"\Z", "      - wird mir dafür am Ende etwas abgebucht\n")
    assert learned(checkout) == [NAMES, INTENTS]


def test_a_list_of_names_teaches_names_only(checkout: Path) -> None:
    edit(checkout / "data/vocabulary/surnames.yml", r"\Z", "# unchanged\n")
    assert learned(checkout) == []
    edit(checkout / "data/vocabulary/surnames.yml", r"\[", "[Sauerbierhausen, ")
    assert learned(checkout) == [NAMES]
