"""Logs: JSON lines on standard error that hold nothing of a caller, at no level.

What our own modules log is written for that. Rasa and the libraries log whole messages, trackers and values, also
inside exceptions; of their records only the place, the level and a text that stands word by word in their source
get through, of exceptions the types and the lines they passed.
"""

import hashlib
import hmac
import json
import logging
import secrets
import sys
import sysconfig
import threading
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from traceback import walk_tb
from types import FrameType
from typing import Any

from rueckruf.project import ROOT

LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")

_OWN = ("rueckruf", "actions")
# numpy sets the level of the root while it is imported; these keep theirs.
_LIBRARIES = ("rasa", "rasa_sdk", "sanic", "asyncio", "apscheduler", "twilio", "urllib3")
_HOMES = (Path(sysconfig.get_path("purelib")), ROOT, Path(sysconfig.get_path("stdlib")))
_LONGEST_CHAIN = 5
_LAST_FRAMES = 15

_salt = secrets.token_bytes(32)


def configure(level: str, keys: Sequence[str] = ()) -> None:
    """Make this the only log of the process; calling it again changes nothing.

    ``level`` is one of LEVELS and holds for our own modules; libraries are heard from WARNING on, at DEBUG too from
    DEBUG on. With ``keys`` (newest first) all servers that share them give a call the same pseudonym.
    """
    global _salt
    if keys:
        _salt = hashlib.sha256(b"log pseudonyms " + keys[0].encode()).digest()
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(SafeFormatter())
    logging.getLogger().handlers[:] = [handler]
    logging.lastResort = handler  # for loggers that Rasa cuts off from the root
    logging.raiseExceptions = False  # a record that can't be written would be printed with its values
    logging.captureWarnings(True)
    foreign = level if level in ("DEBUG", "ERROR", "CRITICAL") else "WARNING"
    _set_levels(level, foreign)
    sys.excepthook = lambda kind, error, trace: _uncaught(error)
    threading.excepthook = lambda thread: _uncaught(thread.exc_value)
    sys.unraisablehook = lambda unraisable: _uncaught(unraisable.exc_value)
    _tame_structlog(foreign)


def say(line: str) -> None:
    """A line on standard output, in one piece: ``print`` may write its end apart, and a log line gets in between."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _set_levels(level: str, foreign: str) -> None:
    for name in ("", *_LIBRARIES):
        logging.getLogger(name).setLevel(foreign)
    for name in _OWN:
        logging.getLogger(name).setLevel(level)
    # Rasa's dependencies warn each other of their age.
    logging.getLogger("py.warnings").setLevel(level if level == "DEBUG" else "ERROR")


def pseudonym(call_sid: str) -> str:
    """A name for a call in logs that leads nobody back to it: the same during the call, another after a restart
    unless keys are configured."""
    return hmac.new(_salt, call_sid.encode(), hashlib.sha256).hexdigest()[:12]


class SafeFormatter(logging.Formatter):
    """A record as one line of JSON. Facts of our own modules come along by ``extra={"facts": {...}}``."""

    def format(self, record: logging.LogRecord) -> str:
        own = record.name.partition(".")[0] in _OWN
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
        }
        if own:
            line |= {"event": record.getMessage(), **getattr(record, "facts", {})}
        else:
            line |= {"event": record.msg if _stands_in_the_source(record) else None}
            line |= {"place": _place(record.pathname, record.lineno)}
        if record.exc_info and record.exc_info[1]:
            line["exception"] = [_without_values(error) for error in _chain(record.exc_info[1])]
        return json.dumps(line)


def _stands_in_the_source(record: logging.LogRecord) -> bool:
    """Whether the text is a constant of the function that logs it, and so was not made of any value."""
    if not isinstance(record.msg, str):
        return False
    frame: FrameType | None = sys._getframe()
    while frame is not None:
        if frame.f_code.co_filename == record.pathname and frame.f_code.co_name == record.funcName:
            return record.msg in frame.f_code.co_consts
        frame = frame.f_back
    return False


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    for _ in range(_LONGEST_CHAIN):
        if error is None:
            return
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _without_values(error: BaseException) -> dict[str, Any]:
    passed = walk_tb(error.__traceback__)
    frames = [f"{_place(frame.f_code.co_filename, line)} {frame.f_code.co_name}" for frame, line in passed]
    return {"type": f"{type(error).__module__}.{type(error).__qualname__}", "frames": frames[-_LAST_FRAMES:]}


def _place(path: str, line: int) -> str:
    file = Path(path)
    home = next((home for home in _HOMES if file.is_relative_to(home)), file.parent)
    return f"{file.relative_to(home)}:{line}"


def _uncaught(error: BaseException | None) -> None:
    if error is not None and not isinstance(error, KeyboardInterrupt):
        logging.getLogger("rueckruf").critical("uncaught exception", exc_info=error)


def _tame_structlog(level: str) -> None:
    """Rasa's structured events become records like all others, without their values.

    Rasa has a dozen of them in a turn below the level that is heard: they cost no more than a call that does nothing.
    """
    import structlog

    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, _event_only],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
        cache_logger_on_first_use=True,
    )


def _event_only(_: Any, __: str, event: Any) -> tuple[tuple[Any], dict[str, Any]]:
    return (event.get("event"),), {"exc_info": event.get("exc_info")}
