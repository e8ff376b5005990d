"""What a command of Rasa loads answers as what we load does."""

import subprocess
import sys
from pathlib import Path

import pytest

from rueckruf.project import ROOT

pytestmark = pytest.mark.model

LOADS = """
import sys
from rueckruf.lean import each_agent
each_agent.install()
each_agent.install()
from rasa.core.agent import Agent
agent = Agent.load(sys.argv[1])
print(type(agent.processor.graph_runner).__name__)
again = agent.processor
agent.load_model(sys.argv[1])
print(type(agent.processor.graph_runner).__name__, agent.processor is again)
"""


def test_each_model_that_rasa_gives_an_agent_runs_in_order(trained_model: Path) -> None:
    command = [sys.executable, "-W", "ignore", "-c", LOADS, str(trained_model)]
    printed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert printed.splitlines() == ["OrderedGraphRunner", "OrderedGraphRunner False"]
