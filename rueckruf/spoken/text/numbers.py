"""German number words: one word for one number, as recognisers write them joined.

Split compounds ("neun und achtzig") are a matter of the reader, who knows whether two numbers or one are
expected; :func:`joined` says what the pieces would be together.
"""

import re
from functools import cache, lru_cache

from rueckruf.spoken.text.vocabulary import meanings, vocabulary

#: What the words of ``data/vocabulary/numbers.yml`` are joined with: where each stands is grammar, so they are here.
AND, HUNDRED, THOUSAND = "und", "hundert", "tausend"
_ENDING = re.compile(r"(?:e|er|en|em|es)$")


@cache
def _tables() -> tuple[dict[str, int], dict[str, int], dict[str, int], dict[str, int]]:
    table = vocabulary("numbers")
    return (
        meanings(table["units"]),
        meanings(table["teens"]),
        meanings(table["tens"]),
        meanings(table["ordinals"]),
    )


@lru_cache(maxsize=4096)
def cardinal(word: str) -> int | None:
    """The value of a folded cardinal from 0 to 999999 ("dreiundzwanzig" -> 23), or None."""
    head, thousand, tail = word.partition(THOUSAND)
    if not thousand:
        return _below_thousand(word)
    thousands = _below_thousand(head) if head else 1
    rest = _below_thousand(tail.removeprefix(AND)) if tail else 0
    if thousands is None or rest is None or thousands == 0:
        return None
    return thousands * 1000 + rest


def _below_thousand(word: str) -> int | None:
    head, hundred, tail = word.partition(HUNDRED)
    if not hundred:
        return _below_hundred(word)
    # "zwölfhundert", "zweiundzwanzighundert" as in years and dictated numbers
    hundreds = _below_hundred(head) if head else 1
    rest = _below_hundred(tail.removeprefix(AND)) if tail else 0
    if not hundreds or rest is None:
        return None
    return hundreds * 100 + rest


def _below_hundred(word: str) -> int | None:
    units, teens, tens, _ = _tables()
    for table in (units, teens, tens):
        if word in table:
            return table[word]
    unit, _, ten = word.rpartition(AND)
    if unit in units and ten in tens and units[unit] > 0:
        return units[unit] + tens[ten]
    return None


@lru_cache(maxsize=2048)
def ordinal(word: str) -> int | None:
    """The value of a folded ordinal ("dritten" -> 3, "einundzwanzigster" -> 21), or None."""
    stem = _ENDING.sub("", word)
    if stem == word:
        return None
    for irregular, value in _tables()[3].items():
        head = stem.removesuffix(irregular)
        if head != stem:
            hundreds = cardinal(head) if head else 0
            if hundreds is not None and hundreds % 100 == 0:
                return hundreds + value
    for suffix in ("st", "t"):
        number = cardinal(stem.removesuffix(suffix)) if stem.endswith(suffix) else None
        # -t up to nineteen, -st from twenty on: "neunzehnte", "zwanzigste", "hundertvierte", "hundertste"
        if number and (suffix == "t") == (1 <= number % 100 <= 19):
            return number
    return None


def joined(unit: str, ten: str) -> int | None:
    """The value of a compound that a recogniser split: ``joined("neun", "achtzig")`` is 89."""
    return _below_hundred(f"{unit}{AND}{ten}")


def below(number: int) -> dict[str, int]:
    """The folded words of all numbers from 1 that are less, up to a hundred, and their values."""
    units, teens, tens, _ = _tables()
    compounds = {f"{unit}{AND}{ten}": units[unit] + tens[ten] for ten in tens for unit in units if units[unit] > 0}
    return {word: value for word, value in {**units, **teens, **tens, **compounds}.items() if 0 < value < number}
