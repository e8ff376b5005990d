"""The telephone that a call comes from, in the caller's words: "unter dieser Nummer", "die Sie sehen"."""

from collections.abc import Sequence
from functools import cache, partial
from itertools import pairwise

from rueckruf.spoken.phone.remarks import refuses_it, speaks_against
from rueckruf.spoken.text.phrases import Phrases, pattern_of
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import folded_words, tokens

Span = tuple[int, int]


def own_number(text: str, expected: bool) -> Span | None:
    """Where it is named and not refused; ``expected``: a number was asked for, so that "dieselbe" will do."""
    named = _named(text, expected)
    if named is None or refuses_it(text[_ordered(text[: named[0]]) :]):
        return None
    return None if _is_denied(text[: named[0]]) else named


def _ordered(before: str) -> int:
    """Where the last order begins before it: "nicht die andere, *nehmen Sie* die, von der ich anrufe"."""
    by = word_set("phone_number", "ordered", "by")
    return max((token.start for token in tokens(before) if token.folded in by), default=0)


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
    spoken = [token for token in tokens(text) if token.kind == "word"]
    words = [token.folded for token in spoken]
    found = next(_phrases("always").found_in(words), None)
    if found is None and expected:
        found = next(_phrases("when_asked").found_in(words), None)
    return None if found is None else (spoken[found.start].start, spoken[found.stop - 1].end)


@cache
def _phrases(name: str) -> Phrases[bool]:
    listed = partial(word_set, "phone_number", "own_number")
    return Phrases(((pattern_of(said), True) for said in listed(name)), between=listed("between"))
