"""How much speaks for it that the time of a clause is wished, and how much that it tells what is on then.

"Dienstag dreschen wir" tells something, "Donnerstag um zwei" says nothing besides, and "Donnerstag geht's" wishes: what
a clause holds is weighed, and whoever reads a sentence compares its clauses.
"""

from collections.abc import Callable
from functools import cache, lru_cache, partial
from itertools import pairwise

from rueckruf.spoken.text.vocabulary import vocabulary, word_set
from rueckruf.spoken.time.clause_times import is_timed
from rueckruf.spoken.time.clauses import Clause, is_participle, is_thing
from rueckruf.spoken.time.doings import (
    comes_from_somewhere,
    does_something,
    is_about_one,
    is_at_work,
    is_time_left,
    leaves_time,
    takes_time,
)
from rueckruf.spoken.time.elsewhere import has_subject_behind
from rueckruf.spoken.time.words import CLAUSE_MARKS, Words

_list = partial(word_set, "time_clauses")
#: Senses of words by which a clause names a day or an hour of its own.
NAMED_DAYS = ("relative_day", "weekday", "short_weekday", "named_day", "month", "habit", "ordinal")
NAMED_HOURS = ("number", "half", "quarter", "part")
_WISHES = (
    *("wishing", "suiting", "still_wished", "wished", "company", "free", "present", "within_reach", "wishes", "moving"),
    "made_of_it",
)
_BOUNDS = ("before", "after", "until", "from")
#: "Donnerstag *Mittag*", "vor *Feierabend*", and what was found to be said besides.
_NAMED_TIMES = ("part", "clock_word", "assumed_clock_word", "mention")
_NO_TIME = frozenset({"company", "title", "clause", "also", "counted", "greeting"})
#: Words without meaning of their own, of ``ordinary_words`` and of ``time_clauses``.
_SMALL_WORDS = ("function", "courtesy", "answers_and_dialect", "time")
_SMALL_LISTS = (
    *(
        "particles",
        "being",
        "auxiliaries",
        "taking_up",
        "by_the_way",
        "pointing",
        "sitting",
        "conjunctions",
        "leaving_over",
    ),
    *("exceptions", "only", "joining", "as_well", "often", "again_and_again", "already", "then", "later_on", "by_then"),
    *("told_by", "phone_things", "telling_nothing", "letting", "meaning", "would", "calls"),
)
_SHORTEST, _LONGEST_SMALL_WORD = 3, 4
#: Those of one sentence are weighed against each other again and again.
_RECENT_CLAUSES = 512
_ADVERBS = ("lich", "ig", "weise", "mal", "falls")


@lru_cache(maxsize=_RECENT_CLAUSES)
def weight(clause: Clause) -> int:
    """The sum of the weights of all that is found in a clause: above 0 its time is wished, below 0 told."""
    return sum(vocabulary("time_evidence")[kind] for kind in evidence(clause))


def evidence(clause: Clause) -> list[str]:
    """All that speaks for or against a wish."""
    return [kind for kind, is_found in _KINDS.items() if is_found(clause)]


def refuses(clause: Clause) -> bool:
    """Whether its time is refused as a whole, and not bounded: "nicht vor zehn"."""
    return clause.has_sense("not", "unavailable") and not clause.has_sense(*_BOUNDS)


def tells(clause: Clause) -> bool:
    """Whether it says more than a time and a wish: what is on, what is usual, or what others do."""
    told = clause.has_sense("habit") or is_about_one(clause) or is_open(clause)
    return told or not _is_bare(clause) or _KINDS["condition"](clause)


def only_offers(clause: Clause) -> bool:
    """Whether it says when somebody can be reached, and asks for nothing: "um neun *bin ich da*, um zehn bitte"."""
    reached = clause.says("back", "present", "within_reach") or is_at_work(clause)
    asks = clause.says("of_a_call", "suiting", "wished") or _chooses(clause)
    return reached and clause.says("being", "having") and wishes_its_time(clause) and not asks


def suggests(clause: Clause) -> bool:
    """Whether its time may be wished beside another one: "Dienstag", "Dienstag passt", not "will ich am Freitag"."""
    would_suit = clause.says("would") and clause.says("would_suit")
    offers = clause.says("suiting", "free") or leaves_time(clause) or is_about_one(clause)
    if offers or would_suit or clause.has_sense("rather", "vague"):
        return would_suit or wishes_its_time(clause)
    return not (tells(clause) or clause.says("being", "auxiliaries", "asking_for", "still_wished"))


def tells_what_happens(clause: Clause) -> bool:
    """ "Da ist *Konferenz*", but not "da ist es ruhiger"."""
    return not clause.says("nobody") and (_is_doing(clause) or _is_passive(clause) or _names_things(clause))


def concludes(clause: Clause) -> bool:
    """Whether its time is what follows from all that was said before: "*also* Donnerstag um elf"."""
    return _follows(clause) or _chooses(clause)


def is_shut(clause: Clause) -> bool:
    """ "Montag haben wir *zu*"."""
    return not _list("shut").isdisjoint(clause.said[-1:])


def is_given_away(clause: Clause) -> bool:
    """ "Oder Mittwoch *ist belegt*"."""
    return clause.says("being") and not _list("given_away").isdisjoint(clause.said[-1:])


def is_holiday(clause: Clause) -> bool:
    """ "Da ist *Feiertag*"."""
    return clause.says("being") and not _list("holidays").isdisjoint(clause.said[-1:])


def is_open(clause: Clause) -> bool:
    """ "Die Werkstatt hat bis fünf *auf*"."""
    return not _list("opened").isdisjoint(clause.said[-1:])


# --- wishes -------------------------------------------------------------------------------------------------


def wishes_its_time(clause: Clause) -> bool:
    """Whether a word of it wishes the time, or says that somebody is free or reached then."""
    if _rests(clause) or is_shut(clause):
        return False
    if clause.has_sense("rather", "vague") or _is_left_over(clause) or _chooses(clause):
        return True
    return _has_time(clause) or _is_reached_then(clause) or is_back(clause) or _says_a_wish(clause)


def _is_left_over(clause: Clause) -> bool:
    """ "Dann *bleibt* nur der Donnerstag", but not "die bleiben *bis Donnerstag*"."""
    return clause.says("leaving_over") and not clause.has_sense("until")


def _says_a_wish(clause: Clause) -> bool:
    of_one = is_about_one(clause)  # "ist sie im Büro": they are reached there, like the speaker
    of_others = clause.says("being", "others_do") and not clause.says("speaker")  # "ist der Maler da"
    own = of_one or not (of_others or clause.says("having"))  # "hab ich die Maler da"
    calls = _list("of_a_call") if _calls_itself(clause) else frozenset()
    others = _list("called_for") if of_one else frozenset()
    others |= _list("would_be") | _list("present") if _would_be_there(clause) else frozenset()
    passives = _list("passive") if _is_passive(clause) else frozenset()
    matters = _list("goes") if clause.holds("about") else frozenset()
    shops = _list("shops") if clause.says("speaker") else frozenset()  # "muss ich in den Laden", which is theirs
    return not (_wish_words(own) - others - passives - matters - calls - shops).isdisjoint(_behind_then(clause))


def _would_be_there(clause: Clause) -> bool:
    """ "Donnerstag *wäre der Klempner da*", but not "wäre meine Frau da"."""
    who, said = _list("others") - _list("own_people"), pairwise(clause.said)
    return clause.says("present") and any(verb in _list("would_be") and one in who for verb, one in said)


def _calls_itself(clause: Clause) -> bool:
    """ "*Die Versicherung* meldet *sich* Dienstag"."""
    return clause.says("oneself") and not _list("others").isdisjoint(clause.said[:1])


@cache
def _wish_words(own: bool) -> frozenset[str]:
    """Words that wish a time, ``own``: of the speaker: "Mittwoch ist der Maler da", but "Mittwoch bin ich da"."""
    elsewhere = _list("busy") - _list("present")
    return frozenset().union(*map(_list, _WISHES)) - elsewhere - (frozenset() if own else _list("present"))


def _behind_then(clause: Clause) -> tuple[str, ...]:
    """Its words without a first "da" that only points back: "*da* hab ich Training bis elf"."""
    if not clause.begins("then"):
        return clause.said
    then = _list("then")
    return clause.said[next(place for place, word in enumerate(clause.said) if word in then) + 1 :]


def _chooses(clause: Clause) -> bool:
    """ "*Machen Sie* elf draus", "*nehmen wir* Donnerstag", "*sagen wir* um elf", "vormittags *muss es sein*"."""
    words, places = clause.words, range(clause.first, clause.after)
    chosen = any(words.among(at, "choosing") and words.among(at + 1, "who_chooses") for at in places)
    return chosen or clause.holds("proposing") or clause.holds("required")


def _has_time(clause: Clause) -> bool:
    """ "Mittwoch hab ich *Homeoffice*", "um drei ist *nichts los*", but not "von elf bis zwölf ist Pause"."""
    if clause.holds("quiet"):
        return True
    of_others = clause.says("busy") and not clause.says("having")
    spares = clause.says("having") and (clause.holds("for_you") or _is_for_minutes(clause))
    return (leaves_time(clause) or spares) and not (of_others or clause.says("not_available"))


def _is_for_minutes(clause: Clause) -> bool:
    """ "Um zehn hab ich *fünf Minuten*"."""
    return any(clause.words.get(place, "unit") == "minute" for place in range(clause.first, clause.after))


def _is_break(clause: Clause) -> bool:
    """ "Um zwölf hab ich *Pause*" may be a wish, or none: "... machen wir um drei"."""
    return _has_time(clause) and clause.says("busy") and not clause.holds("quiet")


def _is_reached_then(clause: Clause) -> bool:
    """ "Sie ist nur mittwochs *im Haus*", "*noch auf dem Zimmer*": whoever is called is there then."""
    if is_about_one(clause) and clause.holds("still_at") and not clause.says("busy"):
        return True
    if not is_at_work(clause):
        return False
    if is_about_one(clause) or (clause.says("speaker") and clause.says("being")):
        return True
    only = (at for at in range(clause.first, clause.after) if clause.words[at].folded in _list("only"))
    return not is_timed(clause) and any(clause.words.has(at + 1, *NAMED_DAYS) for at in only)


def is_back(clause: Clause) -> bool:
    """ "Um elf *sind wir zurück*", "um zwei *bin ich wieder in der Werkstatt*", "ab drei *bin ich wieder unten*"."""
    of_one = clause.says("speaker", "called_for") or clause.begins("first_person")
    if of_one and comes_from_somewhere(clause):
        return True
    if not of_one or clause.says("not_available") or clause.holds("away"):
        return False
    at_work_again = clause.says("being") and clause.says("again") and clause.says("at_places", "present")
    back = clause.says("back") or (clause.has_sense("from") and clause.says("being") and clause.says("again"))
    return (back and not clause.says("busy")) or (at_work_again and not any(map(takes_time, clause.said)))


def is_free_from_then(clause: Clause) -> bool:
    """ "Ab neun *bin ich aus dem Stall*", "ab elf *bin ich fertig*"."""
    own = clause.has_sense("from") and clause.says("myself") and clause.says("being")
    return own and (is_back(clause) or clause.says("finished"))


def _is_bare(clause: Clause) -> bool:
    return not (_told(clause) or _is_doing(clause))


def _is_concluded(clause: Clause) -> bool:
    """ "*Also* Donnerstag", "*dann* um zwei"."""
    return _follows(clause) or (clause.begins("then") and clause.has_sense(*NAMED_DAYS, *NAMED_HOURS))


def _follows(clause: Clause) -> bool:
    """ "*Also* Donnerstag", but not at the very beginning, where it only begins to speak."""
    return any(clause.words.among(place, "concluding") for place in range(max(1, clause.first), clause.after))


def _is_one_of_several(clause: Clause) -> bool:
    """ "*Oder* Montag in der Werkstatt", "*entweder* Montag"."""
    return (clause.has_sense("either", "otherwise") or clause.says("either_of")) and not is_given_away(clause)


# --- what is on ---------------------------------------------------------------------------------------------


def _is_doing(clause: Clause) -> bool:
    """Whether something is done, or somebody is somewhere, that lists know: "um zwei *hab ich Besprechung*"."""
    if (_has_time(clause) and not _is_break(clause)) or is_back(clause):
        return False
    places = range(clause.first, clause.after)
    busy = any(_says_busy(clause, place) for place in places)
    happens = any(has_subject_behind(clause.words, place) for place in places)
    does = does_something(clause) and (bool(_told(clause)) or _works(clause))
    planned = clause.says("duty") and clause.says("planned_things") and not clause.says("speaker")
    return busy or happens or does or planned or _is_closed(clause) or _moves_house(clause)


def _works(clause: Clause) -> bool:
    """ "Bis zwei *arbeite* ich", "bis zwei bin ich *auf der Arbeit*"."""
    return clause.says("working") or clause.holds("at_a_job")


def _moves_house(clause: Clause) -> bool:
    """ "Mittwoch *ziehen wir um*", "wir ziehen am Mittwoch" with its "um" heard as that of another hour."""
    last = {*clause.said[-1:], clause.words[clause.after].folded}
    return clause.says("moving_house") and "um" in last


def _is_closed(clause: Clause) -> bool:
    """Whether it is a holiday, nobody opens, or whom to call sleeps."""
    return is_holiday(clause) or is_shut(clause) or _rests(clause)


def _says_busy(clause: Clause, place: int) -> bool:
    words, listed = clause.words, _list("busy") | _list("living")
    is_time = words.has(place, *_NAMED_TIMES, "glue") or _is_of_event(words, place) or clause.holds("required")
    return not (is_time or listed.isdisjoint(words[place].folded.split()))


def _rests(clause: Clause) -> bool:
    """ "Heute lassen Sie *ihn schlafen*", "heute braucht *sie Ruhe*": whom to call is not to be disturbed."""
    return clause.says("resting") and clause.says("called_for", "called_for_whom") and not is_timed(clause)


def _is_passive(clause: Clause) -> bool:
    """ "Am Dienstag *wird geimpft*", but not "... werde ich zurückgerufen"."""
    if not clause.says("passive"):
        return False
    calls = _list("of_a_call") | _list("wishing")
    return any(is_participle(word) and word not in calls for word in clause.said)


def _names_things(clause: Clause) -> bool:
    return not _is_reached_then(clause) and any(is_thing(clause.words, place) for place in _told(clause))


def _tells_more(clause: Clause) -> bool:
    return not (_is_reached_then(clause) or all(is_thing(clause.words, place) for place in _told(clause)))


@lru_cache(maxsize=_RECENT_CLAUSES)
def _told(clause: Clause) -> tuple[int, ...]:
    """The places of words that have to do with no time, no wish and no courtesy."""
    return tuple(place for place in range(clause.first, clause.after) if _tells(clause.words, place))


def _tells(words: Words, place: int) -> bool:
    word = words[place]
    if not word.folded.isalpha() or word.senses.keys() - _NO_TIME or len(word.folded) < _SHORTEST:
        return False
    counted = words.has(place, "counted") and words.has(place - 1, "number")
    chosen = words.among(place, "choosing") or words.among(place, "concluding")
    if counted or chosen or _is_of_event(words, place) or is_time_left(word.folded) or _is_about(words, place):
        return False
    if any(words[at].folded in _list("on_account_of") for at in range(max(0, place - 2), place + 1)):
        return False
    if word.raw[0].isupper():
        return word.folded not in _function_words()
    return word.folded not in _small_words() and not word.folded.endswith(_ADVERBS)


def _is_about(words: Words, place: int) -> bool:
    """ "*Esu* öm drei": a small word of some dialect that begins its clause before an hour."""
    begins = place == 0 or words[place - 1].folded in CLAUSE_MARKS
    small = len(words[place].folded) <= _LONGEST_SMALL_WORD and not is_thing(words, place)
    return begins and small and words.has(place + 1, "at", "about_hour") and words.has(place + 2, *NAMED_HOURS)


def _is_of_event(words: Words, place: int) -> bool:
    """ "Nach dem *Essen*", "vor *Feierabend*" tells when."""
    return words.has(place - 1, "after", "before") or words.has(place - 2, "after", "before")


@cache
def _function_words() -> frozenset[str]:
    return word_set("ordinary_words", "function").union(_wish_words(True), *map(_list, _SMALL_LISTS))


@cache
def _small_words() -> frozenset[str]:
    ordinary = (word_set("ordinary_words", group) for group in _SMALL_WORDS)
    dialect = word_set("dialect_words", "spoken") - _list("busy")  # "schlaf" tells what is on, whoever says it
    return _function_words().union(dialect, *ordinary)


_KINDS: dict[str, Callable[[Clause], bool]] = {
    "wish": wishes_its_time,
    "bare": _is_bare,
    "concluded": _is_concluded,
    "one_of_several": _is_one_of_several,
    "hour": is_timed,
    "doing": _is_doing,
    "break": _is_break,
    "resting": _rests,
    "passive": _is_passive,
    "thing": _names_things,
    "word": _tells_more,
    "refused": refuses,
    "condition": lambda clause: clause.begins("when") and not _is_bare(clause),
    "reason": lambda clause: clause.begins("reasons"),
    "habit": lambda clause: clause.has_sense("habit"),
}
