"""What a caller calls about, in their own words: "wegen der Rechnung vom Mai", "es geht um das Angebot".

Read last of all: names, numbers and times that were found in the sentence are blanked out before.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import pairwise

from rueckruf.spoken.text.discourse import fillers
from rueckruf.spoken.text.phrases import Phrases, holds, one_of
from rueckruf.spoken.text.question import asks
from rueckruf.spoken.text.vocabulary import vocabulary, word_set
from rueckruf.spoken.text.words import Token, tokens

_listed = partial(word_set, "concern")

#: So much of it is kept (characters): enough to know what it is about.
LONGEST = 300
#: So many words are read back, and no more.
_SHORT = 8
#: So many words with content make a story, which is a concern without any opening.
STORY = 8
#: So many such words make an earlier sentence a part of it, what stands before the opening in its own, and a later one.
_BESIDE, _BEFORE, _NEXT = 2, 1, 1
#: So many letters has a word of such sentences that tells.
_SHORTEST = 4
#: Marks that end a concern: a sentence, or an answer that was blanked out.
_FULL_STOPS = frozenset(".!?;")


@dataclass(frozen=True)
class ConcernReading:
    """The caller's words, empty where they want to say none; ``span`` are character offsets in the text."""

    words: str
    span: tuple[int, int]


def read_concern(
    text: str, *, expected: bool = False, enough: int | None = None, whole: bool = False
) -> ConcernReading | None:
    """The concern in ``text``, or None.

    ``expected``: it was asked for, so that a bare "die Rechnung" counts, and "nichts Besonderes". ``enough``: with so
    many words that tell something a sentence that opens in no known way is one; None if it never is, 0 if all of it is.
    ``whole``: every sentence that tells something belongs to it, else the clause that opens or answers alone.
    """
    sentence = tokens(text)
    said = " ".join(token.folded for token in sentence if token.kind != "mark")
    if expected and said in _listed("nothing"):
        return ConcernReading("", (0, len(text)))
    if expected and asks(text) and _FULL_STOPS.isdisjoint(token.raw for token in sentence[:-1]):
        return ConcernReading(whole_concern(text), (0, len(text)))
    opening = _opening(sentence)
    if opening is not None:
        reading = _opened(text, sentence, opening, whole)
        if reading is not None or enough != 0:
            return reading
    return _told(text, sentence, enough, whole, expected)


def _told(
    text: str, sentence: Sequence[Token], enough: int | None, whole: bool, expected: bool
) -> ConcernReading | None:
    """The concern that opens in no known way; ``enough``, ``whole`` and ``expected`` as above."""
    is_enough = enough is not None and len(_telling(sentence)) >= enough
    if whole and (told := _sentences_that_tell(text, sentence, _BESIDE, cut=expected)):
        return _joined(told[:1], told[0], told[1:]) if expected or is_enough else None
    if enough == 0:
        return _reading(text, sentence) or ConcernReading(whole_concern(text), (0, len(text)))
    if expected:
        return _reading(text, sentence[slice(*_clause(sentence, 0, 0))])
    return _reading(text, sentence) if is_enough else None


def whole_concern(text: str) -> str:
    """A sentence that is a concern from its first word to its last: a question."""
    return _shortened(text)


def names_a_matter(text: str) -> bool:
    """Whether a word says what it is about, in however few: "die Markise *streikt*", "ich wollte mich *bedanken*"."""
    return holds([token.folded for token in tokens(text)], _listed("matters"))


def tells_of_oneself(text: str) -> bool:
    """Whether callers tell something of themselves and not who they are: "*wir* überlegen", "*mein* Tor quietscht"."""
    said = {token.folded for token in tokens(text)}
    return not said.isdisjoint(_listed("oneself")) and said.isdisjoint(_listed("not_telling"))


def say_concern(words: str) -> str:
    """A concern within the summary, shortly."""
    read_back = vocabulary("concern")["read_back"]
    is_short = len(words.split()) <= _SHORT
    return str(read_back["short"].format(concern=words.rstrip(".!?, ")) if is_short else read_back["long"])


def _opening(sentence: Sequence[Token]) -> tuple[int, int, int] | None:
    """Where the opening stands, where the concern begins, and from where on its end is searched."""
    folded = tuple(token.folded for token in sentence)
    for at in range(len(sentence)):
        if at and _phrases("never_about").at(folded, at - 1)[1]:
            continue
        if width := _phrases("about").at(folded, at)[1]:
            return at, at + width, at + width
        if width := _phrases("wanting").at(folded, at)[1]:
            return at, at, at + width
    return None


def _opened(text: str, sentence: Sequence[Token], opening: tuple[int, int, int], whole: bool) -> ConcernReading | None:
    """The clause that opens the concern and, for the ``whole``, what is told beside it; None if it is empty."""
    begins, *searched = opening
    start, end = _clause(sentence, *searched)
    reading = _reading(text, sentence[start:end])
    if reading is None or not whole:
        return reading
    if begins == start and _is_led_to(sentence[:begins]):
        start = _begin_of_sentence(sentence, begins)
        reading = _reading(text, sentence[start:end]) or reading
    before, behind = _told_beside(text, sentence, min(begins, start), end)
    return _joined(before, reading, behind)


def _clause(sentence: Sequence[Token], start: int, after: int) -> tuple[int, int]:
    """From ``start`` to where, past ``after``, the sentence ends or another matter begins."""
    folded = tuple(token.folded for token in sentence)
    for at in range(after, len(sentence)):
        if sentence[at].raw in _FULL_STOPS or _phrases("ends").at(folded, at)[1]:
            return start, at
    return start, len(sentence)


def _told_beside(
    text: str, sentence: Sequence[Token], start: int, end: int
) -> tuple[Sequence[ConcernReading], Sequence[ConcernReading]]:
    """What is told before the clause that opens the concern, and in the sentences behind it.

    "*Das Dach ist undicht*. Ich rufe an wegen der Garantie. *Die läuft bald ab*".
    """
    begins = _begin_of_sentence(sentence, start)
    behind = next((at for at in range(end, len(sentence)) if sentence[at].raw in _FULL_STOPS), len(sentence))
    before = _sentences_that_tell(text, sentence[:begins], _BESIDE)
    return (
        [*before, *_sentences_that_tell(text, sentence[begins:start], _BEFORE)],
        _sentences_that_tell(text, sentence[behind:], _NEXT),
    )


def _begin_of_sentence(sentence: Sequence[Token], at: int) -> int:
    return next((place + 1 for place in reversed(range(at)) if sentence[place].raw in _FULL_STOPS), 0)


def _is_led_to(before: Sequence[Token]) -> bool:
    """Whether the opening goes on with what tells of it already: "*eine Frage zum Einbau*, wegen dem Halter"."""
    part = before[_begin_of_sentence(before, len(before)) :]
    return _clause(part, 0, 0)[1] == len(part) and _tells(part, _BEFORE)


def _sentences_that_tell(text: str, sentence: Sequence[Token], least: int, cut: bool = True) -> list[ConcernReading]:
    """Those with so many words that tell something, each without the call that is wished in it (``cut``)."""
    stops = [at for at, token in enumerate(sentence) if token.raw in _FULL_STOPS]
    parts = (sentence[start + 1 : end] for start, end in pairwise([-1, *stops, len(sentence)]))
    kept = (_without_the_call(part, least) if cut else part for part in parts)
    readings = (_reading(text, part) for part in kept if _tells(part, least))
    return [reading for reading in readings if reading]


def _without_the_call(part: Sequence[Token], least: int) -> Sequence[Token]:
    """A sentence up to where a call is wished; all of it where it tells only then: "*dann bräuchte ich* die Maße"."""
    before = part[slice(*_clause(part, 0, 0))]
    is_of_a_call = not (_listed("of_a_call") | word_set("endings", "callback")).isdisjoint(one.folded for one in part)
    return before if is_of_a_call or _tells(before, least) else part


def _tells(part: Sequence[Token], least: int) -> bool:
    return len(_telling(part, _listed("of_the_call"))) >= least


def _joined(before: Sequence[ConcernReading], main: ConcernReading, behind: Sequence[ConcernReading]) -> ConcernReading:
    """All of it in its order."""
    said = dict.fromkeys([*before, main, *behind])
    spans = [one.span for one in said]
    words = _shortened(". ".join(one.words for one in said))
    return ConcernReading(words, (min(start for start, _ in spans), max(end for _, end in spans)))


def _telling(sentence: Sequence[Token], besides: frozenset[str] = frozenset()) -> list[Token]:
    """The words that say more than that somebody should call back; neither short ones nor those ``besides``, if any."""
    shortest = _SHORTEST if besides else 1
    folded = tuple(token.folded for token in sentence)
    plain = _edges() | _listed("none") | besides
    telling, at = [], 0
    while at < len(sentence):
        if width := _phrases("ends").at(folded, at)[1]:
            at += width
            continue
        if sentence[at].kind == "word" and folded[at] not in plain and len(folded[at]) >= shortest:
            telling.append(sentence[at])
        at += 1
    return telling


def _phrases(table: str) -> Phrases[bool]:
    return one_of(_listed(table))


def _reading(text: str, clause: Sequence[Token]) -> ConcernReading | None:
    """The words of a clause without empty ones at its edges; None if no others are left."""
    edges, before = _edges(), _edges() - _kept_at_start()
    behind = edges - _listed("kept_at_end") if _ends_a_sentence(text, clause) else edges
    first, last = 0, len(clause)
    while first < last and (clause[first].kind == "mark" or clause[first].folded in before):
        first += 1
    while last > first and (clause[last - 1].kind == "mark" or clause[last - 1].folded in behind):
        last -= 1
    kept = clause[first:last]
    if all(token.kind != "word" or token.folded in _listed("none") | edges for token in kept):
        return None
    start, end = kept[0].start, kept[-1].end
    return ConcernReading(_shortened(text[start:end]), (start, end))


def _ends_a_sentence(text: str, clause: Sequence[Token]) -> bool:
    """Whether nothing was cut off behind it, neither an answer nor the wish for a call: "sie springt nicht *an*"."""
    rest = text[clause[-1].end :] if clause else " "
    return not rest[:1].isspace()


@cache
def _edges() -> frozenset[str]:
    return fillers() | _listed("edges")


@cache
def _kept_at_start() -> frozenset[str]:
    """Words that may begin a concern but mean nothing at its end: "das Angebot", "ich brauche", "in Sachen"."""
    openings = {words[0] for words in map(str.split, _listed("wanting"))}
    return _listed("kept_at_start") | openings


def _shortened(words: str) -> str:
    """One line without gaps, cut at a word."""
    line = re.sub(r"\s+([,.;:!?])", r"\1", re.sub(r"(\s*,)+", ",", " ".join(words.split())))
    if len(line) <= LONGEST:
        return line
    return line[: LONGEST - 1].rsplit(" ", 1)[0].rstrip(",;: ") + "…"
