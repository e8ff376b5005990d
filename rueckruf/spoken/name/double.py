"""The parts of a double surname: what is said of one of them leaves the others as they are."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from rueckruf.spoken.name.spelling import alike
from rueckruf.spoken.name.words import key_of

_PARTS = re.compile("[^ -]+")


class Part(NamedTuple):
    """A part of ``name``, and how alike (0 to 100) it is to what it was looked for by."""

    name: str
    start: int
    end: int
    likeness: float

    @property
    def text(self) -> str:
        """The part as it is written."""
        return self.name[self.start : self.end]

    def replaced(self, new: str) -> str:
        """The whole name with ``new`` in the place of this part."""
        return self.name[: self.start] + new + self.name[self.end :]


def parts_of(name: str, word: str = "") -> Iterator[Part]:
    """The parts of a name: "Petersen", "Claußen"."""
    return (Part(name, *part.span(), alike(part[0], word)) for part in _PARTS.finditer(name))


def nearest_part(name: str, word: str) -> Part:
    """The part that is most like ``word``."""
    return max(parts_of(name, word), key=lambda part: part.likeness)


def keys_of(name: str | None) -> set[str]:
    """A name's words and their parts, folded."""
    words = (name or "").split()
    return {key_of(word) for word in words} | {key_of(part.text) for word in words for part in parts_of(word)}


def is_double(name: str) -> bool:
    """Whether a name has several parts."""
    return len(_PARTS.findall(name)) > 1
