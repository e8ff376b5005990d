"""Dashboard and alarms ask for what the program tells, in words that Prometheus understands."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from prometheus_client.metrics import MetricWrapperBase
from prometheus_client.registry import CollectorRegistry

from rueckruf.project import ROOT
from rueckruf.server import counters
from rueckruf.server.levels import levels_of
from rueckruf.server.metrics import STORE_UP
from rueckruf.settings import load_settings
from rueckruf.storage.database import open_database
from tests.support.yaml_files import read_yaml

pytestmark = pytest.mark.process

WATCHING = ROOT / "deploy" / "watching"
PROMTOOL = shutil.which("promtool")
NEEDS_PROMTOOL = pytest.mark.skipif(PROMTOOL is None, reason="promtool is not installed (Debian: prometheus)")
_OF_A_KIND = {"counter": ("_total",), "histogram": ("_bucket", "_sum", "_count"), "gauge": ("",)}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names of all samples that a server may tell, and ``up``, which Prometheus adds."""
    registry = CollectorRegistry()
    for counter in vars(counters).values():
        if isinstance(counter, MetricWrapperBase):
            registry.register(counter)
    settings = load_settings({"RUECKRUF_DATA_DIR": str(tmp_path_factory.mktemp("var"))})
    database = open_database(settings)
    families = [*registry.collect()]
    for read in levels_of(settings, database).values():
        families += read()
    database.engine.dispose()
    names = {f"{family.name}{end}" for family in families for end in _OF_A_KIND[family.type]}
    return names | {STORE_UP, "up"}


def of_the_dashboard() -> Iterator[str]:
    for panel in json.loads((WATCHING / "dashboard.json").read_text(encoding="utf-8"))["panels"]:
        for target in panel["targets"]:
            yield target["expr"]


def of_the_alarms() -> Iterator[str]:
    for group in read_yaml(WATCHING / "alerts.yml")["groups"]:
        for rule in group["rules"]:
            yield rule["expr"]


@pytest.mark.parametrize("expression", [*of_the_dashboard(), *of_the_alarms()])
def test_what_is_asked_for_is_told(expression: str, told: set[str]) -> None:
    asked = set(re.findall(r"\b(?:rueckruf_\w+|up)\b", re.sub(r'"[^"]*"', "", expression)))
    assert asked
    assert asked <= told


def test_the_dashboard_shows_all_that_is_told(told: set[str]) -> None:
    shown = " ".join([*of_the_dashboard(), *of_the_alarms()])
    assert {name for name in told if name not in shown} == set()


@NEEDS_PROMTOOL
def test_prometheus_takes_the_alarms_and_what_the_dashboard_asks(tmp_path: Path) -> None:
    asked = [expression.replace("$__rate_interval", "1m") for expression in of_the_dashboard()]
    rules = [{"record": f"asked:{number}", "expr": expression} for number, expression in enumerate(asked)]
    dashboard = tmp_path / "dashboard.yml"
    dashboard.write_text(json.dumps({"groups": [{"name": "dashboard", "rules": rules}]}))
    for file in (WATCHING / "alerts.yml", dashboard):
        promtool("rules", "--lint-fatal", file)
    promtool("config", "--syntax-only", WATCHING / "prometheus.yml")


def promtool(*words: object) -> None:
    command = [str(PROMTOOL), "check", *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
