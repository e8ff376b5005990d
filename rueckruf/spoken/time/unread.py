"""Words beside a time that may say more of it and were not understood: "morgen nach dem Jour fixe", "am Xydag um drei".

A time with such words is read with doubt. Only what opens a time, or stands where a day or an hour would, counts:
people say much else around a time.
"""

from collections.abc import Sequence
from functools import cache, partial

from rueckruf.spoken.text.numbers import ordinal
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.time.clause_times import tells_more
from rueckruf.spoken.time.clauses import Clause, clauses_of
from rueckruf.spoken.time.glued_hours import stands_for_an_hour
from rueckruf.spoken.time.grammar import Chunk
from rueckruf.spoken.time.lexicon import small_words
from rueckruf.spoken.time.near_names import is_like_quarter
from rueckruf.spoken.time.unknown import is_unknown
from rueckruf.spoken.time.wish import Wish
from rueckruf.spoken.time.words import Words, words_of

_list = partial(word_set, "unread_times")
_OPENERS = ("at", "about_hour")
_PARTS_OF_HOURS = ("half", "three_quarters")
_BOUNDS = ("after", "before", "until", "from")
_OPENING = frozenset({*_OPENERS, *_PARTS_OF_HOURS, *_BOUNDS, "oclock", "next", "unit"})
_STRETCHES = ("week", "month")
_WISHES = ("who_calls", "suiting", "wishing", "of_the_caller", "not_available", "nobody")
_GOING_ON = ("being", "auxiliaries", "others_do", "coming", "busy")
_SUPERLATIVE, _VERBS = "sten", "en"
_THREE = 3
#: So many words may be left of one that was misheard, before the rest of its hour.
_MOST_LOST = 1
# A clause of its own that says when: "morgen, nach dem Jour fixe".
_SHORT_CLAUSE = 5


def unread_at(words: Words, found: Sequence[Chunk], wish: Wish) -> tuple[int, int] | None:
    """The character offsets of the first words that may be part of ``wish`` and were not understood, or None.

    ``found`` are the chunks of the sentence ``words``.
    """
    if when := _only_known_to_caller(words, wish):
        return words[when.first].start, words[when.after - 1].end
    gaps = [number for number, chunk in enumerate(found) if chunk.marker == "gap"]
    telling = {found[number].first: number for number in gaps if _may_tell(words, found[number].first)}
    if not telling:
        return None
    timed = {chunk.first for chunk in found if chunk.wish}
    for clause in clauses_of(words):
        places = range(clause.first, clause.after)
        if timed.isdisjoint(places) and len(places) > _SHORT_CLAUSE:
            continue
        for place in filter(telling.__contains__, places):
            after = _after_glued_hour(words, place) or _after_unread(words, found, telling[place], clause, wish)
            if after:
                return words[place].start, words[_behind_unknown(words, after) - 1].end
    return None


def tells_only_when(text: str) -> bool:
    """Whether it says when by what only the caller knows the hour of: "wenn die Kinder in der Schule sind"."""
    words = words_of(text)
    for clause in clauses_of(words):
        part = _from_when(clause)
        if (part and _tells_when(part)) or _event(words, clause.first, clause):
            return True
    return False


def _may_tell(words: Words, index: int) -> bool:
    """Whether the words of a time begin so, or end in numbers."""
    lexeme = words[index]
    if "number" in lexeme.senses:
        return _numbers(words, index) is not None
    if _quarter(words, index) or _is_glued_hour(words, index) or _is_like_day(words, index):
        return True
    return not _OPENING.isdisjoint(lexeme.senses) or "month" in lexeme.senses or lexeme.folded in _opening_words()


@cache
def _opening_words() -> frozenset[str]:
    return _list("points") | small_words("before_short_weekday") | _list("only_before_days")


def _after_unread(words: Words, found: Sequence[Chunk], number: int, clause: Clause, wish: Wish) -> int | None:
    """The place after the unread words that begin with this chunk, or None where these say nothing of a time."""
    index, before = found[number].first, found[number - 1].wish if number else None
    if _is_exact(wish):
        part = _part_of_hour(words, index) if before and before.clock else None
        event = part or _event_of_hour(words, index, clause, wish)
        return event or _month(words, index) or _day(words, index, wish, clause) or _beginning(words, index, wish)
    hour = _hour(words, index, clause) or (_numbers(words, index) if before else None)
    in_part = any(point.part for point in (wish.point, *wish.ends))
    told = _day(words, index, wish, clause) if in_part else _event(words, index, clause)
    return hour or _stretch(words, index) or told


def _is_exact(wish: Wish) -> bool:
    """Whether it has an hour, or wants none."""
    timed = any(point.clock for point in (wish.point, *wish.ends))
    return timed or bool(wish.vague or wish.moment or wish.stretch)


# --- hours --------------------------------------------------------------------------------------------------


def _hour(words: Words, index: int, clause: Clause) -> int | None:
    """ "Um ölve", "zehn nach", "Uhr", "halb": what only an hour has."""
    place = index + 1
    if words.has(index, *_OPENERS):
        said = words.has(place, "number", "oclock", *_PARTS_OF_HOURS) or is_unknown(words, place)
        return _past_decimals(words, place + 1) if said and not clause.says_any(_list("about_things")) else None
    if words.has(index, "oclock"):
        hour = index - 1 - words.mark(index - 1, ",")  # "bis Fest, Uhr", "ab, Pin, Uhr"
        bounded = words.has(hour - 1 - words.mark(hour - 1, ","), *_BOUNDS) and not words[hour].senses
        return place if bounded or words.has(index - 1, *_OPENERS) or is_unknown(words, place) else None
    closes = words.ends_clause(place) or is_unknown(words, place)
    return place if words.has(index, *_PARTS_OF_HOURS) and closes else None


def _past_decimals(words: Words, index: int) -> int:
    """ "Um 3,4 LSTS": the words are kept whole, so that they say the same when they are read again."""
    while words.mark(index, ",") and words.close(index) and words[index + 1].digits:
        index += 2
    return index


def _part_of_hour(words: Words, index: int) -> int | None:
    """ "Zehn Uhr *halb*"; "um drei *Filte*"."""
    if words.has(index, "half") and words.ends_clause(index + 1):
        return index + 1
    return _quarter(words, index)


def _quarter(words: Words, index: int) -> int | None:
    """ "Um drei *Filte*": "dreiviertel", and its hour is lost."""
    told = words.has(index - 2, *_OPENERS) and words.get(index - 1, "number") == _THREE
    return index + 1 if told and is_unknown(words, index) and is_like_quarter(words[index].folded) else None


def _after_glued_hour(words: Words, index: int) -> int | None:
    return index + 1 if _is_glued_hour(words, index) else None


def _is_glued_hour(words: Words, index: int) -> bool:
    """ "Am Montag *umselte*", "morgen *umreißelte* elf", "*umfällt* dir vor elf", "*umflutte* in Reite": lost."""
    if not stands_for_an_hour(words, index):
        return False
    goes_on = any(_may_be_of_hour(words, place) for place in range(index + 1, index + 2 + _MOST_LOST))
    return is_like_quarter(words[index].folded[2:]) or (goes_on and _is_no_word(words, index))


def _is_no_word(words: Words, index: int) -> bool:
    """Not "Umzug nach drei", "umziehen nach drei"."""
    word = words[index].folded
    return is_unknown(words, index) and not word.endswith(_VERBS) and word not in word_set("dictionary_nouns", "nouns")


def _may_be_of_hour(words: Words, index: int) -> bool:
    return words.has(index + words.has(index, "after", "before"), "number") or is_unknown(words, index)


def _numbers(words: Words, index: int) -> int | None:
    """ "Donnerstag *elf zwölf*"."""
    place = words.skip(index, "number")
    ends = place >= len(words) or words.among(place, "closing")
    return place if place > index and ends and ordinal(words[index].folded) is None else None


def _beginning(words: Words, index: int, wish: Wish) -> int | None:
    """ "*Von Team* bis elf": what the hours begin with."""
    begins = words.has(index, "from", "range_opener") and words.has(index + 2, "until", "range_to")
    is_word = words[index + 1].folded.isalpha() and not words[index + 1].senses if begins else False
    return index + 2 if is_word and wish.point.clock is None else None


# --- what only the caller knows the time of -----------------------------------------------------------------


def _event(words: Words, index: int, clause: Clause) -> int | None:
    """ "Nach dem Jour fixe", "vor Schulschluss", "EOD"."""
    if words[index].folded in _list("points"):
        return index + 1
    if not words.has(index, *_BOUNDS) or clause.says_any(_list("asking")):
        return None
    place = words.skip(index + 1, among=_list("determiners"))
    word = words[place].folded
    if not word.isalpha() or word in _list("places"):
        return None
    named = place > index + 1 and words.has(index, "after", "before")
    return place + 1 if named or word in _list("events") else None


def _event_of_hour(words: Words, index: int, clause: Clause, wish: Wish) -> int | None:
    """ "Nach meinem Termin um zehn", "nach der Massage, *die hab ich* um zehn": the hour is that of the event."""
    after = _event(words, index, clause)
    if after is None:
        return None
    those = words.skip(after, "clause")
    told = words[those].folded in word_set("time_clauses", "those") and _is_had(words, those + 1)
    return after if told or words.has(after, *_OPENERS) else _days_off(words, index, wish)


def _is_had(words: Words, verb: int) -> bool:
    """ "*Hab ich* um zehn"."""
    had = words[verb].folded in word_set("time_clauses", "having")
    return had and words[verb + 1].folded in word_set("time_clauses", "speaker") and words.has(verb + 2, *_OPENERS)


def _days_off(words: Words, index: int, wish: Wish) -> int | None:
    """ "*Nach den Osterferien* am elften um neun": only the caller knows of which month; not "am elften Mai"."""
    monthed = wish.day is not None and wish.day.said is not None and wish.day.said[1] is not None
    off = words.skip(index + 1, among=_list("determiners"))
    is_behind = words.has(index, "after") and words[off].folded.endswith(tuple(_list("days_off")))
    return off + 1 if is_behind and not monthed else None


def _only_known_to_caller(words: Words, wish: Wish) -> Clause | None:
    """ "Morgen, *wenn die Kinder im Bett sind*": what tells the hour of a day of which no part is named."""
    begun = not word_set("time_clauses", "when").isdisjoint([lexeme.folded for lexeme in words.lexemes])
    if not begun or not wish.day or wish.part or _is_exact(wish):
        return None
    parts = (_from_when(clause) for clause in clauses_of(words))
    return next((part for part in parts if part and _tells_when(part)), None)


def _from_when(clause: Clause) -> Clause | None:
    """What follows "wenn" or "sobald", that word included."""
    words = clause.words
    begins = (at for at in range(clause.first, clause.after) if words[at].folded in word_set("time_clauses", "when"))
    first = next(begins, None)
    return None if first is None else Clause(words, first, clause.after)


def _tells_when(clause: Clause) -> bool:
    """Whether it ends with what goes on, and says nothing of a wish or of who calls."""
    if clause.has_sense(*_OPENERS, *_BOUNDS, "part", "vague", "in_passing", "not") or not clause.said:
        return False
    goes_on = any(clause.said[-1] in word_set("time_clauses", name) for name in _GOING_ON)
    return goes_on and tells_more(clause) and not clause.says(*_WISHES)


# --- days ---------------------------------------------------------------------------------------------------


def _day(words: Words, index: int, wish: Wish, clause: Clause) -> int | None:
    """ "Am Xydag um drei", "ans Wölfen März ab zehn", "am Xydag nachmittags": unknown words where the day would be."""
    dated = wish.names_day or wish.moment or wish.stretch
    if not dated and _is_like_day(words, index):
        return index + 1
    opens = words[index].folded in _opening_words() or words.has(index, "next")
    if dated or not opens:
        return None
    place = _behind_unknown(words, index + 1)
    if words.has(place + 1, "month"):  # "am höchsten März": of the number an everyday word was heard
        place += 1
    named = words.has(place, "month") or words[index].folded in _list("only_before_days")
    place += words.has(place, "month")
    behind = place + words.mark(place, ",")
    is_followed = words.has(behind, *_OPENERS, "number") or _opens_hours(words, behind, named, clause)
    return place if place > index + 1 and is_followed else None


def _is_like_day(words: Words, index: int) -> bool:
    """ "*Sonnestag* vormittag": a word in no list that ends as weekdays do."""
    return is_unknown(words, index) and words[index].folded.endswith(tuple(_list("ends_of_days")))


def _opens_hours(words: Words, index: int, named: bool, clause: Clause) -> bool:
    """Whether hours follow that are no clock, unless somebody is there then ("bin am Schreibtisch *bis vier*") or they
    suit best: "am einfachsten *nach drei*".
    """
    if named:
        return words.has(index, "part", *_BOUNDS) or words.has(index + 1, "part")
    if words[index - 1].folded.endswith(_SUPERLATIVE):
        return False
    bounded = words.has(index, *_BOUNDS) and words.has(index + 1, "number")
    return (bounded or words.has(index, "part")) and not clause.says_any(word_set("time_clauses", "being"))


def _behind_unknown(words: Words, index: int) -> int:
    """The place after all unknown words from ``index``: "Jour *fixe*"."""
    while is_unknown(words, index):
        index += 1
    return index


def _month(words: Words, index: int) -> int | None:
    """ "Am fünften Junes *Oktober* um zwei": behind an unknown word it is not clear of which day."""
    return index + 1 if words.has(index, "month") and is_unknown(words, index - 1) else None


def _stretch(words: Words, index: int) -> int | None:
    """ "Am Donnerstag, *nöggste Woche*": which one is not clear."""
    return index + 1 if words.get(index, "unit") in _STRETCHES and is_unknown(words, index - 1) else None
