"""Whether a name goes on: words that lead to one, and letters at the end of what was said so far."""

from collections.abc import Sequence
from functools import cache
from typing import Literal

from rueckruf.spoken.name.caller_name import NameReading, read_caller_name
from rueckruf.spoken.name.carriers import CarrierLine, is_courtesy
from rueckruf.spoken.name.shape import surname_likeness
from rueckruf.spoken.name.spelling import alike, find_spelled, read_symbols
from rueckruf.spoken.name.words import is_everyday, is_first, is_last, is_only_last, name_tokens, plain
from rueckruf.spoken.text.vocabulary import vocabulary, word_set
from rueckruf.spoken.text.words import Token, fold, folded_words
from rueckruf.spoken.text.yes_and_no import objects

Letters = Literal["all", "enough", "some"]
Progress = Literal["whole", "surname", "begun"]

#: Kinds of words in front of a name, of which a caller who says no more has not said it.
_INTRODUCING = (
    *("carriers_named", "carriers_present", "carriers_hint", "carriers_dictated"),
    *("first_name_cues", "last_name_cues"),
)
#: Such that stand elsewhere, too, and lead to a name where no more is said.
_INTRODUCING_ALONE = ("carriers_here",)
#: So many words before a surname introduce it: "ich heiße"; a first name rarely follows then.
_INTRODUCTION = 2
#: This many tokens say how a letter is meant: "M wie Martha".
_LIKE = 3
#: So many tokens at most stand between "mit" and its letters: "mit zwei F und Doppel-N".
_REMARK = 6
#: So alike (0 to 100) are a name and the letters of another way to write it: "Meier", M-E-Y-E-R.
_OTHERWISE_WRITTEN = 75


def progress_of_name(text: str) -> Progress | None:
    """How far the name is that was asked for; None where ``text`` holds none and leads to none.

    "surname": one that is said alone, or a second first name that may be one; a first name may follow the former, a
    surname the latter. "begun": a surname follows, as behind what is or looks like a first name alone ("Hedda").
    """
    if lacks_its_surname(text):
        return "begun"
    reading = read_caller_name(text, expected=True, again=True)
    if reading is None:
        return _progress_of_unread(text)
    if reading.last is None:
        return "begun"
    last = reading.last.split()[-1]
    if reading.first:
        return "surname" if is_first(last) and not is_last(last) else "whole"
    return _progress_of_one(text, reading, last)


def _progress_of_one(text: str, reading: NameReading, last: str) -> Progress:
    """How far a name is of which one part is said, which was read as the surname."""
    if not word_set("caller_name", "salutations").isdisjoint(folded_words(text)):
        return "surname" if is_first(last) else "whole"
    before = folded_words(text[: reading.span[0]])
    if is_only_last(last):
        return "whole" if reading.title or len(before) >= _INTRODUCTION else "surname"
    is_surname = last != reading.last or (reading.title and is_last(last))  # "von der Heide", "Doktor Martin"
    left = bool(folded_words(text[reading.span[1] :]))
    return "surname" if is_surname or left or not _is_like_a_first_name(last) else "begun"


def _progress_of_unread(text: str) -> Progress | None:
    """How far a name is where none could be read: what leads to one, or an only word that no list knows."""
    said = _without_marks_behind(name_tokens(text))
    if not said:
        return None
    if is_introduced(text) or (all(map(is_courtesy, said)) and "?" not in text and not objects(text)):
        return "begun"
    is_alone = len(said) == 1 or _ends_with(said[:-1], ("carriers_present",))
    if not is_alone or said[-1].kind != "word" or is_everyday(said[-1].folded):
        return None
    return "begun" if _is_like_a_first_name(said[-1].folded) else "surname"


def _is_like_a_first_name(name: str) -> bool:
    return is_first(name) or surname_likeness(name) < 0


def is_introduced(text: str) -> bool:
    """Whether ``text`` ends with words that introduce a name: "hier spricht", "ja, mein Name", "mit Vornamen"."""
    said = _without_marks_behind(name_tokens(text))
    first = next((place for place, token in enumerate(said) if not is_courtesy(token)), 0)
    return _ends_with(said, _INTRODUCING) or _ends_with(said[first:], _INTRODUCING_ALONE, 0)


def _ends_with(said: Sequence[Token], sections: Sequence[str], start: int | None = None) -> bool:
    """Whether carriers of one of ``sections`` end ``said``, if ``start`` is given those that begin there."""
    line = CarrierLine(said)
    found = (match for section in sections for match in line.find(section))
    return any(match.end == len(said) and start in (None, match.start) for match in found)


def lacks_its_surname(text: str) -> bool:
    """Whether ``text`` ends within a name: "Frau", "Professor", "Friedrich von der", "Lambert zu"."""
    said = [token.folded for token in _without_marks_behind(name_tokens(text))]
    within = len(said)
    while within and said[within - 1] in word_set("caller_name", "particles"):
        within -= 1
    before, particles = said[within - 1] if within else "", said[within:]
    strong = word_set("caller_name", "particles_first") - word_set("caller_name", "particles_weak")
    return before in _of_rank() or not strong.isdisjoint(particles) or bool(particles and is_first(before))


def letters_at_the_end(text: str, asked: bool) -> Letters | None:
    """How far a spelling is that ``text`` ends with; None where it ends with no letters.

    "all": the surname before them is written so. "enough": they are a name that is listed, or say how one is written
    ("mit ei"). ``asked``: the name was asked for, so that a single letter counts.
    """
    said = _without_marks_behind(name_tokens(text))
    start = _start_of_letters(said, asked)
    if start is None:
        return None
    places = [start] if _is_letter(said[start]) else [start, start + 1]  # "Otto, O, T, T, O"
    if any(_are_of_the_name(text, said, place) for place in places):
        return "all"
    before = {token.folded for token in said[max(0, start - _REMARK) : start]}
    remark = before & (word_set("spelling", "with") | word_set("spelling", "without"))
    return "enough" if remark or _are_a_listed_name(said, start) else "some"


def _without_marks_behind(said: Sequence[Token]) -> Sequence[Token]:
    end = len(said)
    while end and said[end - 1].kind == "mark":
        end -= 1
    return said[:end]


def _start_of_letters(said: Sequence[Token], asked: bool) -> int | None:
    """Where the letters at the end begin; None where there are none."""
    found = find_spelled(said, asked)
    if found and found[-1].end == len(said):
        return found[-1].start
    if not asked or not said:
        return None
    announced = _announced(said)
    if announced is not None and read_symbols(said, announced)[1] == len(said):
        return announced
    return _single_letter(said)


def _announced(said: Sequence[Token]) -> int | None:
    """The place after the words that announce letters."""
    begins = tuple(vocabulary("spelling")["announcements"])
    places = [place for place, token in enumerate(said) if token.folded.startswith(begins)]
    behind = range(places[-1] + 1, len(said)) if places else ()
    return next((place for place in behind if said[place].kind != "mark"), None)


def _single_letter(said: Sequence[Token]) -> int | None:
    """Where "M" or "M wie Martha" stands at the end, and more letters before that."""
    like = len(said) >= _LIKE and said[-2].folded in word_set("spelling", "like")
    place = len(said) - (_LIKE if like else 1)
    if not _is_letter(said[place]):
        return None
    while place and _is_letter(said[place - 1]):
        place -= 1
    return place


def _is_letter(token: Token) -> bool:
    return len(token.raw) == 1 and token.kind == "word"


def _are_of_the_name(text: str, said: Sequence[Token], place: int) -> bool:
    """Whether the surname said before ``place`` is written with the letters from there on."""
    while place < len(said) and said[place].kind == "mark":
        place += 1
    letters = _bare(read_symbols(said, place)[0])
    reading = read_caller_name(text[: said[place].start], expected=True, again=True) if len(letters) > 1 else None
    surname = _bare(reading.last) if reading and reading.last else ""
    written = {plain(surname), fold(surname)} & {plain(letters), fold(letters)}
    return bool(surname) and (bool(written) or _is_written_otherwise(surname, letters))


def _bare(name: str) -> str:
    return name.lower().replace("-", "").replace(" ", "")


def _is_written_otherwise(surname: str, letters: str) -> bool:
    return len(letters) >= len(surname) and alike(surname, letters) >= _OTHERWISE_WRITTEN


def _are_a_listed_name(said: Sequence[Token], start: int) -> bool:
    """Whether the letters from ``start`` on are one and not the first ones of a name before them: "Meier, M, E, I"."""
    letters, _ = read_symbols(said, start)
    begun = any(plain(token.raw).startswith(plain(letters)) for token in said[:start])
    return (is_last(letters) or is_first(letters)) and not begun


@cache
def _of_rank() -> frozenset[str]:
    """Titles, the first words of longer ones, ranks and salutations."""
    titles = vocabulary("caller_name")["titles"].values()
    begun = {fold(title.split()[0]) for listed in titles for title in listed}
    words = frozenset(word for word in begun if len(word) > 1)  # "h c"
    return words | word_set("caller_name", "nobility") | word_set("caller_name", "salutations")
