"""A yes that also thanks or takes leave: "Genau, vielen Dank", "Ja, dann bis Donnerstag"."""

import re
from functools import cache

from rueckruf.spoken.vocabulary import vocabulary
from rueckruf.spoken.words import fold, tokens


def is_polite_yes(text: str) -> bool:
    """Whether ``text`` agrees and says nothing beside that but thanks and farewell (``polite_yes.yml``).

    Strict: one word more ("ja, aber danke", "ja, wie geht es Ihnen") and it is something else. A farewell may name a
    day ("bis Donnerstag"); whether it is the right one is for the caller of this function to know.
    """
    said = " ".join(token.folded for token in tokens(text) if token.kind != "mark")
    words = set(_until().sub(" ", said).split())
    return bool(words & _words("agreement")) and words <= _words("agreement") | _words("beside")


@cache
def _words(list_name: str) -> frozenset[str]:
    return frozenset(fold(word) for word in vocabulary("polite_yes")[list_name])


@cache
def _until() -> re.Pattern[str]:
    days = sorted(map(re.escape, _words("until")), key=len, reverse=True)
    return re.compile(rf"\bbis (?:{'|'.join(days)})\b")
