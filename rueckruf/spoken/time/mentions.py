"""Times that are mentioned but not wished: what happened or was promised, what is asked about the company, small talk.

Tense, subject and the clause decide: "am Montag haben Sie angerufen", "ab wann sind Sie in der Früh da", "wie geht es
Ihnen heute".
"""

import re
from collections.abc import Callable
from functools import cache
from itertools import compress, pairwise

from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.time.asked_beside import asks_beside
from rueckruf.spoken.time.blanks import blanked
from rueckruf.spoken.time.clause_times import (
    DAYS,
    is_exception,
    is_timed,
    refers_back,
    same_on_behind,
    suits_then,
    tells_more,
    with_same_on,
)
from rueckruf.spoken.time.clauses import ONE_DAY, Clause, clauses_of, is_participle, verb_prefixes
from rueckruf.spoken.time.day_it_is import says_day_it_is, says_day_of, says_hour_it_is
from rueckruf.spoken.time.doings import does_something, is_about_one, is_at_work, is_taken_up, leaves_time, must_be_done
from rueckruf.spoken.time.evidence import is_free_from_then
from rueckruf.spoken.time.greetings import greeting_by_time
from rueckruf.spoken.time.matters import is_due_work, is_matter
from rueckruf.spoken.time.others_times import asks_on, is_length_of_event, is_of_event, is_of_others, is_presence, lasts
from rueckruf.spoken.time.settled import is_settled, is_to_be_changed
from rueckruf.spoken.time.throughout import goes_on_daily, goes_on_throughout
from rueckruf.spoken.time.words import Words

_PAST_VERBS = ("past_verbs", "misheard_past_verbs", "planned", "intended", "failed")
_VERBS = ("auxiliaries", "passives", "being", *_PAST_VERBS, "wished", "other_verbs")
_TELLING = ("auxiliaries", "passives", "past_verbs")
_TIMES = ("weekday", "short_weekday", "month", "part", "at", "past", "last")
_DATES = ("ordinal", "month")
_LONG_AGO = ("season", "month", "beforehand", "last")


def without_mentions(words: Words, asked: bool) -> Words:
    """Hide the words of clauses that speak of the past, ask for the company's hours or say a time by the way.

    ``asked``: whether the sentence answers the question for the time.
    """
    found = list(words.lexemes)
    clauses = clauses_of(words)
    told = [] if asked else _told(clauses)
    for clause in (*_mentions(clauses), *told):
        for place in range(clause.first, clause.after):
            if words[place].senses:
                found[place] = blanked(words[place], "mention")
    greeting = greeting_by_time(words, asked)
    if greeting is not None:
        found[greeting] = blanked(words[greeting], "greeting")
    return Words(found)


def _told(clauses: list[Clause]) -> list[Clause]:
    """The clauses that only tell something, but not what another leans on: "*aber morgen nicht*", "*danach gern*"."""
    told = [clause for clause in clauses if _is_told(clause, clauses)]
    kept = [clause for clause, after in pairwise(clauses) if _leans_on(after, clause)]
    told = [clause for clause in told if clause not in kept]
    return [*told, *with_same_on(clauses, told)]


def _leans_on(clause: Clause, before: Clause) -> bool:
    is_but = is_exception(clause) and clause.has_sense("not")
    return is_but or (suits_then(clause) and not is_settled(before))


def _is_told(clause: Clause, clauses: list[Clause]) -> bool:
    return not clause.holds("calls_with_its_verb_behind") and (
        _only_tells(clause)
        or _is_an_event(clause, clauses)
        or is_settled(clause)
        or (is_matter(clause) and not any(map(refers_back, clauses)))
    )


def _mentions(clauses: list[Clause]) -> list[Clause]:
    over: list[bool] = []
    for place, clause in enumerate(clauses):
        before = clauses[place - 1] if place else None
        goes_on = before is not None and (_is_reported(before) or (over[-1] and _goes_on(before, clause)))
        over.append(goes_on or _is_over(clause) or _is_reported(clause))
    for place in range(len(clauses) - 2, -1, -1):
        clause, after = clauses[place], clauses[place + 1]
        over[place] = over[place] or (over[place + 1] and (_leads_to(clause, after) or _begins_list(clause, after)))
    return [*compress(clauses, over), *_besides(clauses)]


def _besides(clauses: list[Clause]) -> list[Clause]:
    asides = [clause for clause in clauses if any(is_beside(clause, clauses) for is_beside in _BESIDE)]
    wished = [clause for clause, after in pairwise(clauses) if _asks_for_hours(clause) and _is_wished_then(after)]
    asides = [clause for clause in asides if clause not in wished]
    asides += [clause for place, clause in enumerate(clauses) if is_presence(clause, clauses[place + 1 :])]
    asides += same_on_behind(clauses, asides)
    return [*asides, *_told_of_others(clauses)]


def _told_of_others(clauses: list[Clause]) -> list[Clause]:
    """The clauses that tell of the one before them, but not when what is on ends behind which a call is wished."""
    telling = [clause for clause in clauses if clause.said]  # "am fünften, *nein*, das ist Samstag"
    told = [clause for before, clause in pairwise(telling) if _tells_of(before, clause)]
    return [clause for clause in told if not _ends_what_is_on(clause, clauses)]


def _denies(clause: Clause, clauses: list[Clause]) -> bool:
    """ "*Vormittags hab ich nie gesagt*, nachmittags um drei": it was misheard, and is not refused."""
    says_not = clause.says("speaker") and clause.says("still_wished") and clause.has_sense("not")
    return says_not and any(other.has_sense(*DAYS) or is_timed(other) for other in clauses if other is not clause)


def _tells_of(before: Clause, clause: Clause) -> bool:
    """Whether it says what day or what hour that is which was named before it."""
    by_the_way = _asks_whether(before, clause) or asks_on(before, clause)
    return by_the_way or is_of_event(before, clause) or says_day_of(before, clause)


def _ends_what_is_on(clause: Clause, clauses: list[Clause]) -> bool:
    """ "Mittwoch hab ich Kurs, *das geht bis elf*. Danach gern": the hour from which it is wished."""
    return lasts(clause) and any(other.has_sense("afterwards") for other in clauses if other.first > clause.first)


# --- over -----------------------------------------------------------------------------------------------


def _is_over(clause: Clause) -> bool:
    """Whether a clause speaks of the past in its own words."""
    if clause.says("would_be") and clause.says("been"):
        return True
    if clause.says("wished") or (clause.says("still_wished") and (clause.says("speaker") or _is_of_theirs(clause))):
        return False
    if clause.begins("as_soon_as") or _is_due(clause) or _puts_wish_right(clause):
        return False
    if clause.says("past_verbs") or _is_in_vain(clause) or _is_unfulfilled(clause):
        return True
    if clause.says("misheard_past_verbs") and not clause.says("not_past_beside", "again"):
        return True
    return _is_perfect(clause)


def _puts_wish_right(clause: Clause) -> bool:
    """ "Nein, *das war Donnerstag*", where nothing but the no comes before it."""
    before = clause.words.lexemes[: clause.first]
    if not all(word.get("take_back") or not word.folded[0].isalnum() for word in before):
        return False
    return any(word.get("take_back") for word in before) and not tells_more(clause, "as_it_was_said")


def _is_due(clause: Clause) -> bool:
    """ "Ich muss ... gemacht haben", "bis dahin sollte einer *angerufen haben*"."""
    return (clause.says("speaker") and clause.says("duty")) or must_be_done(clause)


def _is_of_theirs(clause: Clause) -> bool:
    """ "*Mein Chef* sagte Dienstag ab elf", "*er meinte* am Mittwoch": what whom to call wishes, through the caller."""
    by = {*clause.said[:1], *(clause.said[1:2] if clause.begins("conjunctions") else ())}
    return is_about_one(clause) or not word_set("time_clauses", "own_people").isdisjoint(by)


def _is_in_vain(clause: Clause) -> bool:
    """ "Um zehn, kein Mensch", but not "vorher ist kein Mensch hier"."""
    return clause.holds("in_vain") and not clause.has_sense("beforehand", "afterwards")


def _is_reported(clause: Clause) -> bool:
    """ "In Ihrem Brief steht", "Ihr Schreiben vom", "es heißt", but not "*schreiben Sie* Donnerstag um neun"."""
    if clause.holds("reported"):
        return True
    writings = word_set("time_clauses", "writings").intersection(clause.said)
    is_order = clause.holds("ordered_to_write") and writings <= word_set("time_clauses", "written")
    return bool(writings) and clause.says("written") and not is_order


def _is_unfulfilled(clause: Clause) -> bool:
    """ "Sollte um acht kommen", "hätte da sein sollen", "wollte sich melden", "konnte Sie nicht erreichen"."""
    others = not clause.says("speaker")
    return (
        (clause.says("planned") and clause.says("planned_things"))
        or (clause.says("unfulfilled") and clause.says("unfulfilled_beside"))
        or (clause.says("intended") and others)
        or (clause.says("failed") and clause.says("not_available", "nobody"))
    )


def _is_perfect(clause: Clause) -> bool:
    """ "Habe angerufen", "ist ausgefallen"; "eine Rechnung bekommen" without its verb, where it closes the clause."""
    if clause.says("being") and clause.says("happened"):
        return True
    if clause.says("auxiliaries", "passives"):
        return clause.is_perfect
    closed = len(clause.said) > 1 and is_participle(clause.said[-1])
    return closed and _is_verbless(clause) and not (clause.says("of_the_caller") or clause.holds("as_it_was"))


def _is_verbless(clause: Clause) -> bool:
    return not clause.says(*_VERBS)


def _goes_on(before: Clause, clause: Clause) -> bool:
    """Whether a clause says more of the same past: "und am Freitag auch", "dass sich am Mittwoch jemand meldet"."""
    if before.says("told") and (_is_promised(clause) or any(map(_to_infinitive().fullmatch, clause.said))):
        return True
    if not _is_verbless(clause) or _is_to_come(clause) or _follows_from(before, clause):
        return False
    return _puts_it_right(before, clause) or _tells_when_else(before, clause)


def _follows_from(before: Clause, clause: Clause) -> bool:
    """ "Ich hab Nachtschicht gehabt, *also erst am Nachmittag*", but not "Sie haben angerufen, also am Montag"."""
    return clause.words.among(clause.first, "concluding") and not before.says("of_a_call", "told")


def _tells_when_else(before: Clause, clause: Clause) -> bool:
    """ "... angerufen, *um zehn*", "dreimal angerufen, *am Dritten*", "und *am Fünften auch*"."""
    wishes, dated = clause.says("wishing"), clause.has_sense(*DAYS)
    told_when = dated and before.says("several_times") and not before.has_sense(*ONE_DAY)
    if clause.begins("joining") or clause.says("as_well") or (dated and _lists_on(before, clause)):
        return True
    return not wishes and (told_when or (is_timed(clause) and not dated))


def _lists_on(before: Clause, clause: Clause) -> bool:
    """ "... angerufen, am Dritten, *am Fünften*"."""
    return before.has_sense(*ONE_DAY) and _is_verbless(before) and not (tells_more(before) or tells_more(clause))


def _is_promised(clause: Clause) -> bool:
    """ "Dass sich jemand meldet", "um zehn *ruft einer* zurück": what others said that they would do."""
    if clause.begins("told_by"):
        return True
    verbs, who = word_set("time_clauses", "promised"), word_set("time_clauses", "of_the_promised")
    pairs = (*pairwise(clause.said[1:]), *(pair[::-1] for pair in pairwise(clause.said)))
    promises = any(verb in verbs and one in who for verb, one in pairs)
    return promises and not clause.says("asking_for", "please", "present")


def _puts_it_right(before: Clause, clause: Clause) -> bool:
    """ "Im Frühjahr war das, *nein, im Herbst davor*"."""
    said = clause.words.lexemes[clause.first : clause.after]
    if clause.has_sense("take_back"):
        return all(not word.senses or word.get("take_back") for word in said)
    return before.has_sense("take_back") and clause.has_sense(*_LONG_AGO) and not clause.says("wishing")


@cache
def _to_infinitive() -> re.Pattern[str]:
    """ "zurückzurufen": verbs that part in two."""
    return re.compile(rf"(?:{verb_prefixes()})zu[a-z]+(?:en|ern|eln)")


def _leads_to(clause: Clause, after: Clause) -> bool:
    """Whether the verb for a clause comes in the next one: "am Freitag um neun, und keiner hat zurückgerufen".

    Or who told it: "um zehn ruft einer zurück, *hat man mir versprochen*".
    """
    told_so = after.says("told") and any(map(after.begins, _TELLING))
    if told_so and _is_promised(clause):
        return True
    if not _is_verbless(clause) or _is_to_come(clause) or after.says("still_wished"):
        return False
    in_vain = after.says("nobody") or after.holds("in_vain")
    return in_vain or after.begins("auxiliaries") or (after.begins("joining") and after.has_sense(*_TIMES))


def _begins_list(clause: Clause, after: Clause) -> bool:
    """ "Ich hab *am Fünften*, am Neunten und am Zwölften angerufen"."""
    words = clause.words
    following = words.skip(after.first, "glue", "also", "range_and", "day_number_opener")
    ends_so = words.has(clause.after - 1, *_DATES) and words.has(following, *_DATES)
    return ends_so and not (clause.says("wishing") or _is_to_come(clause))


def _is_to_come(clause: Clause) -> bool:
    return clause.has_sense("relative_day", "next", "after_next")


# --- asked, or said by the way --------------------------------------------------------------------------


def _is_aside(clause: Clause) -> bool:
    asks = _asks_for_hours(clause) or clause.holds("asking_day") or _asks_how_it_is(clause)
    told = clause.holds("by_the_way") or _tells_of_the_phone(clause) or says_hour_it_is(clause)
    return asks or told or _is_about_to_do(clause)


def _is_about_to_do(clause: Clause) -> bool:
    """ "Ich fahr *jetzt gleich* rüber", but not "ich muss jetzt gleich jemanden sprechen"."""
    soon = any(clause.words.get(place, "vague") == "soon" for place in range(clause.first, clause.after))
    does = soon and clause.begins("myself") and is_taken_up(clause)
    return does and not clause.says("of_a_call", "wishing", "within_reach", "suiting")


def _asks_whether(before: Clause, clause: Clause) -> bool:
    """ "Wann ist denn heute, *Montag?*", "was haben wir heute, *Montag*, dann ...", "... Dienstag? Nein, *Montag*"."""
    words = clause.words
    denied = words.mark(before.after, "?") and words.has_within(before.after, clause.first, "take_back")
    if denied and says_day_it_is(before):
        return not (tells_more(clause) or is_timed(clause))
    answered = words.mark(clause.after, "?") or words.among(clause.after + 1, "concluding") or _goes_on_to(clause)
    return before.holds("asking_day") and answered and not tells_more(clause)


def _goes_on_to(clause: Clause) -> bool:
    """ "..., *dann* am Mittwoch"."""
    return clause.words[clause.after + 1].folded in word_set("time_clauses", "later_on")


def _says_day_it_is(clause: Clause, clauses: list[Clause]) -> bool:
    """ "Heute ist der dreißigste", but not "morgen ist Dienstag, *da geht's um neun*", nor "*das passt*"."""
    if not says_day_it_is(clause) or _gives_its_day(clause, clauses):
        return False
    return not any(refers_back(other) or _finds_it_suits(other) for other in clauses)


def _finds_it_suits(clause: Clause) -> bool:
    """ "Das passt"."""
    return clause.begins("pointing") and clause.says("suiting", "not_past_beside") and not clause.says("not_available")


def _asks_for_hours(clause: Clause) -> bool:
    """ "Bis wann ist abends jemand erreichbar", "haben Sie samstags offen"."""
    asks = clause.holds("asking") or clause.begins("asking_first")
    return asks and clause.says("company") and clause.says("open") and not clause.says("of_the_caller")


def _is_wished_then(clause: Clause) -> bool:
    """ "Haben Sie Freitag offen? *Dann um neun*": the day that was asked about."""
    then = clause.begins("then") or clause.begins("later_on")
    return then and is_timed(clause) and not clause.has_sense(*DAYS)


def _asks_how_it_is(clause: Clause) -> bool:
    asks = clause.begins("how") and clause.says("how_are_you")
    return asks and clause.says("how_are_you_beside") and not clause.has_sense("oclock", "clause")


def _tells_of_the_phone(clause: Clause) -> bool:
    """ "Ab heute hab ich eine neue Nummer", "das Festnetz geht heute nicht", "ab Freitag heiß ich Schuster"."""
    if clause.says("wishing") or is_timed(clause) or not clause.has_sense(*DAYS):
        return False
    fails = clause.says("suiting") and clause.says("not_available")
    return clause.says("being_called") or (clause.says("phone_things") and (fails or clause.says("phone_verbs")))


def _only_tells(clause: Clause) -> bool:
    """Whether a clause has a day or "jetzt" and more to say, but nothing of a wish: "morgen zieh ich um"."""
    suits = clause.says("suiting", "present") and not clause.says("not_available", "departing")
    if _finds_it_unsuitable(clause):
        return False
    if is_timed(clause) or ((suits or clause.says("wishing")) and not clause.says("nobody")):
        return False
    said_in_passing = any(clause.words[place].get("in_passing") == "now" for place in range(clause.first, clause.after))
    return said_in_passing or tells_more(clause)


def _finds_it_unsuitable(clause: Clause) -> bool:
    """ "*Klappt doch nicht*", "*das geht nicht*": what was said before it."""
    suiting, it = word_set("time_clauses", "suiting"), word_set("time_clauses", "it")
    verb = next((word for word in clause.said if word not in it), "")
    return verb in suiting and clause.says("not_available") and not clause.has_sense(*ONE_DAY)


def _is_an_event(clause: Clause, clauses: list[Clause]) -> bool:
    """ "Wir haben am Freitag um zwei eine Sitzung", "Verhandlung um elf", unless a wish is seen from there."""
    does, comes = does_something(clause) and not _gives_its_day(clause, clauses), clause.says("coming")
    happens = (clause.says("auxiliaries", "being") or does or comes or _is_appointment(clause)) and is_timed(clause)
    wishes = _is_reached(clause) or clause.says("wishing", "suiting", "still_wished", *(() if comes else ("company",)))
    own = clause.says("myself") and _gives_its_day(clause, clauses)  # "morgen hab ich Prüfung, *ab zwölf* gern"
    return happens and not (wishes or own or any(map(refers_back, clauses)))


def _is_reached(clause: Clause) -> bool:
    """Whether they can be called then: "ab neun *bin ich aus dem Stall*", too."""
    at_hand = clause.says("within_reach") and not clause.says("opened")
    return (
        at_hand
        or is_free_from_then(clause)
        or clause.says("present", "free")
        or is_at_work(clause)
        or leaves_time(clause)
    )


def _gives_its_day(clause: Clause, clauses: list[Clause]) -> bool:
    """ "Übermorgen unterrichte ich bis drei, um vier bitte"."""
    return clause.has_sense(*DAYS) and any(is_timed(other) and not other.has_sense(*DAYS) for other in clauses)


def _is_appointment(clause: Clause) -> bool:
    """ "Verhandlung um zehn Uhr dreißig": without its verb, only what is on at an hour."""
    return _is_verbless(clause) and any(word.endswith(_appointments()) for word in clause.said)


@cache
def _appointments() -> tuple[str, ...]:
    return tuple(word_set("time_clauses", "appointments"))


#: What makes a clause none of the wish, beside all the others.
_BESIDE: tuple[Callable[[Clause, list[Clause]], bool], ...] = (
    lambda clause, _: _is_aside(clause) or goes_on_throughout(clause) or goes_on_daily(clause) or is_due_work(clause),
    is_of_others,
    asks_beside,
    _says_day_it_is,
    is_length_of_event,
    is_to_be_changed,
    _denies,
)
