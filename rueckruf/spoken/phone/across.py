"""A number with other words between its digits: "null eins sieben neun, *nein, runter vom Tisch*, fünf zwei zwei ...",
"09421, *also Straubing, und dann* 47 32 06".

Who tells what place it is or speaks to a child meanwhile corrects nothing: behind a "nein" that does, digits follow.
"""

from collections.abc import Sequence
from operator import eq
from typing import NamedTuple

from rueckruf.spoken.phone.correction import SaidDigits
from rueckruf.spoken.phone.dial_plan import area_code, judge, national_form
from rueckruf.spoken.phone.length import is_hardly_whole
from rueckruf.spoken.phone.piece import Piece, speaks_aside

#: Left out words may have been digits: it is read back.
_ACROSS = 0.7
#: More pieces are rather several numbers, and no number has more digits.
_MOST = 6
_LONGEST = 12
_MOBILE = "01"
_LONGEST_PART = 4
#: So many digits are said again where one of them is put right.
_SLIP = (2, 3, 4)


class Across(NamedTuple):
    """The digits of all pieces in the order in which they were said, and from where to where they reach."""

    said: SaidDigits
    start: int
    end: int


def across_words(pieces: Sequence[Piece], region: str) -> Across | None:
    """The one number of usual length that all ``pieces`` make, where nothing but asides stands between them."""
    if not 1 < len(pieces) <= _MOST or not pieces[0].whole or not all(map(_goes_on, pieces[1:])):
        return None
    digits = pieces[0].number + "".join(piece.digits for piece in pieces[1:])
    e164, verdict = judge(digits, region)
    if e164 is None or verdict != "valid" or is_hardly_whole(e164) or len(national_form(e164)) > _LONGEST:
        return None
    if not _is_told_apart(digits, pieces, region):
        return None
    certainty = min(piece.certainty for piece in pieces) * _ACROSS
    return Across(SaidDigits(digits, certainty), pieces[0].start, pieces[-1].end)


def is_no_slip(before: Piece, piece: Piece) -> bool:
    """Whether a "nein" with other words behind it leads to digits that are in none alike to those ``before`` it."""
    if not (piece.corrects and speaks_aside(piece.lead)):
        return False
    widths = (width for width in _SLIP if width <= min(len(before.digits), len(piece.digits)))
    return not any(sum(map(eq, before.digits[-width:], piece.digits[:width])) * 2 >= width for width in widths)


def _goes_on(piece: Piece) -> bool:
    """Whether a piece puts nothing right and is none of its own: "und *am Ende* 45", "*nein*, 45", "*nicht* 45"."""
    puts_right = piece.contrasts or piece.changes or piece.rejected or piece.puts_right
    corrects = piece.corrects and not speaks_aside(piece.lead)
    return not (puts_right or corrects or _begins_another(piece) or piece.label in ("area", "extension", "other"))


def _begins_another(piece: Piece) -> bool:
    """Whether it is a number of its own: more than a zero with the digits that are said with it."""
    return piece.whole and (len(piece.digits) > _LONGEST_PART or piece.digits.startswith("+"))


def _is_told_apart(digits: str, pieces: Sequence[Piece], region: str) -> bool:
    """Whether a "nein" between them can be none to the digits: of a mobile number none is too many then."""
    corrects = any(piece.corrects for piece in pieces[1:])
    is_code = pieces[0].digits == area_code(digits, region)
    return not corrects or is_code or national_form(digits, region).startswith(_MOBILE)
