"""The name that the trained recogniser hears where no rule finds one."""

from collections.abc import Sequence
from itertools import pairwise, takewhile

from rueckruf.dialogue.answer import Span
from rueckruf.dialogue.turn import Turn
from rueckruf.spoken.name.asking import is_asked
from rueckruf.spoken.name.broadcast import is_broadcast
from rueckruf.spoken.name.caller_name import NameReading, read_caller_name
from rueckruf.spoken.name.carriers import without_courtesy
from rueckruf.spoken.name.evidence import is_at_a_place
from rueckruf.spoken.name.misheard_spelling import letters_announced
from rueckruf.spoken.name.nouns import is_noun
from rueckruf.spoken.name.spoken_to import is_called_out
from rueckruf.spoken.name.third_person import (
    is_person,
    is_told_behind,
    is_told_by_first_name,
    is_what_something_is_called,
)
from rueckruf.spoken.name.words import is_first, is_function, is_last, is_thing, is_word, name_tokens
from rueckruf.spoken.text.companies import is_company_word
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import Token, folded_words

#: A noun and "von" or "ist".
_THING = 2


def recognised_name(turn: Turn, known: NameReading | None, whole: bool = False) -> NameReading | None:
    """What the trained recogniser takes for a name where no rule finds one; ``whole``: both first name and surname."""
    text, words = turn.heard.text, turn.heard.name_words
    if not words or known is not None or turn.is_urgent or not _may_name_the_caller(turn, words):
        return None
    named = _with_names_beside(text, words)
    reading = read_caller_name(named, recognised=True)
    if reading is None:
        return None
    name = reading.moved(text.find(named))
    if whole and not (name.first and name.last):
        return None
    return None if _is_somebody_else(turn, name.span, whole) else name


def _is_somebody_else(turn: Turn, name: Span, whole: bool) -> bool:
    """Whether what stands right beside a name makes it that of somebody else."""
    if turn.opens and _is_told_of(turn.heard.text, name):
        return True
    if whole:
        return is_told_behind(turn.heard.text, name)
    return _has_done_something(turn.heard.text, name) and not turn.asks_again


def _may_name_the_caller(turn: Turn, words: str) -> bool:
    """Whether words are said that are no part of a question, no letters, nor a mere first name of somebody else.

    "*Landgasthof* zum Ochsen" is what the company is called, and "hier *anne Werkstatt*" tells where they are.
    """
    text = turn.heard.text
    if any(map(is_company_word, folded_words(words)[:1])) or is_at_a_place(words.split()):
        return False
    at, letters = text.find(words), letters_announced(text)
    if at < 0 or (letters is not None and at >= letters):
        return False
    if is_broadcast(text) or is_asked(text, at) or is_called_out(text, (at, at + len(words))):
        return False
    return turn.asks_again or not _is_of_another(text, (at, at + len(words)))


def _is_of_another(text: str, name: Span) -> bool:
    if is_told_by_first_name(text, name) or is_what_something_is_called(text, name):
        return True
    return _is_beside_the_matter(text, name) or _is_with_them(text, name)


def _has_done_something(text: str, name: Span) -> bool:
    """ "Mein Kollege Jörg Brandt *hat* angerufen"."""
    behind = folded_words(text[name[1] :])[:1]
    return not word_set("caller_name", "third_person").isdisjoint(behind)


def _is_beside_the_matter(text: str, name: Span) -> bool:
    """Whether a mere first name stands beside words that speak neither of whoever says them nor of names.

    "*Lukas*, nimm das aus dem Mund", "Oskar, runter da": somebody in the room is called so.
    """
    if len(text[slice(*name)].split()) > 1 or not is_first(text[slice(*name)]):
        return False
    said = without_courtesy(token for token in name_tokens(text) if not name[0] <= token.start < name[1])
    return bool(said) and word_set("caller_name", "of_oneself").isdisjoint(token.folded for token in said)


def _is_with_them(text: str, name: Span) -> bool:
    """Whether something is told of whoever is named behind a preposition: "da läuft der Film *mit Romy Schneider*"."""
    before = [token.folded for token in name_tokens(text[: name[0]]) if token.kind == "word"]
    return len(before) > 1 and before[-1] in word_set("caller_name", "beside_somebody")


def _is_told_of(text: str, name: Span) -> bool:
    """Whether something is of somebody or for them, "ein Brief *von Karin Prinz*", or they have done something,
    "das *hat Karin Prinz* gemacht", or are who somebody else is: "mein Vermieter *ist Thomas Riedl*".
    """
    before = [token for token in name_tokens(text[: name[0]]) if token.kind == "word"]
    if len(before) < _THING:
        return False
    thing, link = before[-_THING:]
    if link.folded in word_set("caller_name", "behind_a_thing"):
        is_named = is_noun(thing.folded) or is_thing(thing.folded)
        return is_named or (thing.raw[0].isupper() and not is_function(thing.folded))
    has_done = link.folded in word_set("caller_name", "third_person") - word_set("caller_name", "being")
    return has_done or _is_of_the_called(before)


def _is_of_the_called(before: Sequence[Token]) -> bool:
    """ "*Unsere Betreuerin bei Ihnen heißt* Doris Hamann", "zuständig *für mich ist* Thomas Riedl"."""
    own, to_us = word_set("caller_name", "own"), word_set("caller_name", "to_us")
    tells = word_set("caller_name", "being") | word_set("caller_name", "called")
    at = next((at for at, token in enumerate(before) if token.folded in tells), 0)
    if any(is_person(other) and one.folded in own for one, other in pairwise(before[:at])):
        return True
    return at > 0 and (before[at - 1].folded in to_us or is_person(before[at - 1]))


def _with_names_beside(text: str, words: str) -> str:
    """What the recogniser took for a name, with the names of the lists right beside it, which are parts of it."""
    said, at = name_tokens(text), text.find(words)
    inside = [index for index, token in enumerate(said) if at <= token.start < at + len(words)]
    if at < 0 or not inside:
        return words
    before = len(list(takewhile(_is_surely_a_name, reversed(said[: inside[0]]))))
    after = len(list(takewhile(_is_surely_a_name, said[inside[-1] + 1 :])))
    return text[said[inside[0] - before].start : said[inside[-1] + after].end]


def _is_surely_a_name(token: Token) -> bool:
    return (is_first(token.raw) or is_last(token.raw)) and not is_word(token.folded)
