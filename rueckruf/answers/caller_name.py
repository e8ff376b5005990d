"""The name to ask for."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import chain, takewhile
from typing import Any

from rueckruf.answers.odd_surname import keep_word, read_odd_surname, time_that_may_be_a_name, word_that_may_be_a_name
from rueckruf.callbacks.request import CallbackRequest
from rueckruf.dialogue.answer import Answer, Found, Span
from rueckruf.dialogue.heard import CLEARLY_HEARD, EVENTS, FINAL, LIKELY_HEARD, STAYING, SURE, SURELY_HEARD
from rueckruf.dialogue.state import CONFIRMED, FormState
from rueckruf.dialogue.turn import DOUBTFUL, Turn, blanked
from rueckruf.dialogue.wording import LADDER, Wording
from rueckruf.spoken.concern.represented import named_company
from rueckruf.spoken.name.asking import is_asked
from rueckruf.spoken.name.called_for import CalledFor, called_for
from rueckruf.spoken.name.caller_name import NameReading, read_caller_name
from rueckruf.spoken.name.carriers import is_courtesy, tells_who_is_called
from rueckruf.spoken.name.function import is_for_others, named_function, rung_instead
from rueckruf.spoken.name.spelling import is_spelled
from rueckruf.spoken.name.third_person import is_spoken_of, is_told_by_first_name
from rueckruf.spoken.name.trade import named_trade
from rueckruf.spoken.name.words import (
    is_everyday,
    is_first,
    is_function,
    is_last,
    is_word,
    name_tokens,
    surname_origin,
    write,
)
from rueckruf.spoken.text.emergency import tells_of_danger
from rueckruf.spoken.text.ending import speaks_of_a_callback
from rueckruf.spoken.text.fields import first_part, named_part
from rueckruf.spoken.text.question import asks
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import Token, folded_words, tokens

#: Longer sentences state a concern.
_MOST_WORDS_OF_A_NAME = 5
#: So many may stand beside the surname in "nein, das stimmt nicht, ich heiße nur Weber".
_MOST_WORDS_BESIDE_A_NAME = 8
#: A mere name from elsewhere may be taken for another language, but less surely than a sentence in one.
_SURELY_NOT_GERMAN = 0.7
#: First name and surname.
_WHOLE = 2
#: How surely a caller is asked for by a word that only their company's name makes a name: it is read back.
_OF_A_COMPANY = 0.45
#: Where it is kept whom the caller rings for.
_CONCERN = "concern"
_PART = re.compile(r"[^,.;:!?]+")
#: What makes up the written name; the rest of a value is about how it was said.
_WRITTEN = ("first", "last", "title")


class CallerName(Answer):
    """First name, surname and title; a surname alone will do. Its value is ``NameReading.as_slot``.

    While a part of it is disputed, ``part`` in the disputed value names it ("der Vorname ist falsch").
    """

    slot = "caller_name"
    at_question = "beim Namen"
    fields = ("name",)
    tells_who = True

    def read(self, turn: Turn, spans: Mapping[str, Sequence[Span]]) -> Found | None:
        """A pause takes the place of other answers, so that no name reaches across them."""
        text = blanked(turn.heard.text, chain.from_iterable(spans.values()), " , ")
        others = called_for(text)
        if others is None:
            return _found(turn, text)
        if (named := _insisted_on(turn, text, others)) is not None:
            return Found(named, [others.words])
        said, text = (blanked(words, [others.words], " , ") for words in (turn.heard.text, text))
        return _found(turn.hearing(said), text)

    def take(self, turn: Turn, reading: NameReading | str) -> bool:
        """Whoever is named by what they do, "mein Chef", may have a name: it is asked for, once."""
        if isinstance(reading, str):
            function = NameReading(None, write(reading.split()), None, (0, 0), _OF_A_COMPANY).as_slot()
            if turn.before.question == Wording.BY_FUNCTION:
                turn.set(self.slot, function)
            else:
                turn.dispute(self.slot, {**function, "by_function": True})
            return True
        if _is_mentioned(turn, turn.heard.text, reading):
            return False
        if turn.heard.is_doubtful and turn.before.question == self.other_way:
            reading = _surely_named(turn, reading)
            if reading.last is None and not (reading.spelled and reading.confidence >= LIKELY_HEARD):
                return False
        turn.set(self.slot, reading.as_slot(), reading.confidence)
        return True

    def is_same(self, value: Any, before: Any) -> bool:
        if not (value and before):
            return bool(value == before)
        return all(value.get(part) == before.get(part) for part in _WRITTEN)

    def say(self, value: Mapping[str, Any], now: datetime) -> str:
        return NameReading.from_slot(value).full

    def kept(self, state: FormState) -> dict[str, Any]:
        value = state.values.get(self.slot)
        return {"name": NameReading.from_slot(value).full} if value else {}

    def keeps_the_line(self, turn: Turn) -> bool:
        """ "Brand", said alone in reply to the question for the name, is a surname and no emergency.

        Nor is "Sauerbier" an insult, "Feierabend" surely an end, or "unsere Buchhaltung" a wish to be put through.
        """
        if turn.asked != self.slot or _is_at_the_opening(turn):
            return False
        text, intent = turn.heard.text, turn.heard.intent
        if intent in FINAL:
            return turn.heard.intent_confidence < SURE and time_that_may_be_a_name(turn) is not None
        if intent == "insult":
            return word_that_may_be_a_name(text) is not None or _own_company(text) is not None
        return intent in STAYING and not tells_of_danger(text) and _tells_whom_to_ring(text)

    def restore(self, turn: Turn, state: FormState, request: CallbackRequest) -> None:
        """The name that was said in this call stays."""
        if state.values.get(self.slot) is None:
            reading = read_caller_name(request.name, expected=True)
            state.values[self.slot] = reading.as_slot() if reading else None

    def is_doubtful(self, turn: Turn) -> bool:
        """One that was hardly heard, or not surely and is in no list or follows one that was wrong; of one that was
        spelled, letters that were guessed at and make a name in no list.
        """
        name, before = turn.after.values[self.slot], turn.before
        is_second = before.question == self.slot or "part" in before.disputed.get(self.slot, {})
        least = CLEARLY_HEARD if is_second else _least_heard(name)
        if name.get("alphabet"):
            return turn.heard.is_doubtful and least > LIKELY_HEARD and turn.surely.get(self.slot, 1.0) < LIKELY_HEARD
        return turn.heard.speech_confidence < least

    def is_heard_again(self, turn: Turn, before: Any) -> bool:
        """A surname alone will do, and a first name alone will not."""
        value = turn.after.values[self.slot]
        first_names = {name.get("first") for name in (value, before)} - {None}
        return value["last"] is not None and value["last"] == before["last"] and len(first_names) < _WHOLE

    def wording(self, state: FormState) -> Wording | None:
        """A name is asked for of whoever is told by what they do."""
        named = state.disputed.get(self.slot) or {}
        return Wording.BY_FUNCTION if named.get("by_function") else super().wording(state)

    def left_open(self, turn: Turn) -> None:
        """A word that may be a name is one where it is said again; one that was read and is doubted is kept already."""
        is_doubted = turn.after.doubted.get(self.slot) != turn.before.doubted.get(self.slot)
        if not (is_doubted or _is_at_the_opening(turn)):
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
        if doubtful and turn.before.misses >= (1 if doubtful["last"] else len(LADDER)):
            turn.set(self.slot, doubtful)
            return True
        return False

    def ask_for_more(self, turn: Turn) -> bool:
        """A surname may be that of somebody else at the same telephone: the first name is asked for, once."""
        name = turn.after.values.get(self.slot)
        if not name or name.get("first") or turn.before.question == Wording.WHOLE_NAME:
            return False
        turn.dispute(self.slot, {**name, "part": first_part()})
        turn.prompting = Wording.WHOLE_NAME
        return True

    def reject(self, turn: Turn, from_scratch: bool) -> None:
        super().reject(turn, from_scratch)
        if name := turn.after.disputed.get(self.slot):
            turn.dispute(self.slot, {**name, "part": named_part(turn.heard.text)})


def _insisted_on(turn: Turn, text: str, others: CalledFor) -> NameReading | None:
    """Whom the caller rings for, named once more where they are asked for their own name: that one may do."""
    known = turn.before.values.get(_CONCERN) or ""
    insists = text[slice(*others.words)] in known and _is_asked_for(turn)
    return read_caller_name(text[slice(*others.name)], expected=True) if insists else None


def _found(turn: Turn, text: str) -> Found | None:
    """Who is named, without the trade of their company, "Lindner *Heizungsbau*", or told of instead of the caller."""
    trade = named_trade(text)
    found = _named(turn, blanked(text, [trade[1]], " , ") if trade else text)
    if _is_asked_for(turn) and (instead := rung_instead(text)) and not _is_named_behind(found, instead):
        return Found(text[slice(*instead)], [])
    return Found(found.reading, []) if found and trade else found  # the concern keeps whose name it is


def _is_named_behind(found: Found | None, function: Span) -> bool:
    """ "Nicht mich, sondern *meine Kollegin*, Frau Busch"."""
    return found is not None and isinstance(found.reading, NameReading) and found.reading.span[0] >= function[0]


def _named(turn: Turn, text: str) -> Found | None:
    """The caller's own name, or what they or their company are called instead."""
    if function := _by_function(turn, text):
        return Found(text[slice(*function)], [function])
    company = _own_company(text)
    reading = _beside(turn, text, company) if company else _read(turn, text)
    reading = _without_first(turn, text, reading) or reading or read_odd_surname(turn)
    if reading is None and company and (named := _of_company(turn, text, company)):
        return Found(named, [])  # and the concern keeps whose name it is
    return Found(reading, [reading.span]) if reading else None


def _beside(turn: Turn, text: str, company: Span) -> NameReading | None:
    """The caller's name beside that of their company, or in it, but not where no name was asked for.

    "Hotel Strandkieker, hier fehlen Handtücher".
    """
    reading = _read(turn, blanked(text, [company], " , ")) or _read(turn, text)
    of_the_company = reading and not reading.first and _is_within(reading.span, company)
    return None if of_the_company and _is_at_the_opening(turn) else reading


def _is_within(inner: Span, outer: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _own_company(text: str) -> Span | None:
    """Where the caller's own company is named; "Hotel" among spelled letters is none."""
    company = named_company(text)
    return None if company and is_spelled(text, company[0]) else company


def _surely_named(turn: Turn, reading: NameReading) -> NameReading:
    """The surname alone, which is all that was asked for, where the first name is in no list or was another before."""
    if not (reading.last and reading.first):
        return reading
    doubted = (one for one in turn.before.doubted.get(CallerName.slot, ()) if one["last"] == reading.last)
    heard = {one["first"] for one in doubted} - {None}
    is_sure = is_first(reading.first) and heard <= {reading.first}
    return reading if is_sure else replace(reading, first=None)


def _least_heard(name: Mapping[str, Any]) -> float:
    """How surely a name is heard that is taken: least where the lists know all of it, and more where only the ending
    tells a surname, for many are misheard as one in "-mann".
    """
    first, last = name.get("first"), (name.get("last") or "").split()[-1:]
    if not (first is None or is_first(first)) or not all(map(is_last, last)):
        return CLEARLY_HEARD
    return LIKELY_HEARD if all(map(surname_origin, last)) else SURELY_HEARD


def _of_company(turn: Turn, text: str, company: Span) -> NameReading | None:
    """ "Schreinerei *Holzapfel*": who was asked and gives no other name is asked for by that of the company.

    One that tells a place, "Klinik am Rathsberg", names nobody: it counts as a whole where no other name is to be had.
    """
    behind = text.find(" ", *company) + 1
    if not behind or not _is_asked_for(turn) or _is_at_the_opening(turn):
        return None
    words = text[behind : company[1]]
    reading = read_caller_name(words, expected=True, again=True)
    named = filter(None, (reading.first, reading.last)) if reading else [words]
    if any(map(_names_nobody, folded_words(" ".join(named)))):
        whole = NameReading(None, text[slice(*company)], None, company, _OF_A_COMPANY)
        return whole if turn.before.misses else None
    if reading is None:  # any word names a company
        return NameReading(None, write(words.split()), None, (behind, company[1]), _OF_A_COMPANY)
    return _moved(reading, behind)


def _names_nobody(word: str) -> bool:
    """Whether a folded word is one of everyday speech and no name: "am", "Station"."""
    return is_everyday(word) and not (is_first(word) or is_last(word))


def _read(turn: Turn, text: str) -> NameReading | None:
    known = _known(turn)
    if _tells_a_matter(turn):
        return read_caller_name(text, given=known) or _at_the_head(turn, text) or _recognised(turn, known, whole=True)
    bare = _may_be_bare(turn, known)
    again = bare and turn.before.prompting in LADDER and turn.heard.intent not in ("affirm", "deny")
    reading = read_caller_name(text, expected=bare, again=again, given=known) or _recognised(turn, known)
    part = _part_asked_for(turn)
    return _in_part(text, reading, known, part) if reading and known and part else reading


def _is_at_the_opening(turn: Turn) -> bool:
    """Whether "Was kann ich für Sie tun?" is answered, which asks for no name."""
    return turn.before.prompting == Wording.FIRST


def _by_function(turn: Turn, text: str) -> Span | None:
    """Where somebody is named by what they do, in reply to the question for the name."""
    may_be = _is_asked_for(turn) and not _is_at_the_opening(turn) and not asks(text)
    return named_function(text) if may_be else None


def _tells_whom_to_ring(text: str) -> bool:
    return is_for_others(text) or _is_a_surname(text) or tells_who_is_called(text)


def _is_a_surname(text: str) -> bool:
    """Whether a surname of the lists is said, and nothing else."""
    said = [token for token in tokens(text) if token.kind == "word" and not is_courtesy(token)]
    return len(said) == 1 and is_last(said[0].raw)


def _may_be_bare(turn: Turn, known: NameReading | None) -> bool:
    return _is_asked_for(turn) or _is_said_again(turn, known)


def _is_said_again(turn: Turn, known: NameReading | None) -> bool:
    """Whether the summary is objected to with the first name in it: "nein, um elf, und Carola *Arens* ohne h"."""
    if known is None or turn.asked != CONFIRMED or not turn.objects_to(CallerName.slot):
        return False
    first = folded_words(known.first or "")
    return bool(first) and set(first) <= set(folded_words(turn.heard.text))


def _known(turn: Turn) -> NameReading | None:
    """The name that these words may change, even one that was called wrong; of a doubtful one nothing stands."""
    given = turn.before.values.get(CallerName.slot) or turn.after.disputed.get(CallerName.slot)
    if given is None or given == turn.form.answers[CallerName.slot].put_aside_value(turn.after):
        return None
    if given.get("by_function"):
        return None
    return NameReading.from_slot(given)


def _part_asked_for(turn: Turn) -> str | None:
    """The part of the name that was called wrong, while a name is asked for."""
    disputed = turn.after.disputed.get(CallerName.slot) if _is_asked_for(turn) else None
    return disputed.get("part") if disputed else None


def _is_mentioned(turn: Turn, text: str, reading: NameReading) -> bool:
    """Whether something is told of whose name stands, at another question: it is no correction of the name.

    "Nein, *Frau Pohl* hat Festnetz".
    """
    known = turn.before.values.get(CallerName.slot)
    if not known or _is_asked_for(turn):
        return False
    named, stands = (set(folded_words(name)) for name in (reading.full, NameReading.from_slot(known).full))
    return named <= stands and is_spoken_of(text, reading.span)


def _without_first(turn: Turn, text: str, reading: NameReading | None) -> NameReading | None:
    """The surname that is known already, with a no: then there is no such first name. It was misheard with another."""
    known = _known(turn)
    if known is None or not _is_objected_to(turn, text, reading, known):
        return None
    first, surname = folded_words(known.first or ""), folded_words(known.last or "")
    said = folded_words(text)
    if set(first) & set(said) or len(said) > _MOST_WORDS_BESIDE_A_NAME + len(surname):
        return None
    place = _place(surname, said)
    return replace(known, first=None, span=_span(text, place)) if place else None


def _is_objected_to(turn: Turn, text: str, reading: NameReading | None, known: NameReading) -> bool:
    """Whether a no is said to the name, of which nothing else is read."""
    is_same = reading is None or reading.full == known.full
    return is_same and turn.objects_to(CallerName.slot) and not (reading and _is_mentioned(turn, text, reading))


def _place(part: Sequence[str], words: Sequence[str]) -> range | None:
    """Where ``part`` stands in ``words``."""
    starts = range(len(words) - len(part) + 1) if part else ()
    return next((range(at, at + len(part)) for at in starts if words[at : at + len(part)] == part), None)


def _span(text: str, place: range) -> Span:
    words = [token for token in tokens(text) if token.kind == "word"]
    return words[place[0]].start, words[place[-1]].end


def _tells_a_matter(turn: Turn) -> bool:
    """Whether "Was kann ich für Sie tun?", which asks for no name, is answered at length or with a callback."""
    text = turn.heard.text
    tells = len(folded_words(text)) > _MOST_WORDS_OF_A_NAME or speaks_of_a_callback(text)
    return _is_at_the_opening(turn) and tells


def _is_asked_for(turn: Turn) -> bool:
    """Whether a name may be said without a word that introduces it."""
    heard = turn.heard
    if turn.is_urgent or heard.by_keys or heard.intent in EVENTS:
        return False
    if heard.intent == "not_german" and heard.intent_confidence >= _SURELY_NOT_GERMAN:
        return False
    if heard.intent == "moment" and not _is_a_whole_name(heard.text):
        return False
    return turn.asked == CallerName.slot or turn.before.question == Wording.WHAT_IS_WRONG


def _is_a_whole_name(text: str) -> bool:
    """Whether a surname is said behind a first name or "Frau", and nothing but that again: "die Sabine *Kurz*"."""
    said = [token for token in tokens(text) if token.kind == "word" and not is_function(token.folded)]
    if len(said) > _WHOLE and said[0].folded == said[-1].folded:
        said = said[1:]
    if len(said) != _WHOLE or not is_last(said[1].raw):
        return False
    return is_first(said[0].raw) or said[0].folded in word_set("caller_name", "salutations")


def _at_the_head(turn: Turn, text: str) -> NameReading | None:
    """ "Weber, guten Tag, ich hätte ...", "Tach, Krämer, Sabine Krämer, es geht um ...".

    A greeting or an exclamation in dialect stands there too, "Griaß eich, ...", so it must be a name that a list knows,
    or one beside a greeting; "hello, do you ..." holds none.
    """
    if turn.heard.intent == "not_german":
        return None
    parts = [*_PART.finditer(text)]
    for part, following in zip(parts, [*parts[1:], None], strict=True):
        reading = _short_name(part)
        if reading and reading.confidence < DOUBTFUL:
            continue  # whoever is greeted, "Hallo Frau Weber", is no caller
        if reading:
            whole = _completed(reading, following)
            greets = part is not parts[0] or _is_greeting(following)
            return whole if greets or _opens_with_a_known_name(whole) else None
        if not _is_greeting(part):
            return None
    return None


def _is_greeting(part: re.Match[str] | None) -> bool:
    return part is not None and _is_short(part[0]) and _is_polite(part[0])


def _opens_with_a_known_name(reading: NameReading) -> bool:
    """Whether a list knows the first name or, where only a surname was said, that."""
    if reading.first:
        return is_first(reading.first)
    return bool(reading.title) or is_last((reading.last or "").split()[-1])


def _completed(name: NameReading, part: re.Match[str] | None) -> NameReading:
    """The surname with the first name, where the next part says both."""
    if name.first and name.last:
        return name
    whole = _short_name(part) if part else None
    return whole if whole and whole.first and whole.last == name.last else name


def _short_name(part: re.Match[str]) -> NameReading | None:
    return _moved(read_caller_name(part[0], expected=True), part.start()) if _is_short(part[0]) else None


def _is_short(text: str) -> bool:
    words = [token for token in tokens(text) if token.kind == "word" and not is_courtesy(token)]
    return len(words) <= _MOST_WORDS_OF_A_NAME


def _is_polite(text: str) -> bool:
    return all(is_courtesy(token) for token in tokens(text) if token.kind == "word")


def _moved(reading: NameReading | None, by: int) -> NameReading | None:
    """The reading of a part of a text, as a place in all of it."""
    return replace(reading, span=(by + reading.span[0], by + reading.span[1])) if reading else None


def _recognised(turn: Turn, known: NameReading | None, whole: bool = False) -> NameReading | None:
    """What the trained recogniser takes for a name where no rule finds one; ``whole``: both first name and surname."""
    text, words = turn.heard.text, turn.heard.name_words
    if not words or known is not None or turn.is_urgent or not _may_name_the_caller(turn, words):
        return None
    named = _with_names_beside(text, words)
    reading = _moved(read_caller_name(named, recognised=True), text.find(named))
    return reading if reading and (not whole or (reading.first and reading.last)) else None


def _may_name_the_caller(turn: Turn, words: str) -> bool:
    """Whether words are said that are no part of a question, nor a mere first name of somebody else."""
    text = turn.heard.text
    at = text.find(words)
    if at < 0 or is_asked(text, at):
        return False
    return turn.before.prompting in LADDER or not is_told_by_first_name(text, (at, at + len(words)))


def _with_names_beside(text: str, words: str) -> str:
    """What the recogniser took for a name, with the names of the lists right beside it, which are parts of it."""
    said, at = name_tokens(text), text.find(words)
    inside = [index for index, token in enumerate(said) if at <= token.start < at + len(words)]
    if at < 0 or not inside:
        return words
    before = len(list(takewhile(_is_surely_a_name, reversed(said[: inside[0]]))))
    after = len(list(takewhile(_is_surely_a_name, said[inside[-1] + 1 :])))
    return text[said[inside[0] - before].start : said[inside[-1] + after].end]


def _is_surely_a_name(token: Token) -> bool:
    return (is_first(token.raw) or is_last(token.raw)) and not is_word(token.folded)


def _in_part(text: str, reading: NameReading, known: NameReading, part: str) -> NameReading:
    """Where a part of the name was wrong, a single word is that part, and more words are the whole name."""
    alone = read_caller_name(text, expected=True)
    if alone is None or (alone.first and alone.last):
        return reading
    placed = read_caller_name(f"der {part} ist {text[slice(*alone.span)]}", expected=True, given=known)
    if placed is None:
        return reading
    first = None if placed.first == placed.last else placed.first  # "ohne Vornamen" names a part as well
    return replace(placed, first=first, span=alone.span)
