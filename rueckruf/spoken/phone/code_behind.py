"""The code of a country that is said behind the number: "null eins, ... in Wien, also plus vier drei vorn"."""

from collections.abc import Sequence
from typing import NamedTuple

import phonenumbers

from rueckruf.spoken.phone.piece import Piece

#: The plus and the digits of a country code (ITU-T E.164).
_LONGEST = 4
_UNKNOWN = "ZZ"


class CodeBehind(NamedTuple):
    """The ISO code of the country, and the place in the text where its code begins."""

    region: str
    start: int


def code_behind(pieces: Sequence[Piece]) -> CodeBehind | None:
    """The code that the last of ``pieces`` is, behind a number with its trunk 0."""
    if len(pieces) < 2 or not pieces[-2].digits.startswith("0") or pieces[-2].number.startswith("+"):
        return None
    last, code = pieces[-1], pieces[-1].number
    if (
        not code.startswith("+")
        or not 1 < len(code) <= _LONGEST
        or not (last.digits.startswith("+") or last.goes_before)
    ):
        return None
    region = phonenumbers.region_code_for_country_code(int(code[1:]))
    return None if region == _UNKNOWN else CodeBehind(region, last.start)
