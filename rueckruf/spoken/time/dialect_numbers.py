"""Numbers as dialects spell them: "zehn Uhr fuffzich", "am zwoatn", "am dridde", "bis zum zwanzigschte"."""

import re
from functools import cache, lru_cache

from rueckruf.spoken.text.numbers import cardinal
from rueckruf.spoken.text.vocabulary import vocabulary
from rueckruf.spoken.text.words import RECENT_TEXTS, fold

# "Dritt" up to nineteen, "zwanzigst" from there on, and the first.
_SHORT = re.compile(r"(?P<stem>[a-z]+)[td](?:e|en|n|a|er)")
_LONG = re.compile(r"(?P<stem>[a-z]+?)(?:scht|schd|st|sd)(?:e|en|n|a|er)")
_TENS = re.compile(
    r"(?P<unit>[a-z]*?)(?:und|unn?|ond|en|e|a|i)?(?P<ten>zwanz|dreiss|vierz|fuenfz|fuemfz|fuffz)(?:i?g|ich|isch|i)"
)
_VALUES = {"zwanz": 20, "dreiss": 30, "vierz": 40}
_FIFTY = 50
_TEENS = range(2, 20)


@lru_cache(maxsize=RECENT_TEXTS)
def dialect_cardinal(word: str) -> int | None:
    """The value of a folded number from twenty on that only dialects spell so, or None."""
    return _twenty_or_more(word)


@lru_cache(maxsize=RECENT_TEXTS)
def dialect_ordinal(word: str) -> int | None:
    """The value of a folded ordinal that only dialects spell so, or None."""
    short = _SHORT.fullmatch(word)
    number = _stems().get(short["stem"]) if short else None
    if number in _TEENS:
        return number
    long = _LONG.fullmatch(word)
    if long is None:
        return None
    return 1 if _stems().get(long["stem"]) == 1 else _twenty_or_more(long["stem"])


def _twenty_or_more(stem: str) -> int | None:
    found = _TENS.fullmatch(stem)
    if found is None:
        return None
    unit = (_stems().get(found["unit"]) or cardinal(found["unit"]) or 0) if found["unit"] else 0
    known = unit in range(10) and (unit or not found["unit"])
    return _VALUES.get(found["ten"], _FIFTY) + unit if known else None


@cache
def _stems() -> dict[str, int]:
    """What stands before the ending of an ordinal: hours in dialect, numbers, and what is like neither ("drid")."""
    table = vocabulary("dialects_time")
    own, numbers = table["ordinals"]["stems"], map(fold, table["ordinals"]["as_numbers"])
    spelled = {
        fold(str(spelling)): number
        for meaning, spellings in table["clock"].items()
        if (number := cardinal(fold(meaning))) and number not in own
        for spelling in spellings
    }
    plain = {word: number for word in numbers if (number := cardinal(word))}
    return {**plain, **spelled, **{fold(stem): number for number, stems in own.items() for stem in stems}}
