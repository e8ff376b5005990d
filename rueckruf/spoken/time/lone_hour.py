"""Numbers alone as an hour: "fünfzehn dreißig" and "am besten zehn" where that is asked for, "elf statt zehn"."""

from collections.abc import Sequence

from rueckruf.spoken.time.clauses import clauses_of
from rueckruf.spoken.time.hesitation import without_thought_in_front
from rueckruf.spoken.time.lexicon import lexicon, small_words
from rueckruf.spoken.time.pauses import sentence_of
from rueckruf.spoken.time.words import CLAUSE_MARKS, Lexeme, Words, words_of

_HOURS = range(1, 25)
# None that is an hour as well.
_MINUTES = range(15, 60, 5)
_AT = "um"
_HALF_A_DAY = 12
# With more of them something is dictated.
_MOST_NUMBERS = 2
_TEN = 10
#: "Gestern um elf", "am einunddreißigsten November um neun": the hour is of no other day.
_DAYS = ("past", "last", "weekday", "relative_day", "month", "ordinal")
_BESIDE_HOUR = ("weekday", "relative_day", "next", "part")


def with_hour_and_minutes_alone(words: Words) -> Words:
    """The words with "um" before an hour and its minutes where nothing else is said: "fünfzehn dreißig bitte"."""
    numbers = [place for place in range(len(words)) if words.has(place, "number")]
    if len(numbers) not in (2, 3) or numbers[-1] != numbers[0] + len(numbers) - 1 or not words.in_company:
        return words
    figures = [words[place].digits for place in numbers]
    if words.say("counted", "unit", "at") or (any(figures) and not _are_before_day(words, numbers, figures)):
        return words
    hour, *minutes = (words.get(place, "number") for place in numbers)
    placed = words.has(numbers[0] - 1, "from", "until", "weekday", "relative_day", "phone")
    if placed or hour not in _HOURS or not _are_minutes(words, numbers[1], minutes, hour):
        return words
    return _with_at(words, numbers[0])


def _are_before_day(words: Words, numbers: Sequence[int], figures: Sequence[str]) -> bool:
    """ "*8 30* morgen", "*14 15* am Mittwoch": two figures that a mark does not join, right before a day."""
    apart = len(numbers) == 2 and all(figures) and len(figures[1]) == 2 and not words.close(numbers[1])
    return apart and words.has(words.skip(numbers[1] + 1, "glue"), "weekday", "relative_day")


def _are_minutes(words: Words, place: int, minutes: list[int], hour: int) -> bool:
    """ "Fünfzehn *dreißig*", "achtzehn *null fünf*", but not the digits "acht null fünf"."""
    if len(minutes) == 1:
        return minutes[0] in _MINUTES
    return words.among(place, "leading_zero") and minutes[1] < _TEN <= hour


def with_rough_hour_alone(words: Words) -> Words:
    """The words with "um" before a number that is no more than an hour in its clause: "circa drei", "elf, morgen"."""
    numbers = [at for at in range(len(words)) if words.has(at, "number") and not _minutes_behind(words, at - 1)]
    if len(numbers) > _MOST_NUMBERS:
        return words
    hour = next((place for place in numbers if _is_alone(words, place)), None)
    return words if hour is None else _with_at(words, _first_about(words, hour))


def _minutes_behind(words: Words, hour: int) -> bool:
    """ "Elf *dreißig* heute"."""
    return words.has(hour, "number") and not words[hour].digits and words.get(hour + 1, "number") in _MINUTES


def _is_alone(words: Words, hour: int) -> bool:
    """Whether a number is rough, or stands before a day, and nothing near it could be counted or dictated."""
    first, after = _first_about(words, hour), hour + 1 + _minutes_behind(words, hour)
    before = first - 1 - words.mark(first - 1, ",")  # "um drei, *vier rum*"
    in_a_row = words.has(before, "number", "phone") or words.has(after, "number", "phone")
    begins = words.has(first - 1, "rather") or first == 0 or words[first - 1].folded in CLAUSE_MARKS
    if words.get(hour, "number") not in _HOURS or in_a_row or not begins or _is_written_clock(words, hour):
        return False
    if words.say("unit", "counted") or not words.clause_in_company(hour):
        return False
    rough = first < hour or words.among(after, "roughly_behind") or words.among(after + 1, "hedging")
    after += words.among(after, "roughly_behind")
    return _goes_on_with_a_time(words, after) or (rough and words.ends_clause(after))


def _is_written_clock(words: Words, place: int) -> bool:
    """Whether the figures there are the hour or the minutes of "9:15"."""
    parted_behind = words.mark(place + 1, ":") and bool(words[place + 2].digits)
    return parted_behind or (words.mark(place - 1, ":") and bool(words[place - 2].digits))


def _goes_on_with_a_time(words: Words, after: int) -> bool:
    """ "Elf, *Mittwoch*", "zehn rum *am Freitag*", "zehn *oder halb elf*"."""
    chosen = words.has(after, "either") and words.has(after + 1, "number", "half", "quarter", "three_quarters")
    return chosen or words.has(words.skip(after, "glue", among=CLAUSE_MARKS), *_BESIDE_HOUR)


def _first_about(words: Words, hour: int) -> int:
    """The place of the first of "so", "circa", "ca." and the like before an hour."""
    place = hour
    while place and (words.has(place - 1, "about") or words.among(place - 1, "short_about")):
        place -= 1
    return place


def _with_at(words: Words, place: int) -> Words:
    start = words[place].start
    at = Lexeme(_AT, _AT, start, start, lexicon().of_one_word[_AT])
    return Words([*words.lexemes[:place], at, *words.lexemes[place:]])


def lone_hour(text: str) -> tuple[int, int] | None:
    """Where the one number of ``text`` stands that can be an hour, as character offsets.

    None where there are several, something is counted ("zehn Lizenzen"), or a word is no company of a time.
    """
    words = without_thought_in_front(words_of(text))
    hours = [] if words.say(*_DAYS) else _hours(words)
    hours = _hour_put_right(words) if len(hours) != 1 and words.say("take_back") else hours
    return (hours[0].start, hours[0].end) if len(hours) == 1 else None


def _hour_put_right(words: Words) -> list[Lexeme]:
    """The second of two hours, where it is said instead of the first: "neun, *nein, zehn*"."""
    back = next((place for place in range(len(words)) if words.has(place, "take_back")), len(words))
    after = words.skip(back, "take_back", "company", among=CLAUSE_MARKS)
    first, second = (_hours(Words(part)) for part in (words.lexemes[:back], words.lexemes[after:]))
    return second if len(first) == len(second) == 1 else []


def hour_instead_of(text: str, known: int) -> tuple[int, int] | None:
    """Where the number of ``text`` stands that takes the place of the ``known`` hour (0 to 23).

    "Elf statt zehn", "zehn nicht, elf", "zehn ist ein bisschen früh, elf".
    """
    words = words_of(text)
    numbers = [place for place in range(len(words)) if words.get(place, "number") is not None]
    if len(numbers) != 2:
        return None
    denied = [place for place in numbers if _is_denied(words, place - 1)]
    denied = denied or _called_wrong(words, numbers) or _known_apart(words, numbers, known)
    meant = [place for place in numbers if place not in denied]
    if len(meant) != 1 or words.get(denied[0], "number") % _HALF_A_DAY != known % _HALF_A_DAY:
        return None
    if not (_hours(_without_saying(words)) or _is_put_down(words, meant[0])):
        return None
    return words[meant[0]].start, words[meant[0]].end


def _is_denied(words: Words, before: int) -> bool:
    """Whether it is said before an hour that another is meant: "nicht zehn", "besser *als* zehn"."""
    return words.has(before, "not") or words.among(before, "preferred_to")


def _called_wrong(words: Words, numbers: Sequence[int]) -> list[int]:
    """The first hour of two, where it is called wrong: "*zehn* war falsch, ich meinte zwei"."""
    first, second = numbers
    between = {word for place in range(first + 1, second) for word in words[place].folded.split()}
    return [first] if between & small_words("calling_wrong") else []


def _without_saying(words: Words) -> Words:
    """Without the words that tell what was said and what was meant."""
    said = small_words("calling_wrong") | small_words("telling_meant")
    return Words([lexeme for lexeme in words.lexemes if not said.issuperset(lexeme.folded.split())])


def _known_apart(words: Words, numbers: Sequence[int], known: int) -> list[int]:
    """The known hour of two, where something is said of it in a clause of its own."""
    first, second = numbers
    ends = any(words[place].folded in CLAUSE_MARKS for place in range(first + 1, second))
    same = [place for place in numbers if words.get(place, "number") % _HALF_A_DAY == known % _HALF_A_DAY]
    is_alone = words.ends_clause(first + 1) and words.ends_clause(second + 1)
    return same if ends and not is_alone and len(same) == 1 else []


def _is_put_down(words: Words, place: int) -> bool:
    """Whether the number is an hour and nothing else is said in its clause but that it shall be."""
    if words.get(place, "number") not in _HOURS or words.say("unit"):
        return False
    clause = next(clause for clause in clauses_of(words) if clause.first <= place < clause.after)
    return _without_putting(Words(words.lexemes[clause.first : clause.after])).in_company


def _without_putting(words: Words) -> Words:
    return Words([lexeme for lexeme in words.lexemes if lexeme.folded not in small_words("putting_down")])


def preferred_hour(text: str) -> tuple[int, int] | None:
    """Where the one number stands that a clause of ``text`` prefers to the known hour, or has put down instead.

    "Nein, elf wäre besser", "machen Sie elf draus".
    """
    words = sentence_of(text)
    if sum(lexeme.get("number") is not None for lexeme in words.lexemes) != 1:
        return None
    for clause in clauses_of(words):
        said = Words(words.lexemes[clause.first : clause.after])
        part = _without_putting(said)
        hours = _hours(part)
        is_put = len(part) < len(said) or any(part.among(at, "preferring") for at in range(len(part)))
        if len(hours) == 1 and is_put:
            return hours[0].start, hours[0].end
    return None


def _hours(words: Words) -> list[Lexeme]:
    """The numbers, if each can be an hour and all words are company of a time; none otherwise."""
    numbers = [lexeme for lexeme in words.lexemes if lexeme.get("number") is not None]
    fits = all(lexeme.get("number") in _HOURS for lexeme in numbers)
    return numbers if fits and words.in_company and not words.say("counted", "unit") else []
