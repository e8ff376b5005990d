"""A yes that may also thank or take leave: "Genau, vielen Dank", "Ja, dann bis Donnerstag", "nein nein, passt"."""

import re
from functools import cache, partial

from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import tokens

_listed = partial(word_set, "polite_yes")


def is_polite_yes(text: str) -> bool:
    """Whether ``text`` agrees and says nothing beside that but thanks and farewell (``polite_yes.yml``).

    Strict: one word more ("ja, aber danke", "ja, wie geht es Ihnen") and it is something else. A farewell may name a
    day ("bis Donnerstag"); whether it is the right one is for the caller of this function to know.
    """
    said = " ".join(token.folded for token in tokens(text) if token.kind != "mark")
    if re.search(rf"\b{_any_of('hedges')}\b", said):
        return False
    words = set(_until().sub(" ", _reassuring().sub("", said)).split())
    return bool(words & _listed("agreement")) and words <= _listed("agreement") | _listed("beside")


@cache
def _until() -> re.Pattern[str]:
    return re.compile(rf"\bbis {_any_of('until')}\b")


@cache
def _reassuring() -> re.Pattern[str]:
    return re.compile(rf"^{_any_of('reassuring')}\b")


def _any_of(list_name: str) -> str:
    phrases = sorted(map(re.escape, _listed(list_name)), key=len, reverse=True)
    return f"(?:{'|'.join(phrases)})"
