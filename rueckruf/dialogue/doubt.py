"""What was heard too badly to be taken: it is asked for once more, in the way in which it is heard best.

A read-back alone does not help whoever says yes without listening. What is heard again as before is taken.
"""

from rueckruf.dialogue.turn import Turn
from rueckruf.dialogue.wording import LADDER, Wording

#: How often an answer is asked for once more: who is heard otherwise each time then hears it read back.
MOST_DOUBTS = 2


def ask_doubtful_again(turn: Turn) -> None:
    """Put aside the answers of this sentence that are doubtful; why one is asked for again is said as it is."""
    doubtful = [slot for slot in turn.news if _is_doubtful(turn, slot)]
    for slot in doubtful:
        before = turn.before.doubted.get(slot, [])
        turn.after.doubted[slot] = [*before, turn.after.values[slot]]
        turn.form.answers[slot].put_aside(turn)
        read_back = (f"utter_heard_{slot}", f"utter_changed_{slot}")
        turn.remarks = [remark for remark in turn.remarks if remark not in read_back]
    following = turn.form.following(turn.after)
    if following in doubtful:
        turn.remark(f"utter_doubtful_{following}")


def cannot_be_had_better(turn: Turn) -> bool:
    """Whether what was doubted was asked for once more in vain: who is silent may look for the keys, and agrees to
    nothing.
    """
    is_silent = turn.heard.intent == "caller_silent" or turn.before.prompting == Wording.SILENT
    return turn.before.misses >= (len(LADDER) if is_silent else 1)


def _is_doubtful(turn: Turn, slot: str) -> bool:
    """Whether the answer was heard badly, and neither before as it is now nor too often otherwise."""
    answer, before = turn.form.answers[slot], turn.before.doubted.get(slot, [])
    is_new = len(before) < MOST_DOUBTS + answer.is_hardly_told(turn) and not any(
        answer.is_heard_again(turn, one) for one in before
    )
    return is_new and answer.is_doubtful(turn)
