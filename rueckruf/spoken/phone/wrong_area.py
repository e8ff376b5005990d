"""An area code that is called wrong, and the right one: "null drei null ist falsch, das muss null vier null heißen"."""

from collections.abc import Sequence

from rueckruf.spoken.phone.dial_plan import LONGEST_AREA_CODE, SHORTEST_AREA_CODE, area_code, national_form
from rueckruf.spoken.phone.piece import Piece
from rueckruf.spoken.text.vocabulary import word_set

_MOBILE = 4
_WRONG_AND_RIGHT = 2


def right_area(pieces: Sequence[Piece], given: str, region: str) -> str | None:
    """The area code that ``pieces`` put in the place of that of the number ``given``, and nothing else."""
    wrong = area_code(national_form(given, region), region)
    spoken = ["".join(piece.groups) for piece in pieces]
    if not wrong or not 0 < len(spoken) <= _WRONG_AND_RIGHT or not _calls_wrong(pieces):
        return None
    if wrong.startswith("015") and not any(said.startswith(wrong) for said in spoken):
        wrong = wrong[:_MOBILE]  # callers say 0151, the plan gives out 01512
    codes = [code for said in spoken for code in _codes(said, wrong)]
    others = [code for code in codes if not wrong.startswith(code)]
    return others[0] if len(codes) == _WRONG_AND_RIGHT and len(others) == 1 and _are_codes(codes) else None


def _codes(said: str, wrong: str) -> list[str]:
    """The wrong code and the right one, said in one go or each for itself."""
    rest = said.removeprefix(wrong)
    return [wrong, rest] if rest and rest != said else [said]


def _are_codes(codes: Sequence[str]) -> bool:
    return all(code.startswith("0") and SHORTEST_AREA_CODE <= len(code) <= LONGEST_AREA_CODE for code in codes)


def _calls_wrong(pieces: Sequence[Piece]) -> bool:
    if any("".join(piece.groups) != piece.digits for piece in pieces):
        return True  # corrected in one go
    said = {word for piece in pieces for word in (*piece.lead, *piece.trail)}
    edits = (word_set("phone_number", "edits", name) for name in ("wrong", "called_wrong"))
    return not said.isdisjoint(frozenset().union(*edits))
