"""Whom a caller speaks for: "Firma Schulze Bau, Meier am Apparat", "ich rufe für meine Mutter an"."""

from collections.abc import Sequence
from functools import partial

from rueckruf.spoken.text.discourse import fillers
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import Token, tokens

Span = tuple[int, int]

#: At most this many words after "Firma" name the company; this many words before it may say whose it is.
_LONGEST, _NEAR = 3, 3

_listed = partial(word_set, "represented")


def named_company(text: str) -> Span | None:
    """Where the caller's own company is named, as character offsets: "Firma Schulze Bau"."""
    sentence = tokens(text)
    for at, token in enumerate(sentence):
        before = {other.folded for other in sentence[max(0, at - _NEAR) : at]}
        if token.folded not in _listed("companies") or before & _listed("of_others"):
            continue
        end = at + 1
        while end < len(sentence) and end - at <= _LONGEST and _goes_on(sentence[end]):
            end += 1
        if end > at + 1:
            return token.start, sentence[end - 1].end
    return None


def named_relative(text: str) -> Span | None:
    """Where somebody is named for whom the caller rings: "für meine Mutter"."""
    sentence = tokens(text)
    for at in range(len(sentence)):
        behind = _behind_article(sentence, at)
        if behind is not None and sentence[behind].folded in _listed("people"):
            return sentence[at].start, sentence[behind].end
    return None


def _goes_on(token: Token) -> bool:
    return token.kind == "word" and token.folded not in _listed("ends") | fillers()


def _behind_article(sentence: Sequence[Token], at: int) -> int | None:
    """The place of the word after "für meine", "im Auftrag meiner"; None where no such words stand at ``at``."""
    words = [token.folded for token in sentence[at : at + 4]]
    for phrase in _listed("for"):
        width = len(phrase.split())
        articles = words[width : width + 1]
        if words[:width] == phrase.split() and set(articles) & _listed("articles") and len(words) > width + 1:
            return at + width + 1
    return None
