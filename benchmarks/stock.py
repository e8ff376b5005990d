"""The same assistant the way `rasa init` sets one up: stock pipeline and policies, built-in channel, action server.

Data, domain and actions are ours. Variables and custom payloads are taken out of the responses: only our own
response generator and channel know them.
"""

import os
import re
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml

from rueckruf.project import DATA, DOMAIN, RESULTS, ROOT
from rueckruf.simulator.server import free_port

FOLDER = RESULTS / "bench" / "stock"
READY_SECONDS = 300

# What `rasa init` proposes, with one of its 100 epochs: they change what is learnt, not how long the same steps of a
# turn take, and twenty did not end within twenty minutes on a machine with other work.
_EPOCHS = 1
_CONFIG: dict[str, Any] = {
    "recipe": "default.v1",
    "language": "de",
    "assistant_id": "stock",
    "pipeline": [
        {"name": "WhitespaceTokenizer"},
        {"name": "RegexFeaturizer"},
        {"name": "LexicalSyntacticFeaturizer"},
        {"name": "CountVectorsFeaturizer"},
        {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
        {"name": "DIETClassifier", "epochs": _EPOCHS, "constrain_similarities": True},
        {"name": "EntitySynonymMapper"},
        {"name": "ResponseSelector", "epochs": _EPOCHS, "constrain_similarities": True},
        {"name": "FallbackClassifier", "threshold": 0.3, "ambiguity_threshold": 0.1},
    ],
    "policies": [
        {"name": "MemoizationPolicy"},
        {"name": "RulePolicy"},
        {"name": "UnexpecTEDIntentPolicy", "max_history": 5, "epochs": _EPOCHS},
        {"name": "TEDPolicy", "max_history": 5, "epochs": _EPOCHS, "constrain_similarities": True},
    ],
}
_CREDENTIALS = {"twilio_voice": {"initial_prompt": "/call_started", "assistant_voice": "Polly.Vicki"}}
_VARIABLE = re.compile(r"\{\w+\}")


def train() -> float:
    """Trains the stock model unless one of the same data is there; seconds it took, 0 if it was there."""
    stamp = FOLDER / "trained-from"
    state = str(max(path.stat().st_mtime for path in [DOMAIN, *DATA.rglob("*.yml")]))
    if stamp.exists() and stamp.read_text() == state:
        return 0.0
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    for folder in ("nlu", "rules", "stories", "responses"):
        shutil.copytree(DATA / folder, FOLDER / "data" / folder)
    for path in (FOLDER / "data" / "responses").glob("*.yml"):
        _simplify(path)
    shutil.copy(DOMAIN, FOLDER)
    (FOLDER / "config.yml").write_text(yaml.safe_dump(_CONFIG))
    (FOLDER / "credentials.yml").write_text(yaml.safe_dump(_CREDENTIALS))
    begin = time.monotonic()
    with (FOLDER / "train.log").open("w") as log:
        subprocess.run([*_rasa(), "train"], cwd=FOLDER, env=_environment(), stdout=log, stderr=log, check=True)
    stamp.write_text(state)
    return time.monotonic() - begin


def _simplify(path: Path) -> None:
    """Responses without variables and without ``custom``, on which the built-in channel fails."""
    content = yaml.safe_load(_VARIABLE.sub("so", path.read_text(encoding="utf-8")))
    for variations in content["responses"].values():
        for variation in variations:
            variation.pop("custom", None)
    path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")


@contextmanager
def running(data_dir: Path) -> Iterator[tuple[str, list[int], float]]:
    """Address, process ids and seconds to ready of the stock server with its action server."""
    port, action_port = free_port(), free_port()
    endpoints = {"action_endpoint": {"url": f"http://127.0.0.1:{action_port}/webhook"}}
    (FOLDER / "endpoints.yml").write_text(yaml.safe_dump(endpoints))
    environment = {**_environment(), "RUECKRUF_DATA_DIR": str(data_dir), "SANIC_HOST": "127.0.0.1"}
    begin = time.monotonic()
    with (FOLDER / "serve.log").open("w") as log:
        processes = [
            subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)
            for command, folder in (
                ([*_rasa(), "run", "actions", "--port", str(action_port)], ROOT),
                ([*_rasa(), "run", "--port", str(port), "-i", "127.0.0.1"], FOLDER),
            )
        ]
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for(f"{address}/webhooks/twilio_voice/")
            _wait_for(f"http://127.0.0.1:{action_port}/health")
            yield address, [process.pid for process in processes], time.monotonic() - begin
        finally:
            for process in processes:
                process.terminate()
            for process in processes:
                process.wait()


def _rasa() -> list[str]:
    return [sys.executable, "-m", "rasa"]


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "RASA_TELEMETRY_ENABLED": "false"}


def _wait_for(address: str) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310 - our own loopback address
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise TimeoutError(f"the stock server was not ready within {READY_SECONDS} s: see {FOLDER}/serve.log")
