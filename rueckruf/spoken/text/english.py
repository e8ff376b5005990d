"""What callers say in English, in the German words that the readers know (``data/vocabulary/english.yml``)."""

import re
from functools import cache

from rueckruf.spoken.text.vocabulary import vocabulary

#: "Double" is translated before the digit behind it.
_MOST_PASSES = 2


def in_german(text: str) -> str:
    """``text``, said in English, with what the table knows in German: "tomorrow at ten" is "morgen um zehn"."""
    for _ in range(_MOST_PASSES):
        text = _listed().sub(_german, text)
    return text


def _german(match: re.Match[str]) -> str:
    for pattern, german in _table():
        if found := pattern.fullmatch(match[0]):
            return found.expand(german)
    return match[0]


@cache
def _table() -> list[tuple[re.Pattern[str], str]]:
    rows = [(english, german) for german, ways in vocabulary("english").items() for english in ways]
    return [(re.compile(english.replace(".", r"\."), re.IGNORECASE), german) for english, german in rows]


@cache
def _listed() -> re.Pattern[str]:
    longest_first = sorted((pattern.pattern for pattern, _ in _table()), key=len, reverse=True)
    return re.compile(rf"(?<![\w'])(?:{'|'.join(longest_first)})(?!\w)", re.IGNORECASE)
