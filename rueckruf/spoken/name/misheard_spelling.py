"""Spelling of which the words were misheard: "Er-wie-Richart, Avie Anton, TVT-O-Dorf".

A recogniser glues "R wie Richard" together and changes its sounds. What survives is the end, where the word of the
spelling table stands. So each segment is held against the words of a table by ear, and what stays doubtful is settled
by the name beside it and the list of surnames.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from operator import itemgetter
from typing import NamedTuple

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

from rueckruf.spoken.name.alphabets import LETTERS, PREFERRED, first_words
from rueckruf.spoken.name.parts import words_for_parts
from rueckruf.spoken.name.spelling import Spelled, is_spelled_so
from rueckruf.spoken.name.taking_back import is_begun_anew
from rueckruf.spoken.name.words import german_surnames, is_everyday, is_last, is_only_first, name_tokens
from rueckruf.spoken.text.numbers import cardinal
from rueckruf.spoken.text.vocabulary import vocabulary, word_set
from rueckruf.spoken.text.words import Token, fold

#: Spellings of one sound, in the order in which they are put down to it: what a telephone band leaves of it.
_SOUNDS = (
    ("th|dt|d", "t"), ("ph|v", "f"), ("[ckgq]+h?", "k"), ("[zs]+", "s"), ("b", "p"), ("ie|y|j", "i"), ("[h-]", ""),
    ("ae", "e"), (r"(.)\1+", r"\1"),
)  # fmt: skip
#: Likeness (0 to 1) of a segment's end and a word of the table: surely that word, and perhaps.
_SURE, _PERHAPS = 0.82, 0.65
#: Segments at least and at most, and how many of them have to be read.
_LEAST, _MOST = 3, 20
_READ = 0.5
#: With so many sure letters it is a spelling, and none of its words a name, however little of it is read.
_SPELLS = 2
#: So many where letters are announced and tell a name, and where nothing announces them.
_SPELLS_NAME, _SPELLS_UNTOLD = 1, 4
#: A recogniser cuts "C, wie Cäsar" in two: so short a segment belongs to what follows.
_CUT_OFF = 4
#: What a letter costs that was lost, and a name in all for each of its letters; so much less than any other name.
_LOST, _COST, _MARGIN = 0.5, 0.15, 0.2
#: What is added for a name that was not said beside the letters, for one unlike what was, and for one in no list.
_UNSAID, _UNLIKE, _UNLISTED = 0.05, 0.5, 0.6
#: What letters that are as good as sure cost for each; others choose no name while a listed one that was said beside
#: them costs no more than so much more.
_HARDLY, _SPOKEN = 0.03, 0.5
#: Names that are looked at, those most like the likeliest letters; letters of a sign of a table at most: "sch".
_CANDIDATES, _LONGEST_SIGN = 20, 3
_SENTENCE_MARKS = frozenset(",;:?!")
#: Before a full stop, more letters than an abbreviation has: "N.W. Nordpol."
_ABBREVIATION = 2
#: Two letters, each with its full stop.
_INITIALS = 4
#: What is heard of "ich" besides itself.
_ICH = re.compile(r"[b-df-hj-np-tv-z]i(ch|sch|ck|g)")


class _Segment(NamedTuple):
    start: int
    end: int
    sound: str


Likeness = Mapping[str, float]
"""Letters, and how much a segment is like a word for each, 0 to 1."""


def read_misheard(said: Sequence[Token], read: Sequence[Spelled]) -> Sequence[Spelled]:
    """``read``, or in its place the spelling that its words were misheard of, if there is more of that."""
    told = _beginning(said)
    if _is_said_again(said, read) or (told is None and (_counts(said) or not all(one.doubtful for one in read))):
        return read
    parts = _before_another_part(said, read, list(_segments(said, told or 0)))
    segments = _joined(parts) if len(parts) >= _LEAST else parts
    if not _LEAST <= len(segments) <= _MOST or _covered(said, read, segments):
        return read
    spelled = _spelled(said, segments, _SPELLS_UNTOLD if told is None else _SPELLS_NAME)
    return [spelled] if spelled else read


def _spelled(said: Sequence[Token], segments: Sequence[_Segment], least: int) -> Spelled | None:
    """What the segments spell, where at least so many of them surely are letters."""
    if _sure_of_any_table(segments) < least:
        return None
    alphabet, heard = _heard(segments)
    start, end, sure = segments[0].start, segments[-1].end, _count(heard, _SURE)
    if sure < least:
        return None
    name = _name(heard, [token.raw.lower() for token in said[:start] if token.kind == "word"])
    if name is None and sure < _SPELLS:
        return None
    letters = name or "".join(_best(likeness)[0] for likeness in heard)
    return Spelled(letters, start, end, len(segments), alphabet, doubtful=True, broken=name is None)


def letters_announced(text: str) -> int | None:
    """Where the letters begin that are announced: behind "ich buchstabiere", however it was heard."""
    ends = (token.end for token in name_tokens(text) if _announces(token))
    return next(ends, None)


def without_misheard_ich(said: Sequence[Token]) -> Sequence[Token]:
    """The tokens without the "ich" that announces letters, whatever was heard of it: "Kolbe, *Bich*, buchstabiere"."""
    at = next((at for at, token in enumerate(said) if _announces(token)), 0)
    before = at - 1
    while before > 0 and said[before].kind == "mark":
        before -= 1
    if before < 1 or not _ICH.fullmatch(said[before].folded):
        return said
    return [*said[:before], *said[before + 1 :]]


def without_misheard_like(said: Sequence[Token]) -> Sequence[Token]:
    """The tokens without the initials that were heard of "K wie": "*K.B.* Kaufmann, *O.B.* Otto"."""
    heard = [at for at in range(len(said) - _INITIALS) if said[at + 1].raw == "." and _are_initials(said, at)]
    inside = {at + step for at in heard for step in range(_INITIALS)}
    return [token for at, token in enumerate(said) if at not in inside] if len(heard) > 1 else said


def _are_initials(said: Sequence[Token], at: int) -> bool:
    raws = [token.raw for token in said[at : at + _INITIALS]]
    return all(map(str.isupper, "".join(raws[::2]))) and raws[3] == "." and _is_of_a_table(said[at + _INITIALS])


def _is_of_a_table(token: Token) -> bool:
    return len(token.raw) > _ABBREVIATION and token.folded in first_words()


def _announces(token: Token) -> bool:
    return any(stem in token.folded for stem in word_set("spelling", "announced"))


def _sure_of_any_table(segments: Sequence[_Segment]) -> int:
    """How many segments are surely a letter of one table or another; to ask each table in turn takes twenty times as
    long, and every sentence with three pauses comes here.
    """
    words, lengths = _all_words()
    ends = [segment.sound[-length:] for segment in segments for length in lengths]
    alike = process.cdist(ends, words, scorer=Levenshtein.normalized_similarity, score_cutoff=_SURE)
    return int(alike.reshape(len(segments), -1).any(axis=1).sum())


def _heard(segments: Sequence[_Segment]) -> tuple[str, list[Likeness]]:
    """The table that they are likest to, and how much each of them is like its words."""
    by_table = {name: [_likeness(segment.sound, name) for segment in segments] for name in PREFERRED if name != LETTERS}
    return max(by_table.items(), key=lambda one: _count(one[1], _PERHAPS))


def _count(heard: Sequence[Likeness], likely: float) -> int:
    """How many segments are at least so likely a letter."""
    return sum(_best(likeness)[1] >= likely for likeness in heard)


def _beginning(said: Sequence[Token]) -> int | None:
    """Behind "ich buchstabiere", however it was heard; else where three segments are told by "wie"."""
    for index, token in enumerate(said):
        if _announces(token):
            return index + 1
    likes = [index for index, token in enumerate(said) if token.folded in word_set("spelling", "like")]
    if len(likes) < _LEAST:
        return None
    return max((index for index in range(likes[0]) if _parts(said, index)), default=-1) + 1


def _counts(said: Sequence[Token]) -> bool:
    """Whether more numbers are said than anything else: a telephone number."""
    words = [token.folded for token in said if token.kind == "word"]
    figures = sum(token.kind == "digits" for token in said)
    numbers = sum(cardinal(word) is not None for word in words)
    return 2 * (figures + numbers) > figures + len(words)


def _segments(said: Sequence[Token], start: int) -> Iterator[_Segment]:
    """What stands between two pauses from ``start`` on."""
    begin = start
    for index in range(start, len(said) + 1):
        if index < len(said) and not _parts(said, index):
            continue
        if sound := sounds("".join(token.folded for token in said[begin:index] if token.kind == "word")):
            yield _Segment(begin, index, sound)
        begin = index + 1


def _parts(said: Sequence[Token], index: int) -> bool:
    """Whether a mark parts two segments: a full stop behind an abbreviation does not."""
    mark = said[index].raw
    return mark in _SENTENCE_MARKS or (mark == "." and index > 0 and len(said[index - 1].raw) > _ABBREVIATION)


def _joined(segments: Iterable[_Segment]) -> list[_Segment]:
    """The segments, those that a pause within has cut in two as one: "C, wie Cäsar"."""
    found: list[_Segment] = []
    for segment in segments:
        if found and len(found[-1].sound) <= _CUT_OFF and _best(_likeness(found[-1].sound, PREFERRED[0]))[1] < _PERHAPS:
            before = found.pop()
            segment = _Segment(before.start, segment.end, before.sound + segment.sound)
        found.append(segment)
    return found


def _is_said_again(said: Sequence[Token], read: Sequence[Spelled]) -> bool:
    """Whether letters that were read as they stand are said in another way beside them."""
    is_anew = any(not one.doubtful and is_begun_anew(said, one.start) for one in read)
    return is_anew or _is_said_too(said, read)


def _is_said_too(said: Sequence[Token], read: Sequence[Spelled]) -> bool:
    """Whether the name that was read out of letters stands beside them: "..., T wie Theodor. *Jost*, Volker".

    Then none of its words was misheard, and what is said around it is no letter.
    """
    if len(read) != 1 or read[0].doubtful:
        return False
    beside = (*said[: read[0].start], *said[read[0].end :])
    return any(token.kind == "word" and is_spelled_so(token, read[0].letters) for token in beside)


def _before_another_part(
    said: Sequence[Token], read: Sequence[Spelled], segments: Sequence[_Segment]
) -> Sequence[_Segment]:
    """The segments up to that which tells of a part of the name: "..., E wie Emil, *das ist der Nachname*, ...".

    So does a first name behind letters that were read as they stand: "..., Z wie Zeppelin. *Dieter*."
    """
    letters = max((one.end for one in read), default=segments[0].end if segments else 0)
    is_read = len(read) == 1 and not read[0].doubtful
    tells = (
        at
        for at, one in enumerate(segments)
        if one.start >= letters
        and (_names_a_part(said[one.start : one.end]) or (is_read and _are_first_names(said[one.start : one.end])))
    )
    return segments[: next(tells, None)]


def _are_first_names(said: Sequence[Token]) -> bool:
    return all(is_only_first(token.raw) for token in said if token.kind == "word")


def _names_a_part(said: Sequence[Token]) -> bool:
    return any(token.folded in words_for_parts() for token in said)


def _covered(said: Sequence[Token], read: Sequence[Spelled], segments: Sequence[_Segment]) -> bool:
    """Whether all of it was read as it stands, but for other words in front: "buchstabiere *das mal*: Paula"."""
    if len(read) != 1 or read[0].doubtful or read[0].end < segments[-1].end:
        return False
    before = said[segments[0].start : read[0].start]
    return all(is_everyday(token.folded) for token in before if token.kind == "word")


@cache
def _words(alphabet: str) -> tuple[tuple[str, str], ...]:
    """The words of a table by ear, each with its letters."""
    letters = vocabulary("spelling_alphabets")[alphabet]
    return tuple((str(letter), sounds(fold(word))) for letter, words in letters.items() for word in words)


@cache
def _all_words() -> tuple[Sequence[str], range]:
    """The words of all tables by ear, and how long the ends are that are held against them."""
    words = sorted({word for name in PREFERRED if name != LETTERS for _, word in _words(name)})
    return words, range(min(_lengths(min(words, key=len))), max(_lengths(max(words, key=len))) + 1)


def _likeness(sound: str, alphabet: str) -> Likeness:
    """How much the end of a segment is like the words of a table."""
    found: dict[str, float] = {}
    for letters, word in _words(alphabet):
        found[letters] = max(found.get(letters, 0.0), *(_alike(word, sound[-length:]) for length in _lengths(word)))
    return found


def _lengths(word: str) -> range:
    return range(max(len(word) - 1, 1), len(word) + 2)


def _alike(word: str, sound: str) -> float:
    return 1 - Levenshtein.distance(word, sound) / max(len(word), len(sound))


def _best(likeness: Likeness) -> tuple[str, float]:
    """The likeliest letter, and how likely it is."""
    return max(likeness.items(), key=itemgetter(1))


def _name(heard: Sequence[Likeness], beside: Sequence[str]) -> str | None:
    """The one name that the segments spell, None where several may be meant: said beside them, listed, or as it stands.

    What was said beside them speaks for the names that sound like it. A name that nobody has heard of counts only where
    every letter is sure.
    """
    if _count(heard, _PERHAPS) < max(_LEAST, _READ * len(heard)):
        return None
    best = [_best(likeness) for likeness in heard]
    letters = "".join(letter for letter, _ in best)
    as_it_stands = [letters] if all(likely >= _SURE for _, likely in best) else []
    names = {*as_it_stands, *beside, *(name for said in (letters, *beside) for name in _near(said))}
    ranked = sorted((_cost(name, heard) + _doubt(name, beside), name) for name in names)
    cost, name = ranked[0]
    loss = cost - _doubt(name, beside)
    if loss > _COST * len(name):
        return None
    is_rivalled = any(other < cost + _rivalry(one, beside) and not sound_alike(one, name) for other, one in ranked)
    return None if is_rivalled and loss > _HARDLY * len(name) else name


def _rivalry(name: str, beside: Sequence[str]) -> float:
    """Up to how much worse than the likeliest a name may still be meant."""
    return _SPOKEN if name in beside and is_last(name) else _MARGIN


def sound_alike(name: str, other: str) -> bool:
    """Whether nobody can tell two names from each other by ear: "Bauman", "Baumann"."""
    return sounds(fold(name)) == sounds(fold(other))


def _near(letters: str) -> Iterator[str]:
    """The listed surnames most like ``letters``."""
    return (name for name, *_ in process.extract(letters, german_surnames(), scorer=fuzz.ratio, limit=_CANDIDATES))


def _doubt(name: str, beside: Sequence[str]) -> float:
    """What speaks against a name before its letters do: it is in no list, and nothing like it was said beside them."""
    if name in beside:
        return 0.0 if is_last(name) else _UNLISTED
    unlisted = 0.0 if name in german_surnames() else _UNLISTED
    unlike = min((1 - _alike(sounds(fold(name)), sounds(fold(word))) for word in beside), default=1.0)
    return unlisted + _UNSAID + _UNLIKE * unlike


def _cost(name: str, heard: Sequence[Likeness]) -> float:
    """What it costs to take the segments for the letters of ``name``, in turn."""
    costs = [_LOST * at for at in range(len(name) + 1)]
    for likeness in heard:
        before, costs = costs, [costs[0] + _LOST]
        for at in range(1, len(name) + 1):
            steps = [before[at] + _LOST, costs[at - 1] + _LOST]
            steps += [before[at - len(one)] + _loss(likeness, one) for one in _endings(name[:at]) if one in likeness]
            costs.append(min(steps))
    return costs[-1]


def _endings(name: str) -> Iterator[str]:
    """The letters that one word of a table may stand for: "h", "ch", "sch"."""
    return (name[-length:] for length in range(1, min(len(name), _LONGEST_SIGN) + 1))


def _loss(likeness: Likeness, letters: str) -> float:
    """How much worse than the likeliest letter this one is; another than a sure one costs a letter."""
    best, likely = _best(likeness)
    return 1.0 if likely >= _SURE and letters != best else likely - likeness[letters]


@lru_cache(maxsize=4096)
def sounds(key: str) -> str:
    """What a telephone band leaves of a folded word."""
    for spelling, sound in _SOUNDS:
        key = re.sub(spelling, sound, key)
    return key
