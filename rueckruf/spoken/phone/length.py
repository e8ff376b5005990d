"""Whether a dictated number has all its digits: what the numbering plan allows after them, and what is usual."""

from typing import Literal

from rueckruf.spoken.phone.dial_plan import Verdict, are_of_one_kind, area_code, judge, national_form
from rueckruf.spoken.text.vocabulary import vocabulary

Length = Literal["full", "usual", "short"]

_MOBILE = ("015", "016", "017")
#: At most this many more digits are tried after a number.
_MORE = 3
#: So many digits fewer than usual has a landline that is rather begun than whole.
_MISSING = 2


def length_of(digits: str, region: str = "DE") -> Length:
    """How whole ``digits`` are, as ``PhoneReading`` has them; ``region``: as there.

    "full": no longer number begins so. "usual": few do (those with an extension), or there is no such number whatever
    follows. "short": digits are missing, or many a number is longer, as of those that begin with 016 or 017.
    """
    e164, verdict = judge(digits, region)
    if e164 is None:
        local = not digits.startswith(("0", "+")) and len(digits) >= _usually_whole("local")
        return "usual" if local or verdict != "too_short" else "short"
    if not any(_is_as_good(digits + "0" * more, e164, verdict, region) for more in range(1, _MORE + 1)):
        return "full"
    return "usual" if _is_usual(e164, national_form(e164)) else "short"


def is_hardly_whole(e164: str, *, in_breaths: bool = False) -> bool:
    """Whether a German number could be dialled so, but hardly any is so short: "0221 4710", "0176 4391825".

    ``in_breaths``: it was dictated a part at a time, after each of which another may come: "0341", "225", "80".
    """
    national = national_form(e164)
    longer: dict[str, int] = vocabulary("phone_number")["usually_whole"]["behind_mobile_code"]
    if any(national.startswith(code) and len(national) < len(code) + digits for code, digits in longer.items()):
        return True
    area = "" if national == e164 or national.startswith(_MOBILE) else area_code(national)
    usual = _usual_behind(area)
    return bool(area and usual) and len(national) - len(area) <= usual - (1 if in_breaths else _MISSING)


def lengths_behind_mobile_code(code: str) -> list[int]:
    """How many digits all numbers have that were given out behind a German mobile code: "0171"; empty for others."""
    tables = vocabulary("phone_number")["usually_whole"]
    lengths = (tables[name].get(code) for name in ("always_behind_mobile_code", "or_behind_mobile_code"))
    return [length for length in lengths if length]


def _is_as_good(longer: str, e164: str, verdict: Verdict, region: str) -> bool:
    """Whether a longer number that begins like ``e164`` is as possible, and not just the mailbox of it."""
    number, its_verdict = judge(longer, region)
    if number is None or its_verdict not in {verdict, "valid"}:
        return False
    return verdict != "valid" or are_of_one_kind(number, e164)


def _is_usual(e164: str, national: str) -> bool:
    if national == e164:
        return len(e164) - len("+43") >= _usually_whole("abroad")
    if national.startswith(_MOBILE):
        return False
    area = area_code(national)
    return len(national) - len(area) >= _usual_behind(area)


def _usual_behind(area: str) -> int:
    behind: dict[int, int] = vocabulary("phone_number")["usually_whole"]["behind_area_code"]
    return behind.get(len(area), 0)


def _usually_whole(name: str) -> int:
    digits: int = vocabulary("phone_number")["usually_whole"][name]
    return digits
