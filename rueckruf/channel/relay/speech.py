"""What the assistant is saying: how long that takes, how much of it was heard, and how it goes on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rueckruf.spoken.aloud.speed import seconds_aloud
from rueckruf.spoken.text.words import words_and_digits

#: Rather too long than too short, or it would cut off a goodbye.
_SLOWEST = 1.15
#: On its way to the caller's ear, and until the voice has begun.
_UNDER_WAY_SECONDS = 0.8
#: Recognisers of what was played are a word behind.
_WORDS_BEHIND = 1
#: So many words find a place in what was said.
_WORDS_OF_A_PLACE = 4
_PIECE = re.compile(r"[^,.;:!?]+[,.;:!?]*\s*")


def seconds_to_say(text: str) -> float:
    """How long the caller hears a text, estimated."""
    return seconds_aloud(text) * _SLOWEST + _UNDER_WAY_SECONDS if text else 0.0


@dataclass(frozen=True)
class Speech:
    """Messages that are said one after the other; the first ``firm`` of them cannot be interrupted."""

    texts: Sequence[str]
    firm: int = 0

    @property
    def text(self) -> str:
        return " ".join(self.texts)

    def heard_to_its_end(self, heard: str) -> bool:
        """Whether somebody has heard all of it who has heard this much."""
        return len(words_and_digits(self.text)) - self._words_heard(heard) <= _WORDS_BEHIND

    def after(self, heard: str) -> "Speech":
        """What is left for somebody who has heard this much: from the beginning of the piece that was cut off."""
        left, done = [], self._words_heard(heard)
        for text in self.texts:
            pieces = []
            for piece in _PIECE.findall(text) or [text]:
                done -= len(words_and_digits(piece))
                if done < 0:
                    pieces.append(piece)
            if pieces:
                left.append("".join(pieces).strip())
        return Speech(left)

    def _words_heard(self, heard: str) -> int:
        said, known = words_and_digits(self.text), words_and_digits(heard)
        if said[: len(known)] == known:
            return len(known)
        place = known[-_WORDS_OF_A_PLACE:]
        ends = (end for end in range(len(said), len(place) - 1, -1) if said[end - len(place) : end] == place)
        return next(ends, 0)
