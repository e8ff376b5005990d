"""What stands next to a time and must not be read as one: other numbers and dates, and people named like days."""

from collections.abc import Container, Iterable
from dataclasses import replace

from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.time.clock_figures import is_clock_in_figures
from rueckruf.spoken.time.words import CLAUSE_MARKS, Lexeme, Words

#: Senses of what is hidden.
BLANKS = frozenset({"phone", "other_date", "name", "mention", "greeting"})
#: With no other sense a word begins no time.
NEVER_FIRST = BLANKS | {"range_to"}
#: With no other senses a sentence tells no time; most that callers say have no more.
_COMPANIONS = NEVER_FIRST | {
    *("glue", "clause", "company", "title", "article", "counted", "after_not", "dated", "about", "at", "in", "not"),
    *("also", "either", "otherwise", "take_back", "unavailable", "range_opener", "range_and", "day_number_opener"),
    *("reckoned_from", "nearly", "roughly", "exactly", "about_hour", "rather", "name_opener", "name_closer"),
    "last_name_closer",
}
#: So many letters a title has at most that is written with a point.
_SHORT_TITLE = 4
#: What stands for "Uhr" behind figures.
_LETTER = "h"
#: Children, mostly, to whom a caller turns.
_YOU = "ihr"
# Senses of words that are surnames too.
_ALSO_NAMES = (
    "weekday",
    "month",
    "relative_day",
    "part",
    "part_beside_day",
    "named_day",
    "season",
    "number",
    "ordinal",
)


def blanked(lexeme: Lexeme, sense: str) -> Lexeme:
    """The lexeme with that one sense, which hides what it said of a time."""
    return Lexeme(lexeme.folded, lexeme.raw, lexeme.start, lexeme.end, {sense: True})


def as_mention(words: Words, places: Container[int]) -> Words:
    """The words in which those at the ``places`` are only mentioned, and say nothing of a time."""
    return Words([blanked(one, "mention") if at in places else one for at, one in enumerate(words.lexemes)])


def tells_no_time(words: Words) -> bool:
    """Whether nothing but numbers and dates of something else is said, and words around a time."""
    return words.say_only(_COMPANIONS)


def without_sense(lexeme: Lexeme, sense: str) -> Lexeme:
    """The lexeme without one of its senses."""
    return replace(lexeme, senses={kept: value for kept, value in lexeme.senses.items() if kept != sense})


def without_letters(words: Words) -> Words:
    """Hide an h that is not that of "14 h", with its number: "da gehört noch *ein h* rein"."""
    found = list(words.lexemes)
    for place, lexeme in enumerate(words.lexemes):
        if lexeme.folded == _LETTER and place and not words[place - 1].digits:
            for at in (place - 1, place):
                found[at] = blanked(words[at], "mention")
    return Words(found)


def without_phone_numbers(words: Words) -> Words:
    """Hide runs of numbers that only a telephone number can be, so that no digit of it becomes an hour."""
    found = list(words.lexemes)
    index = 0
    while index < len(words):
        run = _number_run(words, index)
        if run:
            first = _phone_start(words, run)
            if first is not None:
                for place in range(first, run[-1] + 1):
                    found[place] = blanked(words[place], "phone")
            index = run[-1] + 1
        else:
            index += 1
    return Words(found)


def _number_run(words: Words, index: int) -> list[int]:
    """The places of the numbers that follow each other from ``index``, marks between them left out."""
    run: list[int] = []
    place = index
    while words.has(place, "number", "phone") or (run and words[place].folded in (",", "/", "-", "(", ")", ".")):
        if words.has(place, "number", "phone"):
            run.append(place)
        place += 1
    if run and words.has(run[-1] + 1, "oclock", "unit", "month"):
        run.pop()
    return run


def _phone_start(words: Words, run: list[int]) -> int | None:
    """Where in a run of numbers the telephone number begins, or None if there is none."""
    for before, place in enumerate(run):
        lexeme = words[place]
        zero = lexeme.digits.startswith("0") or words.among(place, "leading_zero")
        long = len(lexeme.digits) > 2 or len(run) - before >= 4
        if _is_international(words, place):
            return place - 1
        if (zero and long and not _is_of_time(words, place)) or lexeme.get("phone"):
            return place
    single = sum(1 for place in run if (words.get(place, "number") or 0) < 10 or not words[place].digits)
    return run[0] if len(run) >= 5 and single == len(run) else None


def _is_international(words: Words, index: int) -> bool:
    """Whether the number at ``index`` is a country code: "*+49* 30 2312", but not the "Dienstag + 14 Uhr" of a list."""
    return words.mark(index - 1, "+") and words.close(index)


def _is_of_time(words: Words, index: int) -> bool:
    """Whether the number at ``index`` begins "09.05." or is the minutes of "16.00" or "9:05"."""
    if is_clock_in_figures(words, index):
        return True
    parted = words[index - 1].folded in (".", ":") and bool(words[index - 2].digits)
    minutes = parted and words.close(index) and words.close(index - 1)
    return len(words[index].digits) == 2 and (words.mark(index + 1, ".") or minutes)


def without_other_dates(words: Words) -> Words:
    """Hide birthdays, dates of documents ("die Rechnung vom dritten März") and numbers that are no telephone's."""
    found = list(words.lexemes)
    for index in range(len(words)):
        for place in _other_date(words, index):
            found[place] = blanked(words[place], "other_date")
    return Words(found)


def _other_date(words: Words, index: int) -> Iterable[int]:
    """The places of the numbers and days that belong to the word at ``index``."""
    word = words[index].folded
    if words.has(index - 1, "this", "next", "after_next"):
        return ()  # "nächstes *Jahr* im März"
    if word in word_set("other_numbers", "births"):
        before = index
        while before and _is_of_date(words, before - 1):
            before -= 1
        return (*range(before, index), *_date_run(words, _after_naming(words, index)))
    if word.endswith(tuple(word_set("other_numbers", "label_endings"))) or word in word_set("other_numbers", "labels"):
        is_phone = any(word in word_set("phone_number", "labels", label) for label in ("phone", "extension"))
        return () if is_phone else _date_run(words, _after_naming(words, index))
    dated = _after_naming(words, index)
    if word in word_set("other_numbers", "documents") and words.among(dated, "from"):
        run = _date_run(words, dated + 1)
        return () if words.has(run.stop, "range_to") else run
    if word.endswith(tuple(word_set("other_numbers", "streets"))) and words.among(index + 1, "of_the"):
        return _date_run(words, index + 2)
    return ()


def _after_naming(words: Words, index: int) -> int:
    return words.skip(index + 1, among=word_set("other_numbers", "naming"))


def _date_run(words: Words, index: int) -> range:
    place = index
    while _is_of_date(words, place):
        place += 1
    return range(index, place)


def _is_of_date(words: Words, index: int) -> bool:
    return words.has(index, "number", "ordinal", "month", "weekday", "phone") or words.mark(index, ".")


def without_names(words: Words) -> Words:
    """Hide surnames that are time words ("Herr Freitag", "Mein Name ist Morgen"), and how many are spoken to."""
    found = list(words.lexemes)
    for index in range(len(words)):
        if words.has(index, "title"):
            marks = frozenset({"."}) if len(words[index].folded) <= _SHORT_TITLE else frozenset()
            place = words.skip(index + 1, "title", among=marks)
            if _is_name(words, place):
                found[place] = blanked(words[place], "name")
        elif _closes_name(words, index) and _is_name(words, index - 1):
            found[index - 1] = blanked(words[index - 1], "name")
        elif _are_called(words, index):
            found[index] = blanked(words[index], "name")
        elif words.has(index, "name_opener"):
            for place in _name_places(words, index + 1):
                found[place] = blanked(words[place], "name")
    return Words(found)


def _closes_name(words: Words, index: int) -> bool:
    last = index + 1 == len(words) or words[index + 1].folded in (".", ",", "!")
    return words.has(index, "name_closer") or (last and words.has(index, "last_name_closer"))


def _are_called(words: Words, index: int) -> bool:
    """ "Schuhe aus, *ihr zwei*!"."""
    begins = index == 1 or words[index - 2].folded in CLAUSE_MARKS
    return words.has(index, "number") and words[index - 1].folded == _YOU and begins and words.ends_clause(index + 1)


def _name_places(words: Words, index: int) -> list[int]:
    """The one or two words after "mein Name ist" that are the name.

    The second word is a name only where a pause or the end follows: in "Müller morgen um drei" it is a day.
    """
    if words.has(index, "at", "from", "until", "glue") or index >= len(words):
        return []
    places = [index]
    after = words[index + 2]
    paused = not after.folded or words.among(index + 2, "after_full_name")
    if paused and words[index + 1].folded.isalpha() and words[index].folded.isalpha():
        places.append(index + 1)
    return [place for place in places if _is_name(words, place)]


def _is_name(words: Words, index: int) -> bool:
    return words.has(index, *_ALSO_NAMES)
