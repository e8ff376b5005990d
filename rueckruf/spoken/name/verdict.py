"""What is called wrong before it is put right in one breath: "der Nachname *ist falsch*, Ritter"."""

from collections.abc import Sequence

from rueckruf.spoken.name.carriers import is_courtesy, is_filler
from rueckruf.spoken.name.parts import words_for_parts
from rueckruf.spoken.name.words import is_everyday, is_first, is_last
from rueckruf.spoken.text.phrases import one_of
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import Token

_IS = "ist"
#: No verdict has more words.
_LONGEST = 6
#: First name and surname.
_WHOLE = 2


def without_verdicts(said: Sequence[Token]) -> Sequence[Token]:
    """The tokens with "ist" for what calls a part of the name wrong, if nothing but the right one follows."""
    named = words_for_parts() | word_set("spelling", "whole_name")
    for at in range(1, len(said)):
        width = _width(said, at) if said[at - 1].folded in named else 0
        behind = _right_one(said, at + width) if width else None
        if behind:
            verb = Token(_IS, _IS, said[at].start, said[at + width - 1].end, "word")
            return (*said[:at], verb, *said[behind:])
    return said


def _width(said: Sequence[Token], at: int) -> int:
    """How many words at ``at`` call wrong what stands before them."""
    return one_of(word_set("caller_name", "verdicts")).at(tuple(word.folded for word in said[at : at + _LONGEST]), 0)[1]


def _right_one(said: Sequence[Token], at: int) -> int | None:
    """Where the name begins behind a verdict, past a pause and "es ist", with which the clause ends."""
    leading = word_set("caller_name", "being") | word_set("caller_name", "pointing_back") | {"es"}
    while at < len(said) and (is_filler(said[at]) or said[at].folded in leading):
        at += 1
    end = at
    while end < len(said) and end - at < _WHOLE and _is_name(said[end]):
        end += 1
    ends = end == len(said) or said[end].kind == "mark" or is_courtesy(said[end])
    return at if end > at and ends else None


def _is_name(token: Token) -> bool:
    listed = token.kind == "word" and (is_first(token.raw) or is_last(token.raw))
    return listed and not is_everyday(token.folded)
