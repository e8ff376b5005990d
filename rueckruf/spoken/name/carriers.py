"""Where in a sentence a name stands: the words before and after it ("mein Name ist ...", "... am Apparat")."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from rueckruf.spoken.name.words import name_tokens
from rueckruf.spoken.text.discourse import fillers
from rueckruf.spoken.text.vocabulary import vocabulary, word_set
from rueckruf.spoken.text.words import Token, fold

#: What is left out of orders that are said fast, "schreib*n* S", and of the "Sie" in them.
_DRAWN, _THEY = re.compile(r"(?<=[a-z]{3}[b-df-hj-mp-tv-z])en\b"), re.compile(r"\bsie\b")


class Match(NamedTuple):
    """A carrier: the tokens ``start`` to ``end`` of the sentence."""

    start: int
    end: int


class CarrierLine:
    """The words of a sentence without fillers, to look for carriers in."""

    def __init__(self, said: Sequence[Token]) -> None:
        self._starts: dict[int, int] = {}
        self._ends: dict[int, int] = {}
        self._text = " "
        for index, token in enumerate(said):
            if token.kind == "word" and not is_filler(token):
                self._starts[len(self._text)] = index
                self._text += token.folded
                self._ends[len(self._text)] = index + 1
                self._text += " "

    def find(self, section: str) -> list[Match]:
        """All carriers of a section of ``data/vocabulary/caller_name.yml``; fillers may stand between their words."""
        found = _pattern(section).finditer(self._text)
        return [Match(self._starts[match.start() + 1], self._ends[match.end()]) for match in found]


def is_filler(token: Token) -> bool:
    """Whether a token says nothing: a mark, a hesitation or a filler."""
    return token.kind == "mark" or token.folded in _fillers()


@cache
def _fillers() -> frozenset[str]:
    return fillers() | word_set("caller_name", "fillers")


def is_courtesy(token: Token) -> bool:
    """Whether a token is a filler or a polite word around a name."""
    return is_filler(token) or token.folded in word_set("caller_name", "courtesies")


def without_courtesy(said: Iterable[Token]) -> list[Token]:
    """The words beside fillers and polite words."""
    return [token for token in said if token.kind == "word" and not is_courtesy(token)]


def is_article(said: Sequence[Token], index: int) -> bool:
    """Whether the word at ``index`` is an article in front of "Herr", "Frau" or an office."""
    return (
        index + 1 < len(said)
        and said[index].folded in word_set("caller_name", "salutation_articles") | word_set("caller_name", "of_objects")
        and said[index + 1].folded in word_set("caller_name", "salutations") | word_set("caller_name", "offices")
    )


def is_written_on(said: Sequence[Token], index: int) -> bool:
    """Whether whoever is named at ``index`` is put down for the caller: "machen Sie das auf *Schneider*"."""
    before = [token.folded for token in said[max(0, index - 2) : index]]
    if before and before[-1] in word_set("represented", "articles"):
        before.pop()
    return bool(before) and before[-1] in word_set("caller_name", "written_on")


def tells_who_is_called(text: str) -> bool:
    """Whether a name follows that somebody has: "der Chef *heißt* Moll", "die Kollegin *ist* Frau Moll"."""
    return bool(CarrierLine(name_tokens(text)).find("carriers_told"))


@cache
def _pattern(section: str) -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(_phrases(section)) + ")(?= )")


def _phrases(section: str) -> Iterator[str]:
    phrases = list(vocabulary("caller_name")[section])
    for phrase in phrases:
        yield _regex(phrase)
    for entry in vocabulary("mishearings_name")["carriers"]:
        if any(re.fullmatch(_regex(phrase), " " + fold(entry["meant"])) for phrase in phrases):
            yield from (" " + re.escape(fold(heard)) for heard in entry["heard"])


def _regex(phrase: str) -> str:
    """ "(mein|der) name ist|lautet" as a pattern over a line of folded words, each with a blank in front."""
    for kind, people in (("<person>", word_set("represented", "people")), ("<somebody>", somebody())):
        phrase = phrase.replace(kind, "|".join(people))
    pattern = "".join(
        f"(?: (?:{fold(optional)}))?" if optional else f"(?= (?:{fold(ahead)}) )" if ahead else f" (?:{fold(word)})"
        for optional, ahead, word in re.findall(r"\(([^)]*)\)|\[([^]]*)\]|(\S+)", phrase)
    )
    return _DRAWN.sub("e?n", _THEY.sub("s(?:i?e)?", pattern)) if _THEY.search(pattern) else pattern


@cache
def somebody() -> frozenset[str]:
    """Words for people by what they are to others or do: "Mutter", "Hausdame", "Vermieter"."""
    represented = word_set("represented", "people") | word_set("represented", "helpers")
    besides = word_set("caller_name", "people_besides") | word_set("caller_name", "offices")
    return represented | besides | word_set("occupations", "spoken")
