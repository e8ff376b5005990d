"""Whom a caller speaks for: "Firma Schulze Bau, Meier am Apparat", "ich rufe für meine Mutter an"."""

from collections.abc import Sequence
from functools import cache, partial
from itertools import pairwise

from rueckruf.spoken.text.companies import is_company_word
from rueckruf.spoken.text.discourse import fillers
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import Token, folded_words, tokens

Span = tuple[int, int]

#: At most this many words after "Firma", or before "und Söhne", name the company; this many words before it may say
#: whose it is.
_LONGEST, _NEAR = 3, 3
#: So many words further the name comes again behind a first name.
_APART = 2
#: "Sprechen Sie am besten mit meinem Mann".
_LONGEST_OPENING = 7

_listed = partial(word_set, "represented")


def named_company(text: str) -> Span | None:
    """Where the caller's own company is named, as character offsets: "Firma Schulze Bau", "Kunz und Söhne"."""
    sentence = tokens(text)
    for at, token in enumerate(sentence):
        if is_company_word(token.folded):
            first, after = at, _end_behind(sentence, at + 1)
            named = after > at + 1
        else:
            after = _behind_partners(sentence, at) or at + (token.folded in _listed("forms"))
            first = _start_before(sentence, at)
            named = after > at > first
        if named and not _is_of_others(sentence, first):
            return sentence[first].start, sentence[_end_of_form(sentence, after) - 1].end
    return None


def _is_of_others(sentence: Sequence[Token], first: int) -> bool:
    before = {other.folded for other in sentence[max(0, first - _NEAR) : first]}
    return not before.isdisjoint(_listed("of_others"))


def _end_behind(sentence: Sequence[Token], at: int) -> int:
    """Where the name of a company ends that began before ``at``: "Firma *Lindner und Kollegen*"."""
    end, words = at, 0
    while end < len(sentence) and words < _LONGEST and _goes_on(sentence, end):
        title = sentence[end].folded in _listed("titles")
        words += not title
        end += 1 + (title and end + 1 < len(sentence) and sentence[end + 1].raw == ".")
    end = _before_its_owner(sentence, at, end)
    return _behind_partners(sentence, end) or end


def _before_its_owner(sentence: Sequence[Token], at: int, end: int) -> int:
    """Where it ends at the latest: before somebody of the same name, "firma holzbau *kern* thomas *kern*"."""
    said = [token.folded for token in sentence[at : end + 1]]
    again = (place for place in range(_APART, len(said)) if said[place] in said[: place - 1])
    return min(end, at + next(again, len(said) + 1) - 1)


def _behind_partners(sentence: Sequence[Token], at: int) -> int:
    """The place behind "und Söhne" or "und Dr. Haas" at ``at``; 0 where no such words stand there."""
    if at + 1 >= len(sentence) or sentence[at].folded not in _listed("and"):
        return 0
    if sentence[at + 1].folded in _listed("titles"):
        name = at + 2 + (sentence[at + 2 : at + 3] != [] and sentence[at + 2].raw == ".")
        return name + 1 if name < len(sentence) and sentence[name].kind == "word" else 0
    return at + 2 if sentence[at + 1].folded in _listed("partners") else 0


def _start_before(sentence: Sequence[Token], at: int) -> int:
    """Where the name begins that "und Söhne" or "GmbH" ends: "*Möller und Hansen* GmbH"."""
    start = at
    while start and at - start < _LONGEST and _goes_on(sentence, start - 1):
        start -= 1
        if start > 1 and sentence[start - 1].folded in _listed("and") and _goes_on(sentence, start - 2):
            start -= 2
    return start


def _end_of_form(sentence: Sequence[Token], after: int) -> int:
    """Behind the legal form or trade that may follow: "Krause & Co. *KG*"."""
    if partners := _behind_partners(sentence, after):
        return _end_of_form(sentence, partners)
    form = after + (after < len(sentence) and sentence[after].raw == ".")
    return form + 1 if form < len(sentence) and sentence[form].folded in _listed("forms") else after


def named_relative(text: str) -> Span | None:
    """Where somebody is named for whom the caller rings: "für meine Mutter", "rufen Sie lieber meine Frau an"."""
    sentence = tokens(text)
    for at in range(len(sentence)):
        behind = _behind_article(sentence, at)
        if behind is not None and _is_somebody(sentence, behind):
            calls = sentence[at].folded in _listed("calling")
            ends = calls and behind + 1 < len(sentence) and sentence[behind + 1].folded in _listed("calling_ends")
            return sentence[at].start, sentence[behind + ends].end
    return None


def names_own_people(text: str) -> bool:
    """Whether somebody of the caller's is spoken of: "angerufen werden soll *meine Vertretung*"."""
    people = _listed("people") | _listed("helpers")
    said = folded_words(text)
    return any(article in _listed("own_articles") and person in people for article, person in pairwise(said))


def _is_somebody(sentence: Sequence[Token], at: int) -> bool:
    """Whether a relative is named, or whoever works for the caller; "die *Frau*" stands before a name."""
    person, article = sentence[at].folded, sentence[at - 1].folded
    return person in _listed("people") and (person not in _listed("own_people") or article in _listed("own_articles"))


def _goes_on(sentence: Sequence[Token], at: int) -> bool:
    token = sentence[at]
    if token.folded in _listed("within") and at + 1 < len(sentence):
        return sentence[at + 1].folded not in _listed("telephones")
    return token.kind == "word" and token.folded not in _ends()


@cache
def _ends() -> frozenset[str]:
    return _listed("ends") | _listed("people") | fillers()


def _behind_article(sentence: Sequence[Token], at: int) -> int | None:
    """The place of the word after "für meine", "im Auftrag meiner"; None where no such words stand at ``at``."""
    words = [token.folded for token in sentence[at : at + _LONGEST_OPENING]]
    for phrase in _listed("for"):
        width = len(phrase.split())
        articles = words[width : width + 1]
        if words[:width] == phrase.split() and set(articles) & _listed("articles") and len(words) > width + 1:
            return at + width + 1
    return None
