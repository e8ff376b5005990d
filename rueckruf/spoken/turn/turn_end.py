"""When a turn ends: how long a caller who falls silent is waited for, by what they said and were asked.

The readers of numbers, names and times are the grammar: an answer that is whole by them is waited for less than one
that goes on, as complete and incomplete time-outs of VoiceXML do it. Waits and words: ``data/vocabulary/turn_end.yml``.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Literal

from rueckruf.spoken.name.caller_name import read_caller_name
from rueckruf.spoken.name.under_way import Letters, letters_at_the_end, progress_of_name
from rueckruf.spoken.name.under_way import Progress as NameProgress
from rueckruf.spoken.phone.dictation import stretches
from rueckruf.spoken.phone.length import Length, length_of
from rueckruf.spoken.phone.phone_number import read_phone_number
from rueckruf.spoken.phone.remarks import is_all, names_a_number, refuses_it
from rueckruf.spoken.text.phrases import Phrase, every_way
from rueckruf.spoken.text.vocabulary import vocabulary, word_set
from rueckruf.spoken.text.words import folded_words, tokens
from rueckruf.spoken.text.yes_and_no import agrees, is_polite_yes, objects
from rueckruf.spoken.time.unfinished import Progress, leaves_range_open, progress_of_time
from rueckruf.spoken.turn.hanging import breaks_off, hangs, refused, taken_back

Completeness = Literal["complete", "usual", "incomplete"]

#: Characters at the end of what was said that show whether it goes on.
_LONGEST = 400
#: So many digits begin a number that nobody asked for.
_BEGUN = 3
CONFIRMED = "confirmed"

_LENGTHS: Mapping[Length, Completeness] = {"full": "complete", "usual": "usual", "short": "incomplete"}
_LETTERS: Mapping[Letters, Completeness] = {"all": "complete", "enough": "usual", "some": "incomplete"}
_NAMES: Mapping[NameProgress, Completeness] = {"whole": "complete", "surname": "usual", "begun": "incomplete"}
_TIMES: Mapping[Progress, Completeness] = {"whole": "complete", "day": "usual", "open": "incomplete"}


def wait_ms(text: str, asked: str | None) -> int:
    """How many milliseconds of silence after ``text`` end the turn; less may still be a pause.

    ``text``: all words of the turn so far. ``asked``: the slot of the open question, "confirmed" for the summary, None
    where nothing is asked; slots that are not known here are answered in whole sentences.
    """
    wait: int = vocabulary("turn_end")["waits"][completeness(text, asked)]
    return wait


def completeness(text: str, asked: str | None) -> Completeness:
    """Whether ``text`` answers ``asked`` for certain, usually, or not yet; the same arguments as :func:`wait_ms`."""
    said = text[-_LONGEST:]
    if all(token.kind == "mark" for token in tokens(said)):
        return "incomplete"
    if asked == CONFIRMED and word_set("turn_end", "yes_sounds").issuperset(folded_words(said)):
        return "usual"
    if hangs(said, asked) or _value(taken_back(said, asked), asked) or _refuses_a_name(said, asked):
        return "incomplete"
    if _number(said, asked == "phone_number") == "complete":
        return "complete"
    if breaks_off(said) or leaves_range_open(said):
        return "incomplete"
    return _value(said, asked) or _sentence(said, asked)


def _refuses_a_name(text: str, asked: str | None) -> bool:
    """Whether only the name was said that is wrong: "nein, nicht Becker"."""
    rest = refused(text) if asked in ("caller_name", CONFIRMED) else ""
    reading = read_caller_name(rest, expected=True)
    return reading is not None and not folded_words(rest[: reading.span[0]] + rest[reading.span[1] :])


def _value(text: str, asked: str | None) -> Completeness | None:
    """How whole a value is that ``text`` ends with or that was asked for; None where there is none."""
    letters = letters_at_the_end(text, asked == "caller_name")
    number = _number(text, asked == "phone_number")
    return number or (letters and _LETTERS[letters]) or _VALUES.get(asked, _none)(text)


def _number(text: str, asked: bool) -> Completeness | None:
    """How whole a number is that is asked for, or that the words end with; None where there is none."""
    reading = read_phone_number(text, expected=True)
    if reading is None:
        return "incomplete" if asked and _leads_to_digits(text) else None
    behind = folded_words(text[reading.span[1] :])
    begun = reading.digits.startswith(("0", "+")) and len(reading.digits) >= _BEGUN and not behind
    if not (asked or begun):
        return None
    left = reading.e164 is not None and len(behind) >= vocabulary("turn_end")["words_of_a_sentence"]
    ended = reading.own_number or is_all(text) or left
    return "complete" if ended else _LENGTHS[length_of(reading.digits)]


def _leads_to_digits(text: str) -> bool:
    """Whether ``text`` ends with the first digits of a number ("unter 0176") or with the word for one."""
    last = stretches(text)[-1:]
    if last and not last[0].trail:
        return last[0].groups[0].digits.startswith("0")
    return names_a_number("".join(folded_words(text)[-1:])) and not refuses_it(text)


def _name(text: str) -> Completeness | None:
    progress = progress_of_name(text)
    return progress and _NAMES[progress]


def _time(text: str) -> Completeness | None:
    progress = progress_of_time(text)
    return progress and _TIMES[progress]


def _none(text: str) -> None:
    return None


_VALUES: Mapping[str | None, Callable[[str], Completeness | None]] = {"caller_name": _name, "callback_time": _time}


def _sentence(text: str, asked: str | None) -> Completeness:
    """How whole words are that hold no value: a yes, a no, a sentence, or what may be its beginning."""
    words = tuple(folded_words(text))
    if asked == CONFIRMED or "?" in text or _is_yes_or_no(text, asked):
        return "complete"
    long = len(words) >= vocabulary("turn_end")["words_of_a_sentence"] and words not in _greetings()
    return "complete" if long else "usual"


def _is_yes_or_no(text: str, asked: str | None) -> bool:
    """Whether a yes or no answers the question: not "ja" where a name is asked, nor "ja, hallo" where nothing is."""
    if asked is None:
        return is_polite_yes(text) or (objects(text) and len(folded_words(text)) == 1)
    return asked != "caller_name" and (agrees(text) or objects(text))


@cache
def _greetings() -> frozenset[Phrase]:
    return every_way(vocabulary("turn_end")["greetings"])
