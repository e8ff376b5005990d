"""Stretches of digits with the label that the words around them give: area code, extension, or no phone number."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache
from itertools import dropwhile

from rueckruf.spoken.phone.city_codes import city_codes
from rueckruf.spoken.phone.correction import SaidDigits, as_meant
from rueckruf.spoken.phone.dial_plan import judge
from rueckruf.spoken.phone.dictation import Stretch, stretches
from rueckruf.spoken.phone.numerals import Group
from rueckruf.spoken.phone.parts import Mark, Part, digits_said, is_pause
from rueckruf.spoken.phone.piece import Label, Piece, calls_somebody, holds_correction, speaks_aside
from rueckruf.spoken.phone.quoted import is_taken_back
from rueckruf.spoken.phone.run_together import told_apart
from rueckruf.spoken.text.phrases import holds
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import RECENT_TEXTS

_STRONG: tuple[Label, ...] = ("phone", "area", "extension")
_CLOCK_DIGITS = 2
_NEAR = 4
_AN_ASIDE = 3
_SHORT = 4
_MINUTES, _HOURS = 60, 24
_HOUR_OR_DIGIT = 0.6


@lru_cache(maxsize=RECENT_TEXTS)
def pieces_of(text: str, region: str, *, asides: bool = False) -> tuple[Piece, ...]:
    """The pieces of phone numbers in ``text``; times, amounts, addresses and other numbers are left out.

    ``asides``: a "nein" with other words behind it is said to somebody else and joins no two of them.
    """
    found: list[tuple[Piece, Stretch]] = []
    stretched = stretches(text)
    clear = map(_without_remark_on_wrong, (None, *stretched), stretched)
    said = [one for stretch in clear for one in told_apart(stretch, region)]
    puts_right = False
    for index, stretch in enumerate(said):
        own = replace(stretch, lead=_own_lead(stretch.lead)) if index else stretch
        changed = _is_changed_behind(said[index + 1 : index + 2], region)
        own = replace(own, trail=()) if changed else own
        rest = _without_other_numbers(own, region)
        piece = rest and _piece(rest, region)
        if not rest or not piece:
            continue
        if found and (joint := _joint(found[-1][0], piece, asides)):
            before = found.pop()[1]
            rest = Stretch((*before.parts, joint, *rest.parts), before.lead, rest.trail)
            piece = _piece(rest, region) or piece
        leads_on = _leads_on(stretch.trail, said[index + 1 : index + 2])
        found.append((replace(piece, puts_right=puts_right, leads_on=leads_on), rest))
        puts_right = changed
    return tuple(piece for piece, _ in found)


def _without_remark_on_wrong(before: Stretch | None, stretch: Stretch) -> Stretch:
    """ "Nicht acht vier, sondern *acht fünf*. Acht vier ist das Fax": without what is said of the wrong digits."""
    naming, contrasting = word_set("phone_number", "naming"), word_set("phone_number", "edits", "contrasting")
    if before is None or contrasting.isdisjoint(stretch.lead[:1]) or naming.isdisjoint(stretch.trail[:1]):
        return stretch
    wrong, groups = digits_said(before.parts), stretch.groups
    right = next((at for at in range(1, len(groups)) if digits_said(groups[at:]) == wrong), 0)
    if not right or len(wrong) == 1 or digits_said(groups[:right]) == wrong:
        return stretch
    return replace(stretch, parts=stretch.parts[: stretch.parts.index(groups[right])], trail=())


def _is_changed_behind(following: Sequence[Stretch], region: str) -> bool:
    """ "... neun null, *das ist das Fax, hinten neun eins*": what is said of the number only tells why."""
    pieces = (_piece(replace(one, lead=_own_lead(one.lead)), region) for one in following if _is_of_another(one.lead))
    return any(piece and piece.changes for piece in pieces)


def _leads_on(words: tuple[str, ...], following: Sequence[Stretch]) -> bool:
    """Whether the one place that is named between two pieces is where the second belongs, and nothing is wrong.

    So it is behind a "nein" in any case: "... null sieben sieben, *nee, hinten* null sieben acht".
    """
    edits = {name: word_set("phone_number", "edits", name) for name in ("ending", "beginning", "wrong", "called_wrong")}
    places = [word for word in words if word in edits["ending"] | edits["beginning"]]
    is_wrong = not (edits["wrong"] | edits["called_wrong"]).isdisjoint(words)
    begins = bool(following) and following[0].groups[0].digits.startswith("0")
    if not following or len(places) != 1 or is_wrong:
        return False
    return not begins or holds_correction(words[: words.index(places[0])])


def _is_of_another(words: tuple[str, ...]) -> bool:
    """ "Das ist das *Fax*", "das ist die *alte*"."""
    return _kind(words[_named_behind(words)]) == "other" if _named_behind(words) else is_taken_back(words)


def _piece(stretch: Stretch, region: str) -> Piece | None:
    label = _label(stretch)
    said = as_meant(stretch.parts, region)
    if label == "other" or _is_time_or_amount(stretch, said):
        return None
    groups = stretch.groups
    spoken = tuple(group.digits for group in groups)
    start, end = groups[0].start, groups[-1].end
    breaths = tuple(len(digits_said(stretch.parts[at:])) for at, part in enumerate(stretch.parts) if is_pause(part))
    return Piece(said.digits, said.certainty, label, stretch.lead, stretch.trail, spoken, start, end, breaths=breaths)


def _joint(before: Piece, piece: Piece, asides: bool) -> Mark | None:
    """What stands between two pieces of one number; None where they are not of one."""
    if before.whole and calls_somebody(piece.lead):
        return Mark("pause")
    if asides and speaks_aside(piece.lead):
        return None
    return Mark("correction") if _goes_on_corrected(before, piece) else None


def _goes_on_corrected(before: Piece, piece: Piece) -> bool:
    """Whether a correction with other words in it parts two pieces of one number: "vier, ach du je, nein, fünf"."""
    corrected = before.whole and piece.corrects and len(piece.lead) <= _NEAR
    return corrected and piece.label is None and not piece.changes and not piece.contrasts


def _without_other_numbers(stretch: Stretch, region: str) -> Stretch | None:
    """Leaves out the hour before "Uhr" or "bis", the minutes after it and the house number after a street."""
    parts = _without_hour_before(stretch)
    following = stretch.trail[0] if stretch.trail else ""
    if following in word_set("other_numbers", "units"):
        parts.pop()
    elif following in word_set("other_numbers", "after"):
        parts = _without_hour(parts, region)
    if parts and _begins_with_another(stretch, parts[0]):
        parts.pop(0)
    while parts and not isinstance(parts[-1], Group):
        parts.pop()
    while parts and isinstance(parts[0], Mark) and parts[0].kind != "plus":
        parts.pop(0)
    return replace(stretch, parts=tuple(parts)) if parts else None


def _begins_with_another(stretch: Stretch, first: Part) -> bool:
    """Whether the minutes after "Uhr" or the number of a house come first."""
    digits = stretch.groups[0].digits
    if not stretch.lead or digits.startswith("0"):
        return False
    last = stretch.lead[-1]
    minutes = last in word_set("other_numbers", "oclock") and _is_below(_MINUTES, digits)
    is_elsewhere = holds(stretch.lead[-_AN_ASIDE:], word_set("other_numbers", "no_streets"))
    is_street = last.endswith(_streets()) and not is_elsewhere
    return minutes or (is_street and isinstance(first, Group))


def _without_hour_before(stretch: Stretch) -> list[Part]:
    """The parts without the hour of "um sechs, 040 ...": a number starts over with its zero or plus."""
    first, *rest = stretch.parts
    if not _introduces_other_number(stretch) or not isinstance(first, Group) or not first.digits.isdecimal():
        return [first, *rest]
    number = list(dropwhile(lambda part: isinstance(part, Mark) and part.kind == "pause", rest))
    begins = number and (number[0].digits.startswith("0") if isinstance(number[0], Group) else number[0].kind == "plus")
    is_hour = not first.digits.startswith("0") and _is_below(_HOURS + 1, first.digits)
    return number if begins and is_hour else [first, *rest]


def _is_below(limit: int, digits: str) -> bool:
    return len(digits) <= _CLOCK_DIGITS and int(digits) < limit


def _introduces_other_number(stretch: Stretch) -> bool:
    """Whether a word such as "um", "bis", "vor" leads to the digits."""
    leading = [word for word in stretch.lead if word not in word_set("dictation", "articles")][-1:]
    return bool(leading) and leading[0] in word_set("other_numbers", "before")


def _without_hour(parts: list[Part], region: str) -> list[Part]:
    """ "... vier zwei, zwei bis drei Uhr": the hour left out; doubtful where it may be the last digit of the number."""
    before, last = parts[:-1], parts[-1]
    if not isinstance(last, Group) or last.digits.startswith("0") or not _is_below(_HOURS + 1, last.digits):
        return parts
    groups = [part for part in before if isinstance(part, Group)]
    if not groups:
        return parts
    verdicts = [judge(as_meant(these, region).digits, region).verdict for these in (before, parts)]
    if verdicts[0] != "valid":
        return parts
    pauses = [part for part in before if isinstance(part, Mark) and part.kind == "pause"]
    apart = before[-1] in pauses and 2 * len(pauses) <= len(groups)
    if apart or verdicts[1] != "valid":
        return before
    return [*before, last._replace(certainty=last.certainty * _HOUR_OR_DIGIT)]


@cache
def _label_endings() -> tuple[str, ...]:
    return tuple(word_set("other_numbers", "label_endings"))


@cache
def _streets() -> tuple[str, ...]:
    return tuple(word_set("other_numbers", "streets"))


def _is_time_or_amount(stretch: Stretch, said: SaidDigits) -> bool:
    """Few digits next to a word such as "um", "bis", "vor"."""
    if len(said.digits) > _SHORT or said.digits.startswith(("0", "+")):
        return False
    if any(word in word_set("phone_number", "edits", "ending") for word in stretch.lead[-_NEAR:]):
        return False  # "sie endet auf 45"
    after = bool(stretch.trail) and stretch.trail[0] in word_set("other_numbers", "after")
    return after or _introduces_other_number(stretch)


def _own_lead(lead: tuple[str, ...]) -> tuple[str, ...]:
    """The words between two pieces without those that name the first: "0911 *ist die Vorwahl*, dann ..."."""
    named = _named_behind(lead)
    return lead[named + 1 :] if named else lead


def _label(stretch: Stretch) -> Label | None:
    said_whole = stretch.groups[0].digits.startswith("0")
    label = _label_before(stretch.lead, dialled=said_whole)
    named = _named_behind(stretch.trail) if label in (None, "weak") else 0
    if not named or (said_whole and stretch.trail[named] in word_set("other_numbers", "rooms")):
        return label  # "0421 660 und dann 107, das ist das Zimmer"
    return _kind(stretch.trail[named])


def _named_behind(words: tuple[str, ...]) -> int:
    """The place of the word that names the number before it: "ist die *Vorwahl*", "halt, das war das *Fax*"; else 0."""
    naming, pointing = word_set("phone_number", "naming"), word_set("phone_number", "pointing_back")
    told = (at for at, word in enumerate(words[:_NEAR]) if word in naming and (not at or words[at - 1] in pointing))
    return next((at for begin in told for at in range(begin, min(len(words), begin + _NEAR)) if _kind(words[at])), 0)


def _label_before(lead: tuple[str, ...], *, dialled: bool) -> Label | None:
    """The kind of number that the nearest word before it names; ``dialled``: its digits begin with a 0."""
    weak = False
    for distance, word in enumerate(reversed(lead)):
        if word in city_codes() and not dialled:
            return "phone"  # "Vorwahl Stuttgart, dann ...": the area code is said
        kind = _kind(word)
        weak = weak or word in word_set("phone_number", "labels", "weak")
        if word in word_set("other_numbers", "rooms") and _tells_an_extension(lead[: -distance - 1]):
            return "extension"
        if kind == "other" and (weak or distance >= _NEAR):
            break
        if kind == "phone" and any(_kind(other) == "other" for other in lead[-distance - 3 : -distance - 1]):
            return "other"
        if kind:
            return kind
    return "weak" if weak else None


def _tells_an_extension(words: tuple[str, ...]) -> bool:
    """ "Die *Durchwahl vom* Zimmer"."""
    return any(_kind(word) == "extension" for word in words[-_NEAR:])


@cache
def _kinds() -> dict[str, Label]:
    others = (word_set("other_numbers", name) for name in ("labels", "documents", "births"))
    kinds: dict[str, Label] = dict.fromkeys(frozenset().union(*others), "other")
    return kinds | {word: label for label in _STRONG for word in word_set("phone_number", "labels", label)}


def _kind(word: str) -> Label | None:
    kind = _kinds().get(word)
    return "other" if kind is None and word.endswith(_label_endings()) else kind
