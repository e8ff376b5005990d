"""The telephone that a call comes from, in the caller's words: "unter dieser Nummer", "die Sie sehen"."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from rueckruf.spoken.phone.remarks import refuses_it, speaks_against
from rueckruf.spoken.text.phrases import every_way
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import fold, folded_words

Span = tuple[int, int]

_WORD = re.compile(r"[^\W\d_]+")


def own_number(text: str, expected: bool) -> Span | None:
    """Where it is named and not refused; ``expected``: a number was asked for, so that "dieselbe" will do."""
    named = None if refuses_it(text) else _named(text, expected)
    return None if named and _is_denied(text[: named[0]]) else named


def own_number_beside(text: str, expected: bool, others: Sequence[Span]) -> Span | None:
    """Where it is named in addition to the numbers at ``others``: "unter dieser Nummer, und wenn nicht, ...".

    In "unter dieser Nummer: ..." the one that follows is meant, which nothing parts from it.
    """
    named = _named(text, expected)
    if named is None:
        return None
    start, end = named
    before = max((other for _, other in others if other <= start), default=0)
    after = min((other for other, _ in others if other >= end), default=None)
    between = text[before:start] if after is None else text[end:after]
    return named if _parts(between) and not _refused(text[before:start]) else None


def _is_denied(before: str) -> bool:
    """ "Ja, nur *nicht* auf diesem Telefon", but not "warum nicht unter dieser"."""
    *said, last = ["", *folded_words(before)]
    is_next = before.rstrip()[-1:].isalpha()
    return is_next and speaks_against([last]) and word_set("questions", "asking").isdisjoint(said)


def _parts(between: str) -> bool:
    """Whether words between two numbers say that both are meant: "und sonst", but not "und zwar"."""
    words = folded_words(between)
    parting = frozenset().union(*(word_set("phone_number", "order", name) for name in ("otherwise", "and", "then")))
    explaining = word_set("phone_number", "order", "that_is")
    return any(word in parting and following not in explaining for word, following in pairwise([*words, ""]))


def _refused(before: str) -> bool:
    """Whether it is called wrong, and not "wenn ich da nicht rangehe"."""
    words = folded_words(before)
    return speaks_against(words) and word_set("phone_number", "order", "otherwise").isdisjoint(words)


def _named(text: str, expected: bool) -> Span | None:
    spoken = [(fold(match.group()), match) for match in _WORD.finditer(text)]
    sentence = " ".join(word for word, _ in spoken)
    found = _phrases("always").search(sentence)
    if found is None and expected:
        found = _phrases("when_asked").search(sentence)
    if found is None:
        return None
    first = sentence.count(" ", 0, found.start())
    last = first + found.group().count(" ")
    return spoken[first][1].start(), spoken[last][1].end()


@cache
def _phrases(name: str) -> re.Pattern[str]:
    ways = every_way(word_set("phone_number", "own_number", name))
    listed = sorted(ways, key=lambda words: len(" ".join(words)), reverse=True)
    gap = rf"(?: (?:{'|'.join(word_set('phone_number', 'own_number', 'between'))}))* "
    return re.compile(rf"\b(?:{'|'.join(map(gap.join, listed))})\b")
