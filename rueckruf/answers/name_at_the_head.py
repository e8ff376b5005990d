"""The name that somebody opens with, before they tell what they want."""

import re

from rueckruf.dialogue.turn import DOUBTFUL, Turn
from rueckruf.spoken.name.caller_name import NameReading, read_caller_name
from rueckruf.spoken.name.carriers import is_courtesy
from rueckruf.spoken.name.words import is_first, is_last
from rueckruf.spoken.text.words import tokens

#: Longer sentences state a concern.
MOST_WORDS_OF_A_NAME = 5
_PART = re.compile(r"[^,.;:!?]+")


def name_at_the_head(turn: Turn, text: str) -> NameReading | None:
    """ "Weber, guten Tag, ich hätte ...", "Tach, Krämer, Sabine Krämer, es geht um ...".

    A greeting or an exclamation in dialect stands there too, "Griaß eich, ...", so it must be a name that a list knows,
    or one beside a greeting; "hello, do you ..." holds none.
    """
    if turn.heard.intent == "not_german":
        return None
    parts = [*_PART.finditer(text)]
    for part, following in zip(parts, [*parts[1:], None], strict=True):
        reading = _short_name(part)
        if reading and reading.confidence < DOUBTFUL:
            continue  # whoever is greeted, "Hallo Frau Weber", is no caller
        if reading:
            whole = _completed(reading, following)
            greets = part is not parts[0] or _is_greeting(following)
            return whole if greets or _opens_with_a_known_name(whole) else None
        if not _is_greeting(part):
            return None
    return None


def _is_greeting(part: re.Match[str] | None) -> bool:
    return part is not None and _is_short(part[0]) and _is_polite(part[0])


def _opens_with_a_known_name(reading: NameReading) -> bool:
    """Whether a list knows the first name or, where only a surname was said, that."""
    if reading.first:
        return is_first(reading.first)
    return bool(reading.title) or is_last((reading.last or "").split()[-1])


def _completed(name: NameReading, part: re.Match[str] | None) -> NameReading:
    """The surname with the first name, where the next part says both."""
    if name.first and name.last:
        return name
    whole = _short_name(part) if part else None
    return whole if whole and whole.first and whole.last == name.last else name


def _short_name(part: re.Match[str]) -> NameReading | None:
    reading = read_caller_name(part[0], expected=True) if _is_short(part[0]) else None
    return reading.moved(part.start()) if reading else None


def _is_short(text: str) -> bool:
    words = [token for token in tokens(text) if token.kind == "word" and not is_courtesy(token)]
    return len(words) <= MOST_WORDS_OF_A_NAME


def _is_polite(text: str) -> bool:
    return all(is_courtesy(token) for token in tokens(text) if token.kind == "word")
