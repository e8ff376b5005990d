"""Warnings that say nothing of this project are left out, and no others."""

import re
import subprocess
import sys

import pytest

from rueckruf.lean import importing
from rueckruf.lean.expected_warnings import COMMANDS, OF_THE_DATA, WHILE_IMPORTED

pytestmark = pytest.mark.process


def heard(program: str) -> str:
    """What a Python of its own writes to standard error."""
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stderr


def test_every_module_that_speaks_out_of_turn_is_sorted_out() -> None:
    assert set(importing._SPEAKING) == {*WHILE_IMPORTED, COMMANDS}


def test_importing_rasa_says_nothing() -> None:
    assert heard("import rasa.__main__, rasa.core.agent, rasa.model_training") == ""


@pytest.mark.parametrize(
    ("module", "category", "is_told"),
    [
        ("sanic.app", "UserWarning", True),
        # Python itself shows this one to nobody but the author of a program.
        ("sanic.app", "DeprecationWarning", False),
        ("rasa.__main__", "UserWarning", True),
    ],
)
def test_a_warning_afterwards_is_told_as_python_does(module: str, category: str, is_told: bool) -> None:
    said = heard(
        f"import warnings, {module}; exec(compile('warnings.warn(\"mind\", {category})', 'other.py', 'exec'),"
        " {'__name__': 'other', 'warnings': warnings})"
    )
    assert ("mind" in said) == is_told


def test_the_modules_are_left_as_python_makes_them() -> None:
    program = (
        "import sanic.app, sys; sys.stderr.write(type(sanic.app.__loader__).__name__ + sanic.app.__spec__.loader.name)"
    )
    assert heard(program) == "SourceFileLoadersanic.app"


@pytest.mark.parametrize(
    ("message", "is_expected"),
    [
        ("The intent 'call_started' is listed in the domain file, but is not found in the NLU training data.", True),
        ("The intent 'ask_cost' is listed in the domain file, but is not found in the NLU training data.", False),
        ("The intent 'deny' is not used in any story or rule.", True),
        ("The intent 'ask_cost' is not used in any story or rule.", False),
        ("The utterance 'utter_ask_confirmed' is not used in any story or rule.", True),
        ("The action 'utter_gone' is used in the stories, but is not a valid utterance action.", False),
        ("The example 'ja' was found labeled with multiple different intents in the training data.", False),
    ],
)
def test_what_rasa_says_of_the_data(message: str, is_expected: bool) -> None:
    assert any(re.match(f".*{expected}", message) for expected in OF_THE_DATA) == is_expected
