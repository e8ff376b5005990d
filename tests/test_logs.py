"""Logs: JSON lines that hold nothing of a caller, whoever writes them."""

import io
import json
import logging
import sys
import threading
import warnings
from collections.abc import Callable
from typing import Any

import pytest
import structlog

from rueckruf import logs
from rueckruf.logs import configure, pseudonym, say

pytestmark = [pytest.mark.unit, pytest.mark.usefixtures("logging_restored")]

SECRET = "Zenobia Quastenflößer, 030 23125886"


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[dict[str, Any]]]:
    """What has been logged; no line may hold the secret."""
    printed = io.StringIO()
    monkeypatch.setattr(sys, "stderr", printed)
    configure("DEBUG")

    def read() -> list[dict[str, Any]]:
        text = printed.getvalue()
        for piece in ("Zenobia", "Quasten", "flößer", "23125886"):
            assert piece not in text
            assert json.dumps(piece)[1:-1] not in text
        return [json.loads(line) for line in text.splitlines()]

    return read


# -- records of libraries


def test_a_text_of_a_library_is_shown_without_its_values(lines: Callable[[], list[dict[str, Any]]]) -> None:
    logging.getLogger("rasa.core").warning("The caller said %s.", SECRET)
    [line] = lines()
    assert (line["level"], line["logger"], line["event"]) == ("warning", "rasa.core", "The caller said %s.")
    assert line["place"].startswith("tests/test_logs.py:")


def test_a_text_that_a_library_made_of_values_is_not_shown(lines: Callable[[], list[dict[str, Any]]]) -> None:
    logging.getLogger("rasa.core").debug(f"The caller said {SECRET}.")
    logging.getLogger("rasa.core").debug(SECRET)
    logging.getLogger("rasa.core").error(ValueError(SECRET))
    assert [line["event"] for line in lines()] == [None, None, None]


# structlog's loggers know who called only if structlog made them, hence a name that nothing else has.
def test_a_structured_event_is_shown_without_its_values(lines: Callable[[], list[dict[str, Any]]]) -> None:
    structlog.get_logger("rasa.of_this_test").debug("processor.slots.log", slot_values=SECRET)
    structlog.get_logger("rasa.of_this_test").debug(f"slots.{SECRET}")
    assert [line["event"] for line in lines()] == ["processor.slots.log", None]


def test_an_exception_is_shown_as_types_and_places(lines: Callable[[], list[dict[str, Any]]]) -> None:
    def fail() -> None:
        try:
            raise KeyError(SECRET)
        except KeyError as error:
            raise ValueError(f"bad value {SECRET}") from error

    try:
        fail()
    except ValueError:
        logging.getLogger("sqlalchemy.pool").exception("Lost: %s", SECRET)
    [line] = lines()
    assert [error["type"] for error in line["exception"]] == ["builtins.ValueError", "builtins.KeyError"]
    assert all(frame.startswith("tests/test_logs.py:") for error in line["exception"] for frame in error["frames"])
    assert line["exception"][0]["frames"][-1].endswith(" fail")


def test_a_structured_exception_too(lines: Callable[[], list[dict[str, Any]]]) -> None:
    try:
        raise ValueError(SECRET)
    except ValueError:
        structlog.get_logger("rasa.of_this_test").exception("processor.failed", text=SECRET)
    [line] = lines()
    assert (line["event"], line["exception"][0]["type"]) == ("processor.failed", "builtins.ValueError")


def test_a_record_that_cannot_be_formatted_prints_nothing_of_itself(
    lines: Callable[[], list[dict[str, Any]]],
) -> None:
    logging.getLogger("sanic.error").error("one %d", SECRET, SECRET)
    logging.getLogger("rueckruf.channel").error("one %d", SECRET)
    assert [line["event"] for line in lines()] == ["one %d"]


def test_a_logger_that_rasa_cuts_off_from_the_root_is_no_way_out(
    lines: Callable[[], list[dict[str, Any]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    cut_off = logging.getLogger("cut.off")
    monkeypatch.setattr(cut_off, "propagate", False)
    cut_off.error(f"lost {SECRET}")
    assert [line["logger"] for line in lines()] == ["cut.off"]


def test_warnings_and_uncaught_exceptions_are_lines_too(lines: Callable[[], list[dict[str, Any]]]) -> None:
    def fail() -> None:
        raise ValueError(SECRET)

    warnings.warn(SECRET, UserWarning, stacklevel=1)
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    try:
        fail()
    except ValueError as error:
        sys.excepthook(ValueError, error, error.__traceback__)
    warning, in_thread, in_main = lines()
    assert warning["logger"] == "py.warnings"
    assert [line["event"] for line in (in_thread, in_main)] == ["uncaught exception"] * 2


# -- our own


def test_our_own_lines_carry_facts(lines: Callable[[], list[dict[str, Any]]]) -> None:
    logging.getLogger("rueckruf.channel").info("turn of %s", "a call", extra={"facts": {"turn": 3}})
    [line] = lines()
    assert (line["event"], line["turn"], line["level"]) == ("turn of a call", 3, "info")
    assert line["time"].endswith("+00:00")


def test_a_line_break_makes_no_second_line(lines: Callable[[], list[dict[str, Any]]]) -> None:
    logging.getLogger("rueckruf.channel").warning("host %s", 'a\n{"event": "forged"}\u2028\r')
    assert len(lines()) == 1


@pytest.mark.parametrize(
    ("level", "ours", "theirs"),
    [
        ("DEBUG", {"debug", "info", "warning", "error"}, {"debug", "info", "warning", "error"}),
        ("INFO", {"info", "warning", "error"}, {"warning", "error"}),
        ("WARNING", {"warning", "error"}, {"warning", "error"}),
        ("ERROR", {"error"}, {"error"}),
    ],
)
def test_the_level_holds_for_ours_and_quietens_libraries(
    capsys: pytest.CaptureFixture[str], level: str, ours: set[str], theirs: set[str]
) -> None:
    configure(level)
    for name in ("rueckruf.channel", "rasa.core", "some.library"):
        for method in ("debug", "info", "warning", "error"):
            getattr(logging.getLogger(name), method)("x")
    heard = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    for name, levels in (("rueckruf.channel", ours), ("rasa.core", theirs), ("some.library", theirs)):
        assert {line["level"] for line in heard if line["logger"] == name} == levels


def test_setting_up_twice_writes_a_line_once(capsys: pytest.CaptureFixture[str]) -> None:
    configure("INFO")
    configure("INFO")
    logging.getLogger("rueckruf").info("x")
    assert len(capsys.readouterr().err.splitlines()) == 1


# -- pseudonyms


def test_a_call_keeps_its_pseudonym_and_another_gets_another() -> None:
    call = "CA" + "1" * 32
    assert pseudonym(call) == pseudonym(call)
    assert pseudonym(call) != pseudonym("CA" + "2" * 32)
    assert call[2:14] not in pseudonym(call)


def test_servers_with_the_same_keys_share_pseudonyms_and_others_do_not(monkeypatch: pytest.MonkeyPatch) -> None:
    def of_a_server(*keys: str) -> str:
        monkeypatch.setattr(logs, "_salt", b"drawn at its start")
        configure("INFO", keys)
        return pseudonym("CA1")

    assert of_a_server("newest", "oldest") == of_a_server("newest")
    assert of_a_server("newest") != of_a_server("another")
    assert of_a_server() not in (of_a_server("newest"), of_a_server("another"))


# -- what is said on standard output


def test_a_line_is_written_in_one_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    """Unbuffered, as in a container, each piece goes out on its own, and another thread's log line between two."""
    written: list[str] = []

    class Unbuffered(io.StringIO):
        def write(self, text: str) -> int:
            written.append(text)
            return len(text)

    monkeypatch.setattr(sys, "stdout", Unbuffered())

    say("ready http://127.0.0.1:5005")

    assert written == ["ready http://127.0.0.1:5005\n"]
