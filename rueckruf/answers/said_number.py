"""The number that one turn says, with what is known of it before."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import partial

from rueckruf.answers.rung_numbers import SLOT
from rueckruf.dialogue.heard import CLEARLY_HEARD
from rueckruf.dialogue.state import CONFIRMED
from rueckruf.dialogue.turn import Turn
from rueckruf.dialogue.wording import Wording
from rueckruf.spoken.phone.abroad import likelier, read_from
from rueckruf.spoken.phone.dial_plan import country_of, judge
from rueckruf.spoken.phone.insisted import whole_numbers
from rueckruf.spoken.phone.phone_number import PhoneReading, changes_area, ends_with, goes_on, names_an_end, read_change
from rueckruf.spoken.phone.place_of_digits import tells_where_digits_go, with_digits_put
from rueckruf.spoken.phone.weighing import weighed
from rueckruf.spoken.text.fields import named_fields
from rueckruf.spoken.text.judgement import clauses_found
from rueckruf.spoken.text.numbers import cardinal
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import folded_words, words_and_digits
from rueckruf.spoken.text.yes_and_no import objects

#: "Elf, nicht zehn"; what is told of an hour is said of either half of the day.
_CONTRASTED, _HALF_DAY, _HOUR_IN_FIGURES = 2, 12, 2
#: How surely digits are put where they are missed: the number is read back.
_PUT = 0.6


def number_said(turn: Turn) -> PhoneReading | None:
    """The number to ring, also one that was left out before and is dictated again."""
    if only_places_digits(turn):
        return _put_right(turn)
    doubted = turn.before.doubted.get(SLOT, ())
    found = _put_right(turn) or _ended(turn) or _read_to_be_rung(turn)
    return found or next((one for one in _left_out(turn) if one.e164 in doubted), None)


def only_places_digits(turn: Turn) -> bool:
    """Whether it says where digits belong in the number of the summary: "nach der drei kommt eine acht"."""
    return turn.asked == CONFIRMED and tells_where_digits_go(turn.heard.text)


def _put_right(turn: Turn) -> PhoneReading | None:
    """The number of the summary, or the disputed one, with the digits in the places where they are missed."""
    standing = turn.after.disputed.get(SLOT) or (turn.before.values.get(SLOT) if turn.asked == CONFIRMED else None)
    text, home = turn.heard.text, home_of(turn)
    digits = with_digits_put(text, standing, home) if standing and tells_where_digits_go(text) else None
    found = judge(digits, home) if digits else None
    if not (digits and found and found.verdict == "valid"):
        return None
    return PhoneReading(digits, found.e164, "valid", None, (0, len(text)), _PUT, own_number=False)


def _read_to_be_rung(turn: Turn) -> PhoneReading | None:
    """The number, or the disputed one with the part that the words correct: "am Ende vier fünf"."""
    text, disputed = turn.heard.text, turn.after.disputed.get(SLOT)
    home = home_of(turn)
    reading = read_from(home, text, expected=_awaits_digits(turn), given=_given(turn))
    if reading and reading.e164:
        return reading
    changed = read_from(home, text, given=disputed) if disputed else None
    if changed and changed.e164:
        return changed
    if own := _own_changed(turn, reading):
        return own
    if reading and reading.digits:
        return likelier(home, partial(weighed, reading, turn.before.rejected_phones)) or reading
    return reading


def _ended(turn: Turn) -> PhoneReading | None:
    """The number that was begun, where these are its last digits: "und am Ende vier zwei"."""
    begun = turn.before.phone_digits
    return ends_with(turn.heard.text, begun, home_of(turn)) if begun and is_unfinished(turn) else None


def _own_changed(turn: Turn, reading: PhoneReading | None) -> PhoneReading | None:
    """The number of the call with one place changed: "die gleiche, nur mit acht am Ende"; also after it was refused."""
    if not (is_offered(turn) or _points_at_it(turn, reading)) or turn.caller is None:
        return None
    changed = read_change(turn.heard.text, turn.caller, home_of(turn))
    if changed is None or changed.verdict != "valid" or _calls_them_wrong(turn, changed):
        return None
    return changed if is_offered(turn) or changed.e164 != turn.caller else None


def _calls_them_wrong(turn: Turn, said: PhoneReading) -> bool:
    """Whether the digits are said for being wrong, and none in their place: "nein, *die acht hinten ist falsch*"."""
    start, end = said.span
    return any(turn.heard.text[start:end] in clause for clause in clauses_found(turn.heard.text, right=False))


def _points_at_it(turn: Turn, reading: PhoneReading | None) -> bool:
    """Whether it is meant without being offered, and no other begins: "vorne null vier drei eins", and no more yet."""
    if reading is not None and reading.own_number:
        return True
    begins_another = reading is not None and (reading.digits or "").startswith("0")
    return _was_just_refused(turn) and not begins_another


def _was_just_refused(turn: Turn) -> bool:
    return turn.asked == SLOT and turn.before.question == Wording.REFUSED and not turn.before.phone_digits


def home_of(turn: Turn) -> str:
    """The country that the caller rings from, an ISO code: Germany where the number is withheld."""
    return country_of(turn.heard.caller)


def _left_out(turn: Turn) -> list[PhoneReading]:
    """The whole numbers in reply to the question for one, also those that its words call no number to ring."""
    return whole_numbers(turn.heard.text, home_of(turn)) if _is_dictated(turn) else []


def _is_dictated(turn: Turn) -> bool:
    """Whether what is said answers the question for the number."""
    return turn.asked == SLOT and not turn.is_urgent and not turn.heard.by_keys


def remember_left_out(turn: Turn) -> None:
    """Keep a whole number that is not taken: nobody is asked for good who dictates the same one again."""
    if not _is_dictated(turn) or turn.form.answers[SLOT].read(turn, {}):
        return
    numbers = [one.e164 for one in _left_out(turn)]
    if numbers:
        turn.after.doubted[SLOT] = [*dict.fromkeys([*turn.before.doubted.get(SLOT, ()), *numbers])]


def _awaits_digits(turn: Turn) -> bool:
    """Whether digits belong to a number: it is asked for or goes on, or more is keyed than one key for yes or no."""
    heard = turn.heard
    asked = turn.asked == SLOT and not turn.is_urgent
    return asked or (heard.by_keys and len(heard.text) > 1) or _is_cut_off(turn)


def _given(turn: Turn) -> str | None:
    """The number that these words may continue or correct in a part; where another answer is asked, "nicht vierzehn,
    sondern fünfzehn" is none of its business, but "nein, die letzten beiden sind vier drei" is.
    """
    if _is_of_the_hour(turn):
        return None
    meant = turn.asked in (SLOT, CONFIRMED) or SLOT in named_fields(turn.heard.text)
    if not (meant or _is_put_right(turn) or _is_cut_off(turn)):
        return None
    return turn.before.phone_digits or turn.before.values.get(SLOT)


def _is_of_the_hour(turn: Turn) -> bool:
    """Whether a number of few in the answer to the summary is the hour that was read out: "elf, *nicht zehn*"."""
    time = turn.before.values.get("callback_time") if turn.asked == CONFIRMED else None
    text = turn.heard.text
    if not time or SLOT in (turn.before.question, *named_fields(text)) or names_an_end(text, home_of(turn)):
        return False
    read_out = {datetime.fromisoformat(time[end]).hour for end in ("start", "end")}
    return _contrasts_hours([*filter(None, map(_number, words_and_digits(text)))], read_out)


def _contrasts_hours(said: Sequence[int], read_out: Iterable[int]) -> bool:
    are_hours = len(said) == _CONTRASTED and max(said) <= 2 * _HALF_DAY
    return are_hours and not {hour % _HALF_DAY for hour in read_out}.isdisjoint(one % _HALF_DAY for one in said)


def _number(word: str) -> int | None:
    return int(word) if word.isdecimal() and len(word) <= _HOUR_IN_FIGURES else cardinal(word)


def _is_put_right(turn: Turn) -> bool:
    """Whether another question is answered with what is wrong about the number."""
    given = turn.before.values.get(SLOT)
    if given and changes_area(turn.heard.text, given, home_of(turn)):
        return True
    objected = turn.intent in ("deny", "correct") or objects(turn.heard.text)
    changes_an_end = names_an_end(turn.heard.text, home_of(turn))
    if was_just_read_back(turn):
        return objected or changes_an_end
    return turn.asked == "callback_time" and objected and changes_an_end


def was_just_read_back(turn: Turn) -> bool:
    """Whether the caller has just heard the number, and behind it a question for something else."""
    before = turn.before
    is_open = not (before.misses or before.digressions or before.alternatives or before.vague_time or before.disputed)
    return bool(before.phone_read_back) and turn.asked not in (SLOT, CONFIRMED) and is_open


def _is_cut_off(turn: Turn) -> bool:
    """Whether a number that seemed complete goes on after a pause: "... zwei drei eins zwei", "fünf null drei"."""
    given = turn.before.values.get(SLOT)
    in_summary = turn.asked == CONFIRMED and turn.before.phone_source != "caller_id"
    just_said = in_summary or was_just_read_back(turn)
    if given is None or not (just_said or turn.asked == "callback_time"):
        return False
    if not word_set("time_grammar", "preferring").isdisjoint(folded_words(turn.heard.text)):
        return False  # "acht wäre besser als neun"
    return goes_on(turn.heard.text, given, home_of(turn), just_said=just_said)


def is_clearly_heard(turn: Turn) -> bool:
    """Whether no digit was likely misheard."""
    return turn.heard.by_keys or turn.heard.speech_confidence >= CLEARLY_HEARD


def is_offered(turn: Turn) -> bool:
    """Whether the question offers the number that the call comes from, whatever help was given since."""
    return turn.asked == SLOT and bool(turn.before.caller_number and not turn.before.phone_digits)


def is_unfinished(turn: Turn) -> bool:
    """Whether a part of a number was said, and the rest was asked for."""
    return turn.asked == SLOT and bool(turn.before.phone_digits)
