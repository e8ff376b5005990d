"""Whether somebody is still spelling: letters at the end of what was said so far."""

from collections.abc import Sequence

from rueckruf.spoken.name.spelling import find_spelled, read_symbols
from rueckruf.spoken.name.words import key_of, name_tokens, plain
from rueckruf.spoken.text.vocabulary import vocabulary, word_set
from rueckruf.spoken.text.words import Token, fold

#: So many tokens tell how a letter is meant: "M wie Martha".
_LIKE = 3


def is_spelling(text: str, asked: bool) -> bool:
    """Whether ``text`` ends with letters, and no name in it is written with all of them.

    ``asked``: the name was asked for, so that a single letter counts.
    """
    said = _without_marks_behind(name_tokens(text))
    start = _start_of_letters(said, asked)
    return start is not None and not any(_are_of_a_name(said, place) for place in range(max(1, start), len(said)))


def _are_of_a_name(said: Sequence[Token], place: int) -> bool:
    """Whether a word before ``place`` is written with the letters from there on ("Otto, O, T, T, O")."""
    letters, _ = read_symbols(said, place)
    return len(letters) > 1 and any(_is_written(token.folded, letters) for token in said[:place])


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
    """The place behind the words that announce letters."""
    begins = tuple(vocabulary("spelling")["announcements"])
    places = [place for place, token in enumerate(said) if token.folded.startswith(begins)]
    behind = range(places[-1] + 1, len(said)) if places else ()
    return next((place for place in behind if said[place].kind != "mark"), None)


def _single_letter(said: Sequence[Token]) -> int | None:
    """The place of "M" or "M wie Martha" at the end."""
    like = len(said) >= _LIKE and said[-2].folded in word_set("spelling", "like")
    place = len(said) - (_LIKE if like else 1)
    return place if len(said[place].raw) == 1 and said[place].kind == "word" else None


def _is_written(word: str, letters: str) -> bool:
    return plain(key_of(word)) == plain(letters) or fold(word) == fold(letters)
