"""How the times of a sentence are linked: which one is refused, which one takes the place of another."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.time.clauses import Clause, clause_at
from rueckruf.spoken.time.doings import is_not_on
from rueckruf.spoken.time.ends_of_events import length_of_event, when_over
from rueckruf.spoken.time.grammar import Chunk
from rueckruf.spoken.time.lexicon import small_words
from rueckruf.spoken.time.others_times import lasts_by_pronoun
from rueckruf.spoken.time.sides import between, beyond, is_limited, tells_against, turning
from rueckruf.spoken.time.wish import (
    DAY_SLOTS,
    EVERY_DAY,
    HOUR_SLOTS,
    TIME_SLOTS,
    Bound,
    Point,
    Wish,
    day_of,
    merged,
    only_bound,
)
from rueckruf.spoken.time.words import CLAUSE_MARKS, LONGEST_RUN, Words

_list = partial(word_set, "time_clauses")
_NEW_CLAUSE = frozenset({"clause", "rather", "take_back", "either", "otherwise"})
_LINKS = frozenset({"rather", "take_back", "either", "otherwise", "also"})
_LISTING = frozenset({"either", "also", "comma"})
_JOINING = frozenset({"either", "also"})
#: "*Nein, lieber* um elf" takes back, "*sonst halt* morgen" and "*sonst lieber* Freitag" do not.
_KEPT_LINKS = (("take_back", "rather"), ("otherwise", "take_back"), ("otherwise", "rather"))
_NOT, _MORE = "nicht", "mehr"
_DAY_WORDS = ("weekday", "short_weekday", "relative_day")


@dataclass
class LinkedWish:
    """A partial wish, the word that links it to what was said before, and whether it is refused.

    ``place``: of its first word, small ones before it left out. ``turned``: it already is what a refusal leaves.
    ``preferred``: to the others, by a word behind it.
    """

    wish: Wish
    clause: int
    link: str
    refused: bool = False
    place: int = 0
    turned: bool = False
    preferred: bool = False


def linked_wishes(found: list[Chunk], words: Words, clauses: Sequence[Clause]) -> list[LinkedWish]:
    """Every partial wish of a sentence with its link."""
    reader = _Linking(found, words, clauses)
    for place, chunk in enumerate(found):
        if chunk.wish is not None:
            reader.take(chunk.wish, words.skip(chunk.first, "glue"))
        else:
            reader.hear(place, chunk)
    return reader.entries


@dataclass
class _Linking:
    """Reads the chunks in order; ``refusing`` the next time, ``excepting`` all that are listed.

    ``linked``: the place of the last word that links; ``side``: of the last "danach" or "vorher".
    """

    found: list[Chunk]
    words: Words
    clauses: Sequence[Clause]
    entries: list[LinkedWish] = field(default_factory=list)
    clause: int = 0
    link: str = ""
    linked: int = 0
    side: int = 0
    refusing: bool = False
    refused_from: int = 0
    excepting: bool = False

    def take(self, wish: Wish, place: int) -> None:
        if self.refusing:
            wish = spanning(wish, self.refused_from)
        if self.excepting and wish.day and wish.clock and self._excepts_of_every_day():
            self.take(wish.without(TIME_SLOTS), place)
            wish, self.excepting, self.refusing = wish.without(DAY_SLOTS), False, False
        entry = LinkedWish(wish, self.clause, self.link, self.refusing, place)
        if not self.refusing:
            self._leave_day_of_side(wish)
            if self._is_named_again(entry):
                self.entries[-1].wish = spanning(self.entries[-1].wish, wish.span[1])
                return
            self._replace_refused(entry)
        if self.refusing and only_bound(wish):
            # "nicht unbedingt vor zehn"; in "außer dienstags ab zehn" the hour is no longer refused
            entry.refused = False
            entry.turned = not (self.entries and self.entries[-1].refused)
            entry.wish = flipped(wish) if entry.turned else wish
            self.excepting = False
        elif self.excepting and self._is_hour_of_what_is_left(wish):
            entry.refused = self.excepting = False
        self.entries.append(entry)
        self.link, self.refusing = "", self.excepting

    def _leave_day_of_side(self, wish: Wish) -> None:
        """ "Mittwoch hab ich Dienst, da geht's nicht, aber danach, *Mittwoch um drei*": of that very day."""
        again = bool(self.entries) and is_mere_day(self.entries[-1].wish)  # "..., *Mittwoch* ab fünf"
        at = len(self.entries) - 1 - again
        if at < 1 or not wish.said(HOUR_SLOTS) or not self._is_behind_refused(at):
            return
        refused, side = self.entries[at - 1 : at + 1]
        named = day_of(wish) or (self.entries[-1].wish.day if again else None)
        if named == refused.wish.day:
            del self.entries[at]
        elif named is None and tells_against(clause_at(self.clauses, refused.place)):
            span = self.words[self.side].start, self.words[self.side].end
            side.wish, side.place = replace(side.wish, low=None, day=refused.wish.day, span=span), self.side

    def _is_behind_refused(self, at: int) -> bool:
        """Whether the wish at a place is what comes after the day that is refused before it."""
        before, wish = self.entries[at - 1], self.entries[at].wish
        behind = Bound(Point(day=before.wish.day), inclusive=False)
        return before.refused and is_mere_day(before.wish) and wish.low == behind

    def _is_hour_of_what_is_left(self, wish: Wish) -> bool:
        """ "Außer dienstags, immer zwischen neun und zehn": behind a pause an hour is of the other days, and
        so is "jeden Tag" in any place.
        """
        before = self.entries[-1] if self.entries else None
        behind_days = before is not None and before.refused and before.wish.said(DAY_SLOTS)
        if behind_days and not wish.said(DAY_SLOTS) and self._excepts_of_every_day():
            return True
        if behind_days and (wish.habit == EVERY_DAY or wish.vague == "any"):
            return True
        return behind_days and self.link == "comma" and not wish.said(DAY_SLOTS)

    def _excepts_of_every_day(self) -> bool:
        """ "*Jeden Tag* außer Dienstag um zehn": an hour behind it is of all the other days."""
        wishes = [entry.wish for entry in self.entries if not entry.refused]
        return bool(wishes) and wishes[0].habit == EVERY_DAY and not any(wish.said(TIME_SLOTS) for wish in wishes)

    def _is_named_again(self, entry: LinkedWish) -> bool:
        """ "Dienstag bin ich in Ulm, geht nicht *Dienstag*": the very day that was refused, and nothing more of it."""
        before = self.entries[-1] if self.entries else None
        if before is None or not before.refused or entry.link not in ("", "comma"):
            return False
        same = is_mere_day(before.wish) and is_mere_day(entry.wish) and before.wish.day == entry.wish.day
        return same and self.words.ends_clause(self.words.skip(entry.place, *_DAY_WORDS))

    def _replace_refused(self, entry: LinkedWish) -> None:
        """ "Donnerstag um zehn, nicht um zehn, um elf"; "nicht nächste Woche Mittwoch, sondern Donnerstag"."""
        if not self.entries or not self.entries[-1].refused:
            return
        refused, wishes = self.entries[-1].wish, [said.wish for said in self.entries if not said.refused]
        if any(names_again(refused, wish) for wish in wishes):
            entry.link = "take_back" if entry.link in ("", "comma") else entry.link
        elif entry.link == "rather" and not wishes and refused.said(DAY_SLOTS) and not entry.wish.vague:
            self.entries.append(LinkedWish(refused, self.clause, ""))

    def hear(self, place: int, chunk: Chunk) -> None:
        word = self.words[chunk.first].folded
        if chunk.marker in ("not", "unavailable"):
            self._refuse(place, chunk)
        elif chunk.marker in ("afterwards", "beforehand", "around"):
            self.clause += 1
            self.side = chunk.first
            self._turn_round(chunk)
        elif chunk.marker == "in_between":
            self._turn_inside(chunk)
        elif self._prefers(chunk):
            self.entries[-1].preferred = True
        elif chunk.marker in _NEW_CLAUSE or chunk.marker == "also":
            self._link("comma" if word == "," or self._only_gives_in(place) else chunk.marker, place)
        elif word in small_words("preferred_to") and self.entries and "rather" in (self.link, self.entries[-1].link):
            self.refusing, self.link = True, ""
        elif not self.words.has(chunk.first, "after_not"):
            self.refusing = self.excepting = False

    def _only_gives_in(self, place: int) -> bool:
        """ "Am Nachmittag *halt*, welcher Tag ist mir egal": it takes back nothing that any time would replace."""
        first = self.found[place].first
        gives_in = self.words[first].folded in word_set("discourse", "giving_in")
        if not gives_in or self.words[first - 1].folded in CLAUSE_MARKS:
            return False
        following = next((chunk.wish for chunk in self.found[place + 1 :] if chunk.wish), None)
        return following is not None and following.vague == "any"

    def _refuse(self, place: int, chunk: Chunk) -> None:
        self.excepting = self.words[chunk.first].folded in small_words("excepting")
        if self._is_of_that_side(chunk):
            self.refusing = False
            return
        if self._refuses_back(chunk):
            self.clause = self.entries[-1].clause
        self.refusing, self.refused_from = self._refuses_what_follows(place), self.words[chunk.first].start
        if not (self.refusing or self._tells_why_refused(chunk)):
            self._refuse_clause(chunk)

    def _is_of_that_side(self, chunk: Chunk) -> bool:
        """ "Bis zwölf, danach hab ich Probe, *und da geht keiner ran*": what is told of the side, and of no time."""
        if not self.entries:
            return False
        last = self.entries[-1].place
        later = any(last < one.first < chunk.first and one.begins("later_on") for one in self.clauses)
        return (last < self.side or later) and (self._is_then(chunk) or self._points_back(chunk.first))

    def _prefers(self, chunk: Chunk) -> bool:
        """ "Um neun oder um zehn *lieber*", "um zehn wär *besser*": what was said before it in its clause."""
        if not (self.entries and self.words.among(chunk.first, "preferring")):
            return False
        if not (self.words.ends_clause(chunk.after) or self._is_better_day(chunk)):
            return False
        # also the second of two that are one: "Montag oder Dienstag, *Dienstag* wär besser"
        return self.words[clause_at(self.clauses, chunk.first).first].start < self.entries[-1].wish.span[1]

    def _is_better_day(self, chunk: Chunk) -> bool:
        """ "Dienstag wär gut, Mittwoch *wär besser* um drei": its hour follows."""
        before = chunk.first - 1
        while self.words.among(before, "whom_it_suits"):
            before -= 1
        would_be = self.words.among(before, "being_behind") or self.words.among(before, "suiting_behind")
        hour = self.words.has(chunk.after, "at", "about_hour", "from", "between", "until")
        return would_be and hour and is_mere_day(self.entries[-1].wish)

    def _link(self, marker: str, place: int) -> None:
        self.clause += marker != "also" and not self._is_amid_refusal(place)
        self.excepting = self.excepting and marker in _LISTING
        self.refusing = self.excepting or (marker in _JOINING and self._lists_refused_days(place))
        if marker == "comma" and self.link == "also" and place > self.linked + 1:
            self.link = marker  # "und schläft dann aus, Mittwoch um eins"
        elif (self.link, marker) not in _KEPT_LINKS:
            self.linked = place
            self.link = marker if marker in _LINKS else self.link or ("comma" if marker == "comma" else "")
        if marker == "rather":
            self._drop_refused_clock()

    def _is_amid_refusal(self, joint: int) -> bool:
        """ "Am Mittwoch *aber* leider nicht"."""
        if not joint or not self.words.among(self.found[joint].first, "amid_refusal"):
            return False
        following = [chunk.marker for chunk in self.found[joint + 1 : joint + LONGEST_RUN] if chunk.marker != "gap"]
        refuses = following[:1] in (["not"], ["unavailable"]) and following[1:2] != ["wish"]
        return refuses and bool(self.entries) and self.entries[-1].clause == self.clause

    def _lists_refused_days(self, joint: int) -> bool:
        """Whether the day behind a joint is refused with the one before: "nicht Dienstag und Mittwoch"."""
        if not joint:
            return False
        before, *after = self.found[joint - 1 : joint + 3]
        last = self.entries[-1] if self.entries else None
        is_refused = last is not None and last.refused and before.first <= last.place < before.after
        days = [is_mere_day(chunk.wish) for chunk in (before, *after[1:2])]
        hour_follows = len(after) > 2 and after[2].wish is not None and not after[2].wish.names_day
        return is_refused and len(days) == 2 and all(days) and not hour_follows

    def _refuses_back(self, chunk: Chunk) -> bool:
        """Whether a "doch nicht" or "da geht's nicht" between pauses refuses what was said before them."""
        pause = chunk.after >= len(self.words) or self.words[chunk.after].folded in CLAUSE_MARKS
        if self.entries and self._is_then(chunk):
            return True
        if not (self.entries and pause):
            return False
        return self.words.among(chunk.first, "refusing_back") or self._points_back(chunk.first)

    def _tells_why_refused(self, chunk: Chunk) -> bool:
        """ "Donnerstag um zwei, nur nicht morgen, *da bin ich im Krankenhaus*": of the day before it, and no other."""
        return self._refuses_back(chunk) and self.entries[-1].refused and self.entries[-1].clause == self.clause

    def _is_then(self, chunk: Chunk) -> bool:
        """ "Wir schlachten heute *da kann ich nicht* ans Telefon": where recognisers leave the comma out."""
        before = chunk.first - 1
        while self.words[before].folded in _list("particles"):
            before -= 1
        suits = chunk.marker == "not" and self.words[before].folded in _list("suiting")
        then = before - suits
        points = self.words[then].folded in _list("pointing_back")
        return points and (suits or chunk.marker == "unavailable") and self.entries[-1].place < then

    def _points_back(self, place: int) -> bool:
        """ "*Da* geht's nicht", "*da* arbeitet keiner": a clause without its own time, but not "dann nicht mehr"."""
        clause = clause_at(self.clauses, place)
        points = clause.begins("then") or (clause.begins("pointing") and clause.says("suiting"))
        points = points or not _list("suiting").isdisjoint(clause.said[:1])  # "..., *passt leider nicht*"
        tells_why = clause.begins("later_on") or is_not_on(clause)
        return points and not tells_why and self.entries[-1].place < clause.first

    def _refuses_what_follows(self, place: int) -> bool:
        """Whether a "nicht" belongs to the time after it ("nicht am Freitag"), not before ("Freitag geht nicht")."""
        if self._refuses_back(self.found[place]):
            return False
        following = self._behind_not(place)
        if following is None or following.wish is None or self._is_behind_mere_day(place, following.wish):
            return False
        if self.found[place].marker != "unavailable":
            return True
        if not following.wish.said(DAY_SLOTS):
            return not following.wish.vague  # "Montag ist schlecht *die anderen Tage gehen*"
        spoken = [entry.wish for entry in self.entries if entry.clause == self.clause]
        if not spoken:  # "geht nicht *am* Donnerstag", "das passt nicht morgen", but "geht nicht Donnerstag schon"
            return self.words.has(following.first, "glue") or self._names_what_suits(self.found[place])
        return not any(_is_refused_itself(wish, following.wish) for wish in spoken)

    def _behind_not(self, place: int) -> Chunk | None:
        """What follows a "nicht", small words that may stand between left out."""
        behind = self.found[place + 1 :]
        return next((one for one in behind if one.wish or not self.words.has(one.first, "after_not")), None)

    def _is_behind_mere_day(self, place: int, following: Wish) -> bool:
        """ "Am Mittwoch *nicht* am Freitag um acht": only one of both days has its hour, so that one is wished."""
        before = self.found[place - 1].wish if place else None
        plain = self.words[self.found[place].first].folded == _NOT
        return plain and is_mere_day(before) and following.said(DAY_SLOTS) and following.clock is not None

    def _names_what_suits(self, refusal: Chunk) -> bool:
        """ "*Der Rückruf passt nicht* morgen um elf": no question, which begins with its verb."""
        verb = clause_at(self.clauses, refusal.first).said[:1]
        return bool(verb) and _list("suiting").isdisjoint(verb)

    def _refuse_clause(self, marker: Chunk) -> None:
        """Refuse what the clause has said so far; "vor zehn geht nicht" turns into "ab zehn".

        The word that refuses belongs to what is said, so that it can be read again.
        """
        end = self.words[marker.after - 1].end
        self._join_day_and_hour()
        said = self._said_in_clause()
        if said and self._tells_of_other_side(said[-1], marker):
            return
        spoken = [entry for entry in said if not is_beyond_a_day(entry, self.entries)]
        spoken = [*self._chosen_from(spoken), *spoken]
        self.entries = [entry for entry in self.entries if entry not in said or entry in spoken]
        bounds = [entry for entry in spoken if self._leaves_other_side(entry.wish, marker)]
        for entry in bounds or spoken:
            entry.wish = spanning(entry.wish, end)
            if bounds:
                entry.wish, entry.turned = flipped(entry.wish), True
            else:
                entry.refused = True

    def _said_in_clause(self) -> list[LinkedWish]:
        """What is not settled yet, without the "früher" of "ab vier *früher* geht nichts"."""
        said = [entry for entry in self.entries if entry.clause == self.clause and not _is_settled(entry)]
        if len(said) > 1 and said[-1].wish.moved and only_bound(said[-2].wish):
            self.entries.remove(said.pop())
        return said

    def _tells_of_other_side(self, last: LinkedWish, marker: Chunk) -> bool:
        """ "*Nur bis* drei, da bin ich weg", "ab vier, *früher geht nichts*": the bound holds."""
        if not only_bound(last.wish):
            return False
        bound, behind = clause_at(self.clauses, last.place), range(last.place + 1, marker.first)
        goes_on = bound.after <= marker.first or any(self.words[at].folded in _list("then") for at in behind)
        refusing = (word for at in range(marker.first, marker.after + 1) for word in self.words[at].folded.split())
        no_more = last.wish.high and _MORE in refusing  # "vor drei, da geht's nicht *mehr*"
        side = "earlier" if last.wish.low else "later"
        return (goes_on and (no_more or is_limited(bound))) or any(self.words.has(at, side) for at in behind)

    def _chosen_from(self, spoken: Sequence[LinkedWish]) -> list[LinkedWish]:
        """ "*Dienstag* oder Mittwoch geht nicht": the one time before the "oder", of which nothing else is said."""
        at = self.entries.index(spoken[0]) if len(spoken) == 1 and spoken[0].link == "either" else 0
        if not at or _is_settled(self.entries[at - 1]) or not _are_alike(self.entries[at - 1].wish, spoken[0].wish):
            return []
        before = self.entries[at - 1]
        suits = clause_at(self.clauses, before.place).says("suiting", "wishing", "wished", "still_wished", "free")
        ends = next((at for at in range(spoken[0].place, before.place, -1) if self.words.has(at, "either")), 0)
        return [before] if not suits and self.words[ends - 1].end == before.wish.span[1] else []

    def _leaves_other_side(self, refused: Wish, marker: Chunk) -> bool:
        """Whether it is a bound, and of no day that is refused like another: "Freitag ab zwölf, da *auch* nicht"."""
        as_well = refused.names_day and clause_at(self.clauses, marker.first).says("as_well")
        return only_bound(refused) and not as_well

    def _turn_round(self, marker: Chunk) -> None:
        """ "Bis 17 Uhr arbeite ich, danach gerne": the wish begins where the bound or what is refused ends."""
        if not self.entries:
            return
        if len(self.entries) > 1 and self.entries[-1].wish.vague:
            self.entries.pop()  # "um zwei hör ich auf, also *jederzeit* danach"
        self._join_day_and_hour(dated_behind=True)
        last, later = self.entries[-1], marker.marker == "afterwards"
        one_sided = only_bound(last.wish)
        turns, sure = self._turning(last, marker.first, one_sided)
        said = spanning(last.wish, self.words[marker.after - 1].end)
        said = replace(self._when_over(said, last.place, marker), confidence=said.confidence * sure)
        if not turns or (sure < 1.0 and self._names_another_behind(marker)):
            last.wish = replace(last.wish, confidence=said.confidence)
        elif marker.marker == "around":
            last.wish, last.refused = said, True
        elif one_sided and not last.refused:
            self._leave_parts_taken(last)
            last.wish = flipped(said) if (said.high if later else said.low) else last.wish
        elif (other := beyond(said, later)) and last.refused:
            self.entries.append(LinkedWish(other, self.clause, "", place=last.place))
        elif other:
            last.wish = other

    def _names_another_behind(self, marker: Chunk) -> bool:
        """ "Vormittags geh ich schwimmen, *danach ess ich*, Donnerstag um fünf": a day with its hour is the wish."""
        behind = (chunk.wish for chunk in self.found if chunk.wish and chunk.first > marker.first)
        return any(wish.names_day and wish.said(HOUR_SLOTS) for wish in behind)

    def _leave_parts_taken(self, last: LinkedWish) -> None:
        """ "*Vormittags* bin ich auf dem Amt, das geht bis elf, danach": not only in the part that is taken."""
        for entry in self.entries[:-1]:
            taken = entry.wish.part and not entry.wish.clock and tells_against(clause_at(self.clauses, entry.place))
            if taken and not entry.refused:
                entry.wish = entry.wish.without(("part",))

    def _when_over(self, wish: Wish, place: int, side: Chunk) -> Wish:
        """The wish whose words begin at ``place``, where its length is told before "danach": at the end of that."""
        length = length_of_event(self.words, place, side.first) if side.marker == "afterwards" else None
        return when_over(wish, length) if length else wish

    def _turn_inside(self, marker: Chunk) -> None:
        """ "Um elf hab ich eine Konferenz und um drei einen Kunden, *dazwischen* gern"."""
        told = [entry for entry in self.entries if not entry.refused and entry.wish.said(HOUR_SLOTS)][-2:]
        inside = between(*(entry.wish for entry in told)) if len(told) == 2 else None
        if inside and not tells_against(clause_at(self.clauses, marker.first)):
            inside = spanning(inside, self.words[marker.after - 1].end)
            kept = [entry for entry in self.entries if entry not in told]
            self.entries = [*kept, LinkedWish(inside, self.clause, told[0].link, place=marker.first)]

    def _join_day_and_hour(self, dated_behind: bool = False) -> None:
        """ "Bis drei arbeite ich *jeden Tag*, danach gern": the hour is what is turned round, or refused.

        ``dated_behind``: of the day that is named with the side: "der Zug geht um drei, *heute* vorher".
        """
        if len(self.entries) < 2:
            return
        before, last = self.entries[-2:]
        dates = dated_behind and not (before.wish.names_day or before.refused or last.refused)
        dates = dates and is_mere_day(last.wish) and last.link in ("", "comma")
        one_time = before.clause == last.clause and not (last.link or before.refused or last.refused)
        if (one_time or dates) and any(map(is_mere_day, (before.wish, last.wish))):
            both = merged(before.wish, last.wish)
            self.entries[-2:] = [replace(before, wish=both)] if both and both.said(HOUR_SLOTS) else [before, last]

    def _turning(self, last: LinkedWish, marker: int, one_sided: bool) -> tuple[bool, float]:
        after = next(clause for clause in self.clauses if clause.first <= marker < clause.after)
        before = [clause for clause in self.clauses if last.place < clause.after and clause.after <= after.first]
        if before and lasts_by_pronoun(before[0]):  # "*Mittwoch bin ich im Lehrgang*, das geht bis elf, danach"
            before = [*self.clauses[: self.clauses.index(before[0])][-1:], *before]
        return turning(before[:LONGEST_RUN], after, last.refused, one_sided)

    def _drop_refused_clock(self) -> None:
        """After "nicht um zehn, sondern" the refused hour says nothing more."""
        recent = self.clause - 2
        self.entries = [
            entry for entry in self.entries if not entry.refused or entry.clause < recent or entry.wish.said(DAY_SLOTS)
        ]


def is_beyond_a_day(entry: LinkedWish, entries: Sequence[LinkedWish]) -> bool:
    """ "Freitag um zwei, *ab Montag* bin ich im Urlaub": of the day wished before that says nothing."""
    dated = [point for point in entry.wish.ends if point.day and not point.clock]
    before = entries[: entries.index(entry)]
    wished = any(one.wish.day and one.wish.day.grain == "day" and not one.refused for one in before)
    return bool(dated) and only_bound(entry.wish) and wished


def _are_alike(first: Wish, second: Wish) -> bool:
    """ "Dienstag oder Mittwoch", "morgen um neun oder um zehn"."""
    hours = first.said(HOUR_SLOTS) and second.said(HOUR_SLOTS) and not second.names_day
    return hours or (is_mere_day(first) and is_mere_day(second))


def _is_refused_itself(wish: Wish, following: Wish) -> bool:
    """ "*Montag* kann ich nicht, Dienstag schon" without its comma, "*vor zehn* geht nichts morgen", or an hour before
    another one: "*um neun* ist schlecht Mittwoch um elf".
    """
    return wish.said(DAY_SLOTS) or only_bound(wish) or bool(wish.clock and following.clock)


def _is_settled(entry: LinkedWish) -> bool:
    """Whether it was said already that it is refused or not."""
    return entry.refused or entry.turned or entry.wish.cuts_off


def names_again(refused: Wish, wish: Wish) -> bool:
    """Whether what is refused is what was wished before."""
    same_day = refused.day and wish.day and refused.day.stretches and wish.day.stretches
    if same_day and refused.day.first.weekday() == wish.day.first.weekday():  # type: ignore[union-attr]
        return True
    return bool(refused.clock and wish.clock and refused.clock.minutes == wish.clock.minutes)


def is_mere_day(wish: Wish | None) -> bool:
    return wish is not None and wish.said(DAY_SLOTS) and not wish.said(TIME_SLOTS)


def spanning(wish: Wish, place: int) -> Wish:
    """The wish with a span that reaches to ``place``."""
    return replace(wish, span=(min(wish.span[0], place), max(wish.span[1], place)))


def flipped(wish: Wish) -> Wish:
    low, high = wish.low, wish.high
    return replace(
        wish,
        low=Bound(high.point, not high.inclusive) if high else None,
        high=Bound(low.point, not low.inclusive) if low else None,
    )
