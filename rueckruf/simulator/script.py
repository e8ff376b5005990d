"""What a caller does, turn by turn, as lines of text."""

import re
from pathlib import Path

from rueckruf.simulator.phone import Phone

_KEYS = re.compile(r"#([0-9*]+)#")
_COMMENT = re.compile(r"#(\s.*)?")


def read_script(file: Path) -> list[str]:
    """The turns in a file: one a line, an empty line is silence; lines that begin with ``# `` are comments.

    Raises OSError and UnicodeDecodeError for a file that cannot be read.
    """
    lines = file.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not _COMMENT.fullmatch(line.strip())]


def play_turn(phone: Phone, line: str, confidence: float = 0.9) -> str:
    """Do what a line says, and get what is answered: ``#0176#`` are keys, an empty line is silence.

    While a person is being called an empty line means that nobody answers, any other that the two have talked.
    ``confidence`` is the recogniser's, 0 to 1.
    """
    words = line.strip()
    if phone.transferred_to:
        return phone.end_transfer("completed" if words else "no-answer")
    if keys := _KEYS.fullmatch(words):
        return phone.press(f"{keys[1]}#")
    return phone.say(words, confidence) if words else phone.silence()
