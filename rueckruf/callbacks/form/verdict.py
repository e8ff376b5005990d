"""What the caller says to a question or the summary, and to an answer that is wrong."""

from typing import Any

from rueckruf.callbacks.form.heard import ANSWERS, WELL_HEARD
from rueckruf.callbacks.form.turn import CONFIRMED, FIELDS, LADDER, Turn
from rueckruf.callbacks.form.values import take_values
from rueckruf.spoken.text.approval import agrees, approves_everything, leaves_it
from rueckruf.spoken.text.fields import named_fields
from rueckruf.spoken.text.objection import rejects_everything
from rueckruf.spoken.time.callback_time import moves_known_time

#: Below this a yes to the summary is asked for again: it is the one answer that stores something.
SURE_OF_YES = 0.5

#: How a value is asked for that is understood wrongly in the same way again: spelled, by keys, after an example.
OTHER_WAY = {"caller_name": "last_help", "phone_number": "last_help", "callback_time": "example"}

#: So often in a call that is done; then it has no sense to go on.
MOST_OTHER_WAYS = 2


def answer_summary(turn: Turn) -> bool:
    """Whether the summary got an answer: new values, a yes or what is wrong."""
    if not turn.key_verdict and take_values(turn):
        if _echoes(turn):
            turn.changes.slots[CONFIRMED] = True
        else:
            ask_in_another_way(turn)
        return True
    return _verdict(turn)


def answer_question(turn: Turn) -> bool:
    """Whether an open question got an answer, be it another one's."""
    if not take_values(turn) or _says_known_things(turn):
        return keep_disputed(turn)
    if turn.objects:
        ask_in_another_way(turn)
    elif turn.slots.get("question") == "correction":
        _count_repetition(turn)
    return True


def complaint(turn: Turn) -> bool:
    """ "Der Name ist falsch" in the middle of the form."""
    if turn.intent not in ("deny", "correct"):
        return False
    return turn.ask_again([name for name in _rejected(turn) if turn.slots.get(name) is not None])


def _echoes(turn: Turn) -> bool:
    """Whether the caller says what the summary has just said: a yes, unless an answer was put right before."""
    return turn.slots.get("prompting") is None and not turn.objects and bool(_said(turn)) and not _news(turn)


def _says_known_things(turn: Turn) -> bool:
    """Whether an open question was answered with what is known already, as a robot or a recording does."""
    other = {slot for slot, value in turn.changes.slots.items() if value is not None} - {*FIELDS, "phone_source"}
    return bool(_said(turn)) and not (turn.objects or _news(turn) or other)


def _said(turn: Turn) -> list[str]:
    return [slot for slot in FIELDS if turn.changes.slots.get(slot) is not None]


def _news(turn: Turn) -> list[str]:
    return [slot for slot in _said(turn) if not _is_same(turn.changes.slots[slot], turn.slots.get(slot))]


def ask_in_another_way(turn: Turn) -> None:
    """Who corrects and is understood as before would hear the same read-back forever."""
    same = _said(turn)
    if same and not _news(turn) and turn.intent != "affirm" and not agrees(turn.heard.text):
        turn.ask_again(same)
        turn.prompting = OTHER_WAY[same[0]]
        _count_other_way(turn)


def keep_disputed(turn: Turn) -> bool:
    """Whether the disputed answer that is asked for was right: "Dann bleibt es dabei"."""
    value = turn.disputed.get(turn.asked or "")
    if not value or not leaves_it(turn.heard.text):
        return False
    turn.set(str(turn.asked), value)
    turn.changes.slots["alternatives"] = None
    return True


def _count_repetition(turn: Turn) -> None:
    """Who calls an answer wrong and is understood as before hears it read back, but not forever."""
    before = turn.slots.get("disputed") or {}
    if any(_is_same(turn.changes.slots.get(slot), value) for slot, value in before.items()):
        _count_other_way(turn)


def _count_other_way(turn: Turn) -> None:
    other_ways = int(turn.slots.get("other_ways") or 0) + 1
    turn.changes.slots["other_ways"] = other_ways
    if other_ways > MOST_OTHER_WAYS:
        turn.changes.slots[CONFIRMED] = False


def _verdict(turn: Turn) -> bool:
    said_last = turn.slots.get("prompting")
    if _approves(turn, said_last):
        return _approve(turn, said_last)
    if said_last == "what_is_wrong" and rejects_everything(turn.heard.text):
        return _begin_anew(turn)
    if turn.intent == "goodbye" and turn.slots.get("question") != "leaving":
        turn.prompting = "leaving"
        return True
    if turn.intent == "deny" and said_last == "leaving" and not _rejected(turn):
        turn.changes.slots[CONFIRMED] = False
        turn.prompting = "leaving"
        return True
    return _objection(turn)


def _approves(turn: Turn, said_last: str | None) -> bool:
    if said_last == "what_is_wrong" and approves_everything(turn.heard.text):
        return True
    if not turn.heard.by_keys and turn.heard.speech_confidence < WELL_HEARD:
        return False
    sure = turn.heard.by_keys or turn.agrees_politely or turn.heard.intent_confidence >= SURE_OF_YES
    return (turn.intent == "affirm" and sure) or leaves_it(turn.heard.text)


def _approve(turn: Turn, said_last: str | None) -> bool:
    """A yes confirms, except to "Was soll ich ändern?": the whole is read again then, which counts as a miss."""
    misses = _misses(turn) + 1
    if said_last != "what_is_wrong":
        turn.changes.slots[CONFIRMED] = True
    elif misses > len(LADDER):
        turn.changes.slots[CONFIRMED] = False
    else:
        turn.changes.slots["misses"] = misses
    return True


def _objection(turn: Turn) -> bool:
    """Whether a no brings the form forward. A bare one counts as a miss, but the first does not end the call."""
    asked_what = turn.slots.get("question") == "what_is_wrong"
    rejected = _rejected(turn)
    if rejected and (asked_what or turn.intent in ("deny", "correct")):
        return turn.ask_again(rejected) if len(rejected) < len(FIELDS) else _begin_anew(turn)
    if turn.heard.intent in ANSWERS and moves_known_time(turn.heard.text, turn.now):
        return turn.ask_again(["callback_time"])  # "Doch lieber früher": the day stays, the hour is asked for
    if turn.intent in ("deny", "correct"):
        turn.prompting = "what_is_wrong"
        turn.changes.slots["misses"] = min(_misses(turn) + 1, len(LADDER))
        return not asked_what
    return False


def _begin_anew(turn: Turn) -> bool:
    """All is wrong: "noch mal von vorn", though not forever."""
    _count_other_way(turn)
    return turn.ask_again(list(FIELDS))


def _misses(turn: Turn) -> int:
    return int(turn.slots.get("misses") or 0)


def _rejected(turn: Turn) -> list[str]:
    """The answers that the caller names, as he can name them wrong; all three where all is wrong."""
    return named_fields(turn.heard.text) or (list(FIELDS) if rejects_everything(turn.heard.text) else [])


def _is_same(value: Any, before: Any) -> bool:
    """Whether two values of a slot mean the same; the words it was said in do not count."""
    if isinstance(value, dict) and isinstance(before, dict):
        keys = {*value, *before} - {"text", "instead_of", "at", "spoken", "alphabet", "part"}
        return all(value.get(key) == before.get(key) for key in keys)
    return bool(value == before)
