"""What a caller calls about, in their own words: "wegen der Rechnung vom Mai", "es geht um das Angebot".

Read last of all: names, numbers and times that were found in the sentence are blanked out before.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from rueckruf.spoken.text.discourse import fillers
from rueckruf.spoken.text.phrases import Phrases, holds, one_of
from rueckruf.spoken.text.question import asks
from rueckruf.spoken.text.vocabulary import vocabulary, word_set
from rueckruf.spoken.text.words import Token, tokens

#: So much of it is kept (characters): enough to know what it is about.
LONGEST = 300
#: So many words are read back, and no more.
_SHORT = 8
#: So many words with content make a story, which is a concern without any opening.
STORY = 8
#: Marks that end a concern: a sentence, or an answer that was blanked out.
_FULL_STOPS = frozenset(".!?;")


@dataclass(frozen=True)
class ConcernReading:
    """The caller's words, empty where they want to say none; ``span`` are character offsets in the text."""

    words: str
    span: tuple[int, int]


def read_concern(text: str, *, expected: bool = False, enough: int | None = None) -> ConcernReading | None:
    """The concern in ``text``, or None.

    ``expected``: it was asked for, so that a bare "die Rechnung" counts, and "nichts Besonderes". ``enough``: with so
    many words that tell something a sentence that opens in no known way is one; None if it never is, 0 if all of it is.
    """
    sentence = tokens(text)
    said = " ".join(token.folded for token in sentence if token.kind != "mark")
    if expected and said in word_set("concern", "nothing"):
        return ConcernReading("", (0, len(text)))
    if expected and asks(text) and _FULL_STOPS.isdisjoint(token.raw for token in sentence[:-1]):
        return ConcernReading(whole_concern(text), (0, len(text)))
    opening = _opening(sentence)
    if opening is not None:
        return _reading(text, sentence[slice(*_clause(sentence, *opening))])
    if enough == 0:
        return _reading(text, sentence) or ConcernReading(whole_concern(text), (0, len(text)))
    if expected:
        return _reading(text, sentence[slice(*_clause(sentence, 0, 0))])
    if enough is not None and len(_telling(sentence)) >= enough:
        return _reading(text, sentence)
    return None


def whole_concern(text: str) -> str:
    """A sentence that is a concern from its first word to its last: a question."""
    return _shortened(text)


def names_a_matter(text: str) -> bool:
    """Whether a word says what it is about, in however few: "die Markise *streikt*", "ich wollte mich *bedanken*"."""
    return holds([token.folded for token in tokens(text)], word_set("concern", "matters"))


def tells_of_oneself(text: str) -> bool:
    """Whether callers tell something of themselves and not who they are: "*wir* überlegen", "*mein* Tor quietscht"."""
    said = {token.folded for token in tokens(text)}
    return not said.isdisjoint(word_set("concern", "oneself")) and said.isdisjoint(word_set("concern", "not_telling"))


def say_concern(words: str) -> str:
    """A concern within the summary, shortly."""
    read_back = vocabulary("concern")["read_back"]
    is_short = len(words.split()) <= _SHORT
    return str(read_back["short"].format(concern=words.rstrip(".!?, ")) if is_short else read_back["long"])


def _opening(sentence: Sequence[Token]) -> tuple[int, int] | None:
    """Where the concern begins, and from where on it is searched: after the opening, or from it on."""
    folded = tuple(token.folded for token in sentence)
    for at in range(len(sentence)):
        if at and _phrases("never_about").at(folded, at - 1)[1]:
            continue
        if width := _phrases("about").at(folded, at)[1]:
            return at + width, at + width
        if width := _phrases("wanting").at(folded, at)[1]:
            return at, at + width
    return None


def _clause(sentence: Sequence[Token], start: int, after: int) -> tuple[int, int]:
    """From ``start`` to where, past ``after``, the sentence ends or another matter begins."""
    folded = tuple(token.folded for token in sentence)
    for at in range(after, len(sentence)):
        if sentence[at].raw in _FULL_STOPS or _phrases("ends").at(folded, at)[1]:
            return start, at
    return start, len(sentence)


def _telling(sentence: Sequence[Token]) -> list[Token]:
    """The words that say more than that somebody should call back."""
    folded, plain = tuple(token.folded for token in sentence), _edges() | word_set("concern", "none")
    telling, at = [], 0
    while at < len(sentence):
        if width := _phrases("ends").at(folded, at)[1]:
            at += width
            continue
        if sentence[at].kind == "word" and folded[at] not in plain:
            telling.append(sentence[at])
        at += 1
    return telling


def _phrases(table: str) -> Phrases[bool]:
    return one_of(word_set("concern", table))


def _reading(text: str, clause: Sequence[Token]) -> ConcernReading | None:
    """The words of a clause without empty ones at its edges; None if no others are left."""
    edges, before = _edges(), _edges() - _kept_at_start()
    first, last = 0, len(clause)
    while first < last and (clause[first].kind == "mark" or clause[first].folded in before):
        first += 1
    while last > first and (clause[last - 1].kind == "mark" or clause[last - 1].folded in edges):
        last -= 1
    kept = clause[first:last]
    if all(token.kind != "word" or token.folded in word_set("concern", "none") | edges for token in kept):
        return None
    start, end = kept[0].start, kept[-1].end
    return ConcernReading(_shortened(text[start:end]), (start, end))


@cache
def _edges() -> frozenset[str]:
    return fillers() | word_set("concern", "edges")


@cache
def _kept_at_start() -> frozenset[str]:
    """Words that may begin a concern but mean nothing at its end: "das Angebot", "ich brauche", "in Sachen"."""
    openings = {words[0] for words in map(str.split, word_set("concern", "wanting"))}
    return word_set("concern", "kept_at_start") | openings


def _shortened(words: str) -> str:
    """One line without gaps, cut at a word."""
    line = re.sub(r"\s+([,.;:!?])", r"\1", re.sub(r"(\s*,)+", ",", " ".join(words.split())))
    if len(line) <= LONGEST:
        return line
    return line[: LONGEST - 1].rsplit(" ", 1)[0].rstrip(",;: ") + "…"
