"""A yes with something behind it: "passt, *aber keine Werbung bitte*", "ja, *und wer liest das alles*"."""

from collections.abc import Sequence
from functools import lru_cache, partial
from typing import NamedTuple

from rueckruf.spoken.text.beside import asks_to_wait
from rueckruf.spoken.text.ending import speaks_of_an_end, without_farewell
from rueckruf.spoken.text.fields import named_fields
from rueckruf.spoken.text.judgement import begins_anew, finds_right, is_partly_right
from rueckruf.spoken.text.phrases import holds, one_of
from rueckruf.spoken.text.question import asks, asks_how
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import RECENT_TEXTS, clauses, folded_words, tokens
from rueckruf.spoken.text.yes_and_no import is_polite_yes, may_be_turned, only_tells, opposes_nothing, plainly_agrees

_listed = partial(word_set, "yes_and_no")

#: So many words has a yes at most that something stands behind.
_LONGEST_YES = 6
_ENDS = (".", "!")


class YesAndMore(NamedTuple):
    """What stands behind a yes, and whether that ``is_clear``: "ja, was kostet das" may begin like any question."""

    more: str
    is_clear: bool


@lru_cache(maxsize=RECENT_TEXTS)
def yes_and_more(text: str) -> YesAndMore | None:
    """What stands behind the longest yes that ``text`` begins with; None where none does, or nothing is behind it."""
    said = [token for token in tokens(text) if token.kind != "mark"]
    yes = [token for token in said[:_LONGEST_YES] if is_polite_yes(text[: token.end])]
    while yes and yes[-1].folded in _leading_on():
        yes.pop()
    end = _end_of_yes(text, [token.end for token in yes])
    words = folded_words(text[:end])
    if not words or not folded_words(more := text[end:]) or _listed("abroad_alone").issuperset(words):
        return None  # "da haben Sie recht"
    return YesAndMore(more, not _listed("may_lead_in").issuperset(words) or _is_set_apart(more))


def _end_of_yes(text: str, ends: Sequence[int]) -> int:
    """Where the longest yes ends, or the last one before a mark: "*Ja.* Das weiß ich doch"."""
    return next((end for end in reversed(ends) if is_behind_a_mark(text[end:])), max(ends, default=0))


def without_remark(text: str) -> str:
    """The yes in ``text`` without what is only remarked behind it: "ja, *danke, dass Sie sich Zeit nehmen*".

    All of ``text`` where that objects, changes, counts, names an answer or an end, or asks more than how it goes on.
    """
    found = yes_and_more(text)
    return text[: -len(found.more)] if found and _is_remark(text, found) else text


def _is_remark(text: str, found: YesAndMore) -> bool:
    words = one_of(_listed("said_along")).without(folded_words(found.more))
    more = " ".join(one_of(_listed("how_it_goes_on")).without(words))
    asks_on = len(more.split()) < len(words)
    if not (is_behind_a_mark(found.more) or asks_on or plainly_agrees(text)) or may_be_turned(text):
        return False  # "passt der Filter auch"
    if takes_back(text) or only_tells(found.more) or not opposes_nothing(more):
        return False
    return not _names_something(found.more, more) and (asks_on or not _asks_anything(found.more))


def _names_something(all_of_it: str, more: str) -> bool:
    """Whether an answer or an end is named, or it wants to wait or is but a part that is right."""
    if is_partly_right(all_of_it) or begins_anew(all_of_it) or asks_to_wait(more):
        return True
    is_named = bool(named_fields(more)) or holds(folded_words(more), _listed("other_telephones"))
    return is_named or speaks_of_an_end(without_farewell(more))


def is_behind_a_mark(more: str) -> bool:
    """Whether a mark parts what stands behind a yes from it."""
    return not clauses(more)[0].strip()


def _asks_anything(more: str) -> bool:
    return "?" in more or asks(more) or asks_how(more)


@lru_cache(maxsize=RECENT_TEXTS)
def takes_back(text: str) -> bool:
    """Whether a yes is taken back behind it, or something else is wanted: "passt, *ach nein*", "ja, *etwas früher*"."""
    found = yes_and_more(text)
    if found is None:
        return False
    words = folded_words(text)
    if holds(words, _listed("taking_back")) or any(finds_right(clause) is False for clause in clauses(found.more)):
        return True
    ends = [word for word in words if word not in _listed("behind_a_no")][-1:]
    return not _listed("surely_no").isdisjoint(ends)


def _leading_on() -> frozenset[str]:
    """Words that a yes has as well, as in "ja bitte", but that belong to what follows."""
    return _listed("and_then") | word_set("questions", "asking")


def _is_set_apart(more: str) -> bool:
    return more.lstrip().startswith(_ENDS) or folded_words(more)[0] in _listed("and_then")
