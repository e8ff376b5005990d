"""Which of several numbers is meant by a word that stands beside one of them: "... und F im Laden, lieber im Laden".

Any word with a meaning of its own is a label; no list knows where people have telephones.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise, takewhile

from rueckruf.spoken.text.choices import named_choice
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import Token

#: So many words before the first number and behind the last one tell what it is.
_BEFORE, _BEHIND = 4, 6
_SHORTEST = 3
#: "privat" and "private", "Büro" and "Büronummer", "Handy" and "Diensthandy"; an ending has no more letters.
_STEM, _ENDING = 4, 2

Words = list[str]


def labelled(said: Sequence[Token], numbers: Sequence[int], clause: range, sentence: range) -> int | None:
    """The place of the one number in whose neighbourhood a word of the ``clause`` stands; None for none or several.

    ``numbers``: where in ``said`` each number stands, in this order. ``sentence``: the one that holds the clause;
    its words are none that were to follow the last number.
    """
    rest = [None if at in clause else token for at, token in enumerate(said)]
    others = [None if at in sentence else token for at, token in enumerate(said)]
    labels_lead = bool(_before(rest, numbers)) and not _behind(others, numbers)
    wanted = _contents(said[at] for at in clause)
    beside = _neighbourhoods(rest, numbers, labels_lead)
    places = {place for place, words in enumerate(beside) for word in words if any(_alike(word, one) for one in wanted)}
    return places.pop() if len(places) == 1 else None


def _neighbourhoods(said: Sequence[Token | None], numbers: Sequence[int], labels_lead: bool) -> list[Words]:
    """The words with a meaning that belong to each number; ``labels_lead``: all of them come before their numbers."""
    beside = [_before(said, numbers), *([] for _ in numbers[1:])]
    beside[-1] += _behind(said, numbers)
    for place, (start, end) in enumerate(pairwise(numbers)):
        between = said[start + 1 : end]
        cut = _cut(between, labels_lead)
        beside[place] += _contents(between[:cut])
        beside[place + 1] += _contents(between[cut:])
    return beside


def _before(said: Sequence[Token | None], numbers: Sequence[int]) -> Words:
    return _contents(said[max(0, numbers[0] - _BEFORE) : numbers[0]])


def _behind(said: Sequence[Token | None], numbers: Sequence[int]) -> Words:
    """Not what comes back to one of them: "..., M. *Aber eigentlich das Büro*"."""
    but = word_set("phone_number", "order", "but")
    near = said[numbers[-1] + 1 : numbers[-1] + 1 + _BEHIND]
    return _contents(takewhile(lambda token: token is None or token.folded not in but, near))


def _cut(between: Sequence[Token | None], labels_lead: bool) -> int:
    """Where the words of the one number end and those of the next begin."""
    parting = frozenset().union(*(word_set("phone_number", "order", name) for name in ("otherwise", "and", "or")))
    if parted := [at for at, token in enumerate(between) if token and token.folded in parting]:
        return parted[-1]
    if labels_lead:
        return 0  # "Handy, ..., Festnetz, ..."
    marks = [at for at, token in enumerate(between) if token and token.kind == "mark"]
    return marks[-1] if marks else len(between)


def _contents(said: Iterable[Token | None]) -> Words:
    return [token.folded for token in said if token and token.kind == "word" and _means(token.folded)]


def _means(word: str) -> bool:
    """Whether a word has a meaning of its own, and another than that it is a number."""
    small = word_set("ordinary_words", "function") | word_set("ordinary_words", "courtesy")
    order = word_set("phone_number", "order", "preferred") | word_set("phone_number", "order", "otherwise")
    is_place = named_choice(word) is not None  # "lieber die zweite"
    is_small = word in small | order or word.removesuffix("s") in small  # "*aufs* Handy"
    return len(word) >= _SHORTEST and not (is_small or word.startswith("nummer") or is_place)


def _alike(left: str, right: str) -> bool:
    short, long = sorted((left, right), key=len)
    if short == long:
        return True
    stem = sum(1 for _ in takewhile(lambda letters: letters[0] == letters[1], zip(short, long, strict=False)))
    if len(short) < _STEM or (stem < _STEM and not long.endswith(short)):
        return False
    return long.startswith(short) or long.endswith(short) or len(long) - stem <= _ENDING
