"""How the times of a sentence are linked: which one is refused, which one takes the place of another."""

from bisect import bisect
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise

from rueckruf.spoken.time.clauses import Clause, clauses_of
from rueckruf.spoken.time.grammar import Chunk
from rueckruf.spoken.time.lexicon import small_words
from rueckruf.spoken.time.mentions import is_exception
from rueckruf.spoken.time.sides import between, beyond, tells_against, turning
from rueckruf.spoken.time.taken_times import is_alike, is_away, taken_times, tells_what_is_on
from rueckruf.spoken.time.wish import DAY_SLOTS, EVERY_DAY, HOUR_SLOTS, TIME_SLOTS, Bound, Wish, joined_days, merged
from rueckruf.spoken.time.words import CLAUSE_MARKS, LONGEST_RUN, Words

_NEW_CLAUSE = frozenset({"clause", "rather", "take_back", "either", "otherwise"})
_LINKS = frozenset({"rather", "take_back", "either", "otherwise", "also"})
_LISTING = frozenset({"either", "also", "comma"})
_JOINING = frozenset({"either", "also"})


@dataclass
class LinkedWish:
    """A partial wish, the word that links it to what was said before, and whether it is refused.

    ``place``: of its first word, small ones before it left out. ``turned``: it already is what a refusal leaves.
    """

    wish: Wish
    clause: int
    link: str
    refused: bool = False
    place: int = 0
    turned: bool = False


def linked_wishes(found: list[Chunk], words: Words) -> list[LinkedWish]:
    """Every partial wish of a sentence with its link."""
    reader = _Linking(found, words)
    for place, chunk in enumerate(found):
        if chunk.wish is not None:
            reader.take(chunk.wish, words.skip(chunk.first, "glue"))
        else:
            reader.hear(place, chunk)
    reader.refuse_taken_times()
    reader.refuse_until_later_day()
    reader.refuse_alike()
    return reader.entries


@dataclass
class _Linking:
    """Reads the chunks in order; ``refusing`` the next time, ``excepting`` all that are listed.

    ``linked``: the place of the last word that links.
    """

    found: list[Chunk]
    words: Words
    entries: list[LinkedWish] = field(default_factory=list)
    clause: int = 0
    link: str = ""
    linked: int = 0
    refusing: bool = False
    refused_from: int = 0
    excepting: bool = False

    @cached_property
    def clauses(self) -> list[Clause]:
        return clauses_of(self.words)

    @cached_property
    def _begun(self) -> list[int]:
        return [clause.first for clause in self.clauses]

    def take(self, wish: Wish, place: int) -> None:
        if self.refusing:
            wish = _spanning(wish, self.refused_from)
        entry = LinkedWish(wish, self.clause, self.link, self.refusing, place)
        if not self.refusing:
            self._replace_refused(entry)
        if self.refusing and only_bound(wish):
            # "nicht unbedingt vor zehn"; in "außer dienstags ab zehn" the hour is no longer refused
            entry.refused = False
            entry.turned = not (self.entries and self.entries[-1].refused)
            entry.wish = _flipped(wish) if entry.turned else wish
            self.excepting = False
        elif self.excepting and self._is_hour_of_what_is_left(wish):
            entry.refused = self.excepting = False
        self.entries.append(entry)
        self.link, self.refusing = "", self.excepting

    def refuse_taken_times(self) -> None:
        """ "Mittwoch ist Yoga, bleibt Donnerstag": as if they had said that Wednesday is no good."""
        for clause in taken_times(self.clauses) if self.entries else ():
            if self._dates_what_follows(clause):
                continue
            self._leave_its_week(clause)
            self._join_hour_to_day(clause)
            for place, entry in enumerate(self.entries):
                if not (entry.refused or entry.turned) and clause.first <= entry.place < clause.after:
                    if self._is_beyond_a_day(entry):
                        self.entries.remove(entry)
                        break
                    entry.refused = True
                    entry.wish = self._with_its_clause(entry.wish, clause)
                    self._take_back(place)
                    self._except(entry)
                    self._leave_rest_of_day(entry)

    def _dates_what_follows(self, clause: Clause) -> bool:
        """ "*Morgen hab ich Schule*, ab zwei würde gehen": of that day, where no other one is named."""
        inside = [entry for entry in self.entries if clause.first <= entry.place < clause.after]
        if len(inside) != 1 or not _is_mere_day(inside[0].wish):
            return False
        others = [one for one in self.entries if one is not inside[0]]
        if any(one.wish.names_day and not (one.refused and one.place < inside[0].place) for one in others):
            return False
        return any(one.wish.said(HOUR_SLOTS) and one.place > inside[0].place and not one.refused for one in others)

    def _leave_its_week(self, clause: Clause) -> None:
        """ "Ich arbeite *diese Woche* bis zwei, am Dienstag nach drei": of that week, whose days are not taken."""
        inside = [entry for entry in self.entries if clause.first <= entry.place < clause.after]
        weeks = [entry for entry in inside if entry.wish.day and entry.wish.day.grain == "week"]
        others = [entry for entry in self.entries if entry not in inside and entry.wish.day]
        if len(inside) != 2 or len(weeks) != 1 or not others or not _is_mere_day(weeks[0].wish):
            return
        for entry in others:
            entry.wish = _in_week_of(weeks[0].wish, entry.wish)
        self.entries.remove(weeks[0])

    def _join_hour_to_day(self, clause: Clause) -> None:
        """ "Morgen hab ich bis zwölf Schule, also um eins": only hours of that day are taken, and of no other."""
        inside = [entry for entry in self.entries if clause.first <= entry.place < clause.after]
        if len(inside) != 2 or not (_is_mere_day(inside[0].wish) and inside[1].wish.said(HOUR_SLOTS)):
            return
        both = merged(inside[0].wish, inside[1].wish)
        if both:
            inside[1].wish = both
            self.entries.remove(inside[0])

    def _with_its_clause(self, wish: Wish, clause: Clause) -> Wish:
        """The wish with a span of the whole clause: its hour alone, read again, would be wished."""
        return _spanning(_spanning(wish, self.words[clause.first].start), self.words[clause.after - 1].end)

    def refuse_until_later_day(self) -> None:
        """ "Sie ist *bis Mittwoch* in London, am Donnerstag zurück": up to a day before the one that follows."""
        for before, entry in pairwise(self.entries):
            if not (before.refused or before.turned or entry.refused) and _ends_before(before.wish, entry.wish):
                before.refused = is_away(self._clause_of(before))

    def refuse_alike(self) -> None:
        """ "Montag ist schlecht, Dienstag auch"; "Montag geht nicht, Montag Markt"."""
        for before, entry in pairwise(self.entries):
            if before.refused and not entry.refused and _is_mere_day(entry.wish):
                clause = self._clause_of(entry)
                entry.refused = is_alike(clause) or (entry.wish.day == before.wish.day and tells_what_is_on(clause))

    def _clause_of(self, entry: LinkedWish) -> Clause:
        return self._clause_at(entry.place)

    def _clause_at(self, place: int) -> Clause:
        return self.clauses[bisect(self._begun, place) - 1]

    def _except(self, taken: LinkedWish) -> None:
        """ "Vormittags bin ich einkaufen, *aber morgen nicht*": then that is when it suits."""
        last = self.entries[-1]
        if taken.wish.day or not last.refused or not _is_mere_day(last.wish):
            return
        if last is not taken and is_exception(self._clause_of(last)):
            wish = _spanning(last.wish, taken.wish.span[0])
            self.entries = [LinkedWish(replace(wish, part=taken.wish.part), last.clause, "", place=last.place)]

    def _leave_rest_of_day(self, taken: LinkedWish) -> None:
        """ "Morgen um zehn hab ich Physio, *sonst immer*": any other hour of that day."""
        others = [entry for entry in self.entries if entry is not taken]
        if not self.words.say("otherwise") or not taken.wish.day or not all(entry.wish.vague for entry in others):
            return
        if taken.wish.said(HOUR_SLOTS):
            day = Wish(day=taken.wish.day, span=taken.wish.span)
            self.entries = [LinkedWish(day, taken.clause, "", place=taken.place), taken]

    def _take_back(self, refused: int) -> None:
        """ "Um zehn, nein, um zehn ist der Maler da, um elf": what follows takes the place of what was wished."""
        before, after = self.entries[:refused], self.entries[refused + 1 : refused + 2]
        if after and any(_names_again(self.entries[refused].wish, entry.wish) for entry in before if not entry.refused):
            after[0].link = "take_back"

    def _is_hour_of_what_is_left(self, wish: Wish) -> bool:
        """ "Außer dienstags, immer zwischen neun und zehn": behind a pause an hour is of the other days, and
        so is "jeden Tag" in any place.
        """
        before = self.entries[-1] if self.entries else None
        behind_days = before is not None and before.refused and before.wish.said(DAY_SLOTS)
        if behind_days and (wish.habit == EVERY_DAY or wish.vague == "any"):
            return True
        return behind_days and self.link == "comma" and not wish.said(DAY_SLOTS)

    def _replace_refused(self, entry: LinkedWish) -> None:
        """ "Donnerstag um zehn, nicht um zehn, um elf"; "nicht nächste Woche Mittwoch, sondern Donnerstag"."""
        if not self.entries or not self.entries[-1].refused:
            return
        refused, wishes = self.entries[-1].wish, [said.wish for said in self.entries if not said.refused]
        if any(_names_again(refused, wish) for wish in wishes):
            entry.link = "take_back" if entry.link in ("", "comma") else entry.link
        elif entry.link == "rather" and not wishes and refused.said(DAY_SLOTS) and not entry.wish.vague:
            self.entries.append(LinkedWish(refused, self.clause, ""))

    def hear(self, place: int, chunk: Chunk) -> None:
        word = self.words[chunk.first].folded
        if chunk.marker in ("not", "unavailable"):
            self.excepting = word in small_words("excepting")
            if self._refuses_back(chunk):
                self.clause = self.entries[-1].clause
            self.refusing, self.refused_from = self._refuses_what_follows(place), self.words[chunk.first].start
            if not self.refusing:
                self._refuse_clause(self.words[chunk.after - 1].end)
        elif chunk.marker in ("afterwards", "beforehand", "around"):
            self.clause += 1
            self._turn_round(chunk)
        elif chunk.marker == "in_between":
            self._turn_inside(chunk)
        elif chunk.marker in _NEW_CLAUSE or chunk.marker == "also":
            self._link("comma" if word == "," else chunk.marker, place)
        elif word in small_words("preferred_to") and self.entries and "rather" in (self.link, self.entries[-1].link):
            self.refusing, self.link = True, ""
        elif not self.words.has(chunk.first, "after_not"):
            self.refusing = self.excepting = False

    def _link(self, marker: str, place: int) -> None:
        self.clause += marker != "also" and not self._is_amid_refusal(place)
        self.excepting = self.excepting and marker in _LISTING
        self.refusing = self.excepting or (marker in _JOINING and self._lists_refused_days(place))
        # "Nein, lieber um elf" takes back, "sonst halt morgen" does not.
        if marker == "comma" and self.link == "also" and place > self.linked + 1:
            self.link = marker  # "und schläft dann aus, Mittwoch um eins"
        elif (self.link, marker) not in (("take_back", "rather"), ("otherwise", "take_back")):
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
        is_refused = bool(self.entries) and self.entries[-1].refused and self.entries[-1].place == before.first
        days = [_is_mere_day(chunk.wish) for chunk in (before, *after[1:2])]
        hour_follows = len(after) > 2 and after[2].wish is not None
        return is_refused and len(days) == 2 and all(days) and not hour_follows

    def _refuses_back(self, chunk: Chunk) -> bool:
        """Whether a "doch nicht" or "da geht's nicht" between pauses refuses what was said before them."""
        pause = chunk.after >= len(self.words) or self.words[chunk.after].folded in CLAUSE_MARKS
        if not (self.entries and pause):
            return False
        return self.words.among(chunk.first, "refusing_back") or self._points_back(chunk.first)

    def _points_back(self, place: int) -> bool:
        """ "*Da* geht's nicht": a clause without a time of its own; but "dann nicht mehr" tells of what is later."""
        clause = self._clause_at(place)
        points = clause.begins("then") or (clause.begins("pointing") and clause.says("suiting"))
        back = points and not clause.begins("later_on") and clause.says("not_available")
        return back and self.entries[-1].place < clause.first

    def _refuses_what_follows(self, place: int) -> bool:
        """Whether a "nicht" belongs to the time after it ("nicht am Freitag"), not before ("Freitag geht nicht")."""
        following = None
        if self._refuses_back(self.found[place]):
            return False
        for chunk in self.found[place + 1 :]:
            following = chunk.wish
            if following is not None or not self.words.has(chunk.first, "after_not"):
                break
        if following is None:
            return False
        spoken = [entry.wish for entry in self.entries if entry.clause == self.clause]
        day_before = not spoken or any(wish.said(DAY_SLOTS) for wish in spoken)
        # "Montag kann ich nicht, Dienstag schon" without its comma
        return not (self.found[place].marker == "unavailable" and day_before and following.said(DAY_SLOTS))

    def _refuse_clause(self, end: int) -> None:
        """Refuse what the clause has said so far; "vor zehn geht nicht" turns into "ab zehn".

        ``end`` of the word that refuses: it belongs to what is said, so that it can be read again.
        """
        self._join_day_and_hour()
        spoken = [entry for entry in self.entries if entry.clause == self.clause and not entry.refused]
        beyond_a_day = [entry for entry in spoken if self._is_beyond_a_day(entry)]
        self.entries = [entry for entry in self.entries if entry not in beyond_a_day]
        spoken = [entry for entry in spoken if entry not in beyond_a_day]
        bounds = [entry for entry in spoken if only_bound(entry.wish)]
        for entry in bounds or spoken:
            entry.wish = _spanning(entry.wish, end)
            if bounds:
                entry.wish, entry.turned = _flipped(entry.wish), True
            else:
                entry.refused = True

    def _is_beyond_a_day(self, entry: LinkedWish) -> bool:
        """ "Freitag um zwei, *ab Montag* bin ich im Urlaub": of the day wished before that says nothing."""
        dated = [point for point in entry.wish.ends if point.day and not point.clock]
        before = self.entries[: self.entries.index(entry)]
        wished = any(one.wish.day and one.wish.day.grain == "day" and not one.refused for one in before)
        return bool(dated) and only_bound(entry.wish) and wished

    def _turn_round(self, marker: Chunk) -> None:
        """ "Bis 17 Uhr arbeite ich, danach gerne": the wish begins where the bound or what is refused ends."""
        if not self.entries:
            return
        self._join_day_and_hour()
        last, later = self.entries[-1], marker.marker == "afterwards"
        one_sided = only_bound(last.wish)
        turns, sure = self._turning(last, marker.first, one_sided)
        said = _spanning(last.wish, self.words[marker.after - 1].end)
        said = replace(said, confidence=said.confidence * sure)
        if not turns:
            last.wish = replace(last.wish, confidence=said.confidence)
        elif marker.marker == "around":
            last.wish, last.refused = said, True
        elif one_sided and not last.refused:
            last.wish = _flipped(said) if (said.high if later else said.low) else last.wish
        elif (other := beyond(said, later)) and last.refused:
            self.entries.append(LinkedWish(other, self.clause, "", place=last.place))
        elif other:
            last.wish = other

    def _turn_inside(self, marker: Chunk) -> None:
        """ "Um elf hab ich eine Konferenz und um drei einen Kunden, *dazwischen* gern"."""
        told = [entry for entry in self.entries if not entry.refused and entry.wish.said(HOUR_SLOTS)][-2:]
        inside = between(*(entry.wish for entry in told)) if len(told) == 2 else None
        if inside and not tells_against(self._clause_at(marker.first)):
            inside = _spanning(inside, self.words[marker.after - 1].end)
            kept = [entry for entry in self.entries if entry not in told]
            self.entries = [*kept, LinkedWish(inside, self.clause, told[0].link, place=marker.first)]

    def _join_day_and_hour(self) -> None:
        """ "Bis drei arbeite ich *jeden Tag*, danach gern": the hour is what is turned round, or refused."""
        if len(self.entries) < 2:
            return
        before, last = self.entries[-2:]
        one_time = before.clause == last.clause and not (last.link or before.refused or last.refused)
        if one_time and any(map(_is_mere_day, (before.wish, last.wish))):
            both = merged(before.wish, last.wish)
            self.entries[-2:] = [replace(before, wish=both)] if both and both.said(HOUR_SLOTS) else [before, last]

    def _turning(self, last: LinkedWish, marker: int, one_sided: bool) -> tuple[bool, float]:
        after = next(clause for clause in self.clauses if clause.first <= marker < clause.after)
        before = [clause for clause in self.clauses if last.place < clause.after and clause.after <= after.first]
        return turning(before[:LONGEST_RUN], after, last.refused, one_sided)

    def _drop_refused_clock(self) -> None:
        """After "nicht um zehn, sondern" the refused hour says nothing more."""
        recent = self.clause - 2
        self.entries = [
            entry for entry in self.entries if not entry.refused or entry.clause < recent or entry.wish.said(DAY_SLOTS)
        ]


def _names_again(refused: Wish, wish: Wish) -> bool:
    """Whether what is refused is what was wished before."""
    same_day = refused.day and wish.day and refused.day.stretches and wish.day.stretches
    if same_day and refused.day.first.weekday() == wish.day.first.weekday():  # type: ignore[union-attr]
        return True
    return bool(refused.clock and wish.clock and refused.clock.minutes == wish.clock.minutes)


def _ends_before(wish: Wish, later: Wish) -> bool:
    """Whether a wish ends on a day before the one that is named behind it."""
    last = wish.high.point.day if wish.high and only_bound(wish) and not wish.day else None
    return bool(last and last.stretches and later.day and later.day.stretches and last.first < later.day.first)


def _in_week_of(week: Wish, wish: Wish) -> Wish:
    """The wish on its weekday of that week, unless that is over."""
    both = joined_days(week.day, wish.day) if week.day and wish.day else None
    return replace(wish, day=both) if both and wish.day and both.first >= wish.day.first else wish


def _is_mere_day(wish: Wish | None) -> bool:
    return wish is not None and wish.said(DAY_SLOTS) and not wish.said(TIME_SLOTS)


def only_bound(wish: Wish) -> bool:
    """Whether the wish has one bound: only that can be turned round."""
    return (wish.low is None) != (wish.high is None)


def _spanning(wish: Wish, place: int) -> Wish:
    """The wish with a span that reaches to ``place``."""
    return replace(wish, span=(min(wish.span[0], place), max(wish.span[1], place)))


def _flipped(wish: Wish) -> Wish:
    low, high = wish.low, wish.high
    return replace(
        wish,
        low=Bound(high.point, not high.inclusive) if high else None,
        high=Bound(low.point, not low.inclusive) if low else None,
    )
