"""How a turn ends: the form moves on or climbs the ladder of helps."""

from rueckruf.dialogue.state import CONFIRMED, FormState
from rueckruf.dialogue.turn import Turn
from rueckruf.dialogue.wording import ASKED_AGAIN, HELPED_AT_LAST, LADDER, Wording
from rueckruf.spoken.text.ending import speaks_of_a_callback


def go_on(turn: Turn) -> None:
    """Something was understood: the next question, or what is read back."""
    after = turn.after
    following = turn.form.following(after)
    for slot in turn.said:
        turn.form.answers[slot].lead_in(turn, following)
    prompting = turn.prompting or _own_wording(turn, after, following)
    if following == CONFIRMED and prompting is None:
        prompting = _read_back(after.changed)
        after.changed = []
    after.question = after.prompting = prompting
    after.digressions, after.insults = 0, None
    if not turn.is_miss:
        after.misses = 0


def miss(turn: Turn) -> None:
    """Nothing was said or understood: the next help, finally the end."""
    after = turn.after
    after.misses = 1 if _breaks_the_silence(turn) else turn.before.misses + 1
    if turn.answer:
        turn.answer.miss(turn)
    if after.misses > len(LADDER):
        after.confirmed = False
        turn.remarks.clear()
    own = _own_wording(turn, after, turn.form.following(after))
    stays = own == _own_wording(turn, turn.before, turn.asked)
    after.question = turn.prompting or (turn.before.question if stays else own)
    after.prompting = _help(turn, after.misses, after.question) or after.question


def _help(turn: Turn, misses: int, question: str | None) -> Wording | None:
    """The help that is due; None where the question is asked in its own wording again."""
    if question in ASKED_AGAIN and misses <= ASKED_AGAIN[Wording(question)]:
        return None
    if misses == 1 and (turn.remarks or _only_wishes_a_callback(turn)):
        return None  # it was understood, and a wish that cannot be met gets its reason: just ask on
    if misses == 1 and turn.heard.intent == "caller_silent":
        return Wording.SILENT
    return Wording.LAST_HELP if question in HELPED_AT_LAST else LADDER[min(misses, len(LADDER)) - 1]


def _only_wishes_a_callback(turn: Turn) -> bool:
    """Whether that was said, or only that there is something to ask.

    At the opening also beside words that say nothing to us: "Palette kaputt, Rückruf".
    """
    wishes = turn.heard.intent == "request_callback" or (turn.opens and speaks_of_a_callback(turn.heard.text))
    return wishes or turn.announces_a_question


def _breaks_the_silence(turn: Turn) -> bool:
    """Whether nothing was said before this wish: the call begins with it."""
    return turn.before.said_before is None and _only_wishes_a_callback(turn)


def _own_wording(turn: Turn, state: FormState, asked: str | None) -> Wording | None:
    """The wording of a question, as far as that follows from what is known of its answer."""
    answer = turn.form.answers.get(asked or "")
    return answer.wording(state) if answer else None


def _read_back(changed: list[str] | None) -> str | None:
    """The one answer that has changed since it was last read back; None: all of them are read back."""
    return changed[0] if changed and len(changed) == 1 else None
