"""A yes with something behind it: "passt, *aber keine Werbung bitte*", "ja, *und wer liest das alles*"."""

from functools import partial
from typing import NamedTuple

from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import folded_words, tokens
from rueckruf.spoken.text.yes_and_no import is_polite_yes

_listed = partial(word_set, "yes_and_no")

#: So many words has a yes at most that something stands behind.
_LONGEST_YES = 6
_ENDS = (".", "!")


class YesAndMore(NamedTuple):
    """What stands behind a yes, and whether that ``is_clear``: "ja, was kostet das" may begin like any question."""

    more: str
    is_clear: bool


def yes_and_more(text: str) -> YesAndMore | None:
    """What stands behind the longest yes that ``text`` begins with; None where none does, or nothing is behind it."""
    said = [token for token in tokens(text) if token.kind != "mark"]
    yes = [token for token in said[:_LONGEST_YES] if is_polite_yes(text[: token.end])]
    while yes and yes[-1].folded in _leading_on():
        yes.pop()
    if not yes or not folded_words(more := text[yes[-1].end :]):
        return None
    words = folded_words(text[: yes[-1].end])
    if _listed("abroad_alone").issuperset(words):
        return None  # "da haben Sie recht"
    return YesAndMore(more, not _listed("may_lead_in").issuperset(words) or _is_set_apart(more))


def _leading_on() -> frozenset[str]:
    """Words that a yes has as well, as in "ja bitte", but that belong to what follows."""
    return _listed("and_then") | word_set("questions", "asking")


def _is_set_apart(more: str) -> bool:
    return more.lstrip().startswith(_ENDS) or folded_words(more)[0] in _listed("and_then")
