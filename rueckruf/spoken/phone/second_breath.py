"""Digits behind those of an earlier breath: the rest of the number, a part of it once more, or all of it anew."""

from operator import eq

from rueckruf.spoken.phone.dial_plan import area_code, judge, national_form
from rueckruf.spoken.phone.further_back import further_back, is_said_again
from rueckruf.spoken.phone.piece import LONGEST_CHANGE, Piece

_LONG = 9
_SAME_START = 3
_RETRACED, _ALIKE = 2, 0.5
#: Fewer digits may stand in a number twice.
_SAID_ONCE_MORE = 3


def begins_again(given: str, new: str) -> bool:
    """Whether the digits so far are said once more, from the first of them: "eins sieben zwei", twice."""
    return len(given) >= _SAID_ONCE_MORE and new.startswith(given)


def taken_back(given: str, piece: Piece) -> int:
    """How many of the last digits of an earlier breath a correction replaces.

    Those that it begins like ("... zwei vier eins", "nein, zwei drei eins, fünf"), else as many as are said, and
    where more are said than were given, the first group of them.
    """
    new = piece.digits
    alike = {
        length: sum(map(eq, given[-length:], new)) / length
        for length in range(_RETRACED, min(len(given), len(new)) + 1)
        if given[-length] == new[0] and not new.startswith(given[-length:])
    }
    likeliest = max(alike, key=lambda length: (alike[length], length), default=0)
    if likeliest and alike[likeliest] >= _ALIKE:
        return likeliest
    return len(new) if len(new) < len(given) else len(piece.groups[0])


def begun_further_back(given: str, new: str, region: str) -> str | None:
    """The number of a correction that begins with right digits of it: "... acht vier vier", "nein, acht fünf vier"."""
    number = national_form(given, region)
    places = (place for place in further_back([number], new) if is_said_again(place) and place.kept)
    whole = (number[: place.kept] + new for place in places)
    return next((digits for digits in whole if judge(digits, region).verdict == "valid"), None)


def in_same_area(given: str, piece: Piece, region: str) -> str | None:
    """A whole number again without its area code: the digits after it are replaced."""
    number = national_form(given, region)
    area = area_code(number, region) if number.startswith("0") else ""
    if piece.whole or not area or not _is_complete(given, region) or len(piece.digits) != len(number) - len(area):
        return None
    goes_on = judge(given + piece.digits, region).verdict == "valid"
    alike = number[len(area) :].startswith(piece.digits[:_SAME_START])
    return area + piece.digits if alike and not goes_on else None


def said_again(given: str, new: str, region: str) -> int:
    """How many of the first new digits only repeat the last ones given, so that the caller finds back."""
    if len(new) > _SAID_ONCE_MORE and given.endswith(new):
        return len(new)
    if judge(given + new, region).verdict == "valid" and not _is_complete(given, region):
        return 0
    for length in range(len(new), 1, -1):
        joined = given + new[length:]
        if given.endswith(new[:length]) and judge(joined, region).verdict == "valid":
            return length
    return 0


def is_new(given: str, piece: Piece, region: str) -> bool:
    """Whether digits with a leading 0 or plus are the whole number again, not its second half."""
    new = piece.digits
    if new.startswith(("+", given)) or (len(new) > 2 and new[:3] == given[:3]):
        return True
    if new.startswith("00"):
        return judge(piece.number, region).verdict == "valid"
    if not given.startswith(("0", "+")):
        return True
    alone, joined = judge(new, region).verdict, judge(given + new, region).verdict
    goes_on = piece.continues and len(new) < _LONG
    if joined == "valid" and (goes_on or alone != "valid" or len(new) < _LONG):
        return _is_complete(given, region) and len(new) > LONGEST_CHANGE and not goes_on
    return alone in ("valid", "possible") or len(new) > LONGEST_CHANGE


def _is_complete(given: str, region: str) -> bool:
    return judge(given, region).e164 is not None
