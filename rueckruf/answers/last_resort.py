"""The likeliest name of an answer that was not understood again and again, before the call is given up."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from rueckruf.answers.name_at_the_head import PART, is_of_another
from rueckruf.dialogue.said_before import is_said_again
from rueckruf.dialogue.turn import Turn
from rueckruf.dialogue.wording import LADDER
from rueckruf.spoken.name.caller_name import NameReading, read_caller_name
from rueckruf.spoken.name.third_person import is_spoken_of, is_told_behind
from rueckruf.spoken.name.words import is_everyday, is_first, is_last, is_only_first, is_only_last, is_word, write
from rueckruf.spoken.text.question import asks
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import Token, fold, tokens

#: How surely it is the name: it is read back.
_GUESSED = 0.3
#: A name has so many words at most, and two parts of a sentence may be one: "Kroll, Stefan".
_LONGEST = 4


def name_at_last(turn: Turn) -> NameReading | None:
    """The name in the words with which the third question in vain is answered as the second was, or the last of all."""
    is_last_try = turn.before.misses >= len(LADDER)
    if not (is_last_try or (turn.before.misses >= len(LADDER) - 1 and is_said_again(turn))):
        return None
    text = turn.heard.text
    return None if asks(text) else likeliest_name(text)


def likeliest_name(text: str) -> NameReading | None:
    """A whole name of the lists, else a surname that is all of a part of the sentence; of two the later one."""
    names = [name for name in _readings(text) if _may_be_own(text, name)]
    whole = [name for name in names if name.first and is_first(name.first.split()[0])]
    best = next(reversed(whole or names), None) or _only_surname(text)
    return replace(best, confidence=_GUESSED) if best else None


def _only_surname(text: str) -> NameReading | None:
    """ "I hoas wia mei Vater ghoaßn hot, der alte *Lechner*": the one word that is a surname, of nobody with "Frau"."""
    said = tokens(text)
    names = [at for at, token in enumerate(said) if is_only_last(token.raw) and not _is_spoken(token.folded)]
    if len({said[at].folded for at in names}) != 1 or _is_addressed(said, names[-1]):
        return None
    token = said[names[-1]]
    name = NameReading(None, write([token.raw]), None, (token.start, token.end), _GUESSED)
    return name if _may_be_own(text, name) else None


def _is_addressed(said: Sequence[Token], at: int) -> bool:
    """Whether it is somebody else before whom "Frau" or "den" stands, or a place behind "in" or "aus"."""
    leading = ("salutations", "articles_of_others", "where", "origins")
    return at > 0 and any(said[at - 1].folded in word_set("caller_name", listed) for listed in leading)


def _readings(text: str) -> Iterator[NameReading]:
    """What two words next to each other tell that are a first name and a surname, and parts of the sentence or two."""
    parts = [(part.start(), part.end()) for part in PART.finditer(text)]
    words = [token for token in tokens(text) if token.kind == "word"]
    wholes = [(one.start, other.end) for one, other in pairwise(words) if _are_a_name(one, other)]
    for start, end in (*parts, *((one[0], other[1]) for one, other in pairwise(parts)), *wholes):
        piece = text[start:end]
        reading = read_caller_name(piece, expected=True, again=True) if len(piece.split()) <= _LONGEST else None
        if reading:
            yield reading.moved(start)


def _are_a_name(first: Token, last: Token) -> bool:
    return is_only_first(first.raw) and is_only_last(last.raw) and not _is_spoken(last.folded)


def _is_spoken(key: str) -> bool:
    return is_word(key) or is_everyday(key)


def _may_be_own(text: str, name: NameReading) -> bool:
    """Whether a list knows the surname, and it is not told of somebody else."""
    surname = (name.last or "").split()[-1:]
    is_known = any(is_last(word) and not _is_spoken(fold(word)) for word in surname)
    is_told = is_spoken_of(text, name.span) or is_told_behind(text, name.span)
    return is_known and not (is_told or is_of_another(text, replace(name, confidence=1.0)))
