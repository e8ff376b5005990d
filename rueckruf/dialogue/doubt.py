"""What was heard too badly to be taken: it is asked for once more, in the way in which it is heard best.

A read-back alone does not help whoever says yes without listening.
"""

from rueckruf.dialogue.turn import Turn


def ask_doubtful_again(turn: Turn) -> None:
    """Put aside the answers of this sentence that are doubtful; what is said to the question that follows is taken."""
    answers, asked = turn.form.answers, turn.before.question
    doubtful = [slot for slot in turn.news if asked != answers[slot].other_way and answers[slot].is_doubtful(turn)]
    for slot in doubtful:
        answers[slot].put_aside(turn)
        read_back = (f"utter_heard_{slot}", f"utter_changed_{slot}")
        turn.remarks = [remark for remark in turn.remarks if remark not in read_back]
        turn.remark(f"utter_doubtful_{slot}")
    following = turn.form.following(turn.after)
    if following in doubtful:
        turn.prompting = answers[following].other_way
