"""Where a caller takes back a name: "Weber, Quatsch, Becker"."""

from collections.abc import Sequence

from rueckruf.spoken.name.carriers import is_filler
from rueckruf.spoken.text.discourse import repair_at
from rueckruf.spoken.text.phrases import one_of
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import Token

#: No phrase that takes back has more words.
_LONGEST = 6


def takes_back(said: Sequence[Token], index: int) -> int:
    """How many words at ``index`` take back what went before; 0 for none."""
    return repair_at(tuple(token.folded for token in said[index : index + _LONGEST]), 0, "caller_name")


def is_said_to_be_meant(said: Sequence[Token], index: int) -> bool:
    """Whether words there tell that the name before them is the right one: "Baum, Baumann *wollte ich sagen*"."""
    words = tuple(token.folded for token in said[index : index + _LONGEST] if not is_filler(token))
    return one_of(word_set("caller_name", "meant_behind")).at(words, 0)[1] > 0


def is_begun_anew(said: Sequence[Token], index: int) -> bool:
    """Whether right before ``index`` what went before is taken back: "L, E, M, *nee*, L, A, M, P"."""
    near = range(max(0, index - _LONGEST), index)
    return any(takes_back(said, at) > 0 and after_taking_back(said, at) == index for at in near)


def after_taking_back(said: Sequence[Token], index: int) -> int | None:
    """The first token after words from ``index`` on that take back, and fillers; None where none take back."""
    found = False
    while index < len(said):
        width = takes_back(said, index)
        if not width and not is_filler(said[index]):
            break
        found = found or width > 0
        index += width or 1
    return index if found else None
