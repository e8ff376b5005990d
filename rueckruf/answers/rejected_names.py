"""A name that was called wrong: it is weighed with all that was heard, and is not asked for forever."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from rueckruf.answers.odd_surname import SLOT
from rueckruf.dialogue.heard import CLEARLY_HEARD, LIKELY_HEARD
from rueckruf.dialogue.state import CONFIRMED
from rueckruf.dialogue.turn import Turn
from rueckruf.dialogue.verdict import count_other_way
from rueckruf.dialogue.wording import Wording
from rueckruf.spoken.name.asked_writing import tells_how_written
from rueckruf.spoken.name.caller_name import NameReading
from rueckruf.spoken.name.votes import voted
from rueckruf.spoken.name.words import FIRST_NAMES, is_common, is_last, write
from rueckruf.spoken.text.words import fold

#: After so many the name is left to those who call back.
MOST_REJECTED = 3
#: How surely a name is heard that several hearings tell, none of them alone: it is read back.
_VOTED = 0.45


def note_rejected(turn: Turn, wrong: Mapping[str, Any] | None) -> None:
    """Remember a name that was called wrong; a first name alone only lacks the rest."""
    if wrong and wrong["last"]:
        turn.after.rejected_names = [*turn.after.rejected_names, dict(wrong)]


def weighed(turn: Turn, reading: NameReading) -> NameReading:
    """``reading``, or in its place the listed surname that it and what was heard before tell together.

    What was clearly heard, is listed and was not called wrong, or was spelled, is no other; letters that were hardly
    heard and spell a name in no list are weighed as words are.
    """
    before = _heard_before(turn)
    if reading.spelled and turn.heard.is_doubtful:
        reading = _with_lost_letter(turn, reading)
    if reading.last is None or not before or _is_sure(turn, reading):
        return reading
    heard = [*before, reading.as_slot()]
    first = _first_name(heard)
    last = voted(_surnames(heard), first, _surnames(turn.after.rejected_names))
    if last is None:
        return reading
    own = reading.first if is_common(reading.first or "", FIRST_NAMES) else first
    return replace(reading, first=own, last=write([last]), confidence=_VOTED, voted=True)


def is_offered_no_more(turn: Turn, reading: NameReading) -> bool:
    """Whether it was called wrong: it is to be spelled, unless the caller insists on it or returns to it.

    After too many of them, what is not sure is left to those who call back.
    """
    if reading.spelled or turn.heard.by_keys or _is_meant(turn, reading):
        return False
    is_wrong = _is_rejected(turn, reading) and turn.before.question != Wording.LAST_HELP
    if is_wrong:
        note_rejected(turn, reading.as_slot())
    if is_left_open(turn) and (is_wrong or _is_hardly_heard(turn, reading)):
        leave_open(turn)
        return True
    if is_wrong:
        turn.dispute(SLOT, reading.as_slot())
        turn.prompting = Wording.LAST_HELP
    return is_wrong


def _is_meant(turn: Turn, reading: NameReading) -> bool:
    return any(told(turn, reading) for told in (_echoes_what_was_left_open, _returns_to, _is_only_written_so))


def is_left_open(turn: Turn) -> bool:
    """Whether the name is asked for no more."""
    return len(turn.after.rejected_names) >= MOST_REJECTED


def leave_open(turn: Turn) -> None:
    """Keep the first name where it is known, else what was heard last, and tell that the rest will be found out.

    But not forever.
    """
    heard = turn.after.rejected_names
    if _was_left_open(turn):
        count_other_way(turn)
    first = _first_name(heard)
    kept = NameReading(first, None, None, (0, 0), _VOTED).as_slot() if first else heard[-1]
    turn.after.values[SLOT] = kept
    turn.after.disputed.pop(SLOT, None)
    if turn.after.changed:
        turn.after.changed = [slot for slot in turn.after.changed if slot != SLOT]  # all of it is read back
    turn.remark(f"utter_open_{SLOT}")


def _was_left_open(turn: Turn) -> bool:
    return len(turn.before.rejected_names) >= MOST_REJECTED


def _echoes_what_was_left_open(turn: Turn, reading: NameReading) -> bool:
    """Whether the name is said as it was just read back, though not all of it was understood, and nobody objects."""
    stands = turn.before.values.get(SLOT)
    is_read_back = _was_left_open(turn) and turn.asked == CONFIRMED and not turn.objects
    return is_read_back and turn.form.answers[SLOT].is_same(reading.as_slot(), stands)


def _is_only_written_so(turn: Turn, reading: NameReading) -> bool:
    """Whether the no was to something else, and of the name that stands it is told how it is written."""
    stands = turn.before.values.get(SLOT)
    is_same = bool(stands) and turn.form.answers[SLOT].is_same(reading.as_slot(), stands)
    return is_same and tells_how_written(turn.heard.text, reading.last or "")


def _returns_to(turn: Turn, reading: NameReading) -> bool:
    """Whether the whole name is clearly said while another stands: "mein Name ist Hilde Sommer" wins, whatever was
    called wrong before.
    """
    stands = turn.before.values.get(SLOT)
    is_other = bool(stands) and not turn.form.answers[SLOT].is_same(reading.as_slot(), stands)
    is_listed = is_last((reading.last or "").split(" ")[-1]) and is_common(reading.first or "", FIRST_NAMES)
    return is_other and is_listed and turn.heard.speech_confidence >= CLEARLY_HEARD


def _is_hardly_heard(turn: Turn, reading: NameReading) -> bool:
    return _was_left_open(turn) if reading.voted else not _is_sure(turn, reading)


def _with_lost_letter(turn: Turn, reading: NameReading) -> NameReading:
    """The surname that was spelled before with a letter more: letters get lost, and none is added."""
    spelled = (one["last"] for one in turn.before.doubted.get(SLOT, ()) if one.get("alphabet") and one["last"])
    last = fold(reading.last or "")
    longer = next((one for one in spelled if _lacks_one(last, fold(one))), None)
    return replace(reading, last=longer) if longer else reading


def _lacks_one(key: str, longer: str) -> bool:
    return len(longer) == len(key) + 1 and any(longer[:at] + longer[at + 1 :] == key for at in range(len(longer)))


def _heard_before(turn: Turn) -> list[Mapping[str, Any]]:
    return [*turn.before.doubted.get(SLOT, ()), *turn.after.rejected_names]


def _is_sure(turn: Turn, reading: NameReading) -> bool:
    """Whether it may be taken as it is: also what was heard twice, and called wrong by nobody."""
    if turn.heard.by_keys:
        return True
    if _is_rejected(turn, reading) or _is_spelled(turn, reading):
        return reading.spelled
    doubted = turn.before.doubted.get(SLOT, ()) if not turn.after.rejected_names else ()
    is_heard_again = any(name["last"] == reading.last for name in doubted) and not _is_run_together(reading, doubted)
    is_listed = is_last((reading.last or "").split()[-1])
    return is_listed or is_heard_again or turn.heard.speech_confidence >= CLEARLY_HEARD


def _is_spelled(turn: Turn, reading: NameReading) -> bool:
    return reading.spelled and (reading.confidence >= LIKELY_HEARD or not turn.heard.is_doubtful)


def _is_run_together(reading: NameReading, heard: Sequence[Mapping[str, Any]]) -> bool:
    """ "Christianseiden", where "Christian" was heard, too."""
    first = _first_name(heard)
    return first is not None and fold(reading.last or "").startswith(fold(first))


def _is_rejected(turn: Turn, reading: NameReading) -> bool:
    answer, value = turn.form.answers[SLOT], reading.as_slot()
    return any(answer.is_same(value, name) for name in turn.after.rejected_names)


def _surnames(heard: Sequence[Mapping[str, Any]]) -> list[str]:
    return [name["last"] for name in heard if name["last"]]


def _first_name(heard: Sequence[Mapping[str, Any]]) -> str | None:
    """The common first name that was heard; None where there are several."""
    found = {name["first"] for name in heard if name["first"] and is_common(name["first"], FIRST_NAMES)}
    return found.pop() if len(found) == 1 else None
