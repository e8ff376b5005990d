"""Whom a caller rings for, by name: "ich rufe *für Herrn Stein* an", "ich bin die *Pflegerin von Frau Pohl*"."""

from collections.abc import Sequence
from functools import lru_cache, partial
from typing import NamedTuple

from rueckruf.spoken.name.dialect_articles import in_plain_german
from rueckruf.spoken.name.extent import read_run
from rueckruf.spoken.name.office import is_office_or_trade
from rueckruf.spoken.name.run import Run
from rueckruf.spoken.name.sentence import is_cased
from rueckruf.spoken.name.words import is_everyday, is_first, is_last, name_tokens
from rueckruf.spoken.text.phrases import one_of
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import RECENT_TEXTS, Token

Span = tuple[int, int]

#: So many words before "für" may tell that the caller rings: "*ruf hier mal an* für Frau Seidl".
_NEAR = 4

_listed = partial(word_set, "represented")


class CalledFor(NamedTuple):
    """Somebody else for whom the caller rings, as character offsets: all the words and the name in them."""

    words: Span
    name: Span


@lru_cache(maxsize=RECENT_TEXTS)
def called_for(text: str) -> CalledFor | None:
    """Where the caller names for whom they ring."""
    said = in_plain_german(name_tokens(text))
    folded = tuple(token.folded for token in said)
    for at in range(len(said)):
        behind = _behind_lead(said, folded, at)
        name = _named_at(said, behind) if behind else None
        if name and not _does_something(said, name) and _rings(folded, at, name.end):
            end = said[name.end - 1].end
            return CalledFor((said[at].start, end), (said[name.start].start, end))
    return None


def with_name_behind(text: str, span: Span) -> Span:
    """``span`` with "Frau" and the name right behind it: "im Auftrag meiner Chefin, *Frau Neumann*"."""
    said = in_plain_german(name_tokens(text))
    at = next((index for index, token in enumerate(said) if token.start >= span[1]), len(said))
    name = _named_at(said, at + (at < len(said) and said[at].raw == ","))
    return (span[0], said[name.end - 1].end) if name and name.salutation else span


def _does_something(said: Sequence[Token], name: Run) -> bool:
    """ "Der Sohn von Frau Gerlach *hat* mich angerufen": spoken of, and not on the line."""
    return name.end < len(said) and said[name.end].folded in word_set("caller_name", "third_person")


def _behind_lead(said: Sequence[Token], folded: tuple[str, ...], at: int) -> int:
    """The place behind "für", "im Auftrag von" or "Pflegerin von" at ``at``; 0 where none of them stands there."""
    if folded[at] in _listed("ringing_for"):
        return at + 1
    if width := one_of(_listed("deputies")).at(folded, at)[1]:
        return at + width
    joined = at + 1 < len(said) and folded[at + 1] in _listed("of_whom")
    helps = folded[at] in _listed("people") or folded[at] in _listed("helpers")
    return at + 2 if helps and joined and _is_oneself(said, at) else 0


def _is_oneself(said: Sequence[Token], at: int) -> bool:
    """Whether "ich bin die" or a pause stands before it: "mit der Tochter von Frau Moll" is spoken of others.

    "Frau von Bülow" without an article is a name.
    """
    before = at - 1
    while before >= 0 and said[before].folded in _listed("before_helpers"):
        before -= 1
    if before == at - 1 and said[at].folded in word_set("caller_name", "salutations"):
        return False
    return before < 0 or said[before].kind == "mark" or said[before].folded in _listed("stands_up")


def _rings(folded: tuple[str, ...], at: int, end: int) -> bool:
    """Whether the caller rings for them: "*ich rufe* für Herrn Stein an", "*ich* soll für Herrn Stein *anrufen*".

    "Im Auftrag von" and the like say so themselves.
    """
    if folded[at] not in _listed("ringing_for"):
        return True
    before = tuple(key for key in folded[:at] if key not in _listed("beside_rings"))[-_NEAR:]
    if any(one_of(_listed("rings")).at(before, begin)[1] == len(before) - begin for begin in range(len(before))):
        return True
    rings = end < len(folded) and folded[end] in _listed("ringing_ends")
    return rings and not word_set("caller_name", "callers").isdisjoint(before)


def _named_at(said: Sequence[Token], at: int) -> Run | None:
    """The name at ``at``, behind "den alten" or "Tante"; without "Herr" or a title one that a list knows."""
    relatives = word_set("caller_name", "relatives") - word_set("caller_name", "salutations")
    before = _listed("articles") | _listed("before_names") | relatives
    while at < len(said) and (said[at].folded in before or _is_yours(said, at) or _is_our_office(said, at)):
        at += 1
    name = read_run(said, at, len(said), "present", is_cased(said)) if at < len(said) else None
    if name is None or name.salutation or name.titles:
        return name
    first = name.words[0]
    return name if (is_first(first) or is_last(first)) and not is_everyday(said[at].folded) else None


def _is_yours(said: Sequence[Token], at: int) -> bool:
    """ "*Ihre Kundin* Frau Habekost"; "meine Mutter Erna Pohl" may be who is to be rung."""
    people = _listed("people") - word_set("caller_name", "salutations")
    if said[at].folded in people:
        return said[at - 1].folded in _listed("of_yours")
    return said[at].folded in _listed("of_yours") and at + 1 < len(said) and said[at + 1].folded in people


def _is_our_office(said: Sequence[Token], at: int) -> bool:
    """ "Für *unsern Küster*", "*meine Försterin* Anke Bruns": what somebody is, though others are called so."""
    is_ours = at > 0 and said[at - 1].folded in _listed("own_articles")
    return is_ours and is_office_or_trade(said[at].folded)
