"""A sentence with its carriers, spelled letters and the places where no name can go on."""

from bisect import bisect
from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import accumulate, chain

from rueckruf.spoken.name.alphabets import first_words
from rueckruf.spoken.name.broadcast import tells_as_programmes_do
from rueckruf.spoken.name.carriers import CarrierLine, Match, is_courtesy, is_filler
from rueckruf.spoken.name.extent import read_run
from rueckruf.spoken.name.remark import remark_places
from rueckruf.spoken.name.run import Run, Trust
from rueckruf.spoken.name.spelling import Spelled
from rueckruf.spoken.name.titles import is_before_a_first_name
from rueckruf.spoken.name.words import is_everyday, is_first, is_last
from rueckruf.spoken.text.companies import is_company_word
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import Token

#: Kinds of words in front of a name, the surest first (data/vocabulary/caller_name.yml).
SECTIONS = ("named", "present", "wanted", "told", "here", "hint", "dictated", "asked")
#: So many tokens name a company at most.
_COMPANY = 6
#: So many tokens are a name with "Herr" or "Frau" at most.
_NAME = 5
#: So many tokens stand between "erst" and "dann" at most.
_FIRST_NAMES = 5
#: Kinds of words after a name, the surest first, and how their sections end.
AFTER = {"named": "", "wanted": "_wanted", "present": "_present", "here": "_here", "hint": "_hint"}


def is_cased(said: Sequence[Token]) -> bool:
    """Whether capitals in the text mean something: not all small, not all capital, not just the first word."""
    words = [token.raw for token in said if token.kind == "word"]
    if len(words) == 1:
        return words[0][0].isupper() and not words[0].isupper()
    return any(word[0].isupper() for word in words) and not all(word.isupper() for word in words)


def _leads_to_name(said: Sequence[Token], carrier: Match) -> bool:
    """ "*Jetzt* heiße ich Ohlendorf", "*außerdem* heiße ich Petersen": the name follows."""
    before, behind = said[carrier.start - 1], said[carrier.end : carrier.end + 1]
    lists = ("called_now", "new_name", "beginning")
    if any(before.folded in word_set("caller_name", words) for words in lists):
        return True
    follows = bool(behind) and behind[0].kind == "word" and not is_everyday(behind[0].folded)
    return follows and is_everyday(before.folded)


def _is_asked_by_somebody(said: Sequence[Token], asking: Match) -> bool:
    """ "*Herr Reiland* hätte gern einen Rückruf", but not "ich hätte gern einen Rückruf"."""
    before = [token.folded for token in said[max(0, asking.start - _NAME) : asking.start]]
    addressed = not word_set("caller_name", "salutations").isdisjoint(before)
    return addressed and word_set("caller_name", "callers").isdisjoint(before[-1:])


def _asks_of_it(said: Sequence[Token], carrier: Match) -> bool:
    """ "*Geht mein Name* an Fremde", but not "Holt mein Name"."""
    verb, behind = said[carrier.start - 1], said[carrier.end : carrier.end + 1]
    begins = carrier.start == 1 or (carrier.start > 1 and said[carrier.start - 2].kind != "word")
    goes_on = bool(behind) and behind[0].kind == "word"
    return begins and goes_on and verb.folded in word_set("questions", "verbs") and not is_last(verb.raw)


def _asking_of_it(said: Sequence[Token], carriers: Sequence[Match]) -> list[Match]:
    return [carrier for carrier in carriers if _asks_of_it(said, carrier)]


class Sentence:
    """The tokens of a sentence with the places where no name can go on.

    Whether the name was ``asked`` for, and ``again``; whether a trained recogniser ``recognised`` all of it as a name.
    """

    def __init__(
        self,
        said: Sequence[Token],
        spelled: Sequence[Spelled],
        asked: bool = False,
        again: bool = False,
        recognised: bool = False,
    ) -> None:
        self.said = said
        self.spelled = spelled
        self.asked = asked
        self.again = again
        self.recognised = recognised
        self.letters = {index for letters in spelled for index in range(letters.start, letters.end)}
        self.cased = is_cased(said)
        line = CarrierLine(said)
        self.told_behind: Sequence[Match] = []
        self.ordered: Sequence[Match] = []
        self.first_cues, self.last_cues = line.find("first_name_cues"), line.find("last_name_cues")
        self._find_places(line)
        self.after = {section: line.find(f"carriers_after{suffix}") for section, suffix in AFTER.items()}
        self.after["hint"] += line.find("carriers_after_put_down") if asked else []
        asking = line.find("carriers_after_asking")
        self.after["wanted"] += [match for match in asking if _is_asked_by_somebody(said, match)]
        self.before = {section: line.find(f"carriers_{section}") for section in SECTIONS}
        leading = [match for match in self.after["named"] if match.start and _leads_to_name(said, match)]
        self.before["named"] += leading
        none = (*leading, *_asking_of_it(said, self.after["named"]))
        self.after["named"] = [match for match in self.after["named"] if match not in none]
        cues = self.first_cues + self.last_cues
        carriers = self.before["named"] + self.before["present"]
        self.barriers = sorted(
            {match.start for match in (*cues, *carriers, *chain(*self.after.values()))}
            | {letters.start for letters in spelled}
        )

    def _find_places(self, line: CarrierLine) -> None:
        """The parts of a name that are told by where they stand, in reply to the question for it."""
        if not self.asked:
            return
        first, last = line.find("first_name_places"), line.find("last_name_places")
        self.told_behind = self._told_behind(first, last)
        self.first_cues += [place for place in first if self._is_place_of(place, is_first)]
        self.last_cues += [
            place for place in last if self._is_place_of(place, is_last) or self._is_of_the_other_part(place)
        ]
        self.ordered = self._ordered()
        if self.ordered and not (self.first_cues or self.last_cues):
            self.first_cues, self.last_cues = [self.ordered[0]], [self.ordered[1]]

    def _is_place_of(self, place: Match, listed: Callable[[str], bool]) -> bool:
        """ "*Hinten* Müller, *vorne* Jens", "Jens *vorne* und Müller *hinten*"."""
        is_before = place.start - 1 not in self.remarked and self._leads_to(place, listed)
        return bool(self.told_behind) or is_before

    def _is_of_the_other_part(self, place: Match) -> bool:
        """ "Ilka ist der Vorname, *Wrede hinten*", "vorne Ilka, *hinten Wrede*": what has a capital is the surname."""
        behind = self._past_leading(place.end)
        at = self._at_before(place) if behind is None else behind
        token = self.said[at]
        is_written = at in self.letters or at in self.remarked or token.folded in first_words()
        is_named = token.kind == "word" and token.raw[0].isupper() and not (is_everyday(token.folded) or is_written)
        return is_named and any(not cue.start <= at < cue.end for cue in self.first_cues) and not is_first(token.raw)

    def _told_behind(self, first: Sequence[Match], last: Sequence[Match]) -> Sequence[Match]:
        """The places of both parts where each stands right behind its name, and no more behind them."""
        places = sorted((*first, *last))
        if not (len(first) == 1 == len(last)) or places[0].start == 0:
            return []
        names = [self.said[self._at_before(place)].raw for place in places]
        ends = all(is_filler(token) for token in self.said[places[1].end :])
        return places if ends and all(is_first(name) or is_last(name) for name in names) else []

    def _at_before(self, place: Match) -> int:
        """Where the word before a place stands, past "ist" and a pause."""
        linking = word_set("caller_name", "before_cue") | word_set("caller_name", "pointing_back")
        at = place.start - 1
        while at > 0 and (self.said[at].kind == "mark" or self.said[at].folded in linking):
            at -= 1
        return at

    def _ordered(self) -> list[Match]:
        """ "*Erst* Hilde, *dann* Lorenz": where each part begins, the first name first."""
        order: list[Match] = []
        for words, listed in (("first_of_two", is_first), ("next_word", is_last)):
            places = sorted(at for word in word_set("spelling", words) for at in self.places(word))
            begins = (Match(at, named) for at in places if (named := self._past_leading(at + 1)) is not None)
            leading = next((match for match in begins if listed(self.said[match.end].raw)), None)
            if leading is None:
                return []
            order.append(leading)
        begin, then = order
        return order if 0 < then.start - begin.end <= _FIRST_NAMES else []

    def _past_leading(self, at: int) -> int | None:
        """The word behind "*kommt der*", None where there is none."""
        while at < len(self.said) and (
            is_filler(self.said[at]) or self.said[at].folded in word_set("caller_name", "in_full")
        ):
            at += 1
        return at if at < len(self.said) else None

    def _leads_to(self, place: Match, listed: Callable[[str], bool]) -> bool:
        """Whether a ``listed`` name stands behind "vorne" or "hinten", and no letter: "hinten *mit dt*"."""
        behind = range(place.end, len(self.said))
        at = next((index for index in behind if not is_filler(self.said[index])), None)
        if at is None or at in self.letters or self.said[at].folded in first_words():
            return False
        return listed(self.said[at].raw)

    @cached_property
    def is_broadcast(self) -> bool:
        """Whether a programme is heard: only words that introduce a name make one of it the caller's."""
        return tells_as_programmes_do(token.folded for token in self.said if token.kind == "word")

    def stop_after(self, index: int) -> int:
        behind = bisect(self.barriers, index)
        return self.barriers[behind] if behind < len(self.barriers) else len(self.said)

    def run_at(self, index: int, trust: Trust, stop: int | None = None) -> Run | None:
        """The name at ``index`` or after the fillers there."""
        stop = self.stop_after(index) if stop is None else stop
        first = index
        while index < stop and is_filler(self.said[index]):
            index += 1
        index += index + 1 < stop and is_before_a_first_name(self.said, index)
        free = index < stop and index not in self.letters
        run = read_run(self.said, index, stop, trust, self.cased) if free else None
        words = [at for at in range(first, index) if self.said[at].kind == "word"]
        if run is None and trust == "named" and words:
            # "mein Name ist Bitte": the filler itself is the name.
            run = read_run(self.said, words[-1], index, trust, self.cased)
        return run

    @cached_property
    def covered(self) -> dict[int, str]:
        """The tokens that belong to carriers, each with the kind of its carrier."""
        return {
            index: section
            for carriers in (self.before, self.after)
            for section in reversed(carriers)
            for match in carriers[section]
            for index in range(match.start, match.end)
        }

    def is_led_to(self, run: Run) -> bool:
        """Whether words that lead to a name, or away from it, stand right beside it."""
        return self.is_led_by(run.start) or self.covered.get(run.end, "asked") != "asked"

    def is_led_by(self, start: int) -> bool:
        """Whether words that lead to a name stand right before a token."""
        return start > 0 and start - 1 in self.covered

    def names_company(self, index: int) -> bool:
        """Whether a company is named shortly before a token: "*Firma* Schulze Bau, Meier"."""
        before = self.said[max(0, index - _COMPANY) : index]
        return any(is_company_word(token.folded) for token in before)

    def places(self, key: str) -> Sequence[int]:
        """Where a folded word stands."""
        return self._places.get(key, ())

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = {}
        for index, token in enumerate(self.said):
            places.setdefault(token.folded, []).append(index)
        return places

    @cached_property
    def remarks(self) -> dict[int, int]:
        """Where remarks on the writing of a name begin, and where each of them ends."""
        return remark_places(self.said)

    @cached_property
    def remarked(self) -> frozenset[int]:
        """The tokens of these remarks."""
        return frozenset(at for start, end in self.remarks.items() for at in range(start, end))

    @cached_property
    def _others(self) -> list[int]:
        """How many words before each token are neither carrier nor politeness."""
        other = (index not in self.covered and not is_courtesy(token) for index, token in enumerate(self.said))
        return list(accumulate(other, initial=0))

    def others(self, run: Run) -> int:
        """How many words outside the name are neither carrier nor politeness."""
        return self._others[-1] - self._others[run.end] + self._others[run.start]

    @cached_property
    def question(self) -> int:
        """The place of the last question mark, -1 without one or where it only asks whether the name will do."""
        marks = (index for index, token in enumerate(self.said) if token.raw == "?")
        return max((index for index in marks if not self._is_of_the_answer(index)), default=-1)

    def _is_of_the_answer(self, index: int) -> bool:
        """ "Grabowski, *oder*?", "Hohenwarter, *reicht das*?" """
        at = index - 1
        while at > 0 and self.said[at].folded in word_set("caller_name", "of_the_answer"):
            at -= 1
        return 0 < at < index - 1 and self.said[at].raw == ","
