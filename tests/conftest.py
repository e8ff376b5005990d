"""Fixtures that several folders of tests share."""

import gc
import logging
import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sanic.app  # noqa: F401 - puts a filter of its own before those of pyproject.toml, unless it is imported this early
import structlog
from argon2 import PasswordHasher
from hypothesis import HealthCheck, settings
from sanic.touchup import TouchUp

from rueckruf import garbage
from rueckruf.project import newest_model
from rueckruf.sales import users

pytest_plugins = ["tests.support.engines", "tests.support.servers", "tests.support.calls"]

# The same examples each time, and as long as they take: what fails is the program, never chance or a busy machine.
settings.register_profile("same", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("same")
garbage.wait_for_what_stays()
# What is shown on a terminal does not hang on the one that the tests are started from.
os.environ["TERM"] = "xterm"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """First what starts servers, then what takes seconds, then the many that take no time: all workers end at once."""
    items.sort(key=_is_quick)


def _is_quick(item: pytest.Item) -> tuple[bool, bool]:
    is_unit, *is_long = (item.get_closest_marker(name) is not None for name in ("unit", "process", "thorough"))
    return is_unit, is_unit and not any(is_long)


def pytest_collection_finish() -> None:
    """What is there by now stays to the end: the collector need not go through thousands of tests again and again."""
    gc.collect()
    garbage.look_seldom()
    garbage.keep_what_is_there()


@pytest.fixture(scope="session")
def trained_model() -> Path:
    """The model that `make test` has trained."""
    model = newest_model()
    assert model is not None, "no trained model under models/: run `make train` first"
    return model


@pytest.fixture(scope="session", autouse=True)
def real_hasher() -> Iterator[PasswordHasher]:
    """What passwords are hashed with; here by one that is quick, since tests sign in two thousand times."""
    with pytest.MonkeyPatch.context() as patch:
        hasher = users._HASHER
        quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
        patch.setattr(users, "_HASHER", quick)
        patch.setattr(users, "_NOBODY", quick.hash("nobody"))
        yield hasher


@pytest.fixture(scope="session", autouse=True)
def touched_up_once() -> Iterator[None]:
    """Sanic compiles methods of its own anew for each app, the same for all of ours: most of a server's start."""
    with pytest.MonkeyPatch.context() as patch:
        run = TouchUp.run

        def once(app: Any) -> None:
            run(app)
            patch.setattr(TouchUp, "run", lambda app: None)

        patch.setattr(TouchUp, "run", once)
        yield


@pytest.fixture
def logging_restored(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """For tests that set up the logs of a process, which is pytest's own."""
    for hooks, name in ((sys, "excepthook"), (sys, "unraisablehook"), (threading, "excepthook")):
        monkeypatch.setattr(hooks, name, getattr(hooks, name))
    monkeypatch.setattr(logging, "lastResort", logging.lastResort)
    monkeypatch.setattr(logging, "raiseExceptions", logging.raiseExceptions)
    loggers = [logging.getLogger(), *map(logging.getLogger, list(logging.root.manager.loggerDict))]
    levels = [logger.level for logger in loggers]
    handlers = list(logging.root.handlers)
    yield
    logging.root.handlers[:] = handlers
    for logger, level in zip(loggers, levels, strict=True):
        logger.setLevel(level)
    logging.captureWarnings(False)
    structlog.reset_defaults()
