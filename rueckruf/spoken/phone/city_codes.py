"""The area codes of large cities, for "Vorwahl von Berlin" and "Kölner Vorwahl"."""

from collections.abc import Mapping
from functools import cache

from rueckruf.spoken.text.vocabulary import meanings, vocabulary


@cache
def city_codes() -> dict[str, str]:
    """Cities and their adjectives, folded: "berlin" and "berliner" -> "030"."""
    codes = meanings(vocabulary("phone_number")["cities"])
    return codes | {f"{city.removesuffix('e')}er": code for city, code in codes.items()} | _adjectives(codes)


def _adjectives(codes: Mapping[str, str]) -> dict[str, str]:
    """ "Münchner", "Bremer", "Dresdner": the ending -en shortened."""
    shortened = {city: city.removesuffix("en") for city in codes if city.endswith("en")}
    return {stem + ending: codes[city] for city, stem in shortened.items() for ending in ("er", "ner")}
