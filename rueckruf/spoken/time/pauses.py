"""The commas that recognisers leave out: "Dienstag ist der Maler da *am Mittwoch um vier*"."""

from functools import lru_cache, partial

from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import RECENT_TEXTS
from rueckruf.spoken.time.asked_beside import opens_beside
from rueckruf.spoken.time.clauses import TURNS, asks_about, clauses_of, is_participle, is_thing
from rueckruf.spoken.time.day_it_is import ends_with_day_it_is
from rueckruf.spoken.time.elsewhere import begins_elsewhere
from rueckruf.spoken.time.ends_of_events import ends_a_length
from rueckruf.spoken.time.goings import with_goings_told
from rueckruf.spoken.time.hesitation import without_hesitation
from rueckruf.spoken.time.lexicon import lexicon
from rueckruf.spoken.time.manner import without_refused_manner
from rueckruf.spoken.time.no_behind import without_pause_before_no
from rueckruf.spoken.time.not_staying import begins_behind_stay, begins_behind_staying
from rueckruf.spoken.time.polite_questions import without_asking_not
from rueckruf.spoken.time.shifts import with_shifts_as_things
from rueckruf.spoken.time.verb_second import (
    begins_with_then,
    begins_with_time,
    finite_verbs,
    is_done_by_one,
    is_done_by_speaker,
    names_another_part,
    without_marks_in_front,
)
from rueckruf.spoken.time.words import CLAUSE_MARKS, HOURS, LONGEST_RUN, Lexeme, Words, words_of

_list = partial(word_set, "time_clauses")
_PLEASE, _NOT, _INFINITIVE, _FIRST = "bitte", "nicht", "en", "erst"
_DAYS = ("weekday", "relative_day", "part")
_HOURS = (*HOURS, "oclock", "part")
_BEFORE_TIME = ("glue", "at", "from", "between", "range_opener", "about", "about_hour", "after", "before")
_BOUNDS = ("from", "after", "until", "before")
_NAMED_DAYS = ("part", "weekday", "relative_day", "unit", "month", "this", "next", "article", "ordinal")
_THING, _SELF = frozenset({"title"}), ("mein ", "ich ")
_DAY = frozenset({"weekday", "relative_day", "habit"})
#: So many words back the sentence with a verb began at most.
_FARTHEST = 20
_NO_TIME = frozenset({"company"})
_TIMES = (*_DAYS, "month", "unit", "in_passing")
_BEHIND_HOUR, _ENDINGS, _SHORTEST_CONDITION = ("oclock", "company"), ("t", "en", "e"), 2
_LONGEST_EXCEPTION = 6
_ROUND_MINUTES = frozenset({5, 10, 20, 25})
#: So many words behind who is somewhere "jetzt" stands at most.
_NEAR_VERB = 3


@lru_cache(maxsize=RECENT_TEXTS)
def sentence_of(text: str) -> Words:
    """The words of ``text`` with a comma where another sentence begins and none was written."""
    words = without_refused_manner(without_pause_before_no(without_hesitation(words_of(without_asking_not(text)))))
    words = without_marks_in_front(with_goings_told(with_shifts_as_things(words)))
    openings = [_lists_another_day] * _may_list_days(words) + [_begins_anew] * _tells_anything(words)
    openings += [_tells_of_now, _comes_behind_now] * _says_any(words, "right_now")
    openings += [_tells_what_comes_before, _suits_on_side] * words.say(*TURNS)
    openings += [_tells_of_another_part] * words.say("part")
    openings += [_excepts, _counts_from_refused] * words.say("unavailable", "not")
    openings += [_goes_on_then] * words.say("until") + [_refuses_another_day, _refuses_its_day] * words.say("not")
    openings += [_names_time_behind_refused_part] * (words.say("not") and words.say("at", "about_hour", "from"))
    openings += [begins_behind_staying, begins_behind_stay] * words.say("until")
    openings += [_concludes_from_shut] * _says_any(words, "shut")
    openings += [_shall_not_happen] * words.say("mention")
    openings += [_refuses_all_other_days] * (words.say("habit") and words.say("not", "unavailable"))
    openings += [_excepts_from_any] * (words.say("not") and words.say("in_passing", "vague"))
    openings += [ends_with_day_it_is] * words.say("weekday", "ordinal")
    openings += [_tells_where_they_are_then] * words.say("at")
    openings += [_names_its_day_again] * words.say("weekday", "relative_day")
    openings += [_begins_when_over] * (words.say("at") and words.say("from", "after", "before"))
    openings += [_is_behind_not_knowing] * words.say("not")
    openings += [_is_behind_bound] * (words.say("not") and words.say("before", "after"))
    openings += [_begins_later, _puts_right] * words.say("not")
    openings += [_asks_for_another_time, _is_behind_refused_days] * words.say("unavailable", "not")
    openings += [_introduces] * words.say("name_opener")
    openings += [opens_beside] * (_says_any(words, "thou") or _says_any(words, "thine"))
    if not openings:
        return words
    found: list[Lexeme] = []
    first = 0
    for place, lexeme in enumerate(words.lexemes):
        if place > first and any(opens(words, max(first, place - _FARTHEST), place) for opens in openings):
            found.append(_comma_behind(found[-1]))
            first = place
        elif lexeme.folded in CLAUSE_MARKS or lexeme.folded in _list("conjunctions"):
            first = place + 1
        found.append(lexeme)
    return Words(found) if len(found) > len(words) else words


def _says_any(words: Words, listed: str) -> bool:
    return not _list(listed).isdisjoint(lexeme.folded for lexeme in words.lexemes)


def clause_starts(text: str) -> list[int]:
    """The character offsets at which the clauses of ``text`` behind the first begin."""
    words = sentence_of(text)
    return [words[clause.first].start for clause in clauses_of(words)[1:]]


def _may_list_days(words: Words) -> bool:
    things = any(lexeme.senses.keys() <= _THING and lexeme.folded.isalpha() for lexeme in words.lexemes)
    return things and words.say("weekday", "relative_day", "habit")


def _tells_anything(words: Words) -> bool:
    said = {lexeme.folded for lexeme in words.lexemes}
    if words.say("unavailable") or not finite_verbs().isdisjoint(said):
        return True
    for who, is_done in (("speaker", is_done_by_speaker), ("called_for", is_done_by_one)):
        if not _list(who).isdisjoint(said) and any(is_done(words, at) for at in range(len(words) - 1)):
            return True
    return False


def _comma_behind(lexeme: Lexeme) -> Lexeme:
    return Lexeme(",", ",", lexeme.end, lexeme.end, lexicon().of_one_word[","])


def _begins_anew(words: Words, first: int, place: int) -> bool:
    """Whether a sentence begins at ``place``, behind one with a verb that began at ``first``."""
    said = words[place - 2].folded in _list("still_wished")  # "ich hab um fünf *gesagt* nicht um vier"
    others = (_names_another_day, _names_another_hour, _concludes)
    another = not said and any(names(words, first, place) for names in others)
    begins = another or any(opens(words, place) for opens in (_says_who, _begs, _proposes))
    if _is_behind_condition(words, first, place) or _asks_for_it(words, first, place) or ends_a_length(words, place):
        return True
    if words[first].folded in _list("subordinating"):
        return False
    told = _is_done_then(words, place) or _is_over_then(words, place) or begins_elsewhere(words, first, place)
    anew = begins_with_time(words, first, place) or begins_with_then(words, first, place)
    return told or anew or (begins and _has_verb(words, first, place))


def _asks_for_it(words: Words, first: int, place: int) -> bool:
    """ "Da bin ich beim Friseur *geht auch um drei*", "da hab ich Massage *ginge es Freitag*"."""
    if words[place].folded not in _list("suiting") or not _is_complete(words, first, place):
        return False
    if words.has(place - 1, "not") and not _list("if_it").isdisjoint((words[first].folded, words[first - 1].folded)):
        return False  # "wenn es um vier nicht *passt* dann um fünf"
    time = words.skip(place + 1, "glue", among=_list("beside_asking"))
    return words.has(time, "at", "from", "about_hour", *_DAYS)


def _has_verb(words: Words, first: int, after: int) -> bool:
    known = any(words[at].folded in finite_verbs() or words.has(at, "unavailable") for at in range(first, after))
    return known or any(is_done_by_speaker(words, at) for at in range(first, after - 1))


def _says_who(words: Words, place: int) -> bool:
    """ "Ich brauch", "rufen Sie", "*sie muss* um vier weg"."""
    word, after = words[place].folded, words[place + 1].folded
    if word in _list("called_for") and after in _list("duty") and words.has_within(place, place + LONGEST_RUN, "at"):
        return words[place - 1].folded not in finite_verbs()
    if word in _list("later_on") and after in _list("requests"):
        return words[place + 2].folded in _list("requested")  # "bis drei Schule *und dann können Sie*"
    leads = {_PLEASE} | _list("later_on")
    asks = word in _list("requests") and after in _list("requested") and words[place - 1].folded not in leads
    return asks or (word in _list("speaker") and after in _list("main_verbs"))


def _tells_of_now(words: Words, first: int, place: int) -> bool:
    """ "Am Mittwoch um neun *ich sitz jetzt im Zug*", where callers are at this moment."""
    now = range(place + 2, place + _NEAR_VERB + 1)
    return _tells_of_speaker(words, place) and any(words[at].folded in _list("right_now") for at in now)


def _tells_what_comes_before(words: Words, first: int, place: int) -> bool:
    """ "Mittwoch um elf *ich dusche vorher*", what callers do on one side of an hour; but not "bis elf ich arbeite".

    But "bis elf *ich geh danach* schwimmen"; or "ab Mittwoch *ich bin verreist* vorher geht nichts", which is refused.
    """
    if not _tells_of_speaker(words, place):
        return False
    side = words.skip(place + 2, among=_list("particles"))
    if words.has_within(first, place, "until"):
        return words.has(side, "afterwards") and words[side + 1].folded not in _list("suiting") | _list("free")
    return words.has(side, *TURNS) or (words.has_within(first, place, "from") and _refuses_before(words, place + 2))


def _tells_of_another_part(words: Words, first: int, place: int) -> bool:
    """ "Donnerstag nachmittag *wir sind vormittags beim Notar*"."""
    return _tells_of_speaker(words, place) and names_another_part(words, range(place, place + _NEAR_VERB + 1))


def _refuses_before(words: Words, begin: int) -> bool:
    """ "... *vorher geht nichts*", with no hour between."""
    turn = next((at for at in range(begin, begin + _FARTHEST) if words.has(at, "beforehand", *_HOURS)), begin)
    return words.has(turn, "beforehand") and words.has_within(turn, turn + LONGEST_RUN, "not", "unavailable")


def _suits_on_side(words: Words, first: int, place: int) -> bool:
    """ "Bis drei hab ich Schule da darf ich nicht ran *danach gern*": behind what is told of the time before."""
    suits = words.has(place, *TURNS) and words[place + 1].folded in _list("suiting") | _list("free")
    return suits and (words[first].folded in _list("then") or words.has_within(first, place, "not", "unavailable"))


def _tells_of_speaker(words: Words, place: int) -> bool:
    """Whether behind an hour or a day a sentence begins with who speaks and a verb: "ich sitz", "ich bin"."""
    verb = words[place + 1]
    told = words[place].folded in _list("speaker") and verb.folded.isalpha()
    told = told and (not verb.senses or verb.folded in _list("main_verbs"))
    return told and words.has(place - 1, *_HOURS, *_NAMED_DAYS, "oclock") and not words.has(place - 1, "in_passing")


def _comes_behind_now(words: Words, first: int, place: int) -> bool:
    """ "Ich bin grad beim Arzt *morgen um zehn*": the time of a call behind where callers are at this moment."""
    if (
        not words.has(words.skip(place, "glue"), *_DAYS)
        or words.has(place - 1, "glue")
        or words.has_within(first, place, *_DAYS, *_HOURS)
    ):
        return False
    who = words[first].folded in _list("speaker") or words[first].folded in _list("first_person")
    now = [at for at in range(first, place - 2) if words[at].folded in _list("right_now")]
    return who and bool(now) and _tells(words, place - 1) and words[place - 1].folded not in _list("right_now")


def _begs(words: Words, place: int) -> bool:
    """ "Bitte rufen", "bitte um einen Rückruf", "bitte vorher"."""
    if words[place].folded != _PLEASE:
        return False
    what = words.skip(place + 1, "at", "article")
    called = words[what].folded in _list("requests") | _list("requested_calls")
    return called or words.has(what, "afterwards", "beforehand")


def _is_done_then(words: Words, place: int) -> bool:
    """ "Um elf *da hab ich den Kaffee auf*", "um zwölf *dann hab ich abgeladen*": they are free then."""
    begins = words[place].folded in _list("then") and words[place + 2].folded in _list("speaker")
    if not (begins and words[place + 1].folded in _list("having") and words.has(place - 1, *_HOURS)):
        return False
    said = [lexeme.folded for lexeme in words.lexemes[place + 3 : place + _FARTHEST]]
    ends = next((at for at, word in enumerate(said) if word in CLAUSE_MARKS | _list("conjunctions")), len(said))
    done = said[ends - 1] if ends else ""
    return (done in _list("done") or is_participle(done)) and _list("busy").isdisjoint(said[:ends])


def _is_behind_condition(words: Words, first: int, place: int) -> bool:
    """ "Wenn der Kleine schläft *um zwei*": behind the verb that closes the condition, and nothing follows.

    Or "wenn der Kleine schläft *das ist so ab eins*".
    """
    condition = words[first - 1].folded in _list("when") or words[first].folded in _list("when")
    if condition and _tells_when_it_is(words, place):
        return True
    if not condition or words.has_within(first, place, *_HOURS) or place - first < _SHORTEST_CONDITION:
        return False
    hour = words.skip(place, *_BEFORE_TIME)
    timed = words.has_within(place, hour, "at", "about_hour", "from") and words.has(hour, *_HOURS)
    timed = timed or words.has(hour, "part")  # "wenn der Kleine schläft *nach dem Essen*"
    return timed and _closes(words, place - 1) and words.ends_clause(words.skip(hour, *_HOURS, *_BEHIND_HOUR))


def _tells_when_it_is(words: Words, place: int) -> bool:
    if not (words[place].folded in _list("those") and words[place + 1].folded in _list("being")):
        return False
    hour = words.skip(place + 2, *_BEFORE_TIME, "until", among=_list("particles") | _list("often") | _list("always"))
    return hour > place + 2 and words.has(hour, *_HOURS)


def _closes(words: Words, place: int) -> bool:
    """Whether a verb may stand there: one that lists know, or an unknown word with its ending."""
    verb = words[place]
    known = finite_verbs() | _list("others_do") | _list("going_on")
    return verb.folded in known or (verb.senses.keys() <= _NO_TIME and verb.folded.endswith(_ENDINGS))


def _is_over_then(words: Words, place: int) -> bool:
    """ "Die nächsten zwei Stunden *dann bin ich weg*", "bis um fünf *dann mach ich zu*"."""
    if words[place].folded not in _list("later_on"):
        return False
    verb, *_ = words[place + 1].folded.split() or [""]
    if words.has(place + 1, "unavailable"):
        return verb in finite_verbs()
    return verb in _list("going") | _list("stopping") and words[place + 2].folded in _list("speaker")


def _puts_right(words: Words, first: int, place: int) -> bool:
    """ "Alles richtig, nur der Tag nicht *Donnerstag*"."""
    wrong = words[place - 1].folded == _NOT and words[place - 2].folded in _list("called_wrong")
    return wrong and words.has(words.skip(place, "rather", *_BEFORE_TIME), *_TIMES, *_HOURS, "ordinal")


def _introduces(words: Words, first: int, place: int) -> bool:
    """ "Freitag halb elf *mein Name ist Huber*"."""
    introduces = words.has(place, "name_opener") and not words.has(place, "last_name_closer")
    return introduces and words[place].folded.startswith(_SELF) and words.has(place - 1, *_TIMES, *_HOURS, "oclock")


def _is_behind_not_knowing(words: Words, first: int, place: int) -> bool:
    """ "Ich weiß nicht genau *vielleicht am Freitag*": what they do not know refuses nothing."""
    last = place - 1
    while last > first and words[last].folded in _list("surely"):
        last -= 1
    if not words.has(last, "not") or words[place].folded in _list("surely"):
        return False
    knows = last - 1
    while knows > first and words[knows].folded in _list("particles") | _list("not_yet"):
        knows -= 1
    return words[knows].folded in _list("knowing") and words.has(
        words.skip(place, "about", *_BEFORE_TIME), *_TIMES, *_HOURS
    )


def _is_behind_bound(words: Words, first: int, place: int) -> bool:
    """ "Vor zehn lieber nicht *am Dienstag um elf*": behind a bound that is refused, which closes its clause."""
    if not (words.has(place - 1, "not") and words.has(words.skip(place, "glue"), *_DAY)):
        return False
    last = place - 2
    while words[last].folded in _list("before_nothing") and last > first:
        last -= 1
    last -= words.has(last, "oclock")
    return words.has(last, *HOURS) and words.has(last - 1, "before", "after") and not words.has(last - 2, *HOURS)


def _begins_later(words: Words, first: int, place: int) -> bool:
    """ "Heute gar nicht *erst ab Mittwoch*", "morgen nicht *erst übermorgen*", but not "bitte nicht erst morgen"."""
    if _FIRST not in words[place].folded.split() or not words.has(place - 1, "not"):
        return False
    before = place - 2 - (words[place - 2].folded in _list("before_nothing"))
    following = words.skip(place, "glue", "from", "after", among=_list("before_another_day"))
    return words.has(before, *_NAMED_DAYS) and words.has(following, *_NAMED_DAYS, *_HOURS) and before >= first


def _asks_for_another_time(words: Words, first: int, place: int) -> bool:
    """ "Nicht heute *bitte morgen um zehn*", which is no morning of that day; "nicht vormittags *bitte um drei*"."""
    if words[place].folded not in _list("asking_for_a_day") or not words.has_within(first, place, "not", "unavailable"):
        return False
    time = words.skip(place + 1, *_BEFORE_TIME)
    if words.has(place - 1, *_DAY):
        return words.has(time, *_DAY)
    return words.has(place - 1, "part") and words.has(time, *_HOURS)


def _is_behind_refused_days(words: Words, first: int, place: int) -> bool:
    """ "Dienstag ist schlecht Mittwoch auch *Donnerstag ab zehn*"."""
    if words[place - 1].folded not in _list("as_well") or not words.has(words.skip(place, "glue"), *_DAY):
        return False
    before = place - 3 - words.has(place - 3, "glue")
    return words.has(place - 2, *_DAY) and words.has(before, "unavailable", "not")


def _concludes(words: Words, first: int, place: int) -> bool:
    """ "Wenn die Kinder in der Schule sind *also acht bis zwölf*", "um vier hab ich Chor *am besten morgen*".

    Or "*dann eben morgen*", or "da bin ich weg *lieber zwei*".
    """
    rather = words[place].folded in _list("then") and words[place + 1].folded in _list("then_rather")
    concludes = rather or words.among(place, "concluding")
    if not (concludes or words.has(place, "rather")) or words.has(place - 1, "not"):
        return False
    if concludes and words.has(place + 1, "not") and words.has(place + 2, "before", "after"):
        return True
    small = ("rather", "next", "after_next", "this", "until", *_BEFORE_TIME)
    time = words.skip(place + 1, *small, among=_list("then_rather"))
    timed = words.has(time, *_TIMES, *_HOURS, "ordinal") or _counts_days(words, time)
    refers = any(words[at].folded in _list("pointing_back") for at in range(first, place))
    return timed and (concludes or refers or words.has_within(first, place, *_TIMES, *_HOURS, "ordinal"))


def _proposes(words: Words, place: int) -> bool:
    """ "*Sagen wir* um elf", "*was wäre mit* heute um drei"."""
    word = words[place].folded
    if asks_about(words, place):
        return True
    return not _list("proposing").isdisjoint((word, f"{word} {words[place + 1].folded}"))


def _names_another_day(words: Words, first: int, place: int) -> bool:
    """Whether a day is named behind what is on at another: "Dienstag ist der Maler da *am Mittwoch*"."""
    if not _is_complete(words, first, place):
        return False
    day = words.skip(place, among=_list("before_another_day"))
    if words.has(day, "next", "after_next") and words.has(day + 1, "unit"):
        return any(words.has(at, "this") and words.has(at + 1, "unit") for at in range(first, place - 1))
    sense = next((sense for sense in _DAYS if words.has(day, sense)), None)
    refers = words[first].folded in _list("pointing_back")  # "... daheim, *da geht's nicht* Donnerstag schon"
    if sense is None or not (refers or words.has_within(first, place, *_TIMES, "habit")):
        return False
    return all(words.get(at, sense) != words.get(day, sense) for at in range(first, place))


def _lists_another_day(words: Words, first: int, place: int) -> bool:
    """ "Dienstag Chor *Mittwoch Turnen*", of which no comma was written."""
    other = words.skip(place, "glue")
    if not words.has(other, *_DAY):
        return False
    day, thing = words.skip(first, "glue"), place - 1
    if thing <= day or not (words.has(day, *_DAY) and is_thing(words, thing) and not words.has(thing, "title")):
        return False
    beside = _list("before_thing") | _list("as_well")
    between = all(words[at].folded in beside or is_thing(words, at) for at in range(day + 1, thing))
    return between and words[other].folded != words[day].folded


def _excepts(words: Words, first: int, place: int) -> bool:
    """ "Dienstag ginge *nur der Vormittag ist schon voll*", "am Dienstag geht's *nur um zehn nicht*"."""
    time = words.skip(place + 1, "glue", "at", "from", "before", "after")
    begins = words[place].folded in _list("exceptions") and words.has(time, "part", "number", "half", "weekday")
    if not begins or time == place + 1 or not words.has_within(first, place, *_TIMES):
        return False
    after = words.skip(time + 1, "oclock")
    not_then = words.has(after, "not") and words.ends_clause(after + 1)
    return not_then or words.has_within(after, after + _LONGEST_EXCEPTION, "unavailable")


def _names_another_hour(words: Words, first: int, place: int) -> bool:
    """ "Um neun ist der Maler da *um elf bitte*", and what is named behind an hour that was refused."""
    at_another = words.has(place, "at") and words.has_within(first, place, "at")
    told = not words.has(place - 1, "not", "unavailable") and words[place - 1].folded not in _list("instead_of")
    if told and at_another and _is_complete(words, first, place):
        return _is_wished_behind(words, words.skip(place + 1, *_HOURS, "company"))
    return _is_refused_before(words, first, place) and (at_another or _is_another(words, first, place))


def _is_refused_before(words: Words, first: int, place: int) -> bool:
    """ "*Um elf geht nicht* um zwei", but not "nur um elf nicht um zwei"."""
    refused = words.has(place - 1, "unavailable", "untimely") or words[place - 1].folded.endswith(_NOT)
    return refused and not any(words[at].folded in _list("only") for at in range(first, place))


def _is_another(words: Words, first: int, place: int) -> bool:
    """ "Elf passt nicht *zwölf*", "um zehn ist zu früh *ab elf*"."""
    if words.has(place, "number") and words.ends_clause(place + 1) and words.has_within(first, place, "number"):
        return True
    bounded = words.has(place, *_BOUNDS) and words.has(place + 1, *HOURS) and words.has_within(first, place, *HOURS)
    behind_bound = words.has_within(first, place, *_BOUNDS) and not words.has(place - 1, "unavailable")
    return bounded and not behind_bound


def _is_wished_behind(words: Words, place: int) -> bool:
    """ "Um neun ist der Maler da um elf *bitte*", "... um elf *ist besser*", "... um elf *geht*", or nothing more."""
    wished = words.skip(place, among=_list("being") | _list("particles"))
    return (
        words.ends_clause(place) or words.has(wished, "rather") or words[wished].folded in _list("suiting") | {_PLEASE}
    )


def _begins_when_over(words: Words, first: int, place: int) -> bool:
    """ "Um elf ist Messe *ab halb eins* gern", "Chorprobe um vier *ab fünf*": behind what is on at an hour."""
    if not (words.has(place, "from", "after", "before") and words.has(words.skip(place + 1, "about"), *HOURS)):
        return False
    if words.has(place - 1, "quarter") and words.has(place, "after", "before"):
        return False  # "Pause um *Viertel vor* zehn"
    if words.has(place - 2, "at") and words.get(place - 1, "number") in _ROUND_MINUTES:
        return False  # "Pause um *zwanzig vor* zehn"
    at = any(words.has(when, "at") and words.has(when + 1, *HOURS) for when in range(first, place - 1))
    complete = words.has(place - 1, *HOURS, "oclock") or is_thing(words, place - 1) or _is_complete(words, first, place)
    return at and complete and any(_may_be_on(words, event) for event in range(first, place))


def _goes_on_then(words: Words, first: int, place: int) -> bool:
    """ "Auf der Baustelle bin ich bis zwölf *dann so gegen halb zwei*": behind what is on until an hour."""
    if words[place].folded not in _list("later_on") or words.has(place - 1, "range_and", "rather"):
        return False
    then = words.skip(place + 1, "about", "rather")
    hour = words.skip(then, *_BEFORE_TIME)
    another = words.has_within(then, hour, "at", "about_hour", "from", "between") and words.has(hour, *HOURS)
    until = any(words.has(at, "until") and words.has(at + 1, *HOURS) for at in range(first, place - 1))
    return another and until


def _tells_where_they_are_then(words: Words, first: int, place: int) -> bool:
    """ "Morgen um acht *dann ist er auf der Baustelle*": behind the time of the call, and nothing besides."""
    if words[place].folded not in _list("later_on") or words[place + 1].folded not in _list("being"):
        return False
    who = words[place + 2].folded in _list("called_for") | _list("own_people")
    only_time = all(words.has(at, *_DAY, *_HOURS, *_BEFORE_TIME, "part_beside_day") for at in range(first, place))
    return who and only_time and words.has_within(first, place, *HOURS)


def _concludes_from_shut(words: Words, first: int, place: int) -> bool:
    """ "Dienstags haben wir zu *also Freitag*", "... zu *dann also Samstag*"."""
    if words[place - 1].folded not in _list("shut") or not words.has(place - 2, *_DAY):
        return False
    concluding = place + (words[place].folded in _list("then"))
    return words.among(concluding, "concluding") and words.has(words.skip(concluding + 1, "glue"), *_DAY)


def _shall_not_happen(words: Words, first: int, place: int) -> bool:
    """ "Freitag um neun *aber nicht dass* es wieder umsonst ist": behind the time, of which it refuses nothing."""
    dreads = place + words.has(place, "clause")
    return words.has(dreads, "mention") and words[dreads].folded == _NOT and words.has(dreads + 1, "mention")


def _refuses_all_other_days(words: Words, first: int, place: int) -> bool:
    """ "Samstags *unter der Woche kann ich nicht*": behind a day, several of which it is none."""
    several = words.get(place, "habit") or ""
    if len(several) < 2 or not words.has(place - 1, "weekday", "habit"):
        return False
    day = words.get(place - 1, "habit") or str(words.get(place - 1, "weekday"))
    return set(several).isdisjoint(day) and words.has_within(place + 1, place + LONGEST_RUN + 1, "not", "unavailable")


def _refuses_its_day(words: Words, first: int, place: int) -> bool:
    """ "Um drei *nur nicht heute*, ...": an hour alone, and a day on which it does not suit."""
    excepts, *_ = words[place].folded.split()
    refusal = place + (excepts == words[place].folded)  # "nur nicht" is one lexeme
    if excepts not in _list("exceptions") or not words.has(refusal, "not"):
        return False
    hour = all(words.has(at, *HOURS, *_BEFORE_TIME, "oclock") for at in range(first, place))
    day = words.skip(refusal + 1, "glue")
    return hour and words.has(day, *_DAY) and words.has_within(first, place, "at", "about_hour")


def _refuses_another_day(words: Words, first: int, place: int) -> bool:
    """ "Morgen nicht *übermorgen auch nicht am Donnerstag*": days that are refused, and what follows them."""
    day = words.skip(place, "glue")
    if not (words.has(place - 1, "not") and words.has(day, *_DAY)):
        return False
    if words[place - 2].folded in _list("as_well"):
        return words.has(place - 3, *_DAY)
    return words.has(place - 2, *_DAY) and words[day + 1].folded in _list("as_well") and words.has(day + 2, "not")


def _names_time_behind_refused_part(words: Words, first: int, place: int) -> bool:
    """ "Nicht in der Früh *morgen um zwei*", "bloß nicht vormittags *am Mittwoch um drei*"."""
    day = words.skip(place, "glue")
    hour = words.has(day + 1, "at", "about_hour", "from") and words.has(day + 2, *HOURS)
    if not (hour and words.has(day, *_DAY) and words.has(place - 1, "part")) or words.has(place, "clause"):
        return False
    refused = place - 2
    while refused > first and words.has(refused, "glue", "article", "in"):
        refused -= 1
    return words.has(refused, "not")


def _excepts_from_any(words: Words, first: int, place: int) -> bool:
    """ "Ich hab immer Zeit *aber nicht in der Früh*": what is left out of any time."""
    excepts, *_ = words[place].folded.split()
    refusal = place + (excepts == words[place].folded)
    left_out = excepts in _list("exceptions") and words.has(refusal, "not")
    return left_out and words.has(words.skip(refusal + 1, "glue"), "part", *_DAY)


def _names_its_day_again(words: Words, first: int, place: int) -> bool:
    """ "Mittwoch ist es ruhig *Mittwoch um eins*": what is said of a day, and its hour behind the day named again."""
    day = words.skip(place, "glue")
    if not (words.has(day, *_DAY) and words.has(day + 1, "at", "from", "about_hour") and words.has(day + 2, *HOURS)):
        return False
    before = [at for at in range(first, place) if words[at].folded == words[day].folded]
    return bool(before) and place - before[-1] > 1 and words[place - 1].folded not in _list("before_another_day")


def _may_be_on(words: Words, place: int) -> bool:
    """Whether it is what happens at an hour, and no call."""
    happens = is_thing(words, place) or words[place].folded.endswith(tuple(_list("ends")))
    return happens and words[place].folded not in _list("requested_calls") | _list("wishing") | {_PLEASE}


def _counts_from_refused(words: Words, first: int, place: int) -> bool:
    """ "Freitag geht's nicht *zwei Tage früher*", "da nicht *einen Tag eher*"."""
    refused = words.has(place - 1, "not", "unavailable") or words[place - 1].folded.endswith(_NOT)
    return refused and _counts_days(words, place)


def _counts_days(words: Words, place: int) -> bool:
    """ "Zwei Tage früher", "einen Tag später"."""
    counted = words.has(place, "number", "article", "a_few") and words.get(place + 1, "unit") in ("day", "week")
    beside = words.has(place + 2, "later", "earlier", "beforehand") or words.among(place + 2, "behind_what_was_said")
    return counted and beside


def _is_complete(words: Words, first: int, place: int) -> bool:
    """Whether what stands before ``place`` says something of its own: "... ist der Maler da", "... geht nicht"."""
    last = place - 1
    while last > first and words[last].folded in _list("particles"):
        last -= 1
    if _only_excepts(words, last):
        return False
    is_there = words[last].folded in _list("present")
    away = is_there and words.has(last - 1, "not", "unavailable")  # "bin ich nicht *da*", "ist der Maler *da*"
    away = away or (is_there and is_thing(words, last - 1) and _has_verb(words, first, last - 1))
    if away or words.has(last, "not", "unavailable") or words[last].folded in _list("living"):
        return True
    if _says_how_it_is(words, first, last):
        return True
    return _tells(words, last) and _has_verb(words, first, last)


def _only_excepts(words: Words, last: int) -> bool:
    """ "Egal, *nur nicht* heute", "egal *nur halt nicht* heute": what follows is left out."""
    if words[last].folded.split()[0] in _list("exceptions"):
        return True
    before = last - 1
    while words[before].folded in _list("particles"):
        before -= 1
    return words.has(last, "not") and before < last - 1 and words[before].folded in _list("only")


def _says_how_it_is(words: Words, first: int, last: int) -> bool:
    """ "Da ist es *ruhig*", "montags haben wir *zu*"."""
    said = [words[at].folded for at in range(first, last)]
    closes = words[last].folded in _list("shut") and not _list("having").isdisjoint(said)
    return closes or (words[last].folded in _list("being_so") and not _list("being").isdisjoint(said))


def _tells(words: Words, place: int) -> bool:
    """Whether a sentence may end with this word: "... der *Maler*", "muss ich *arbeiten*", but not "kommt"."""
    word = words[place].folded
    leads_on = words.among(place, "after_inclusive_bound") or words.among(place, "preferred_to")
    if leads_on or not word.isalpha() or word in _list("before_another_day"):
        return False
    is_noun = words[place - 1].folded in _list("at_places")  # "steh ich am *Stand*"
    no_verb = word not in finite_verbs() or word.endswith(_INFINITIVE) or is_noun
    return words[place].senses.keys() <= _NO_TIME and no_verb
