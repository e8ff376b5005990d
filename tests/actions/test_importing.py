"""Importing an action opens nothing: Rasa imports all of them wherever it looks for actions."""

import json
import pkgutil
import subprocess
import sys
from pathlib import Path
from zoneinfo import TZPATH

import pytest

import actions
from rueckruf.project import ROOT

pytestmark = pytest.mark.process

# Tells each file that is opened, each connection and each database while modules are imported.
_LISTEN = """
import importlib, json, sys

import rasa_sdk  # what the libraries open is theirs

seen, listening = [], False
sys.addaudithook(lambda event, arguments: seen.append((event, str(arguments[0]))) if listening else None)
listening = True
for name in json.loads(sys.argv[1]):
    importlib.import_module(name)
listening = False
print(json.dumps([each for each in seen if each[0] in ("open", "socket.connect", "sqlite3.connect", "os.mkdir")]))
"""


def test_importing_touches_no_database_no_network_and_no_file_outside_the_packages(tmp_path: Path) -> None:
    names = [f"actions.{module.name}" for module in pkgutil.iter_modules(actions.__path__)]
    assert "actions.store_callback" in names

    told = subprocess.run(
        [sys.executable, "-c", _LISTEN, json.dumps(names)],
        cwd=ROOT,
        env={"RUECKRUF_DATA_DIR": str(tmp_path / "var"), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=True,
    )

    touched = json.loads(told.stdout)
    allowed = (str(ROOT / "actions"), str(ROOT / "rueckruf"), sys.prefix, sys.base_prefix, *TZPATH)
    assert [each for each in touched if not (each[0] == "open" and each[1].startswith(allowed))] == []
    assert not (tmp_path / "var").exists()
