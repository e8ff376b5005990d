"""A caller: hears what is said, and answers it in the manner of a persona until the goal is reached."""

import re
from collections.abc import Sequence
from dataclasses import replace
from random import Random

from rueckruf.simulator.callers.dictation import can_be_spelled, dictate, halves, say_digits, spell
from rueckruf.simulator.callers.goals import Goal, national
from rueckruf.simulator.callers.listening import digits_heard, is_refused, misheard, question, wants_a_sign
from rueckruf.simulator.callers.move import Move
from rueckruf.simulator.callers.personas import Persona, phrases
from rueckruf.simulator.callers.slips import Mistake, slip

FIELDS = ("caller_name", "phone_number", "callback_time")
#: So often a caller hears the same sentence, and so many turns the call takes, before they hang up.
SAME_SENTENCE = 4
PATIENCE = 25
_FIELD_OF = {
    **dict.fromkeys(("own_number", "rest_of_number", "keys"), "phone_number"),
    **dict.fromkeys(("other_time", "part_of_day"), "callback_time"),
}
_OFFERS = ("own_number", "other_time")
_MOST_ASIDES = 2
_MOST_SILENCES = 2


class Caller:
    """One call's caller. ``asked`` is the question that is open, ``withdrawn`` whether they have called it off.

    ``goal`` changes where they take the offer of their own number although they had another one in mind.

    Who is not ``careful`` takes every read-back for right, and says nothing wrong that would have to be put right then.

    ``accepted`` is the offer of another time that they have taken; who has ``spelled`` their surname has heard that it
    is enough, and is content with it.
    """

    def __init__(self, persona: Persona, goal: Goal, random: Random, careful: bool = True) -> None:
        self.persona, self.goal, self.random, self.careful = persona, goal, random, careful
        self.at_once = persona.happens("at_once", random)
        self.asked: str | None = None
        self.withdrawn = False
        self.accepted: str | None = None
        self.spelled = False
        self._said: set[str] = set()
        self._wrong: set[str] = set()
        self._corrected: set[str] = set()  # of those; whether it was understood is not known before it is read back
        self._heard: list[str] = []
        self._turns = self._asides = self._silences = 0
        mistaken = random.choice(FIELDS) if persona.happens("mistake", random) else None
        self._mistake = Mistake(slip(goal, mistaken, random) if mistaken and careful else None)
        self._closed = goal.closed_wish
        self._offer: str | None = None  # the sentence of the latest offer, as long as nothing was said to it
        self._waited = False  # the latest turn was a silence or a moment

    def answer(self, heard: Sequence[str]) -> Move:
        """What the caller does after hearing ``heard``, the latest sentences."""
        self._turns += 1
        self._heard.extend(heard)
        if self._turns > PATIENCE or self._heard.count(heard[-1]) >= SAME_SENTENCE:
            return Move(hangs_up=True)
        self._listen(heard)
        aside = self._aside()
        move = aside or self._yes_after_all(heard) or self._to_the_matter()
        self._waited = aside is not None
        self._offer = self._offer if aside else None
        return move

    def _listen(self, heard: Sequence[str]) -> None:
        """Note what is asked or offered, what was refused, and what is read back rightly or wrongly."""
        asked = question(heard)
        self.asked = asked or self.asked or "caller_name"
        self._offer = heard[-1] if asked in _OFFERS else self._offer
        if is_refused(heard):
            self._closed = None  # nobody asks for the same time again
        for field, is_wrong in misheard(heard, self.goal, self.spelled).items():
            if not self.careful or (field == "callback_time" and self.accepted):
                continue
            (self._wrong.add if is_wrong else self._wrong.discard)(field)
            self._corrected.discard(field)

    # -- off the subject

    def _aside(self) -> Move | None:
        """A silence, a moment or a question off the subject, each at most twice; or the whole wish is withdrawn."""
        draws = {what: self.persona.happens(what, self.random) for what in ("silence", "moment", "aside")}
        if self._withdraws():
            self.withdrawn = True
            return Move(self._one_of(phrases("withdraw")))
        if draws["silence"] and self._silences < _MOST_SILENCES:
            self._silences += 1
            return Move()
        self._silences = 0
        if self._asides < _MOST_ASIDES and (draws["moment"] or draws["aside"]):
            self._asides += 1
            return Move(self._phrase("aside_words" if draws["aside"] else "moment_words"))
        return None

    def _withdraws(self) -> bool:
        return self.goal.withdraws and (self.asked == "confirmed" or self._turns > 2)

    def _yes_after_all(self, heard: Sequence[str]) -> Move | None:
        """A yes after a silence or a moment: to the offer that was made before, or just "I am still there"."""
        if not self._waited or self.asked == "confirmed" or not self.persona.happens("yes_later", self.random):
            return None
        if self._offer and self._takes(self._offer):
            return Move(self._phrase("yes"))
        still_there = self._offer is None and wants_a_sign(heard)
        return Move(self._one_of(phrases("still_there")), repairs=True) if still_there else None

    def _takes(self, offer: str) -> bool:
        """Whether the caller takes what was offered, their own number or another time."""
        if question([offer]) == "other_time":
            self.accepted = offer if self.goal.takes_offer else self.accepted
            self._said.update(("callback_time",) if self.goal.takes_offer else ())
            return self.goal.takes_offer
        return self._takes_own_number()

    def _takes_own_number(self) -> bool:
        if self.goal.either_number and "phone_number" not in self._said:
            self.goal = replace(self.goal, own_number=True, number=national(self.goal.calls_from))
            self._mistake.forget("phone_number")
        self._said.update(("phone_number",) if self.goal.own_number else ())
        return self.goal.own_number

    # -- answering

    def _to_the_matter(self) -> Move:
        asked = str(self.asked)
        of_the_summary = {"confirmed": self._verdict, "what_is_wrong": self._what_is_wrong}
        if asked in of_the_summary:
            return of_the_summary[asked]()
        elsewhere = sorted(self._wrong - self._corrected - {_FIELD_OF.get(asked, asked)})
        if elsewhere and self.random.random() < 0.7:
            return self._correct(self._one_of(elsewhere))
        of_one_field = {
            "own_number": self._own_number,
            "rest_of_number": self._rest_of_number,
            "keys": self._by_keys,
            "other_time": self._other_time,
            "part_of_day": self._part_of_day,
        }
        if asked in of_one_field:
            return of_one_field[asked]()
        if self.at_once and not self._said:
            return self._everything()
        return self._give(asked)

    def _everything(self) -> Move:
        self._said.update(FIELDS)
        number = "dieser Nummer" if self.goal.own_number else self._number()
        template = self._phrase("everything")
        words = template.format(name=self._name(), number=number, time=self._time())
        return Move(f"{self._phrase('greeting')} {self._with_a_question(words)}".strip())

    def _give(self, field: str) -> Move:
        again = field in self._said
        if again:
            self._corrected.add(field)
        self._said.add(field)
        if (part := self._part(field)) and self.persona.happens("in_part", self.random):
            return Move(f"{part}.", repairs=True)
        if move := self._by_other_means(field, again):
            return move
        words = self._sentence(field)
        greeting = self._phrase("greeting") if len(self._said) == 1 and not again else ""
        return Move(f"{greeting} {self._with_a_question(self._spoken(words))}".strip(), repairs=again)

    def _by_other_means(self, field: str, again: bool) -> Move | None:
        """The name letter by letter where that is asked for; at first a number by keys, or half of it."""
        if field == "caller_name" and self._may_spell():
            self.spelled = True
            return Move(f"{self.goal.name}, ich buchstabiere: {spell(self.goal.last)}", repairs=True)
        if field == "phone_number" and not again and not self.goal.own_number:
            if self.persona.happens("keys", self.random):
                return Move(keys=f"{self._number_to_say()}#")
            if self.persona.happens("breaths", self.random):
                return Move(self._spoken(say_digits(halves(self._number_to_say())[0])))
        return None

    def _may_spell(self) -> bool:
        return bool(re.search("buchstab", self._heard[-1], re.IGNORECASE)) and can_be_spelled(self.goal.last)

    def _with_a_question(self, words: str) -> str:
        """The answer, and in the same breath a question off the subject."""
        if self._asides >= _MOST_ASIDES or not self.persona.happens("question_too", self.random):
            return words
        self._asides += 1
        return f"{words.rstrip('.')}. {self._one_of(phrases('questions'))}"

    def _own_number(self) -> Move:
        if self._takes_own_number():
            return Move(self._phrase("yes") if self.random.random() < 0.7 else self._phrase("own"))
        self._said.add("phone_number")
        if self.persona.happens("keys", self.random):
            return Move(keys=f"{self.goal.number}#")
        words = self._one_of(phrases("another_number"))
        return Move(words.format(number=self._number()) if "{" in words else words)

    def _rest_of_number(self) -> Move:
        number = self._number_to_say()
        begun = next(iter(digits_heard(self._heard[-1])), "")  # "null drei null, und weiter?"
        if number.startswith(begun):
            return Move(self._dictated(number[len(begun) :]))
        return Move(f"{self._phrase('no')}, {self._right('phone_number')}.", repairs=True)

    def _by_keys(self) -> Move:
        return Move(keys=f"{self.goal.number}#", repairs=True)

    def _other_time(self) -> Move:
        self._said.add("callback_time")
        if self._takes(self._offer or self._heard[-1]):
            return Move(self._one_of(phrases("takes_offer")))
        return Move(self._one_of(phrases("another_time")).format(time=self._time()))

    def _part_of_day(self) -> Move:
        return Move(self.goal.wish.hour_words or self._one_of(phrases("any_hour")))

    # -- the summary

    def _verdict(self) -> Move:
        if move := self._offered_key("2" if self._wrong else "1"):
            return move
        if not self._wrong:
            return Move(self._phrase("yes"))
        field = self._one_of(sorted(self._wrong))
        if self.random.random() < 0.25:
            return Move(self._phrase("no"), repairs=True)
        return self._correct(field)

    def _offered_key(self, key: str) -> Move | None:
        """A key that was offered for the answer, where the persona likes keys."""
        if not re.search(r"\btasten?\b|drücken", self._heard[-1].lower()):
            return None
        return Move(keys=key, repairs=True) if self.persona.happens("offered_keys", self.random) else None

    def _what_is_wrong(self) -> Move:
        if not self._wrong:
            return Move(self._one_of(phrases("all_is_right")), repairs=True)
        field = self._one_of(sorted(self._wrong))
        if move := self._offered_key(str(FIELDS.index(field) + 1)):
            return move
        if self.random.random() < 0.5:
            return Move(f"{self._one_of(phrases('wrong', field))}.".capitalize(), repairs=True)
        return Move(self._right(field), repairs=True)

    def _correct(self, field: str) -> Move:
        complains = self.random.random() < 0.2
        right = self._one_of(phrases("wrong", field)) if complains else self._right(field)
        return Move(f"{self._phrase('no')}, {right}.", repairs=True)

    def _right(self, field: str) -> str:
        """The right value, or what of it was wrong where that is enough."""
        self._said.add(field)
        self._corrected.add(field)
        goal = self.goal
        if (part := self._part(field)) and self.random.random() < 0.5:
            return part
        if field == "caller_name" and goal.name == goal.last and self.random.random() < 0.5:
            return self._one_of(phrases("surname_alone")).format(goal.last)
        value = {"caller_name": lambda: goal.name, "phone_number": self._dictated, "callback_time": self._time}[field]()
        return self._one_of(phrases("right", field)).format(value)

    # -- words

    def _part(self, field: str) -> str | None:
        return self._mistake.part(field) if field in self._wrong else None

    def _slips(self, field: str) -> str | None:
        value = self._mistake.make(field)
        if value is not None:
            self._wrong.add(field)
        return value

    def _name(self) -> str:
        return self._slips("caller_name") or self.goal.name

    def _number(self) -> str:
        return self._dictated(self._number_to_say())

    def _number_to_say(self) -> str:
        return self._slips("phone_number") or self.goal.number

    def _time(self) -> str:
        if self._closed:
            return self._closed
        self.accepted = None
        return self._slips("callback_time") or self.goal.wish.words

    def _dictated(self, digits: str | None = None) -> str:
        style = self.random.choice(self.persona.ways["numbers"])
        if digits and digits[0] != "0":
            return say_digits(digits)
        return dictate(digits or self.goal.number, style, self.random)

    def _sentence(self, field: str) -> str:
        if field == "phone_number" and self.goal.own_number and self.goal.calls_from != "anonymous":
            return self._phrase("own")
        what, value = {
            "caller_name": ("name", self._name),
            "phone_number": ("number", self._number),
            "callback_time": ("time", self._time),
        }[field]
        return self._phrase(what).format(**{what: value()})

    def _spoken(self, words: str) -> str:
        return f"{self._phrase('filler')} {words}".strip()

    def _phrase(self, kind: str) -> str:
        return self.persona.phrase(kind, self.random)

    def _one_of(self, them: Sequence[str]) -> str:
        return str(self.random.choice(them))
