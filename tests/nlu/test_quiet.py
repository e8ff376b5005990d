"""Rasa is told how much to say, and nobody else is."""

import logging
import os

import pytest
from rasa.shared.utils.io import is_logging_disabled

from rueckruf.nlu.quiet import saying_only

pytestmark = [pytest.mark.unit, pytest.mark.usefixtures("logging_restored")]


@pytest.mark.parametrize("before", [None, "INFO"])
def test_servers_that_are_started_later_keep_their_level(monkeypatch: pytest.MonkeyPatch, before: str | None) -> None:
    monkeypatch.delenv("LOG_LEVEL", raising=False)
    if before:
        monkeypatch.setenv("LOG_LEVEL", before)

    with saying_only(logging.ERROR):
        pass

    assert os.environ.get("LOG_LEVEL") == before


def test_rasa_says_nothing_below() -> None:
    with saying_only(logging.ERROR):
        pass

    assert not logging.getLogger("rasa").isEnabledFor(logging.WARNING)
    assert logging.getLogger("rasa").isEnabledFor(logging.ERROR)


@pytest.mark.parametrize("level", [logging.ERROR, logging.WARNING])
def test_rasa_draws_no_progress_bars(monkeypatch: pytest.MonkeyPatch, level: int) -> None:
    monkeypatch.delenv("LOG_LEVEL", raising=False)

    with saying_only(level):
        assert is_logging_disabled()


def test_what_others_say_twice_is_still_heard_twice(caplog: pytest.LogCaptureFixture) -> None:
    with saying_only(logging.ERROR):
        pass

    for _ in range(2):
        logging.getLogger("rueckruf.sales").error("hand-over: event given up")

    assert len(caplog.records) == 2
