"""What callers who are angry call us, beside what they have to say."""

import re
from functools import cache

from rueckruf.spoken.text.vocabulary import vocabulary

#: "Sie taube Nuss", "du blöder, dummer Automat": so many adjectives may stand before the noun.
_MOST_BEFORE_A_NOUN = 2


def without_abuse(text: str) -> str:
    """``text`` without curses and what somebody is called: "nein, *du dumme Kiste*".

    That is a word of address and a noun, which recognisers write with a capital: "du spinnst" stays.
    """
    return " ".join(_abuse().sub(" ", text).split()).strip(" ,;.!")


@cache
def _abuse() -> re.Pattern[str]:
    table = vocabulary("yes_and_no")
    address = "|".join(f"{word}|{word.capitalize()}" for word in table["address"])
    curses = "|".join(sorted(table["curses"], key=len, reverse=True))
    called = rf"(?:{address})(?:,? [a-zäöüß]+e[nrs]?){{0,{_MOST_BEFORE_A_NOUN}}} (?!(?:{address})\b)[A-ZÄÖÜ][\wäöüß-]+"
    return re.compile(rf"\b(?:{called}|(?i:{curses}))\b")
