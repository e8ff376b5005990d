"""When a turn ends: how long a caller who falls silent is waited for, by what they said and were asked.

The readers of numbers, names and times are the grammar: an answer that is whole by them is waited for less than one
that goes on, as complete and incomplete time-outs of VoiceXML do it. Waits and words: ``data/vocabulary/turn_end.yml``.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Literal

from rueckruf.spoken.name.caller_name import read_caller_name
from rueckruf.spoken.name.under_way import is_spelling
from rueckruf.spoken.name.words import name_tokens
from rueckruf.spoken.phone.length import Length, length_of
from rueckruf.spoken.phone.phone_number import read_phone_number
from rueckruf.spoken.phone.remarks import is_all
from rueckruf.spoken.text.phrases import Phrase, ways
from rueckruf.spoken.text.vocabulary import vocabulary, word_set
from rueckruf.spoken.text.words import fold, folded_words, tokens
from rueckruf.spoken.time.unfinished import leaves_range_open, progress_of_time
from rueckruf.spoken.turn.hanging import breaks_off, hangs

Completeness = Literal["complete", "usual", "incomplete"]

#: Characters at the end of what was said that tell whether it goes on.
_LONGEST = 400

_LENGTHS: Mapping[Length, Completeness] = {"full": "complete", "usual": "usual", "short": "incomplete"}
_TIMES: Mapping[str | None, Completeness] = {"whole": "complete", "day": "usual", "open": "incomplete"}


def wait_ms(text: str, asked: str | None) -> int:
    """How many milliseconds of silence after ``text`` end the turn.

    ``text``: all words of the turn so far. ``asked``: the slot of the open question, "confirmed" for the summary, None
    where nothing is asked; slots that are not known here are answered in whole sentences. A silence that goes on for
    less may still be a pause.
    """
    wait: int = vocabulary("turn_end")["waits"][completeness(text, asked)]
    return wait


def completeness(text: str, asked: str | None) -> Completeness:
    """Whether ``text`` answers ``asked`` for certain, usually, or not yet; the same arguments as :func:`wait_ms`."""
    said = text[-_LONGEST:]
    if not folded_words(said) and not any(token.kind == "digits" for token in tokens(said)):
        return "incomplete"
    if asked == "confirmed" and word_set("turn_end", "yes_sounds").issuperset(folded_words(said)):
        return "usual"
    if hangs(said, asked):
        return "incomplete"
    number = _number(said, asked == "phone_number")
    if number == "complete":
        return number
    if breaks_off(said) or is_spelling(said, asked == "caller_name") or leaves_range_open(said):
        return "incomplete"
    return number or _ANSWERS.get(asked, _sentence)(said)


def _number(text: str, asked: bool) -> Completeness | None:
    """How whole a number is that is asked for, or that the words end with; None where there is none."""
    reading = read_phone_number(text, expected=True)
    if reading is None or not reading.digits:
        return None
    last = not any(token.kind != "mark" for token in tokens(text[reading.span[1] :]))
    if not asked and not (last and reading.digits.startswith(("0", "+"))):
        return None
    return "complete" if is_all(text) else _LENGTHS[length_of(reading.digits)]


def _name(text: str) -> Completeness:
    reading = read_caller_name(text, expected=True, again=True)
    last = name_tokens(text)[-1].folded if name_tokens(text) else ""
    if last in _before_a_surname():
        return "incomplete"
    if reading is None:
        return _sentence(text)
    if reading.last is None:
        return "incomplete"
    addressed = not word_set("caller_name", "salutations").isdisjoint(folded_words(text))
    return "complete" if reading.first or reading.title or reading.spelled or addressed else "usual"


def _time(text: str) -> Completeness:
    return _TIMES.get(progress_of_time(text)) or _sentence(text)


def _sentence(text: str) -> Completeness:
    return "usual" if tuple(folded_words(text)) in _greetings() else "complete"


_ANSWERS: Mapping[str | None, Callable[[str], Completeness]] = {"caller_name": _name, "callback_time": _time}


@cache
def _greetings() -> frozenset[Phrase]:
    return frozenset(phrase for pattern in vocabulary("turn_end")["greetings"] for phrase in ways(pattern))


@cache
def _before_a_surname() -> frozenset[str]:
    """Titles, salutations and particles: a surname follows them."""
    titles = vocabulary("caller_name")["titles"].values()
    words = frozenset(fold(word) for listed in titles for word in listed)
    return words | word_set("caller_name", "salutations") | word_set("caller_name", "particles")
