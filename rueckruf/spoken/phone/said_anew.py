"""A number that is corrected and then dictated once more as a whole: only the last dictation counts, whatever stands
between: "..., eins acht. Halt, hinten neun: null neun eins eins, fünf sechs, drei null, eins neun".
"""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import takewhile
from operator import eq
from typing import NamedTuple

from rueckruf.spoken.phone.dial_plan import LONGEST_DIALLED, area_code, judge, national_form
from rueckruf.spoken.phone.digits import group_at
from rueckruf.spoken.phone.length import is_hardly_whole
from rueckruf.spoken.phone.piece import ends_with_correction, holds_correction, placed
from rueckruf.spoken.phone.pieces import pieces_of
from rueckruf.spoken.phone.struck import PAUSES
from rueckruf.spoken.text.phrases import Phrase
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import Token, blanked, tokens

_anew = partial(word_set, "phone_number", "behind_what_stays")
#: So many first digits are those of the number before; more where nothing parts it from the digits before it.
_ALIKE, _ALIKE_IN_ONE_BREATH = 3, 5
#: The area code of a number that was hardly begun is that of a longer one.
_FURTHER, _WHOLE = "23456", 9
#: More digits than these with a zero in front are a number of their own, and what follows without a word is its rest.
_FRAGMENT = 3
#: The last dictation is one of so many last that begin like one of so many first numbers.
_MOST = 2
#: Lists of words with which digits are put right.
_PUTTING_RIGHT = ("wrong", "ending", "beginning", "middle", "turned", "called_wrong")


class _Run(NamedTuple):
    """Digits with nothing but pauses between them: the tokens in which each begins, and the one after them."""

    digits: str
    at: tuple[int, ...]
    after: int


class _Beginning(NamedTuple):
    """The token at which digits begin like the number ``before`` them; ``joined``: no word stands before it."""

    at: int
    before: str
    joined: bool


def said_anew(text: str, given: str | None, region: str) -> int:
    """The character offset at which a whole number is dictated anew that a correction leads to; 0 where none is.

    It begins like the one before it, in ``text`` or ``given``.
    """
    sentence = tokens(text)
    if not _puts_right(_words(sentence, 0, len(sentence))):
        return 0
    runs = list(_runs(sentence))
    begun = [*_beginnings(runs, given or "", region)][-_MOST:]
    whole = (
        one for one in begun if _is_put_right(sentence, runs, one, given) and _is_whole(text, sentence, one, region)
    )
    return next((sentence[one.at].start for one in whole), 0)


def without_taken_back(text: str, region: str) -> str:
    """The text without what is said anew behind digits that stay: "null drei null *vier acht, nein, nach der drei null
    kommt* zwei drei eins"; all offsets kept, and all of it where nobody says so.
    """
    sentence = tokens(text)
    behind = [at for at, token in enumerate(sentence) if token.folded in _anew("behind")]
    if not (behind and holds_correction(_words(sentence, 0, behind[-1]))):
        return text
    runs = list(_runs(sentence))
    found = (_taken_back(sentence, runs, at, region) for at in reversed(behind))
    return blanked(text, [one for one in found if one][:1])


def _taken_back(sentence: Sequence[Token], runs: Sequence[_Run], behind: int, region: str) -> tuple[int, int] | None:
    """The span from behind the digits that stay, which are named at ``behind``, to those that are said anew."""
    before = [run for run in runs if run.at[0] < behind]
    after = [run for run in runs if run.at[0] > behind]
    if not (before and after and holds_correction(_words(sentence, before[-1].after, behind))):
        return None
    said, at = "".join(run.digits for run in before), [place for run in before for place in run.at]
    kept, anew = _what_stays(sentence[behind + 1 : after[0].at[0]], after, said, region)
    is_within_group = at[kept - 1 : kept] == at[kept : kept + 1]
    if not kept or is_within_group or not _lead_on(sentence, behind + 1, after[: after.index(anew) + 1]):
        return None
    start = sentence[at[kept]].start if kept < len(said) else sentence[before[-1].after - 1].end
    return start, sentence[anew.at[0]].start


def _what_stays(lead: Sequence[Token], after: Sequence[_Run], said: str, region: str) -> tuple[int, _Run]:
    """How many of the digits ``said`` stay, none where that is not told, and those that are said anew."""
    if not _anew("area").isdisjoint(token.folded for token in lead):
        kept, anew = len(area_code(said + _FURTHER[: max(0, _WHOLE - len(said))], region)), after[0]
    elif len(after) > 1:
        kept, anew = _end_of_only(after[0].digits, said), after[1]
    else:
        return 0, after[0]
    return (kept if len(anew.digits) >= _FRAGMENT else 0), anew


def _lead_on(sentence: Sequence[Token], first: int, runs: Sequence[_Run]) -> bool:
    """Whether nothing else stands before the last of the ``runs`` and between them."""
    starts = [first, *(run.after for run in runs[:-1])]
    lead = (word for start, run in zip(starts, runs, strict=True) for word in _words(sentence, start, run.at[0]))
    return (_anew("beside") | _anew("area")).issuperset(lead)


def _end_of_only(named: str, said: str) -> int:
    """Where ``named`` ends in the digits before; 0 unless it stands in one place there."""
    return said.index(named) + len(named) if said.count(named) == 1 else 0


def _runs(sentence: Sequence[Token]) -> Iterator[_Run]:
    digits, starts, after, at = "", list[int](), 0, 0
    while at < len(sentence):
        plus = int(sentence[at].folded in word_set("dictation", "plus"))
        group = group_at(sentence, at + plus) if at + plus < len(sentence) else None
        if group:
            said = "+" * plus + group.digits
            digits += said
            starts += [at] * len(said)
            after = group.after
        elif digits and sentence[at].raw not in PAUSES:
            yield _Run(digits, tuple(starts), after)
            digits, starts = "", []
        at = group.after if group else at + 1
    if digits:
        yield _Run(digits, tuple(starts), after)


def _beginnings(runs: Sequence[_Run], given: str, region: str) -> Iterator[_Beginning]:
    before = [national_form(given, region)] if given else []
    for run in runs:
        for place in _starts(run):
            again = national_form(run.digits[place : place + LONGEST_DIALLED], region)
            here = [national_form(run.digits[: min(place, LONGEST_DIALLED)], region)]
            said = here if place > _FRAGMENT and run.digits.startswith(("0", "+")) else [*before, *here]
            alike = next((one for one in said if _same_start(one, again) >= _ALIKE or _is_false_start(one)), None)
            if alike:
                yield _Beginning(run.at[place], alike, place > 0)
        if run.digits.startswith(("0", "+")) and len(before) < _MOST:
            before.append(national_form(run.digits[:LONGEST_DIALLED], region))


def _is_false_start(before: str) -> bool:
    """ "Null neun acht, Quatsch, null acht neun, drei ...": an area code that was begun wrong."""
    return before.startswith("0") and len(before) == _FRAGMENT


def _starts(run: _Run) -> list[int]:
    """The places of the digits with which a group and maybe a number begins."""
    places = (place for place, digit in enumerate(run.digits) if digit in "0+")
    return [place for place in places if not place or run.at[place - 1] != run.at[place]]


def _same_start(before: str, again: str) -> int:
    return len([*takewhile(bool, map(eq, before, again))])


def _is_whole(text: str, sentence: Sequence[Token], begun: _Beginning, region: str) -> bool:
    """Whether one number and no more is dictated from there on, without a slip, that is hardly a part of one."""
    offset = sentence[begun.at].start
    pieces = pieces_of(" " * offset + text[offset:], region)
    if len(pieces) != 1 or pieces[0].digits.lstrip("+") != "".join(pieces[0].groups) or pieces[0].rejected:
        return False
    e164, verdict = judge(pieces[0].number, region)
    if e164 is None or verdict != "valid":
        return False
    again = national_form(e164, region)
    is_long_enough = not is_hardly_whole(e164) or len(again) >= len(begun.before)
    is_parted = not begun.joined or sentence[begun.at - 1].kind == "mark"
    return is_long_enough and (is_parted or _same_start(begun.before, again) >= _ALIKE_IN_ONE_BREATH)


def _is_put_right(sentence: Sequence[Token], runs: Sequence[_Run], begun: _Beginning, given: str | None) -> bool:
    """Whether the words between a number and ``begun`` correct it.

    But "..., nein, sieben drei, *und mobil* null eins ..." is one more.
    """
    before = [run for run in runs if run.at[0] < begun.at]
    if not before and not given:
        return False
    lead = _words(sentence, before[-1].after if before else 0, begun.at)
    if _called_wrong(lead) or holds_correction(lead):
        return not _called_wrong(lead)
    one_more = word_set("phone_number", "order", "otherwise") | word_set("phone_number", "order", "and")
    return one_more.isdisjoint(lead) and _puts_right(_words(sentence, 0 if given else before[0].at[0] + 1, begun.at))


def _words(sentence: Sequence[Token], first: int, after: int) -> Phrase:
    """The folded words and figures without the marks between them."""
    return tuple(token.folded for token in sentence[first:after] if token.kind != "mark")


def _called_wrong(lead: Phrase) -> bool:
    """ "..., nein, *nicht* null vier null, null drei null ..."."""
    said = [word for word in lead if word not in word_set("dictation", "articles")]
    return bool(said) and said[-1] in word_set("phone_number", "edits", "wrong") and not ends_with_correction(lead)


def _puts_right(words: Phrase) -> bool:
    """Whether they correct, or tell what is wrong, or where: "nicht", "vorne", "die vorletzte", "verdreht"."""
    named = (word_set("phone_number", "edits", name) for name in _PUTTING_RIGHT)
    return holds_correction(words) or not frozenset().union(*named, placed()).isdisjoint(words)
