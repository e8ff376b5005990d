"""The words of a turn while they come in: final prompts joined until :mod:`turn_end` lets the turn end.

A recogniser ends a prompt at each silence; whether the turn ends there is decided here, without a clock or timers.
Moments and lengths are whole milliseconds of any clock that does not go back.
"""

from typing import NamedTuple

from rueckruf.spoken.text.vocabulary import vocabulary
from rueckruf.spoken.text.words import words_and_digits
from rueckruf.spoken.turn.turn_end import completeness, wait_ms

_SEAM = " .,"


class Said(NamedTuple):
    """A turn that has ended.

    ``text``: all that was said in it; where the caller went on after the turn before had ended, it begins with that and
    takes its place. ``asked``: the question that it answers.
    """

    text: str
    asked: str | None


def joined(before: str, after: str, asked: str | None) -> str:
    """Two prompts as one text.

    The full stop that a recogniser puts after a piece is left out where nothing ends: "Mein Name ist. Meier."
    """
    if not before or completeness(before, asked) == "complete":
        return f"{before} {after}".strip()
    return before.rstrip(_SEAM) + (", " if asked == "phone_number" else " ") + after


class Hold:
    """One call's turns, one after the other.

    The channel reports what happens: :meth:`hear` each final prompt, :meth:`speak` any sign that the caller speaks,
    :meth:`answer` when our first words go out, :meth:`interrupt` when they talk over them. After each of these it sets
    its timer to :attr:`ends_at` and calls :meth:`take` when that is due.

    ``silent``: how long the recogniser listens into a silence before it sends a final prompt (``speechTimeout``); it
    may change from question to question.
    """

    def __init__(self, silent: int, asked: str | None = None) -> None:
        self.silent = silent
        self._asked = asked
        #: What was said in this turn so far.
        self.text = ""
        self._last: tuple[list[str], int] | None = None
        #: The turn before, as long as more of it may come; and the one that is being answered.
        self._before: Said | None = None
        self._answered: Said | None = None
        #: When the turn ends if nothing more is heard; None where nothing was said yet.
        self.ends_at: int | None = None

    def hear(self, prompt: str, at: int) -> None:
        """A final prompt; one that comes twice is heard once."""
        if self._is_double(prompt, at) or not prompt.strip():
            return
        if not self.text and self._before:
            self.text, self._asked = self._before.text, self._before.asked
        self._before = None
        self.text = joined(self.text, prompt.strip(), self._asked)
        self.ends_at = max(at, at - self.silent + wait_ms(self.text, self._asked))

    def speak(self, at: int) -> None:
        """The caller speaks, in a partial prompt or by an event: what is held waits for the prompt that comes of it."""
        if self.text:
            self.ends_at = at + self.silent + int(vocabulary("turn_end")["waits"]["incomplete"])

    def take(self, at: int) -> Said | None:
        """The turn if it has ended by now. What is heard before :meth:`answer` still belongs to it."""
        if self.ends_at is None or at < self.ends_at:
            return None
        said = Said(self.text, self._asked)
        self.forget()
        self._before = said
        return said

    def answer(self, asked: str | None) -> None:
        """Our answer to the turn begins; ``asked`` is the question that is open from now on.

        Not for what is held already: that was said before anybody heard it.
        """
        self._answered, self._before = self._before, None
        if not self.text:
            self._asked = asked

    def interrupt(self, played: int) -> None:
        """The caller talks over our answer, of which so many milliseconds were heard."""
        before = self._answered
        if before and played < vocabulary("turn_end")["hardly_heard"][completeness(before.text, before.asked)]:
            self._before = before

    def forget(self) -> None:
        """Drops what is held, as when keys are pressed instead."""
        self.text, self.ends_at = "", None

    def _is_double(self, prompt: str, at: int) -> bool:
        words = words_and_digits(prompt)
        before, self._last = self._last, (words, at)
        return before is not None and before[0] == words and at - before[1] < vocabulary("turn_end")["double"]
