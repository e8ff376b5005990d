"""What comes at its first use is what would have come at once, and a server that answers calls never comes to it."""

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from rueckruf.project import ROOT

pytestmark = pytest.mark.model


def python(program: str, *arguments: str) -> str:
    """What a program prints, in a process in which nothing has been imported yet."""
    begin = "from rueckruf.lean import at_first_use\nat_first_use.install()\n"
    command = [sys.executable, "-W", "ignore", "-c", begin + textwrap.dedent(program), *arguments]
    ended = subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout.strip()


def test_what_the_server_imports_leaves_them_waiting() -> None:
    program = """
        import sys, types
        import rueckruf.server.run
        for name in at_first_use.DEFERRED:
            assert type(sys.modules.get(name)) is not types.ModuleType, name
        print(*(name for name in ("slack_sdk", "aiogram", "matplotlib") if name in sys.modules))
    """
    assert python(program) == ""


def test_what_a_model_is_made_of_leaves_them_waiting_too(trained_model: Path) -> None:
    program = """
        import sys
        from pathlib import Path
        from rueckruf.server.model import import_components
        import_components(Path(sys.argv[1]))
        print(*(name for name in ("matplotlib", "numpy.f2py.crackfortran", "sklearn.base") if name in sys.modules))
    """
    assert python(program, str(trained_model)) == ""


@pytest.mark.parametrize("arguments", [("export", "--help"), ("export", "--nothing")])
def test_help_and_mistakes_are_shown_as_typer_does(arguments: tuple[str, ...]) -> None:
    command = "import runpy\nrunpy.run_module('rueckruf', run_name='__main__')"
    as_ever, ours = (
        subprocess.run([sys.executable, "-c", before + command, *arguments], cwd=ROOT, capture_output=True, check=False)
        for before in ("import rich.console, typer\n", "")
    )
    assert (ours.stdout, ours.stderr) == (as_ever.stdout, as_ever.stderr)
    assert "╭─".encode() in ours.stdout + ours.stderr


def test_a_command_that_does_what_it_was_told_leaves_both_waiting() -> None:
    program = """
        import runpy, sys, types
        sys.argv = ["rueckruf", "understand", "name"]
        try:
            runpy.run_module("rueckruf", run_name="__main__")
        except SystemExit as end:
            assert not end.code
        for name in at_first_use.DEFERRED_BY_COMMANDS:
            assert type(sys.modules[name]) is not types.ModuleType, name
    """
    assert python(program) == ""


def test_a_name_that_is_used_is_the_real_one() -> None:
    program = """
        from dask import get
        from sklearn.linear_model import LogisticRegression
        from sklearn import linear_model

        print(get({"a": 1, "b": (lambda a: a + 1, "a")}, "b"))
        class Own(LogisticRegression): pass
        print(Own.__mro__[1] is linear_model.LogisticRegression or Own.__mro__[1].__module__)
        import sklearn
        print(sklearn.__version__ > "1", isinstance(Own(), LogisticRegression))
    """
    assert python(program).splitlines() == ["2", "sklearn.linear_model._logistic", "True True"]


def test_what_rasa_keeps_of_them_works_when_it_is_used() -> None:
    program = """
        import numpy as np
        from rasa.core import tracker_store
        from rasa.utils.tensorflow import model_data

        print(tracker_store.Key("sender_id").eq("CA1").get_expression()["operator"])
        print([len(part) for part in model_data.train_test_split(np.arange(10), test_size=2)])
    """
    assert python(program).splitlines() == ["=", "[8, 2]"]


def test_all_channels_of_rasa_are_there_once_one_is_looked_up() -> None:
    names = "import rasa.core.channels as channels\nprint(*sorted(channels.BUILTIN_CHANNELS))"
    as_ever = subprocess.run([sys.executable, "-W", "ignore", "-c", names], capture_output=True, text=True, check=True)
    assert python(names) == as_ever.stdout.strip()
    program = """
        import sys
        from rasa.core.channels import OutputChannel, UserMessage
        assert "rasa.core.channels.slack" not in sys.modules
        from rasa.core.channels import SlackInput
        print(SlackInput.name(), UserMessage("ja").text, issubclass(SlackInput, OutputChannel))
    """
    assert python(program) == "slack ja False"


def test_the_holidays_are_those_of_the_whole_package() -> None:
    program = """
        import sys
        import holidays
        german = dict(holidays.country_holidays("DE", subdiv="BY", years=2026, language="de"))
        assert "holidays.countries.france" not in sys.modules
        assert holidays.country_holidays("FR", years=2026)
        from holidays.countries import Germany
        print(german == dict(Germany(subdiv="BY", years=2026, language="de")), len(german) > 10)
    """
    assert python(program) == "True True"
