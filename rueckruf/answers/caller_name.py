"""The name to ask for."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from typing import Any

from rueckruf.answers.last_resort import name_at_last
from rueckruf.answers.odd_surname import (
    SLOT,
    called_like_a_farewell,
    keep_word,
    time_that_may_be_a_name,
    word_that_may_be_a_name,
)
from rueckruf.answers.rejected_names import is_left_open, is_offered_no_more, leave_open, note_rejected, weighed
from rueckruf.answers.said_name import (
    OF_A_COMPANY,
    is_mentioned,
    name_said,
    own_company,
)
from rueckruf.answers.standing_name import is_in_passing
from rueckruf.callbacks.request import CallbackRequest
from rueckruf.dialogue.answer import Answer, Found, Span
from rueckruf.dialogue.doubt import cannot_be_had_better
from rueckruf.dialogue.heard import CLEARLY_HEARD, FINAL, LIKELY_HEARD, STAYING, SURE, SURELY_HEARD
from rueckruf.dialogue.state import FormState
from rueckruf.dialogue.take import take_values
from rueckruf.dialogue.turn import DOUBTFUL, Turn
from rueckruf.dialogue.wording import LADDER, Wording
from rueckruf.spoken.name.asked_writing import asks_how_written, leaves_open, letters_told
from rueckruf.spoken.name.caller_name import NameReading, read_caller_name
from rueckruf.spoken.name.carriers import tells_who_is_called, without_courtesy
from rueckruf.spoken.name.function import is_for_others
from rueckruf.spoken.name.misheard_spelling import sound_alike, sounds
from rueckruf.spoken.name.votes import sounds_listed
from rueckruf.spoken.name.words import FIRST_NAMES, SURNAMES, is_common, is_last, write
from rueckruf.spoken.text.emergency import tells_of_danger
from rueckruf.spoken.text.fields import first_part, named_part
from rueckruf.spoken.text.words import fold, folded_words, tokens

#: First name and surname.
_WHOLE = 2
#: Among so many words a name is heard less surely than they are in the mean.
_MANY_WORDS = 10
#: Letters of which none is missing are read more surely.
_CLEAR = 0.6
#: So few letters are heard in other words too: "Regie, S.E.N, dann" of "wie geht es Ihnen denn".
_FEW_LETTERS = 3
#: What makes up the written name; the rest of a value is about how it was said.
_WRITTEN = ("first", "last", "title")


class CallerName(Answer):
    """First name, surname and title; a surname alone will do. Its value is ``NameReading.as_slot``.

    While a part of it is disputed, ``part`` in the disputed value names it ("der Vorname ist falsch").
    """

    slot = SLOT
    at_question = "beim Namen"
    fields = ("name",)
    tells_who = True
    when_refused = "utter_voluntary"
    when_asked_back = "utter_which_name"

    def read(self, turn: Turn, spans: Mapping[str, Sequence[Span]]) -> Found | None:
        return name_said(turn, spans)

    def take(self, turn: Turn, reading: NameReading | str) -> bool:
        """Whoever is named by what they do, "mein Chef", may have a name: it is asked for, once."""
        if isinstance(reading, str):
            function = NameReading(None, write(reading.split()), None, (0, 0), OF_A_COMPANY).as_slot()
            if turn.before.question == Wording.BY_FUNCTION:
                turn.set(self.slot, function)
            else:
                turn.dispute(self.slot, {**function, "by_function": True})
            return True
        if is_mentioned(turn, turn.heard.text, reading) or is_in_passing(turn, reading):
            return False
        if self._is_corrected(turn, reading):
            note_rejected(turn, turn.before.values[self.slot])
        reading = weighed(turn, reading)
        if is_offered_no_more(turn, reading):
            return True
        if _is_hardly_heard_again(turn):
            reading = _with_title(turn, _surely_named(turn, reading))
            if _is_too_little(turn, reading):
                return False
        turn.set(self.slot, reading.as_slot(), reading.confidence)
        return True

    def _is_corrected(self, turn: Turn, reading: NameReading) -> bool:
        """Whether the caller objects, and says another name than the one that stands."""
        known = turn.before.values.get(self.slot)
        return bool(known and turn.objects) and not self.is_same(reading.as_slot(), known)

    def is_same(self, value: Any, before: Any) -> bool:
        if not (value and before):
            return bool(value == before)
        return all(value.get(part) == before.get(part) for part in _WRITTEN)

    def tell(self, turn: Turn) -> bool:
        """How it is written, letter by letter; the letters that a question names are put in as a remark on it is."""
        text, known = turn.heard.text, turn.before.values.get(self.slot)
        if not known or not asks_how_written(text):
            return False
        take_values(turn)
        name = (None if leaves_open(text) else turn.after.values.get(self.slot)) or known
        reading = NameReading.from_slot(name)
        whole = replace(reading, first=reading.first or known["first"], title=reading.title or known["title"]).as_slot()
        turn.set(self.slot, {**whole, "asked_letters": _asked_part(text, whole)})
        return True

    def say(self, value: Mapping[str, Any], now: datetime) -> str:
        return NameReading.from_slot(value).full

    def kept(self, state: FormState) -> dict[str, Any]:
        value = state.values.get(self.slot)
        return {"name": NameReading.from_slot(value).full} if value else {}

    def keeps_the_line(self, turn: Turn) -> bool:
        """ "Brand", said alone in reply to the question for the name, is a surname and no emergency.

        Nor is "Sauerbier" an insult, "Feierabend" surely an end, "Regina Ade" a goodbye, or "unsere Buchhaltung" a wish
        to be put through.
        """
        if turn.asked != self.slot or turn.opens:
            return False
        text, intent = turn.heard.text, turn.heard.intent
        if intent in FINAL:
            return _is_called_like_an_end(turn)
        if intent == "insult":
            return word_that_may_be_a_name(text) is not None or own_company(text) is not None
        return intent in STAYING and not tells_of_danger(text) and _tells_whom_to_ring(text)

    def restore(self, turn: Turn, state: FormState, request: CallbackRequest) -> None:
        """The name that was said in this call stays."""
        if state.values.get(self.slot) is None:
            reading = read_caller_name(request.name, expected=True)
            state.values[self.slot] = reading.as_slot() if reading else None

    def is_doubtful(self, turn: Turn) -> bool:
        """One that was hardly heard, or not surely and is in no list or follows one that was wrong; of one that was
        spelled, letters that were guessed at or hardly heard and are few or make a name in no list, or of which some
        are missing and nobody said the name. Not one that several hearings tell.
        """
        name, before = turn.after.values[self.slot], turn.before
        if name.get("voted"):
            return False
        is_second = before.question == self.slot or "part" in before.disputed.get(self.slot, {})
        least = CLEARLY_HEARD if is_second else _least_heard(turn, name)
        if name.get("alphabet"):
            return turn.heard.is_doubtful and _are_unsure_letters(turn, name, least)
        return turn.heard.speech_confidence < least

    def is_hardly_told(self, turn: Turn) -> bool:
        """One that is in no list and was hardly heard: "Apeka" of Becker."""
        last = turn.after.values[self.slot].get("last") or ""
        return turn.heard.speech_confidence < LIKELY_HEARD and not _is_listed(last)

    def is_heard_again(self, turn: Turn, before: Any) -> bool:
        """A surname alone will do, and a first name alone will not."""
        value = turn.after.values[self.slot]
        first_names = {name.get("first") for name in (value, before)} - {None}
        is_again = bool(value["last"] and before["last"]) and sound_alike(value["last"], before["last"])
        return is_again and len(first_names) < _WHOLE

    def wording(self, state: FormState) -> Wording | None:
        """A name is asked for of whoever is told by what they do."""
        named = state.disputed.get(self.slot) or {}
        return Wording.BY_FUNCTION if named.get("by_function") else super().wording(state)

    def left_open(self, turn: Turn) -> None:
        """A word that may be a name is one where it is said again; one that was read and is doubted is kept already."""
        is_doubted = turn.after.doubted.get(self.slot) != turn.before.doubted.get(self.slot)
        if not (is_doubted or turn.opens):
            keep_word(turn)

    def accept(self, turn: Turn) -> bool:
        """A doubtful name where it cannot be had better, and a surname where nobody says the first name.

        Whoever was told by what they do is asked for by that where nobody says a name.
        """
        by_function = turn.before.question == Wording.BY_FUNCTION and turn.heard.intent != "caller_silent"
        if by_function or turn.before.question == Wording.WHOLE_NAME:
            name = turn.before.disputed[self.slot]
            turn.set(self.slot, {key: value for key, value in name.items() if key not in ("part", "by_function")})
            return True
        doubtful = self.put_aside_value(turn.before)
        if doubtful and (cannot_be_had_better(turn) if doubtful["last"] else turn.before.misses >= len(LADDER)):
            turn.set(self.slot, doubtful)
            return True
        return self._takes_the_likeliest(turn)

    def _takes_the_likeliest(self, turn: Turn) -> bool:
        """Nobody is given up who says their name again and again in words that nobody foresaw: it is read back."""
        guessed = None if turn.before.values.get(self.slot) or turn.asked != self.slot else name_at_last(turn)
        if guessed is None:
            return False
        turn.set(self.slot, guessed.as_slot(), guessed.confidence)
        return True

    def ask_for_more(self, turn: Turn) -> bool:
        """A surname may be that of somebody else at the same telephone: the first name is asked for, once."""
        name = turn.after.values.get(self.slot)
        if not name or name.get("first") or turn.before.question == Wording.WHOLE_NAME:
            return False
        turn.dispute(self.slot, {**name, "part": first_part()})
        turn.prompting = Wording.WHOLE_NAME
        return True

    def reject(self, turn: Turn, from_scratch: bool) -> None:
        """Not forever: nobody is asked until they hang up."""
        super().reject(turn, from_scratch)
        if not from_scratch:
            note_rejected(turn, turn.before.values.get(self.slot))
        if is_left_open(turn):
            leave_open(turn)
        elif name := turn.after.disputed.get(self.slot):
            turn.dispute(self.slot, {**name, "part": named_part(turn.heard.text)})


def _asked_part(text: str, name: Mapping[str, Any]) -> str:
    """The part of a name that is asked about: that which is said, or has the letters; else the surname."""
    letters, said = letters_told(text), set(folded_words(text))

    def weight(part: str) -> tuple[bool, bool]:
        return not said.isdisjoint(folded_words(part)), any(one in part.lower() for one in letters)

    return max((str(part) for part in (name.get("last"), name.get("first")) if part), key=weight)


def _are_unsure_letters(turn: Turn, name: Mapping[str, Any], least: float) -> bool:
    surely = turn.surely.get(SLOT, 1.0)
    is_hardly = surely < LIKELY_HEARD or turn.heard.speech_confidence < DOUBTFUL
    is_likely = least <= LIKELY_HEARD and len(name.get("last") or "") > _FEW_LETTERS
    return surely < _CLEAR or (is_hardly and not is_likely)


def _is_hardly_heard_again(turn: Turn) -> bool:
    is_again = turn.before.question == Wording.LAST_HELP or bool(turn.before.doubted.get(SLOT))
    return turn.heard.is_doubtful and is_again


def _surely_named(turn: Turn, reading: NameReading) -> NameReading:
    """The surname alone, which is all that was asked for, where the first name is not common, was another before, or
    ends where the surname does not begin: "*Marco* Flemann" of letters that spell "Lehmann".
    """
    if not (reading.last and reading.first):
        return reading
    doubted = (one for one in turn.before.doubted.get(SLOT, ()) if one["last"] == reading.last)
    heard = {one["first"] for one in doubted} - {None}
    is_sure = is_common(reading.first, FIRST_NAMES) and heard <= {reading.first}
    is_parted = not reading.spelled or _begins_as_said(turn.heard.text, reading)
    return reading if is_sure and is_parted else replace(reading, first=None)


def _begins_as_said(text: str, reading: NameReading) -> bool:
    """Whether what was said behind the first name begins with the sound of the surname."""
    first, last = fold(reading.first or ""), sounds(fold(reading.last or ""))
    behind = (new for old, new in pairwise(folded_words(text)) if old == first)
    return sounds(next(behind, last))[:1] == last[:1]


def _with_title(turn: Turn, reading: NameReading) -> NameReading:
    """With the title that was heard before: letters are spelled without it."""
    titles = {one.get("title") for one in turn.before.doubted.get(SLOT, ())} - {None}
    return replace(reading, title=titles.pop()) if reading.title is None and len(titles) == 1 else reading


def _least_heard(turn: Turn, name: Mapping[str, Any]) -> float:
    """How surely a name is heard that is taken: least where all of it is common, and more where the surname is rare or
    only its ending tells one, for many are misheard as one in "-mann", or where it is said among many other words: of
    all of them they make the mean better, and nothing of the name.
    """
    first, last = name.get("first"), (name.get("last") or "").split()[-1:]
    if not (first is None or is_common(first, FIRST_NAMES)) or not all(map(is_last, last)):
        return CLEARLY_HEARD
    is_likely = (
        bool(last) and all(is_common(surname, SURNAMES) for surname in last) and not _is_among_others(turn, name)
    )
    return LIKELY_HEARD if is_likely else SURELY_HEARD


def _is_too_little(turn: Turn, reading: NameReading) -> bool:
    """A first name alone, or what is hardly a name: in no list and hardly heard. One that was heard before may do
    rather.
    """
    if reading.last is None:
        return not reading.spelled or reading.confidence < LIKELY_HEARD
    if turn.heard.speech_confidence >= DOUBTFUL or reading.spelled:
        return False
    is_new = all(one["last"] != reading.last for one in turn.before.doubted.get(SLOT, ()))
    return is_new and not _is_listed(reading.last)


def _is_listed(surname: str) -> bool:
    """Whether the lists know its last word, or one that sounds the same."""
    last = surname.split(" ")[-1]
    return is_last(last) or sounds_listed(last)


def _is_among_others(turn: Turn, name: Mapping[str, Any]) -> bool:
    """Whether many words are said beside it; those of its letters are none."""
    return not name.get("alphabet") and len(folded_words(turn.heard.text)) >= _MANY_WORDS


def _is_called_like_an_end(turn: Turn) -> bool:
    called_so = called_like_a_farewell(turn) is not None
    return called_so or (turn.heard.intent_confidence < SURE and time_that_may_be_a_name(turn) is not None)


def _tells_whom_to_ring(text: str) -> bool:
    return is_for_others(text) or _is_a_surname(text) or tells_who_is_called(text)


def _is_a_surname(text: str) -> bool:
    """Whether a surname of the lists is said, and nothing else."""
    said = without_courtesy(tokens(text))
    return len(said) == 1 and is_last(said[0].raw)
