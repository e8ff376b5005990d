"""Whom a caller names by what they do instead of by a name: "fragen Sie nach dem Hausmeister", "die Buchhaltung"."""

from collections.abc import Iterator, Sequence
from functools import cache

from rueckruf.spoken.name.carriers import is_courtesy
from rueckruf.spoken.name.office import is_office_or_trade
from rueckruf.spoken.name.words import is_function, is_last, name_tokens
from rueckruf.spoken.text.phrases import one_of
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import Token, fold

Span = tuple[int, int]

#: So many letters stand in front of the ending at least: "*Filial*leiterin".
_SHORTEST_STEM = 3


def named_function(text: str) -> Span | None:
    """Where somebody is named by what they do, if nothing else is said: "einfach die *Kollegin vom Empfang*"."""
    said = [token for token in name_tokens(text) if token.kind != "mark"]
    places = [at for at, token in enumerate(said) if _is_function(token)]
    if not places:
        return None
    first = places[0]
    end = _end(said, first)
    if not all(_says_nothing(token) or _is_function(token) for token in (*said[:first], *said[end:])):
        return None
    return None if _may_be_a_name(said, first) else (said[first].start, said[end - 1].end)


def is_for_others(text: str) -> bool:
    """Whether somebody is named by what they do as who is to be rung, and not as whom the caller wants on the line.

    "Unsere Zentrale", "verlangen Sie den Chef", but not "die Zentrale" or "den Chef bitte".
    """
    function = named_function(text)
    if function is None:
        return False
    before = [token.folded for token in name_tokens(text[: function[0]]) if token.kind == "word"]
    ours = bool(before) and before[-1] in word_set("functions", "whose")
    ours = ours or not word_set("functions", "to_be_asked_for").isdisjoint(before)
    wanted = bool(before) and before[-1] in word_set("functions", "accusative")
    of_the_called = fold(text[slice(*function)].split()[0]) in word_set("ordinary_words", "question_and_machine")
    return ours or not (wanted or of_the_called)


def rung_instead(text: str) -> Span | None:
    """Where somebody is named by what they do whom to ring and not the caller: "den *Chef* anrufen, nicht mich".

    So is who is spoken of before that: "ich ruf für meine *Oma* an, ruft die mal zurück".
    """
    said = [token for token in name_tokens(text) if token.kind != "mark"]
    words = tuple(token.folded for token in said)
    denies = denies_the_caller(text)
    them = next(_places("rings_them", words), 0)
    if not (them or (denies and not word_set("functions", "ringing").isdisjoint(words))):
        return None
    people = range(1, len(said) if denies else them)
    at = max((at for at in people if _is_somebody(said, at)), default=None)
    if at is None:
        return None
    first = at - (words[at] in word_set("represented", "own_people"))
    return said[first].start, said[at].end


def denies_the_caller(text: str) -> bool:
    """ "Bitte *nicht mich*, sondern ihn": the one who speaks is not to be rung."""
    words = tuple(token.folded for token in name_tokens(text) if token.kind != "mark")
    return next(_places("not_the_caller", words), None) is not None


def _is_somebody(said: Sequence[Token], at: int) -> bool:
    """Whether "den" or "mein" stands before whoever does it; "die *Frau*" stands before a name."""
    own = said[at].folded in word_set("represented", "own_people")
    articles = word_set("represented", "own_articles" if own else "articles")
    return _is_function(said[at]) and said[at - 1].folded in articles


def _places(table: str, words: tuple[str, ...]) -> Iterator[int]:
    """Where a phrase of a table begins."""
    return (found.start for found in one_of(word_set("functions", table)).found_in(words))


def _is_function(token: Token) -> bool:
    key = token.folded
    return (
        key in word_set("functions", "functions")
        or key in word_set("represented", "people")
        or is_office_or_trade(key)
        or key[_SHORTEST_STEM:].endswith(_endings())
    )


@cache
def _endings() -> tuple[str, ...]:
    return tuple(word_set("functions", "endings"))


def _end(said: Sequence[Token], at: int) -> int:
    """Where it ends that they are told from others: "das Sekretariat *der Schule*"."""
    joint = at + 1
    while joint < len(said) and said[joint].folded in word_set("functions", "joints"):
        joint += 1
    told = at + 1 < joint < len(said) and not _says_nothing(said[joint])
    return joint + 1 if told else at + 1


def _says_nothing(token: Token) -> bool:
    """Whether a word beside it is politeness, or that a name is not known: "den Namen weiß ich nicht"."""
    return is_courtesy(token) or is_function(token.folded) or token.folded in word_set("functions", "beside")


def _may_be_a_name(said: Sequence[Token], at: int) -> bool:
    """ "Meister", "der Verwalter": a surname, unless it is somebody's, "unser Meister", or there: "der Küster von"."""
    before = said[at - 1].folded if at else ""
    is_somewhere = before in word_set("caller_name", "articles_of_parish_and_trade") and _end(said, at) > at + 1
    return is_last(said[at].raw) and not (before in word_set("functions", "whose") or is_somewhere)
