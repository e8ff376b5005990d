"""Whether a name goes on: words that lead to one, and letters at the end of what was said so far."""

from collections.abc import Sequence
from functools import cache
from typing import Literal

from rueckruf.spoken.name.caller_name import read_caller_name
from rueckruf.spoken.name.carriers import CarrierLine
from rueckruf.spoken.name.spelling import alike, find_spelled, read_symbols
from rueckruf.spoken.name.words import is_first, is_last, name_tokens, plain
from rueckruf.spoken.text.vocabulary import vocabulary, word_set
from rueckruf.spoken.text.words import Token, fold

Letters = Literal["all", "enough", "some"]

#: Kinds of words in front of a name that stand nowhere else.
_INTRODUCING = ("named", "present", "hint", "dictated")
#: This many tokens say how a letter is meant: "M wie Martha".
_LIKE = 3
#: So many tokens at most stand between "mit" and its letters: "mit zwei F und Doppel-N".
_REMARK = 6
#: So alike (0 to 100) are a name and the letters of another way to write it: "Meier", M-E-Y-E-R.
_OTHERWISE_WRITTEN = 75


def is_introduced(text: str) -> bool:
    """Whether ``text`` ends with words that introduce a name: "hier spricht", "ja, mein Name"."""
    said = _without_marks_behind(name_tokens(text))
    line = CarrierLine(said)
    return any(match.end == len(said) for section in _INTRODUCING for match in line.find(f"carriers_{section}"))


def lacks_its_surname(text: str) -> bool:
    """Whether ``text`` ends within a name: "Frau", "Professor", "Friedrich von der"."""
    last = [token.folded for token in _without_marks_behind(name_tokens(text))[-2:]]
    particles, of_rank = word_set("caller_name", "particles"), _of_rank()
    return bool(last) and (last[-1] in of_rank or (last[0] in of_rank and last[-1] in particles))


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
    begun = any(plain(token.folded).startswith(plain(letters)) for token in said[:start])
    return (is_last(letters) or is_first(letters)) and not begun


@cache
def _of_rank() -> frozenset[str]:
    """Titles, ranks, salutations, and the particles that are hardly words of their own."""
    titles = vocabulary("caller_name")["titles"].values()
    words = frozenset(fold(word) for listed in titles for word in listed)
    particles = word_set("caller_name", "particles_first") - word_set("caller_name", "particles_weak")
    return words | particles | word_set("caller_name", "nobility") | word_set("caller_name", "salutations")
