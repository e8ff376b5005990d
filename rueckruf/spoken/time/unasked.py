"""Times that are told where no time was asked for: "ich arbeite bis zehn, und die Heizung geht nachts nicht".

There a time counts only as far as it is wished, or stands alone: to ask for it costs a turn, a wrong one the callback.
"""

from collections.abc import Collection, Sequence
from functools import cache, partial
from itertools import pairwise

from rueckruf.spoken.text.vocabulary import vocabulary, word_set
from rueckruf.spoken.time.blanks import as_mention
from rueckruf.spoken.time.clause_times import DAYS, is_timed, suits_then, tells_more
from rueckruf.spoken.time.clauses import Clause, clauses_of, names_thing
from rueckruf.spoken.time.doings import is_at_work, leaves_time
from rueckruf.spoken.time.evidence import concludes, is_free_from_then, tells, weight, wishes_its_time
from rueckruf.spoken.time.throughout import goes_on_since, names_a_whole
from rueckruf.spoken.time.verb_second import finite_verbs
from rueckruf.spoken.time.words import HOURS, Words

_list = partial(word_set, "time_clauses")
#: What weighs no more is told; a single noun or word beside an hour may be a name or dialect.
_TOLD = -2
_WISHES = ("wishing", "suiting", "still_wished", "free", "within_reach", "wishes", "moving", "leaving_over")
_SENSES = ("rather", "vague")
_DATES = ("month", "ordinal")
_ONE_DAY = ("relative_day", "weekday", "month")


def without_told(words: Words, heard: Words) -> Words:
    """Hide the times of clauses of what was ``heard`` in which more speaks against a wish than for one."""
    clauses = clauses_of(heard)
    over = {clause for clause in clauses if words.has_within(clause.first, clause.after, "mention")}
    hidden = {place for clause in _told(clauses, over) for place in range(clause.first, clause.after)}
    return as_mention(words, {place for place in hidden if words[place].senses})


def _told(clauses: Sequence[Clause], over: Collection[Clause]) -> set[Clause]:
    """The clauses of what is told, ``over`` being those that were found to be told or past before."""
    told_closer = _bare_beside_told(clauses, over)
    wished = [clause for clause in _wished(clauses) if clause not in told_closer]
    kept = {*_turned(clauses, wished), *_days_of_hours(clauses, wished), *filter(_may_be_wished, clauses)}
    told = _times_of_others(clauses, wished).union(told_closer)
    for before, clause in zip([None, *clauses], clauses, strict=False):
        goes_on = before is not None and (before in told or before not in wished)
        closer = before is not None and goes_on and _is_told_closer(clause, before)
        if closer or (clause not in kept and (clause not in wished or goes_on_since(clause))):
            told.add(clause)
    return told.union(before for before, clause in pairwise(clauses) if clause in told and _is_listed(before, clause))


def _wished(clauses: Sequence[Clause]) -> list[Clause]:
    wished = [clause for clause in clauses if not _tells(clause)]
    if any(clause.says_any(_calls()) for clause in clauses):
        return wished
    return [clause for clause in wished if not _is_mere_date(clause)]


def _turned(clauses: Sequence[Clause], wished: Sequence[Clause]) -> Sequence[Clause]:
    """Those that another clause refers to, "... *danach* gern", where no day with an hour is said behind it."""
    if any(clause.has_sense("in_between") or clause.holds("at_that_time") for clause in clauses):
        return clauses
    last = next((one.first for one in reversed(wished) if is_timed(one) and one.has_sense(*DAYS)), 0)
    return [before for before, clause in pairwise(clauses) if suits_then(clause) and last < clause.first]


def _days_of_hours(clauses: Sequence[Clause], wished: Sequence[Clause]) -> Sequence[Clause]:
    """Those that name the day of an hour beside them: "*übermorgen* unterrichte ich bis drei, um vier bitte"."""
    if not any(is_timed(clause) and not clause.has_sense(*DAYS) for clause in wished):
        return []
    return [clause for clause in clauses if clause.has_sense(*DAYS)]


def _tells(clause: Clause) -> bool:
    """Whether it has a verb and no wish, or much else to say."""
    wishes = _wishes(clause)
    if _says_what_some_day(clause) and tells(clause):
        return True
    if not wishes and (clause.says_any(_verbs()) or (clause.says("saying") and names_thing(clause))):
        return True
    weak = 0 if wishes or not wishes_its_time(clause) else vocabulary("time_evidence")["wish"]
    return _is_about_a_thing(clause) or weight(clause) - weak <= _TOLD


def _is_about_a_thing(clause: Clause) -> bool:
    """ "Es geht um *die Anlieferung* am Mittwoch", but not "es geht um morgen um zehn"."""
    return clause.holds("about") and names_thing(clause) and not clause.words.has(clause.after - 1, "oclock")


def _wishes(clause: Clause) -> bool:
    is_there = is_at_work(clause) or leaves_time(clause) or _is_there(clause) or is_free_from_then(clause)
    if is_there or (clause.has_sense(*_SENSES) and not _says_what_some_day(clause)):
        return True
    of_others = clause.begins("others") and not clause.holds("about")
    goes = _list("goes") if of_others else frozenset()  # "mein Sohn *geht* zur Schule"
    return clause.says_any(_wish_words() - goes) or (clause.says("back") and clause.says("speaker"))


def _says_what_some_day(clause: Clause) -> bool:
    """ "Die Daten sollen *irgendwann* raus", but not "irgendwann soll mich jemand anrufen"."""
    return clause.says("some_day") and not clause.says_any(_calls())


def _is_there(clause: Clause) -> bool:
    """ "Ab zehn *bin* ich *da*", but not "die Teile sollten Freitag da sein", nor "meine Heizung *zu Hause* spinnt"."""
    if not clause.says("present") or (clause.says("planned", "duty") and not clause.says("speaker", "called_for")):
        return False
    at_home = clause.says_any(_list("present") - _list("then"))
    others = clause.says("being") and (at_home or clause.begins("others") or not names_thing(clause))
    return others or clause.says("speaker", "called_for") or not clause.says_any(_verbs())


@cache
def _verbs() -> frozenset[str]:
    return finite_verbs() | _list("sounding")


@cache
def _wish_words() -> frozenset[str]:
    """Words that wish more than to tell who is spoken to: "ich halte einen Vortrag bei *Ihnen*"."""
    return frozenset().union(*map(_list, _WISHES)) - _no_wishes()


def _no_wishes() -> frozenset[str]:
    return _list("company") | _list("passive") | _list("present") | _list("telling_nothing")


@cache
def _calls() -> frozenset[str]:
    return (_list("wishing") & _list("of_a_call")) - _list("wishes")


def _bare_beside_told(clauses: Sequence[Clause], over: Collection[Clause]) -> list[Clause]:
    """Those with nothing but a time that lean on what is told: "der Melder piept immer, *ganze Nacht*".

    A day with its hour is said of a call.
    """
    bare = [clause for clause in clauses if _is_bare(clause)]
    return [clause for clause in bare if not _is_day_with_hour(clause) and _leans_on_told(clause, clauses, bare, over)]


def _is_day_with_hour(clause: Clause) -> bool:
    return clause.has_sense(*_ONE_DAY) and is_timed(clause)


def _leans_on_told(
    clause: Clause, clauses: Sequence[Clause], bare: Collection[Clause], over: Collection[Clause]
) -> bool:
    """Whether what stands beside it is past, or tells and asks for no call."""
    place = clauses.index(clause)
    said = [one for one in clauses[:place] if not (is_timed(clause) and _says_whom_to_call(one))]
    before = next((one for one in reversed(said) if one not in bare or _is_past(one, over)), None)
    if before is not None and _is_past(before, over):
        return True
    behind = _behind(clause, clauses[place + 1 :], bare)
    beside = [one for one in (before, behind) if one]
    return bool(beside) and all(one in over or _only_tells(one) for one in beside)


def _behind(clause: Clause, clauses: Sequence[Clause], bare: Collection[Clause]) -> Clause | None:
    """The next of the ``clauses`` that says more than a time or who is to be called, where nothing parts them."""
    behind = next((one for one in clauses if one not in bare and not _says_whom_to_call(one)), None)
    return None if behind is None or _is_parted(clause, behind) else behind


def _is_parted(clause: Clause, behind: Clause) -> bool:
    """ "Der Melder piept, *ganze Nacht*. Rufen Sie mich an": it belongs to what stands before it."""
    return names_a_whole(clause) or any(clause.words.mark(at, ".") for at in range(clause.after, behind.first))


def _is_past(clause: Clause, over: Collection[Clause]) -> bool:
    return clause in over or clause.has_sense("past")


def _is_bare(clause: Clause) -> bool:
    """Whether it says no more than when something is: a correction of it as well, "*oder eher drei*"."""
    rather = clause.has_sense("rather") and not clause.has_sense("either")
    wishes = rather or clause.has_sense("vague", "not", "unavailable") or clause.says("please", "then")
    more = tells_more(clause) and not names_a_whole(clause)
    return not (wishes or more or clause.says_any(_wish_words() | _verbs()) or concludes(clause))


def _only_tells(clause: Clause) -> bool:
    """Whether it has a verb, or a thing as its subject, and nothing of a call."""
    tells_anything = clause.says_any(_verbs()) or clause.begins("others")
    return tells_anything and not (_wishes(clause) or _says_whom_to_call(clause))


def _says_whom_to_call(clause: Clause) -> bool:
    """ "Am Freitag, *Weber heiß ich*, um zehn"."""
    return clause.has_sense("name_opener", "name_closer") or clause.says("being_called")


def _is_mere_date(clause: Clause) -> bool:
    """ "... also *im Januar*, zwei Wochen": a date alone is of the matter where no call is wished."""
    return clause.has_sense(*_DATES) and not is_timed(clause) and not clause.has_sense("weekday", "short_weekday")


def _is_told_closer(clause: Clause, before: Clause) -> bool:
    """ "Seit drei Tagen versuch ich das, *immer von acht bis neun*", "ich nehm die morgens *und abends*"."""
    if not _list("once_more").isdisjoint(clause.said[-1:]) and not clause.says_any(_wish_words() | _verbs()):
        return True  # "am Dienstag hieß es, heute nicht, *am Freitag um neun noch mal*"
    if wishes_its_time(clause):
        return False
    again = clause.words[clause.first].get("in_passing") == "any" or clause.has_sense("habit")
    begins = any(map(clause.begins, ("often", "again_and_again", "told_closer")))
    return again or begins or _is_listed(clause, before)


def _times_of_others(clauses: Sequence[Clause], wished: Sequence[Clause]) -> set[Clause]:
    """The clauses of when others, which may be things, do what is told, or how soon they want it."""
    told, others = set[Clause](), set[Clause]()
    for before, clause in zip([None, *clauses], clauses, strict=False):
        if _is_of_others(clause, before in others):
            others.add(clause)
        if clause in others and _is_wanted_by(clause, others):
            told.add(clause)
        if before is not None and before in others and before not in wished and _is_hour_of(clause, others):
            told.update((before, clause))
    return told


def _is_of_others(clause: Clause, goes_on: bool) -> bool:
    """Whether it is about others, or things, and no call; it ``goes_on`` about them where it names nobody."""
    begins = clause.begins("others") and not _is_there(clause)
    return (begins or goes_on) and not (clause.says("speaker") or clause.says_any(_calls()))


def _is_wanted_by(clause: Clause, others: Collection[Clause]) -> bool:
    """ "Die Bank möchte die Unterlagen, *so schnell wie möglich*": how soon, but not whom to call."""
    return clause.has_sense("vague") and any(one.says("others_want") for one in others)


def _is_hour_of(clause: Clause, others: Collection[Clause]) -> bool:
    """ "Der Kessel heult los, *gegen halb fünf*": no more than when others do what is told."""
    is_hour = clause in others and clause.has_sense(*HOURS) and is_timed(clause)
    wishes = clause.has_sense(*DAYS, "rather") or _wishes(clause) or clause.says("please") or concludes(clause)
    return is_hour and not (wishes or tells(clause))


def _is_listed(clause: Clause, other: Clause) -> bool:
    """Whether one says nothing but a time, and "und" alone stands between them."""
    first, second = sorted((clause, other), key=lambda one: one.first)
    if first.after != second.first or not second.begins("joining"):
        return False
    return not (_wishes(clause) or clause.says_any(_verbs())) and weight(clause) > 0


def _may_be_wished(clause: Clause) -> bool:
    """Whether it bounds the wish, or says when somebody is there."""
    bounds = clause.has_sense("not", "unavailable") and not clause.says("coming")
    return bounds or _is_there(clause)
