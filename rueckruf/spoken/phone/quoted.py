"""Numbers that are only spoken of: "unter 0800 ... war immer besetzt" (``data/vocabulary/quoted_numbers.yml``)."""

from functools import partial

from rueckruf.spoken.phone.piece import Piece
from rueckruf.spoken.text.phrases import holds
from rueckruf.spoken.text.vocabulary import word_set

_listed = partial(word_set, "quoted_numbers")

#: So many words before and behind a number tell of it; a shorter one is rather an end or an area code.
_BEFORE, _BEHIND = 6, 6
_SHORTEST = 5
#: "..., Moment, ach nein, das war ja die alte".
_TAKEN_BACK = 12


def is_quoted(piece: Piece, expected: bool) -> bool:
    """Whether the digits are the number of the company or of a call, and not one to ring the caller on.

    ``expected``: a number was asked for; then one is dictated that is "ihre" (hers or theirs), unless they say that
    they have it.
    """
    before, behind = piece.lead[-_BEFORE:], piece.trail[:_BEHIND]
    if len(piece.digits) < _SHORTEST or not (before or behind):
        return False
    if holds(before, _listed("given")) or holds(behind[: _BEHIND - 2], _listed("given")):
        return False
    if holds(before, _listed("before")) or holds(behind, _listed("behind")):
        return True
    if is_taken_back(piece.trail):
        return True
    has_it = holds(before, _listed("having")) or holds(behind, _listed("having"))
    return holds(before, _listed("whose")) and (has_it or not expected)


def is_taken_back(behind: tuple[str, ...]) -> bool:
    """Whether words behind a number tell that another one is meant."""
    return holds(behind[:_TAKEN_BACK], _listed("taken_back"))
