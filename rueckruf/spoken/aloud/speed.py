"""How long a German voice takes for a sentence, pauses included.

The figures are those that ``scripts/measure_voice.py`` finds for all wordings of ``data/responses/``; its voice (SVOX
Pico, de-DE, usual speed) is a synthetic one and rather slow, as those are that read out numbers.
"""

import re

#: Seconds for each character, and for the pause at a comma and at the end of a sentence that another one follows.
CHARACTER, COMMA, STOP = 0.057, 0.35, 0.23
_COMMA = re.compile("[,;:–]")
_STOP = re.compile(r"[.!?]+(?=\s+\w)")


def pauses(text: str) -> tuple[int, int]:
    """At how many commas, and at how many ends of sentences, a voice pauses within ``text``."""
    return len(_COMMA.findall(text)), len(_STOP.findall(text))


def seconds_aloud(text: str) -> float:
    """The length of ``text`` as it is spoken, in seconds."""
    commas, stops = pauses(text)
    return len(text) * CHARACTER + commas * COMMA + stops * STOP
