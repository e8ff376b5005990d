"""A run of words that make one name, and what makes a name likely where it stands."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from rueckruf.spoken.name.words import first_name_origin, is_first, is_last, surname_origin

ASIAN = "vietnamese_chinese_korean"

Trust = Literal["named", "present", "asked", "hint"]
"""What makes a name likely here: "mein Name ist", "hier spricht", the question just asked, or a hint ("ich bin")."""


@dataclass(frozen=True)
class Run:
    """Words that may be a name.

    ``particles`` counts the small words in front of the surname from ``at`` on. ``doubtful``: another name word
    follows after a pause and may belong to it.
    """

    start: int
    end: int
    words: tuple[str, ...] = ()
    at: int | None = None
    particles: int = 0
    titles: tuple[str, ...] = ()
    salutation: bool = False
    clean: bool = True
    doubtful: bool = False
    known: int = field(default=0, compare=False)

    @property
    def surname_known(self) -> bool:
        return any(is_last(word) for word in self.words)

    @property
    def has_surname(self) -> bool:
        """Whether a surname is among the words."""
        if self.at is not None:
            return True
        if len(self.words) == 1:
            return is_last(self.words[0]) and not is_first(self.words[0])
        return not all(is_first(word) for word in self.words)


def is_asian(word: str) -> bool:
    """Whether the lists know a word as an East Asian name."""
    return ASIAN in (surname_origin(word), first_name_origin(word))


def has_asian_surname_first(words: Sequence[str]) -> bool:
    """Whether a name starts with an East Asian surname: "Van" and "Thi" are middle names then, not particles."""
    return surname_origin(words[0]) == ASIAN
