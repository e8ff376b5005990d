"""Where in a sentence a name stands: the words before and after it ("mein Name ist ...", "... am Apparat")."""

import re
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from itertools import product
from typing import NamedTuple

from rueckruf.spoken.name.words import is_last, name_tokens
from rueckruf.spoken.text.discourse import fillers
from rueckruf.spoken.text.phrases import Pattern, Phrases, exactly, pattern_of
from rueckruf.spoken.text.vocabulary import vocabulary, word_set
from rueckruf.spoken.text.words import Token, fold

#: What is left of orders that are said fast, "schreib*n* S", and of the "Sie" in them.
_DRAWN, _SIE = re.compile(r"(?<=[a-z]{3}[b-df-hj-mp-tv-z])en$"), ("sie", "se", "s")


class Match(NamedTuple):
    """A carrier: the tokens ``start`` to ``end`` of the sentence."""

    start: int
    end: int


class CarrierLine:
    """The words of a sentence without fillers, to look for carriers in."""

    def __init__(self, said: Sequence[Token]) -> None:
        self._places = [at for at, token in enumerate(said) if token.kind == "word" and not is_filler(token)]
        self._words = [said[at].folded for at in self._places]

    def find(self, section: str) -> list[Match]:
        """All carriers of a section of ``data/vocabulary/caller_name.yml``; fillers may stand between their words."""
        carriers, found, behind = _carriers(section), list[Match](), 0
        for at in carriers.begin_in(self._words):
            ahead, width = carriers.at(self._words, at)
            if width and at >= behind:
                behind = at + width - (ahead or 0)
                found.append(Match(self._places[at], self._places[behind - 1] + 1))
        return found


def is_filler(token: Token) -> bool:
    """Whether a token says nothing: a mark, a hesitation or a filler."""
    return token.kind == "mark" or token.folded in _fillers()


@cache
def _fillers() -> frozenset[str]:
    return fillers() | word_set("caller_name", "fillers")


def is_courtesy(token: Token) -> bool:
    """Whether a token is a filler or a polite word around a name."""
    return is_filler(token) or token.folded in _courtesies()


@cache
def _courtesies() -> frozenset[str]:
    """Polite words, those of greetings in dialect among them: "gudde *Morje*"."""
    table = vocabulary("dialects_time")
    greeted = (table["days"]["morgen"], table["parts_of_day"]["abend"], table["parts_of_day"]["guten"])
    spoken = frozenset(fold(word) for words in greeted for word in words if not is_last(word))
    return word_set("caller_name", "courtesies") | spoken


def without_courtesy(said: Iterable[Token]) -> list[Token]:
    """The words beside fillers and polite words, and whom these greet."""
    return [token for token in without_greeted([*said]) if token.kind == "word" and not is_courtesy(token)]


def without_greeted(said: Sequence[Token]) -> Sequence[Token]:
    """The tokens without whom a greeting greets: "Griaß *di*", "servus *eich*"."""
    greeted = {
        at
        for at in range(1, len(said))
        if said[at].folded in word_set("caller_name", "greeted")
        and said[at - 1].folded in word_set("caller_name", "greet")
    }
    return [token for at, token in enumerate(said) if at not in greeted] if greeted else said


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
def _carriers(section: str) -> Phrases[int]:
    """The carriers of a section, each meaning how many of its last words follow it only."""
    carriers = [*map(_carrier, vocabulary("caller_name")[section])]
    listed = Phrases(carriers)
    misheard = (
        (exactly(tuple(fold(heard).split())), 0)
        for entry in vocabulary("mishearings_name")["carriers"]
        if listed.meaning_of(fold(entry["meant"]).split()) is not None
        for heard in entry["heard"]
    )
    return Phrases((*carriers, *misheard))


def _carrier(said: str) -> tuple[Pattern, int]:
    """ "(mein|der) name ist|lautet", "fuer sie [herr|frau]", "angerufen wird <whom>"."""
    people = word_set("represented", "people")
    relatives = people - word_set("represented", "own_people")
    said = said.replace("<whom>", vocabulary("caller_name")["whom"])
    for kind, them in (("<person>", people), ("<relative>", relatives), ("<somebody>", somebody())):
        said = said.replace(kind, "|".join(them))
    pattern = pattern_of(said.replace("[", "").replace("]", ""))
    orders = any(_SIE[0] in phrase for choice in pattern for phrase in choice)
    return (_said_fast(pattern) if orders else pattern), said.count("[")


def _said_fast(pattern: Pattern) -> Pattern:
    """An order with all that is left of its words and of the "Sie" in it."""
    return tuple(tuple(ways for phrase in choice for ways in product(*map(_ways, phrase))) for choice in pattern)


def _ways(word: str) -> Collection[str]:
    return _SIE if word == _SIE[0] else dict.fromkeys((word, _DRAWN.sub("n", word)))


@cache
def somebody() -> frozenset[str]:
    """Words for people by what they are to others or do: "Mutter", "Hausdame", "Vermieter"."""
    represented = word_set("represented", "people") | word_set("represented", "helpers")
    besides = word_set("caller_name", "people_besides") | word_set("caller_name", "offices")
    return represented | besides | word_set("occupations", "spoken")
