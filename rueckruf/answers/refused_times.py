"""A time that is refused: the known one by the caller, or a wish that cannot be met."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from rueckruf.answers.offered_times import MOST_REFUSALS, as_offer, wished_before
from rueckruf.answers.wished_time import SLOT, TimeWish
from rueckruf.callbacks.callback_window import CallbackWindow, Refusal, lay_over
from rueckruf.callbacks.proposals import proposals
from rueckruf.dialogue.heard import LIKELY_HEARD, SURELY_HEARD
from rueckruf.dialogue.state import CONFIRMED
from rueckruf.dialogue.turn import Turn
from rueckruf.dialogue.verdict import count_other_way
from rueckruf.spoken.text.yes_and_no import negates, plainly_agrees
from rueckruf.spoken.time.said_again import names_day, suits_again
from rueckruf.spoken.time.taken_times import leaves_no_day


def only_refuses(turn: Turn, wish: TimeWish) -> bool:
    """Whether nothing but what does not suit was said, after which the time is asked for again."""
    return refuses_known(turn, wish) or _refuses_one_hour(turn, wish)


def _refuses_one_hour(turn: Turn, wish: TimeWish) -> bool:
    """ "Am Dienstag um neun geht's nicht" to the question for the time: which other one suits is theirs to say.

    Whoever refuses again is called at any other time.
    """
    reading, before = wish.reading, turn.before
    if turn.asked != SLOT or not reading.only_refuses or before.refused_time or wished_before(turn).known is not None:
        return False
    if len(reading.excluded) != 1 or reading.excluded[0].kind != "instant":
        return False
    turn.after.refused_time = wish.said
    turn.remark(f"utter_excluded_{SLOT}")
    return True


def refuses_known(turn: Turn, wish: TimeWish) -> bool:
    """Whether only the known time is refused ("morgen geht doch nicht"): then it is asked for again."""
    known = turn.before.values.get(SLOT)
    if not known or not wish.reading.only_refuses or not _is_excluded(wish, CallbackWindow.from_slot(known).start):
        return False
    turn.ask_again([SLOT])
    turn.dispute(SLOT, {**known, "refused": wish.said})
    return True


def _is_excluded(wish: TimeWish, known: datetime) -> bool:
    """Whether it refuses what is known; an hour of no day is one of the day that is known: "um zehn kann ich nicht"."""
    if wish.reading.excludes(known):
        return True
    if names_day(wish.said):
        return False
    return any(one.start and one.covers(datetime.combine(one.start, known.time())) for one in wish.reading.excluded)


def is_taken_by_something_else(turn: Turn, wish: TimeWish) -> bool:
    """Whether all that is said of the day of the summary is what else is on it: "Dienstag bin ich ja in Köln"."""
    known, text, start = turn.before.values.get(SLOT), turn.heard.text, wish.reading.start
    if not known or start is None or turn.asked != CONFIRMED or plainly_agrees(text):
        return False
    window = CallbackWindow.from_slot(known)
    if start.date() != window.start.date():
        return False
    is_same = start == window.start or wish.reading.grain == "day"
    return leaves_no_day(text) or (is_same and suits_again(text) is False)


def refuses_beforehand(turn: Turn, wish: TimeWish) -> bool:
    """ "Ja, aber nicht vor elf", before any time was asked for or wished: it is kept until one is."""
    refuses = wish.reading.only_refuses or _only_bounds(wish)
    return refuses and turn.asked not in (SLOT, CONFIRMED) and wished_before(turn).known is None


def _only_bounds(wish: TimeWish) -> bool:
    """Whether it tells of one bound, and by what does not suit: "nicht vor elf"."""
    reading = wish.reading
    undated = reading.kind == "open" and not (reading.day_bound or reading.vague or reading.weekdays)
    return undated and negates(wish.said)


def refuse(turn: Turn, wish: TimeWish, refusal: Refusal) -> bool:
    """Give the reason and what is possible instead; whether the call may go on without counting a miss."""
    if _is_rather_misheard(turn, refusal):
        turn.remark(f"utter_doubtful_{SLOT}")
        return False
    refusals = turn.before.refusals + 1
    if refusals >= MOST_REFUSALS and _pass_wish_on(turn, wish, refusal):
        return True
    if refusals > MOST_REFUSALS and turn.asked == CONFIRMED:
        return False  # the time that was read back stands, and nothing else is offered for it
    if refusals <= MOST_REFUSALS:
        turn.remark(f"utter_invalid_callback_time_{refusal.reason}")
    turn.dispute(SLOT, turn.before.values.get(SLOT))
    offers = [as_offer(turn, window) for window in refusal.alternatives or _near_times(turn, wish)]
    turn.after.alternatives = [{**offer, "instead_of": wish.said} for offer in offers]
    turn.after.refusals = refusals
    return refusals <= MOST_REFUSALS


def _near_times(turn: Turn, wish: TimeWish) -> Sequence[CallbackWindow]:
    """What is free beside a wish that leaves no open hour and is said once more: "Samstag, sonst arbeite ich".

    Even at times that they refuse: the open question alone would be answered by the same again.
    """
    if turn.asked != SLOT or not turn.before.refusals:
        return []
    near = lay_over(replace(wish.reading, excluded=()), turn.hours, turn.now)
    return (near.alternatives if isinstance(near, Refusal) else [near]) or proposals(turn.hours, turn.now)


def _is_rather_misheard(turn: Turn, refusal: Refusal) -> bool:
    """Whether it was hardly heard, the less surely so where few mean it, a day that is over or months away: it is asked
    for again, once.
    """
    is_first = turn.asked == SLOT and not turn.before.misses and not turn.heard.by_keys
    least = SURELY_HEARD if refusal.reason in ("past", "too_far") else LIKELY_HEARD
    return is_first and turn.heard.speech_confidence < least


def _pass_wish_on(turn: Turn, wish: TimeWish, refusal: Refusal) -> bool:
    """Leave a wish for a closed hour that callers keep to for those who call, at the nearest open one of that day.

    It does not count as said: who keeps to it at the summary hears both again, not another question for the time. On a
    day on which nobody calls there is none: another day is theirs to name.
    """
    nearest = next(iter(refusal.alternatives), None)
    wished = wish.reading.start
    if refusal.reason != "closed" or nearest is None or wished is None or nearest.start.date() != wished.date():
        return False
    value = {**nearest.as_slot(), "others": [], "text": wish.words, "kept_to": wish.said}
    turn.after.values[SLOT] = value
    turn.after.disputed.pop(SLOT, None)
    turn.after.alternatives = []
    turn.remark(f"utter_passed_on_closed_{SLOT}")
    if turn.asked == CONFIRMED:
        count_other_way(turn)
    return True
