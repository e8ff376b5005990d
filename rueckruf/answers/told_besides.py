"""A time that is told beside something else, no call wished then: "unter der erreichen Sie mich jederzeit"."""

from rueckruf.answers.odd_surname import SLOT as NAME
from rueckruf.answers.odd_surname import time_that_may_be_a_name, word_that_may_be_a_name
from rueckruf.answers.rung_numbers import SLOT as NUMBER
from rueckruf.answers.wished_time import SLOT, TimeWish
from rueckruf.callbacks.callback_window import Refusal, lay_over
from rueckruf.dialogue.state import CONFIRMED
from rueckruf.dialogue.turn import DOUBTFUL, Turn
from rueckruf.dialogue.wording import Wording
from rueckruf.spoken.concern.represented import names_own_people
from rueckruf.spoken.phone.offered import suits, telephones_named
from rueckruf.spoken.text.ending import speaks_of_a_callback
from rueckruf.spoken.text.judgement import finds_right
from rueckruf.spoken.text.numbers import cardinal
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import folded_words
from rueckruf.spoken.text.yes_and_no import plainly_agrees
from rueckruf.spoken.time.parts_of_day import parts_of_day
from rueckruf.spoken.time.said_again import names_day
from rueckruf.spoken.time.taken_times import only_mentions, only_tells_absence, only_tells_doings


def is_said_besides(turn: Turn, wish: TimeWish, numbers: int) -> bool:
    """Whether the time is named, but no call wished then; beside how many ``numbers`` it stands."""
    besides = (
        *(_praises_the_number, _agrees_at_last, _tells_doings, _tells_absence, _is_rather_a_name, _is_over),
        *(_is_indifferent, _is_right_by_now),
    )
    of_number = _is_part_of_a_number(wish, numbers) or _tells_which_number(turn, wish, numbers)
    of_number = of_number or (numbers > 0 and _tells_why_number(turn, wish))
    return of_number or any(is_besides(turn, wish) for is_besides in besides)


def _is_part_of_a_number(wish: TimeWish, numbers: int) -> bool:
    """Whether it is a bare number beside digits that are put right: "eins vier statt *vier eins*"."""
    return numbers > 0 and all(cardinal(word) is not None for word in folded_words(wish.said))


def _is_over(turn: Turn, wish: TimeWish) -> bool:
    """ "Zu der Anfrage von heute früh": nobody who was not asked for a time wishes one that is over."""
    if turn.asked in (SLOT, CONFIRMED):
        return False
    window = lay_over(wish.reading, turn.hours, turn.now)
    return isinstance(window, Refusal) and window.reason == "past"


def _is_indifferent(turn: Turn, wish: TimeWish) -> bool:
    """Whether "das ist mir egal" answers the summary, or the offer of a number: it asks for no other time than the one
    that was wished.
    """
    is_offer = turn.asked == NUMBER and turn.asks_yes_or_no
    known = turn.before.values.get(SLOT) is not None and turn.before.question != Wording.WHAT_IS_WRONG
    known = known or (is_offer and suits(turn.heard.text) is True)
    says_so = wish.reading.vague == "any" and not word_set("callback_time", "indifferent").isdisjoint(
        folded_words(wish.said)
    )
    return (is_offer or turn.asked == CONFIRMED) and known and not turn.objects and says_so


def _is_right_by_now(turn: Turn, wish: TimeWish) -> bool:
    """ "*Jetzt* ist es rund" of what was read back."""
    is_now = word_set("time_clauses", "at_this_moment").issuperset(folded_words(wish.said))
    return turn.asked == CONFIRMED and is_now and finds_right(turn.heard.text) is True


def _praises_the_number(turn: Turn, wish: TimeWish) -> bool:
    """ "Ja, unter der erreichen Sie mich jederzeit" takes the number that is offered; the time is asked for then."""
    if turn.asked in (SLOT, CONFIRMED) or turn.answer is None or not turn.answer.is_offered(turn) or turn.objects:
        return False
    said = (word for word in folded_words(wish.said) if word not in word_set("offered_number", "on_it"))
    return " ".join(said) in word_set("offered_number", "at_any_time")


def _agrees_at_last(turn: Turn, wish: TimeWish) -> bool:
    """ "Ja, jetzt", "jetzt stimmt es": the summary is right now, and no call is wished for this moment.

    "Ja bitte, dringend": it was read back when that is to be. "Ja, und einen schönen ersten Advent": nobody calls then.
    """
    text = turn.heard.text
    if turn.asked != CONFIRMED or speaks_of_a_callback(text) or not (plainly_agrees(text) or finds_right(text)):
        return False
    if isinstance(lay_over(wish.reading, turn.hours, turn.now), Refusal) and plainly_agrees(text):
        return True
    said = folded_words(wish.said)
    is_pressing = wish.reading.vague == "soon" and not word_set("callback_time", "pressing").isdisjoint(said)
    return is_pressing or " ".join(said) in word_set("callback_time", "in_passing", "now")


def _tells_doings(turn: Turn, wish: TimeWish) -> bool:
    """ "Bis zehn bin ich in der Werkstatt" leaves open when they can be called; of a known time it refuses that."""
    known = turn.before.values.get(SLOT)
    return not known and wish.reading.only_refuses and only_tells_doings(wish.said)


def _tells_absence(turn: Turn, wish: TimeWish) -> bool:
    """ "Ab Mittwoch bin ich im Urlaub", beside somebody else who may be the one to ring: the time is asked for then."""
    if turn.asked in (SLOT, CONFIRMED) or not names_own_people(turn.heard.text):
        return False
    return only_tells_absence(wish.said)


def _tells_which_number(turn: Turn, wish: TimeWish, numbers: int) -> bool:
    """ "Vormittags Festnetz, nachmittags mobil", "nein, nachmittags im Büro": when which number is good, and no wish.

    The time is asked for then; "morgen im Büro" is one.
    """
    readings = (wish.reading, *wish.reading.alternatives, *wish.reading.excluded)
    telephones = max(telephones_named(folded_words(turn.heard.text)), numbers - 1) if turn.asked == NUMBER else 0
    if not telephones or any(one.kind != "interval" for one in readings):
        return False
    several = telephones > 1 or len(readings) > 1
    return several or " ".join(folded_words(wish.said)) in parts_of_day()


def _tells_why_number(turn: Turn, wish: TimeWish) -> bool:
    """ "Nein, da geht ja *tagsüber* keiner dran, nehmen Sie null ...": of no day, beside another number."""
    known = turn.before.values.get(SLOT)
    if turn.asked != CONFIRMED or not known or names_day(wish.said) or wish.reading.only_refuses:
        return False
    return wish.reading.kind != "instant" and only_mentions(turn.heard.text, wish.said)


def _is_rather_a_name(turn: Turn, wish: TimeWish) -> bool:
    """ "Wurst", said alone in reply to the question for the name, is no "any time", and "Sonde" no Sunday misheard.

    "Montag" may be who they are: a time is asked for later anyway.
    """
    if time_that_may_be_a_name(turn):
        return True
    words = folded_words(turn.heard.text)
    if turn.asked != NAME or len(words) > 1 or words != folded_words(wish.said):
        return False
    may_be_a_name = word_that_may_be_a_name(turn.heard.text) is not None
    return may_be_a_name and (wish.reading.vague == "any" or wish.reading.confidence <= DOUBTFUL)
