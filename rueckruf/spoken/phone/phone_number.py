"""Phone numbers as Germans dictate them: in any grouping, over one or several breaths, with corrections.

The numbering facts are those of the phonenumbers library; the ways of speaking are in
``data/vocabulary/``: ``digits.yml``, ``dictation.yml``, ``phone_number.yml``, ``other_numbers.yml`` and
``mishearings_phone.yml``.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise
from operator import eq

from rueckruf.spoken.phone.across import across_words, is_no_slip
from rueckruf.spoken.phone.change import Draft
from rueckruf.spoken.phone.city_codes import city_codes
from rueckruf.spoken.phone.code_behind import code_behind
from rueckruf.spoken.phone.dial_plan import Verdict, area_code, judge, national_form
from rueckruf.spoken.phone.dictation import stretches
from rueckruf.spoken.phone.left_away import leaves_away, without_left_away
from rueckruf.spoken.phone.length import is_hardly_whole
from rueckruf.spoken.phone.numerals import TWO_READINGS
from rueckruf.spoken.phone.own_number import own_number
from rueckruf.spoken.phone.piece import LONGEST_CHANGE, Piece, speaks_aside
from rueckruf.spoken.phone.pieces import pieces_of
from rueckruf.spoken.phone.quoted import is_quoted
from rueckruf.spoken.phone.remarks import begun_anew
from rueckruf.spoken.phone.said_anew import said_anew, without_taken_back
from rueckruf.spoken.phone.turned_round import tells_of_turning, turned_round, turns_round
from rueckruf.spoken.phone.wrong_area import right_area
from rueckruf.spoken.text.vocabulary import meanings, vocabulary, word_set
from rueckruf.spoken.text.words import RECENT_TEXTS, fold, folded_words

_CERTAINTY: dict[Verdict, float] = {
    "valid": 0.95,
    "possible": 0.45,
    "too_short": 0.8,
    "too_long": 0.3,
    "impossible": 0.3,
}
_PREFIX_LOST = 0.45
_OWN_NUMBER = 0.9
_TURNED = 0.9
#: Which digits are meant is only guessed.
_UNPLACED = 0.35
_MORE_THAN_A_TIME = 3
_DAYS = 31
_MOBILE_WITHOUT_ZERO = re.compile(r"1[567]\d{8,9}")
_COUNTRY_WITHOUT_PLUS = re.compile(r"(?:49|43|41)\d{8,11}")
_LONG_ENOUGH = 7
_LONGEST_OTHER_NUMBER = 5
_CITY_NEAR = 2
_SEVERAL = 2
#: What may follow an area code: it tells whether digits are one.
_REST = "2345678"
_OF_A_PHONE = frozenset({"phone", "area", "extension"})
_LONG_ENOUGH_LABELLED = 3
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class PhoneReading:
    """A phone number, or a part of one, found in a sentence.

    - ``digits``: what was dictated, national with trunk 0, international with "+", or local digits only;
      together with ``given`` if that was continued or changed.
    - ``e164``: the number with "+" and country code where it can exist, else None.
    - ``verdict``: "valid" is assigned to some network, "possible" has a length that exists; the others say why
      there is no number. "too_short" is also a number not finished yet or without area code.
    - ``extension``: "Durchwahl 12"; its digits are the last of ``digits`` and ``e164`` as well.
    - ``span``: character offsets of the digits in the sentence.
    - ``confidence``: 0 to 1. Plainly dictated and valid 0.95; corrected while said about 0.8; below 0.5 guessed
      (a lost zero, a misheard piece): ask again rather than trust it.
    - ``own_number``: the caller means the telephone they call from; ``e164`` is None then.
    """

    digits: str
    e164: str | None
    verdict: Verdict
    extension: str | None
    span: tuple[int, int]
    confidence: float
    own_number: bool


@lru_cache(maxsize=RECENT_TEXTS)
def read_phone_number(
    text: str, *, expected: bool = False, given: str | None = None, region: str = "DE"
) -> PhoneReading | None:
    """The phone number said in ``text``, or None.

    ``expected``: the number was asked for, so any digits count. ``given``: digits or E.164 number of an earlier
    breath, which ``text`` may continue, change in one place or replace. ``region``: ISO code of the country
    whose numbers have no country code; a country named in the sentence comes first.
    """
    if given and (turned := turned_round(text, given, region)):
        found = judge(turned, region)
        return PhoneReading(turned, found.e164, found.verdict, None, (0, len(text)), _TURNED, own_number=False)
    if given and (left := without_left_away(text, given, region)):
        return _read_beside_left_away(*left, region)
    text = without_taken_back(text, region)
    if again := said_anew(text, given, region):
        reading = _read_at_home(" " * again + text[again:], expected, None, region)
    elif behind := begun_anew(text):
        reading = _read_anew(text, behind, expected, region)
    else:
        reading = _said_whole(text, expected, given, region) or _read_at_home(text, expected, given, region)
    if reading:
        reading = _in_doubt_of_its_place(text, _turned_behind(text, reading, region), given, region)
    return reading or of_own_number(own_number(text, expected))


def _read_beside_left_away(digits: str, text: str, region: str) -> PhoneReading | None:
    """The number without the digit that was too many, as the rest of the ``text`` changes it or says it again."""
    again = read_phone_number(text, expected=True, given=digits, region=region)
    if again and again.digits != digits:
        return again
    found = judge(digits, region)
    return PhoneReading(digits, found.e164, found.verdict, None, (0, len(text)), _TURNED, own_number=False)


def _in_doubt_of_its_place(text: str, reading: PhoneReading, given: str | None, region: str) -> PhoneReading:
    """ "*In der Mitte* drei null vier": which digits of the number that stands these replace nobody can tell."""
    said = sum(len(piece.digits) for piece in pieces_of(text, region))
    words = folded_words(text)
    against = not word_set("phone_number", "edits", "wrong").isdisjoint(words)  # "in der Mitte 14 statt 41"
    if not given or against or said > LONGEST_CHANGE or word_set("phone_number", "edits", "middle").isdisjoint(words):
        return reading
    return replace(reading, confidence=min(reading.confidence, _UNPLACED))


def _turned_behind(text: str, reading: PhoneReading, region: str) -> PhoneReading:
    """ "... fünf acht eins, *die letzten zwei verdreht*": the last two turned round, else in doubt."""
    trail = text[reading.span[1] :]
    if reading.own_number or reading.extension or not tells_of_turning(trail):
        return reading
    turned = turned_round(trail, reading.digits, region)
    denied = not word_set("phone_number", "edits", "wrong").isdisjoint(folded_words(trail))
    if turned is None or turned == reading.digits or denied:
        return replace(reading, confidence=min(reading.confidence, _UNPLACED))
    found = judge(turned, region)
    return replace(reading, digits=turned, e164=found.e164, verdict=found.verdict, confidence=_TURNED)


def of_own_number(span: tuple[int, int] | None) -> PhoneReading | None:
    """The reading of words that mean the telephone of the call."""
    return PhoneReading("", None, "possible", None, span, _OWN_NUMBER, own_number=True) if span else None


def names_an_end(text: str, region: str = "DE") -> bool:
    """Whether ``text`` puts the digits at an end of an earlier number right: "die letzten beiden sind vier drei"."""
    return turns_round(text) or leaves_away(text) or any(piece.side is not None for piece in pieces_of(text, region))


def changes_area(text: str, given: str, region: str = "DE") -> bool:
    """Whether ``text`` calls the area code of the number ``given`` wrong and says the right one."""
    return right_area(pieces_of(text, region), given, region) is not None


def read_change(text: str, given: str, region: str = "DE") -> PhoneReading | None:
    """The number ``given`` as ``text`` changes it in one place, which it names or says the wrong digits of.

    "Hofmann mit zwei n am Ende" spells a name.
    """
    pieces = pieces_of(text, region)
    contrast = any(piece.contrasts for piece in pieces) or _puts_one_right(pieces)
    changing = [piece for piece in pieces if contrast or (piece.changes and piece.last)]
    draft = _put_together(pieces, changing, given, region)
    return _reading(draft, True) if draft.heard else None


def ends_with(text: str, given: str, region: str = "DE") -> PhoneReading | None:
    """The begun number ``given`` with its last digits, which nothing calls a correction: "und am Ende vier zwei".

    In doubt where they may as well put the last ones right: "418", "am Ende 19".
    """
    pieces = pieces_of(text, region)
    if len(pieces) != 1 or pieces[0].number.startswith(given) or given.endswith(pieces[0].digits):
        return None
    piece = pieces[0]
    corrects = piece.corrects or piece.contrasts or piece.rejected or piece.count or piece.leads_on
    if piece.side != "ending" or corrects or _calls_wrong(piece):
        return None
    digits = given + piece.digits
    e164, verdict = judge(digits, region)
    if verdict not in ("valid", "too_short"):
        return None
    alike = any(map(eq, given[-len(piece.digits) :], piece.digits))
    certainty = round(piece.certainty * _CERTAINTY[verdict] * (TWO_READINGS if alike else 1.0), 3)
    return PhoneReading(digits, e164, verdict, None, (piece.start, piece.end), certainty, own_number=False)


def _calls_wrong(piece: Piece) -> bool:
    """ "Am Ende *nicht*", "*sondern* am Ende", "*das ist falsch*, hinten"."""
    wrong = frozenset().union(*(word_set("phone_number", "edits", name) for name in ("wrong", "turned", "contrasting")))
    called = wrong | word_set("phone_number", "edits", "called_wrong")
    return not called.isdisjoint((*piece.lead, *piece.trail))


def goes_on(text: str, given: str, region: str = "DE", *, just_said: bool = False) -> bool:
    """Whether nothing but digits is said, and they make the number ``given`` a longer one.

    They are more than a time has, unless ``given`` was ``just_said``: then they only must not be a bare hour or date.
    """
    pieces = pieces_of(text, region)
    groups = [group for piece in pieces for group in piece.groups]
    if not groups or not all(piece.alone for piece in pieces):
        return False
    if len(groups) < _MORE_THAN_A_TIME and (not just_said or _may_be_a_time(pieces, groups)):
        return False
    reading = _read_at_home(text, True, given, region)
    return reading is not None and reading.e164 is not None and reading.e164.startswith(given)


def _may_be_a_time(pieces: Sequence[Piece], groups: Sequence[str]) -> bool:
    """ "Acht", "neun dreißig", "vierundzwanzig zwölf", but not "drei drei" or "und noch die neun"."""
    if any(piece.continues for piece in pieces) or groups[0].startswith("0") or int(groups[0]) > _DAYS:
        return False
    return len(groups) == 1 or max(map(len, groups)) > 1


def _read_anew(text: str, behind: int, expected: bool, region: str) -> PhoneReading | None:
    """The number ``behind`` the words that start over; where none follows them, one that was whole before them."""
    if reading := _read_at_home(" " * behind + text[behind:], expected, None, region):
        return reading
    before = _read_at_home(text[:behind], expected, None, region)
    return before if before and before.e164 else None


def _said_whole(text: str, expected: bool, given: str | None, region: str) -> PhoneReading | None:
    """The number ``given`` from its area code on, with other digits: "null vier null stimmt, dann zwei sieben ..."."""
    before = national_form(given or "", region)
    code = area_code(before, region)
    if not code or not judge(before, region).e164 or len(pieces_of(text, region)) < _SEVERAL:
        return None
    whole = _read_at_home(text, expected, None, region)
    if whole is None or whole.verdict != "valid" or pieces_of(text, region)[0].digits != code:
        return None
    again = national_form(whole.digits, region)
    return whole if again.startswith(code) and len(again) == len(before) else None


def _read_at_home(text: str, expected: bool, given: str | None, region: str) -> PhoneReading | None:
    """The number in the country that the sentence names by its code or in words, or else in ``region``."""
    if behind := code_behind(pieces_of(text, region)):
        return _read(text[: behind.start], expected, given, behind.region)
    named = _country(text)
    reading = _read(text, expected, given, named or region)
    if named and (reading is None or reading.verdict != "valid"):
        at_home = _read(text, expected, given, region)
        reading = at_home if at_home and at_home.verdict == "valid" else reading
    return reading


def _read(text: str, expected: bool, given: str | None, region: str) -> PhoneReading | None:
    pieces = [piece for piece in pieces_of(text, region) if not is_quoted(piece, expected)]
    draft = _put_together(pieces, _countable(pieces, expected, given), given or "", region)
    if draft.heard and region == "DE" and not draft.digits.startswith(("0", "+")):
        draft.digits = _city_code(text) + draft.digits
    reading = _reading(draft, expected) if draft.heard else None
    return _across(text, reading, region, expected) or _doubted_for_more(reading, pieces)


def _doubted_for_more(reading: PhoneReading | None, pieces: Sequence[Piece]) -> PhoneReading | None:
    """The ``reading`` in doubt where hardly any number is so short and digits behind it are none of it."""
    left = reading and any(reading.span[1] <= piece.start and piece.label != "other" for piece in pieces)
    if not reading or not left or not reading.e164 or not is_hardly_whole(reading.e164):
        return reading
    return replace(reading, confidence=min(reading.confidence, TWO_READINGS))


def _across(text: str, reading: PhoneReading | None, region: str, expected: bool) -> PhoneReading | None:
    """The number of all digits, where only words that mean something else keep them from being one.

    Not where a "nein" in them leads to digits that are rather put right so: those are said again but for a slip.
    """
    pieces = [piece for piece in _apart(text, region) if not is_quoted(piece, expected)]
    found = across_words(pieces, region)
    is_read = reading is not None and reading.e164 is not None and not is_hardly_whole(reading.e164)
    if found is None or (is_read and not any(map(is_no_slip, pieces, pieces[1:]))):
        return None
    (digits, certainty), start, end = found
    e164, verdict = judge(digits, region)
    span, sure = (start, end), round(certainty * _CERTAINTY[verdict], 3)
    return PhoneReading(digits, e164, verdict, None, span, sure, own_number=False)


def _apart(text: str, region: str) -> tuple[Piece, ...]:
    """The pieces without a joint where somebody else is spoken to; read anew only where that may be."""
    asides = any(speaks_aside(stretch.lead) for stretch in stretches(text))
    return pieces_of(text, region, asides=True) if asides else pieces_of(text, region)


def _put_together(pieces: Sequence[Piece], countable: Sequence[Piece], given: str, region: str) -> Draft:
    """The number of the ``countable`` pieces, or ``given`` where all ``pieces`` only put its area code right."""
    draft = Draft(given, region)
    if code := right_area(pieces, given, region):
        draft.put_area_right(code, pieces)
    else:
        draft.take(countable)
    return draft


@cache
def _countries() -> dict[str, str]:
    return meanings(vocabulary("phone_number")["countries"])


def _country(text: str) -> str | None:
    """The country named in the sentence."""
    found = (_countries().get(fold(word)) for word in _WORD.findall(text))
    return next(filter(None, found), None)


def _city_code(text: str) -> str:
    """The area code of "Vorwahl von Berlin" or "Kölner Vorwahl", empty where no city is named so."""
    spoken = [fold(word) for word in _WORD.findall(text)]
    for index, word in enumerate(spoken):
        if word in word_set("phone_number", "labels", "area"):
            near = spoken[max(0, index - 1) : index + 1 + _CITY_NEAR]
            return next((city_codes()[other] for other in near if other in city_codes()), "")
    return ""


def _countable(pieces: Sequence[Piece], expected: bool, given: str | None) -> list[Piece]:
    """Those that may belong to a phone number; what becomes of them is seen once all are put together."""
    # "nicht 17, sondern 71", "die sechs am Ende ist falsch, das ist eine sieben"
    contrast = any(piece.contrasts or (piece.rejected and piece.side) for piece in pieces)
    contrast = contrast or (given is not None and _puts_one_right(pieces))
    return [piece for piece in pieces if contrast or _counts(piece, expected, given)]


def _puts_one_right(pieces: Sequence[Piece]) -> bool:
    """ "*Die acht ist falsch*, da gehört *eine drei* hin": with an article each it is no hour."""
    articles = word_set("dictation", "articles")
    return any(
        wrong.rejected and len(right.digits) == 1 and articles.issuperset((*wrong.lead[-1:], *right.lead[-1:]))
        for wrong, right in pairwise(pieces)
        if wrong.lead and right.lead
    )


def _counts(piece: Piece, expected: bool, given: str | None) -> bool:
    if piece.label in _OF_A_PHONE or (given is None and not expected):
        return True
    if expected and (piece.alone or len(piece.groups) > 1 or len(piece.digits) > _LONGEST_OTHER_NUMBER):
        return True
    return (expected and _begins_one(piece)) or _changes_given(piece)


def _begins_one(piece: Piece) -> bool:
    """Whether callers stop at an area code: "ich sag Ihnen die vom Enkel, *0151*"."""
    if piece.label is not None or not piece.last or not piece.whole:
        return False
    return area_code(piece.digits + _REST) in (piece.digits, piece.digits + _REST[0])  # 0151 and 01512 are codes


def _changes_given(piece: Piece) -> bool:
    """Whether digits that nobody asked for continue or change a number given before."""
    long = len(piece.digits) >= _LONG_ENOUGH
    dialled = (long and piece.alone) or (piece.whole and (long or (piece.corrects and piece.alone)))
    # "am Ende mit zwei s" spells a name.
    changed = piece.changes and (piece.alone_but_for_a_verdict or (piece.corrects and piece.last))
    return dialled or changed


def _reading(draft: Draft, expected: bool) -> PhoneReading | None:
    digits = draft.digits
    judgement = judge(digits, draft.region)
    certainty = draft.certainty * _CERTAINTY[judgement.verdict]
    if not digits.startswith(("0", "+")) and (whole := _with_prefix(digits, draft.region)):
        digits, judgement = whole, judge(whole, draft.region)
        certainty = draft.certainty * _PREFIX_LOST
    elif not expected and not draft.earlier and not _is_evident(digits, draft):
        return None
    span = (draft.start, draft.end)
    return PhoneReading(digits, *judgement, draft.extension, span, round(certainty, 3), own_number=False)


def _with_prefix(digits: str, region: str) -> str | None:
    """Digits whose leading zero or plus the recogniser lost, where the rest shows what they were."""
    if region == "DE" and _MOBILE_WITHOUT_ZERO.fullmatch(digits):
        return "0" + digits
    if _COUNTRY_WITHOUT_PLUS.fullmatch(digits) and judge("+" + digits, region).verdict == "valid":
        return "+" + digits
    return None


def _is_evident(digits: str, draft: Draft) -> bool:
    """Whether digits are a phone number although nobody asked for one."""
    if draft.labelled:
        return len(digits) >= _LONG_ENOUGH_LABELLED
    return digits.startswith(("0", "+")) and len(digits) >= _LONG_ENOUGH
