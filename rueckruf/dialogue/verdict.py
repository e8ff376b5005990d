"""What callers say to a question or the summary, and about an answer that is wrong."""

from collections.abc import Sequence
from typing import Any

from rueckruf.dialogue.heard import FINAL, SURE, SURELY_HEARD
from rueckruf.dialogue.state import CONFIRMED
from rueckruf.dialogue.take import read, take_values
from rueckruf.dialogue.turn import DOUBTFUL, Turn
from rueckruf.dialogue.unopposed import agrees_again, leaves_unopposed
from rueckruf.dialogue.wording import ERASING, LADDER, Wording
from rueckruf.dialogue.yes_and_more import agrees_and_more
from rueckruf.spoken.text.ending import (
    calls_it_off,
    does_it_themselves,
    keeps_to,
    names_the_end,
    orders_a_callback,
    wants_to_stay,
)
from rueckruf.spoken.text.fields import named_fields
from rueckruf.spoken.text.judgement import (
    approves_everything,
    begins_anew,
    clauses_found,
    finds_right,
    is_partly_right,
    is_reserved,
    leaves_it,
    rejects_everything,
    was_said_to_others,
)
from rueckruf.spoken.text.no_longer import no_longer_holds
from rueckruf.spoken.text.numbers import cardinal
from rueckruf.spoken.text.question import asks
from rueckruf.spoken.text.rather import rather_another
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import folded_words
from rueckruf.spoken.text.yes_and_more import takes_back, yes_and_more
from rueckruf.spoken.text.yes_and_no import (
    agrees,
    agrees_at_last,
    is_polite_yes,
    is_weak_yes,
    may_be_turned,
    negates,
    plainly_agrees,
    refuses,
)

#: How often in a call an answer is asked for in another way before the call ends.
MOST_OTHER_WAYS = 2

_OBJECTIONS = ("deny", "correct")

_OF_EARLIER_CALLS = ERASING | {Wording.RETURNING}

#: How often what was read back may change: nobody does so more often who hears us.
MOST_CHANGES = 10


def answer_summary(turn: Turn) -> bool:
    """Whether the summary got an answer: new values, a yes or what is wrong, or was asked about."""
    if _answers_in_words(turn):
        return True
    if turn.before.prompting == Wording.WHAT_IS_WRONG and was_said_to_others(turn.heard.text):
        return _approve(turn, turn.before.prompting)
    if not (turn.key_verdict or turn.key_field or _only_puts_off(turn)) and take_values(turn):
        if _echoes(turn) or _only_adds(turn):
            turn.after.confirmed = True
        else:
            ask_in_another_way(turn)
            turn.ask_again(_wrong_besides(turn))
            _count_change(turn)
        return True
    return _verdict(turn)


def _answers_in_words(turn: Turn) -> bool:
    """Whether its words tell what it is, before any value in them is looked for."""
    return not turn.heard.by_keys and (_asks_back(turn) or wants_another(turn) or agrees_and_more(turn))


def _asks_back(turn: Turn) -> bool:
    """ "Haben Sie das mit th?": what an answer is read back for is no yes, and may tell what is right."""
    asked = [slot for slot, answer in turn.form.answers.items() if answer.tell(turn)]
    if asked:
        turn.prompting, turn.is_answered = asked[0], True
    return bool(asked)


def wants_another(turn: Turn) -> bool:
    """Whether an answer no longer holds, or is wished otherwise, and is asked for: that is not said beside it.

    "Die Nummer gibt's nicht mehr", "Moment, so heiß ich nicht", "Moment, lieber aufs Handy".
    """
    if turn.asked != CONFIRMED or turn.heard.by_keys or turn.before.question in _OF_EARLIER_CALLS:
        return False
    wrong = [slot for slot in no_longer_holds(turn.heard.text) if turn.before.values.get(slot)]
    if wrong:
        return "phone_number" not in read(turn) and turn.ask_again(wrong)
    return _wishes_otherwise(turn)


def _wishes_otherwise(turn: Turn) -> bool:
    """Whether an answer is rather to be another one that is not said, and what is said beside it is taken."""
    otherwise = _known_to_change(turn)
    said = [slot for slot in read(turn) if not turn.form.answers[slot].may_skip] if otherwise else []
    if not set(said).isdisjoint(otherwise):
        return False
    if said:
        take_values(turn)
    return turn.ask_again(otherwise)


def _known_to_change(turn: Turn) -> list[str]:
    text = turn.heard.text
    if turn.heard.is_question or (turn.intent == "affirm" and not is_reserved(text)):
        return []
    return [slot for slot in rather_another(text) if turn.before.values.get(slot)]


def _only_puts_off(turn: Turn) -> bool:
    """Whether something does not suit and nothing is said instead: "ich brauche einen anderen Termin" is no concern."""
    return bool(_unsettled(turn)) and all(turn.form.answers[slot].may_skip for slot in read(turn))


def start_over(turn: Turn) -> bool:
    """ "Löschen Sie das alles, wir fangen noch mal von vorn an": whether all that was said is asked for once more."""
    before = turn.before
    is_known = any(before.values.get(slot) for slot in turn.form.asked)
    if turn.heard.by_keys or not is_known or before.phone_digits or before.question in _OF_EARLIER_CALLS:
        return False
    return begins_anew(turn.heard.text) and not read(turn) and _start_over(turn, _everything(turn))


def answer_question(turn: Turn) -> bool:
    """Whether an open question got an answer, even one to another question."""
    if not take_values(turn) or _says_known_things(turn):
        return keep_disputed(turn)
    if turn.objects:
        ask_in_another_way(turn)
        turn.ask_again(_wrong_besides(turn))
    elif turn.before.question == Wording.CORRECTION:
        _count_repetition(turn)
    return True


def complaint(turn: Turn) -> bool:
    """ "Der Name ist falsch" in the middle of the form."""
    if turn.intent not in ("deny", "correct"):
        return False
    return turn.ask_again([slot for slot in _rejected(turn) if turn.before.values.get(slot) is not None])


def _echoes(turn: Turn) -> bool:
    """Whether the caller says what the summary has just said: a yes, where an answer was put right before with one."""
    if turn.objects or turn.news or not turn.said or turn.before.question == Wording.WHAT_IS_WRONG:
        return False
    return not _denies(turn.heard.text) and _is_said_for_a_yes(turn)


def _is_said_for_a_yes(turn: Turn) -> bool:
    text = turn.heard.text
    if agrees(text) or agrees_at_last(text):
        return True
    is_last = turn.before.other_ways >= MOST_OTHER_WAYS  # the same is said for the third time
    if turn.before.prompting is not None and not is_last:
        return finds_right(text) is True
    is_clear = turn.heard.speech_confidence >= SURELY_HEARD and not is_reserved(text)
    return is_clear and (_are_echoed(turn) or (is_last and not asks(text)))


def _denies(text: str) -> bool:
    """ "Dienstag bin ich ja in Köln, geht nicht, Dienstag": whether a "nicht" stands beside it, and not for a yes."""
    return negates(text) and not (plainly_agrees(text) or finds_right(text) is True)


def _are_echoed(turn: Turn) -> bool:
    """Whether all that is said was just read out, and is not asked about: "ist das am Jahresende weg"."""
    return not asks(turn.heard.text) and all(turn.form.answers[slot].is_echoed(turn) for slot in turn.said)


def _only_adds(turn: Turn) -> bool:
    """ "Ja, und sagen Sie, dass es um die Heizung geht": a yes, and what nobody need say."""
    needless = all(turn.form.answers[slot].may_skip for slot in turn.news)
    is_asked = turn.before.question != Wording.WHAT_IS_WRONG and turn.before.question not in ERASING
    return bool(turn.news) and needless and is_asked and turn.heard.may_confirm and plainly_agrees(turn.heard.text)


def _says_known_things(turn: Turn) -> bool:
    """Whether an open question was answered with what is already known, as a robot or a recording does."""
    if not turn.said or turn.objects or turn.news:
        return False
    others = turn.after.differences(turn.before).items()
    return not any(slot not in (*turn.form.answers, "phone_source") and value for slot, value in others)


def ask_in_another_way(turn: Turn) -> None:
    """Callers who correct us and are understood as before would hear the same read-back forever."""
    same = list(turn.said)
    if same and not turn.news and turn.intent != "affirm" and not agrees(turn.heard.text):
        turn.ask_again(same)
        turn.prompting = turn.form.answers[same[0]].other_way
        count_other_way(turn)


def count_other_way(turn: Turn) -> None:
    """Count an answer that is asked for in another way; after too many of them the call ends."""
    turn.after.other_ways = turn.before.other_ways + 1
    if turn.after.other_ways > MOST_OTHER_WAYS:
        turn.after.confirmed = False


def _count_change(turn: Turn) -> None:
    turn.after.changes = turn.before.changes + 1
    if turn.after.changes > MOST_CHANGES:
        turn.after.confirmed = False


def keep_disputed(turn: Turn) -> bool:
    """Whether the disputed answer that is asked for was right: "Dann bleibt es dabei"."""
    value = turn.after.disputed.get(turn.asked or "")
    if not value or not (leaves_it(turn.heard.text) or _is_right_after_all(turn) or _keeps_to_it(turn, value)):
        return False
    turn.set(str(turn.asked), value)
    turn.after.alternatives = []
    return True


def _is_right_after_all(turn: Turn) -> bool:
    """ "Doch, das stimmt schon", of what was called wrong just now, but not "richtig wäre mit ai"; it is read back."""
    text = turn.heard.text
    is_of_it = set(named_fields(text)) <= {turn.asked} and not (is_reserved(text) or asks(text))
    if not is_of_it or turn.before.prompting != Wording.CORRECTION or finds_right(text) is not True:
        return False
    return is_polite_yes(text) or word_set("yes_and_no", "praise").isdisjoint(folded_words(text)[:1])


def _keeps_to_it(turn: Turn, value: Any) -> bool:
    """ "Lassen Sie's bei elf", where eleven it was."""
    numbers = {word for word in folded_words(turn.heard.text) if cardinal(word) is not None}
    said = str(turn.form.answers[str(turn.asked)].say(value, turn.now))
    return keeps_to(turn.heard.text) and numbers <= set(folded_words(said))


def _count_repetition(turn: Turn) -> None:
    """Callers who call an answer wrong and are understood as before hear it read back, but not forever."""
    answers, values = turn.form.answers, turn.after.values
    if any(
        slot in turn.said and answers[slot].is_same(values[slot], value) for slot, value in turn.before.disputed.items()
    ):
        count_other_way(turn)


def _verdict(turn: Turn) -> bool:
    said_last = turn.before.prompting
    if _approves(turn, said_last):
        return _approve(turn, said_last)
    if said_last == Wording.WHAT_IS_WRONG and rejects_everything(turn.heard.text):
        return _start_over(turn, _everything(turn))
    if turn.before.question == Wording.LEAVING:
        return _answers_leaving(turn)
    is_end = turn.intent == "goodbye" or (turn.heard.intent in FINAL and _takes_back(turn))
    if is_end and turn.heard.intent_confidence >= SURE:
        turn.prompting = Wording.LEAVING
        return True
    return _objection(turn)


def _answers_leaving(turn: Turn) -> bool:
    """Only a clear no to "Soll ich Ihren Wunsch speichern?" lets go of it: what is unclear is asked once more."""
    text = turn.heard.text
    if (
        orders_a_callback(text)
        or (turn.intent == "request_callback" and wants_to_stay(text))
        or _agrees_and_leaves(turn)
    ):
        turn.after.confirmed = True
        return True
    is_no = _lets_go(turn) and not _rejected(turn) and _finds_right(turn) is None
    if not is_no or turn.before.prompting != Wording.LEAVING:
        return _objection(turn)
    if turn.is_clear_end:
        turn.after.confirmed = False
        turn.prompting = Wording.LEAVING
    return turn.is_clear_end


def _agrees_and_leaves(turn: Turn) -> bool:
    """ "Ja, das reicht, tschüss": a yes to that very question and a farewell, and no act that takes it back."""
    heard, text = turn.heard, turn.heard.text
    is_yes = turn.agrees_and_leaves and heard.may_confirm and heard.speech_confidence >= SURELY_HEARD
    return is_yes and not (_lets_go(turn) or names_the_end(text) or refuses(text))


def _lets_go(turn: Turn) -> bool:
    text = turn.heard.text
    is_off = turn.intent not in FINAL and calls_it_off(text)  # else its rules see to it
    return is_off or turn.intent == "deny" or does_it_themselves(text)


def _approves(turn: Turn, said_last: str | None) -> bool:
    text = turn.heard.text
    if said_last == Wording.WHAT_IS_WRONG and (approves_everything(text) or orders_a_callback(text)):
        return not turn.heard.is_question
    if _is_doubtful(turn):
        return False
    if turn.heard.by_keys or turn.agrees_politely:
        return turn.intent == "affirm"
    if _is_reserved(turn):
        return False
    right = _finds_right(turn)
    return _says_yes(turn) if right is None else right


def _is_reserved(turn: Turn) -> bool:
    """Whether only a part is right, a yes is taken back, or all shall be read out again."""
    return is_partly_right(turn.heard.text) or _takes_back(turn) or turn.heard.intent == "repeat"


def _takes_back(turn: Turn) -> bool:
    """ "Genau, *halt, nein*", "passt, *da muss ich arbeiten*": whether a yes is taken back behind it."""
    found = yes_and_more(turn.heard.text)
    return takes_back(turn.heard.text) or (found is not None and bool(_unsettled(turn.hearing(found.more))))


def _says_yes(turn: Turn) -> bool:
    sure = turn.intent == "affirm" and turn.heard.intent_confidence >= SURE and not turn.objects
    return sure or turn.agrees_plainly or (leaves_it(turn.heard.text) and not turn.heard.is_question)


def _is_doubtful(turn: Turn) -> bool:
    """Whether a yes is to be said once more: it was badly heard the first time, or may be a no."""
    heard = turn.heard
    if not heard.may_confirm:
        return not agrees_again(turn)
    if heard.by_keys:
        return False
    if is_weak_yes(heard.text):
        return heard.speech_confidence < SURELY_HEARD
    is_plain = turn.before.misses or agrees(heard.text)
    return (heard.speech_confidence < DOUBTFUL and not is_plain) or may_be_turned(heard.text)


def _finds_right(turn: Turn) -> bool | None:
    """Whether the words find all of it right; None for a question and for words about a single answer."""
    if turn.before.question == Wording.WHAT_IS_WRONG or turn.heard.is_question or named_fields(turn.heard.text):
        return None
    return finds_right(turn.heard.text)


def _approve(turn: Turn, said_last: str | None) -> bool:
    """A yes confirms, except to "Was soll ich ändern?": then the summary is read again, which counts as a miss."""
    misses = turn.before.misses + 1
    if said_last != Wording.WHAT_IS_WRONG:
        turn.after.confirmed = True
    elif misses > len(LADDER):
        turn.after.confirmed = False
    else:
        _count_miss(turn, misses)
    return True


def _objection(turn: Turn) -> bool:
    """Whether a no brings the form forward. A bare one counts as a miss, but the first never ends the call."""
    rejected = _rejected(turn)
    if rejected and _calls_wrong(turn):
        is_all = set(turn.form.asked) <= set(rejected)
        return _start_over(turn, rejected) if is_all else turn.ask_again(rejected)
    if _may_object(turn) and (unsettled := _unsettled(turn)):
        return turn.ask_again(unsettled)  # "Doch lieber früher": the day stays, the hour is asked for
    if turn.intent in _OBJECTIONS or _finds_fault(turn) or _takes_back(turn):
        return _ask_what_is_wrong(turn)
    if leaves_unopposed(turn):
        turn.after.confirmed = True
    return turn.after.confirmed is True


def _may_object(turn: Turn) -> bool:
    """Whether its words may find something wrong, be it with an excuse: "es tut mir leid, aber ..." is small talk."""
    return turn.may_answer or turn.is_guessed or turn.heard.intent == "small_talk"


def _finds_fault(turn: Turn) -> bool:
    return _may_object(turn) and (_finds_right(turn) is False or is_partly_right(turn.heard.text))


def _calls_wrong(turn: Turn) -> bool:
    """Whether what is named is called wrong, whatever that was taken for: "falsche Nummer"."""
    asked_what = turn.before.question == Wording.WHAT_IS_WRONG
    return asked_what or turn.intent in _OBJECTIONS or finds_right(turn.heard.text) is False


def _ask_what_is_wrong(turn: Turn) -> bool:
    """Whether that helps on. To ask again is no help, unless a key said no that was offered, and not forever then."""
    turn.prompting = Wording.WHAT_IS_WRONG
    _count_miss(turn, min(turn.before.misses + 1, len(LADDER)))
    if turn.before.question != Wording.WHAT_IS_WRONG:
        return True
    if turn.heard.by_keys:
        count_other_way(turn)
    return turn.heard.by_keys


def _count_miss(turn: Turn, misses: int) -> None:
    turn.after.misses = misses
    turn.is_miss = True


def _unsettled(turn: Turn) -> list[str]:
    return [slot for slot, answer in turn.form.answers.items() if answer.is_unsettled(turn)]


def _start_over(turn: Turn, wrong: Sequence[str]) -> bool:
    """All is wrong: "noch mal von vorn", but not forever."""
    count_other_way(turn)
    return turn.ask_again(wrong)


def _rejected(turn: Turn) -> list[str]:
    """The answers that callers name as wrong; all of them where all is wrong."""
    if turn.key_field:
        return [turn.key_field]
    return _named_as_wrong(turn) or (_everything(turn) if rejects_everything(turn.heard.text) else [])


def _named_as_wrong(turn: Turn) -> list[str]:
    """ "Die Nummer stimmt, aber der Name nicht": not what is found right beside others."""
    named = [slot for slot in named_fields(turn.heard.text) if slot in turn.form.answers]
    right = {slot for clause in clauses_found(turn.heard.text, right=True) for slot in named_fields(clause)}
    return [slot for slot in named if slot not in right] or named


def _wrong_besides(turn: Turn) -> list[str]:
    """ "*Die Nummer stimmt nicht*, lieber um elf": the answers that are called wrong beside one that is said."""
    if turn.heard.is_question or turn.heard.by_keys:
        return []
    named = [named_fields(clause) for clause in clauses_found(turn.heard.text, right=False)]
    wrong = dict.fromkeys(fields[0] for fields in named if len(fields) == 1)
    return [slot for slot in wrong if turn.before.values.get(slot) and slot not in turn.said]


def _everything(turn: Turn) -> list[str]:
    """The answers that are asked for, and those that were given unasked."""
    known = (slot for slot, value in turn.before.values.items() if value is not None)
    return list(dict.fromkeys([*turn.form.asked, *known]))
