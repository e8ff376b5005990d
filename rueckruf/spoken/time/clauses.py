"""The clauses of a sentence: where one ends, and which words of ``data/vocabulary/time_clauses.yml`` it has."""

import re
from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property, partial

from rueckruf.spoken.text.phrases import holds, one_of
from rueckruf.spoken.text.vocabulary import vocabulary, word_set
from rueckruf.spoken.time.words import CLAUSE_MARKS, END, LONGEST_RUN, Words

_list = partial(word_set, "time_clauses")

#: What says which side of a time is meant: "bis zwölf hab ich Schule danach gern", but "also bitte vorher".
TURNS = ("afterwards", "beforehand", "in_between")
#: Senses of words that name a day, weeks and months among them; and of those that name one that comes again.
ONE_DAY = ("relative_day", "weekday", "short_weekday", "month", "unit")
DAYS = (*ONE_DAY, "habit")
_TIMES = ("number", "weekday", "relative_day", "part", "month")
_BEGINNING_TIMES = ("weekday", "relative_day", "glue", "at", "from", "part")
#: So many letters a noun has at least that no capital tells.
_NOUN = 4
_THINGS = ("busy", "visitors")
_WHO = ("speaker", "called_for", "others")
_TELLS_NOTHING = ("vague", "in_passing", "take_back")


@cache
def _words_of(lists: tuple[str, ...]) -> frozenset[str]:
    return frozenset().union(*map(_list, lists))


@dataclass(frozen=True)
class Clause:
    """The words from place ``first`` to the one before ``after``, marks at its end left out."""

    words: Words
    first: int
    after: int

    @cached_property
    def said(self) -> tuple[str, ...]:
        """Its folded words one by one, without those that leave the time open ("wann Sie wollen") or take it back."""
        lexemes = self.words.lexemes[self.first : self.after]
        telling = (lexeme.folded for lexeme in lexemes if lexeme.senses.keys().isdisjoint(_TELLS_NOTHING))
        return tuple(" ".join(telling).split())

    @cached_property
    def _different(self) -> frozenset[str]:
        return frozenset(self.said)

    def says(self, *lists: str) -> bool:
        """Whether one of its words is in one of the lists."""
        return not _words_of(lists).isdisjoint(self.said)

    def says_any(self, listed: frozenset[str]) -> bool:
        """Whether one of its words is among the folded ``listed`` ones."""
        return not listed.isdisjoint(self._different)

    def says_apart(self, name: str, *senses: str) -> bool:
        """Whether one of its words is in the list and is of no lexeme with one of the senses."""
        apart = (self.words[at] for at in range(self.first, self.after) if not self.words.has(at, *senses))
        return any(word in _list(name) for lexeme in apart for word in lexeme.folded.split())

    def holds(self, name: str) -> bool:
        """Whether one of the phrases of a list stands in it."""
        return holds(self.said, _list(name))

    def begins(self, name: str) -> bool:
        """Whether its first word is in the list, or the one after a conjunction."""
        return not _list(name).isdisjoint(self._beginning)

    @cached_property
    def _beginning(self) -> tuple[str, ...]:
        joined = self.said[:1] and self.said[0] in _list("conjunctions") | _list("before_times")
        return self.said[: 2 if joined else 1]

    @property
    def is_perfect(self) -> bool:
        """Whether a participle belongs to an auxiliary: "hat ... angerufen", "angerufen (worden) ist"."""
        told = {place for place, word in enumerate(self.said) if is_participle(word)}
        verbs = _list("auxiliaries") | _list("passives")
        places = [place for place, word in enumerate(self.said) if word in verbs]
        beside = any({place - 1, place - 2} & told for place in places)
        return beside or (bool(told and places) and min(places) < max(told))

    def has_sense(self, *senses: str) -> bool:
        """Whether one of its lexemes has one of the senses."""
        return self.words.has_within(self.first, self.after, *senses)


def names_thing(clause: Clause) -> bool:
    """Whether one of its words is a noun that is no time, or may be one."""
    return any(is_thing(clause.words, place) for place in range(clause.first, clause.after))


def is_thing(words: Words, place: int) -> bool:
    """Whether the word at ``place`` is a noun that is no time: by its capital, or known to be on.

    Where nothing is written with a capital, any word that no rule of times knows: "dienstag *fußpflege*".
    """
    word = words[place]
    if not word.folded.isalpha() or word.senses.keys() - {"title"}:
        return False
    if word.raw[0].isupper() or word.folded in _words_of(_THINGS):
        return True
    return len(word.folded) >= _NOUN and words.has_no_capitals and word.folded not in _known_words()


@cache
def _known_words() -> frozenset[str]:
    return frozenset().union(*(word.split() for name in vocabulary("time_clauses") for word in _list(name)))


@cache
def _participle() -> re.Pattern[str]:
    southern = "|".join(sorted(_list("southern_participles")))
    forms = rf"ge[a-z]{{2,}}(?:t|en)|g[bdfhkmsvwz][a-z]+(?:t|en|n|a)|{southern}|[a-z]{{3,}}iert"
    return re.compile(rf"(?:{verb_prefixes()})?(?P<base>{forms})")


@cache
def verb_prefixes() -> str:
    """What may stand before a verb and part from it, as a pattern of folded words."""
    return "|".join(sorted(_list("verb_prefixes")))


def is_participle(word: str) -> bool:
    """Whether a folded word is the past participle of a verb, by its form or in the list of those without "ge"."""
    found = _participle().fullmatch(word)
    return word in _list("participles") or (found is not None and found["base"] not in _list("no_participles"))


def asks_about(words: Words, place: int) -> bool:
    """Whether a question for a time begins at ``place``: "*wie wär's mit* Donnerstag"."""
    questions = one_of(_list("asking_about"))
    if not questions.may_begin_with(words[place].folded.split(" ", 1)[0]):
        return False
    said = tuple(word for lexeme in words.lexemes[place : place + LONGEST_RUN] for word in lexeme.folded.split())
    return questions.at(said, 0)[1] > 0


def limits(words: Words, places: range, *bounds: str) -> bool:
    """Whether one of the ``bounds`` there leaves nothing beyond it: "*nur bis zehn*", "nicht *später als* drei"."""
    limiting = word_set("time_clauses", "limiting")
    said = ({words[at - 1].folded, *words[at].folded.split()} for at in places if words.has(at, *bounds))
    return not all(map(limiting.isdisjoint, said))


def clauses_of(words: Words) -> list[Clause]:
    """All clauses in order; a participle closes one where recognisers leave the comma out."""
    found: list[Clause] = []
    first, verb, timed = 0, False, False
    sided, asking = words.say(*TURNS), _list("asking_for_a_day")
    for place, lexeme in enumerate([*words.lexemes, END]):
        ends = lexeme is END or (lexeme.folded in CLAUSE_MARKS and _is_mark(words, place))
        # "Diesen Mittwoch bin ich in Basel *bitte Mittwoch* nächste Woche", but "Mittwoch *bitte* um zehn"
        wishes_anew = lexeme.folded in asking and words.has(place + 1, "weekday", "relative_day")
        anew = wishes_anew or (sided and _names_side(words, place))
        opens = ends or _opens(words, place) or (timed and anew)
        if place > first and (opens or (verb and _closed(words, first, place))):
            found.append(Clause(words, first, place))
            first, verb, timed = place, False, False
        if ends:
            first = place + 1
        verb |= not _list("auxiliaries").isdisjoint(lexeme.folded.split())
        timed |= not lexeme.senses.keys().isdisjoint(_TIMES)
    return found


def clause_at(clauses: Sequence[Clause], place: int) -> Clause:
    """The clause in which the word at ``place`` stands."""
    return clauses[bisect(clauses, place, key=lambda clause: clause.first) - 1]


def _opens(words: Words, place: int) -> bool:
    """Whether a new clause begins at ``place``."""
    said = words[place].folded
    if said in _list("before_times"):
        behind_day = words.has(place - 1, *_TIMES) and words.has(place + 1, "until")  # not "ich hab *aber bis* elf"
        return behind_day or (words.has(place + 1, *_BEGINNING_TIMES) and not _is_amid(words, place))
    joins = said in _list("conjunctions") and not (words.has(place, "range_and") and words.behind_between(place))
    return joins or (said in _list("so_that") and words[place + 1].folded in _words_of(_WHO))


def _names_side(words: Words, place: int) -> bool:
    """Not "ab zwei das Meeting geht *bis dahin*", which tells how long that lasts."""
    return words.has(place, *TURNS) and not (words[place - 1].folded in _list("lasting") and is_thing(words, place - 2))


def _is_amid(words: Words, place: int) -> bool:
    """ "Mittwoch hab ich Turnen, *das ist aber* um neun"."""
    verbs = _list("others_do") | _list("leaves_at")
    begins = place == 2 or words[place - 3].folded in CLAUSE_MARKS
    return begins and words[place - 2].folded in _list("those") and words[place - 1].folded in verbs


def _closed(words: Words, first: int, place: int) -> bool:
    """Whether a participle, or after "weil" its verb, stands before ``place``, and no further verb belongs to it."""
    verbs = _list("auxiliaries") | _list("passives")
    last = place - 1
    last -= words[first].folded in _list("subordinating") and words[last].folded in verbs
    return is_participle(words[last].folded) and words[place].folded not in verbs


def _is_mark(words: Words, place: int) -> bool:
    """Whether the mark at ``place`` is none of a number or an abbreviation ("8,55", "3. März", "Mi.")."""
    before, after = words[place - 1], words[place + 1]
    if words.mark(place, ","):
        return not (before.digits and after.digits and words.close(place) and words.close(place + 1))
    if words.mark(place, ":"):
        return not after.digits
    numbered = before.digits or before.senses.keys() & {"short_weekday", "month"}
    if words.mark(place, ".") and numbered and after.folded:
        return after.raw[0].isupper() and not after.get("month")
    return True
