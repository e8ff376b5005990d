"""The name that is said in a turn, in the light of what was asked and of what stands."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, islice

from rueckruf.answers.name_at_the_end import name_at_the_end
from rueckruf.answers.name_at_the_head import (
    MOST_WORDS_OF_A_NAME,
    PART,
    has_a_known_name,
    name_at_the_head,
    name_said_twice,
)
from rueckruf.answers.odd_surname import SLOT, read_odd_surname
from rueckruf.answers.recognised_name import recognised_name
from rueckruf.answers.standing_name import name_put_right
from rueckruf.dialogue.answer import Found, Span
from rueckruf.dialogue.heard import EVENTS
from rueckruf.dialogue.state import CONFIRMED
from rueckruf.dialogue.turn import Turn
from rueckruf.dialogue.wording import Wording
from rueckruf.spoken.concern.represented import named_company
from rueckruf.spoken.name.asked_writing import tells_how_written
from rueckruf.spoken.name.called_for import CalledFor, called_for
from rueckruf.spoken.name.caller_name import NameReading, read_caller_name
from rueckruf.spoken.name.carriers import is_courtesy
from rueckruf.spoken.name.function import denies_the_caller, named_function, rung_instead
from rueckruf.spoken.name.hardly_own import is_hardly_own, is_of_a_house, is_told_what_or_where, mere_first_name
from rueckruf.spoken.name.said_before import is_said_anew
from rueckruf.spoken.name.spelling import is_spelled
from rueckruf.spoken.name.third_person import is_spoken_of, is_told_behind, rung_by_first_name
from rueckruf.spoken.name.titles import is_title
from rueckruf.spoken.name.trade import named_trade
from rueckruf.spoken.name.words import is_everyday, is_first, is_function, is_last, name_tokens, write
from rueckruf.spoken.text.ending import speaks_of_a_callback
from rueckruf.spoken.text.phrases import holds
from rueckruf.spoken.text.question import asks
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import Token, blanked, fold, folded_words, tokens
from rueckruf.spoken.text.yes_and_no import agrees

#: So many may stand beside the surname in "nein, das stimmt nicht, ich heiße nur Weber".
_MOST_WORDS_BESIDE_A_NAME = 8
#: A mere name from elsewhere may be taken for another language, but less surely than a sentence in one.
_SURELY_NOT_GERMAN = 0.7
#: What asks to hear the question again.
_REPEAT = "repeat"
#: First name and surname.
_WHOLE = 2
#: How surely a caller is asked for by a word that only their company's name makes a name: it is read back.
OF_A_COMPANY = 0.45
#: Where it is kept whom the caller rings for.
_CONCERN = "concern"


def name_said(turn: Turn, spans: Mapping[str, Sequence[Span]]) -> Found | None:
    """The name that is said in a turn, or whom to ring instead, told by what they do.

    A pause takes the place of other answers, so that no name reaches across them.
    """
    text = blanked(turn.heard.text, chain.from_iterable(spans.values()), " , ")
    if behind := _yes_before_it(text):
        text = " " * behind + text[behind:]
        turn = turn.hearing(text)
    others = called_for(text)
    if others is None:
        return _found(turn, text)
    if (named := _insisted_on(turn, text, others)) is not None:
        return Found(named, [others.words])
    said, text = (blanked(words, [others.words], " , ") for words in (turn.heard.text, text))
    return _found(turn.hearing(said), text)


def _yes_before_it(text: str) -> int:
    """Where the yes ends in "*ja*, so heiß ich", which is no name; 0 for none."""
    words = folded_words(text)
    says_so = agrees(text) and holds(words[1:], word_set("caller_name", "called_so"))
    return next(token.end for token in tokens(text) if token.kind == "word") if says_so else 0


def _insisted_on(turn: Turn, text: str, others: CalledFor) -> NameReading | None:
    """Whom the caller rings for, named once more where they are asked for their own name: that one may do.

    At once where they say that it is not them whom to ring: "für Herrn Stein, nicht mich anrufen, sondern ihn".
    """
    known = turn.before.values.get(_CONCERN) or ""
    insists = _is_asked_for(turn) and (text[slice(*others.words)] in known or denies_the_caller(text))
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
    company = own_company(text)
    reading = _beside(turn, text, company) if company else _read(turn, text)
    reading = _of_who_is_rung(turn, text, reading) or _without_first(turn, text, reading) or reading
    reading = reading or read_odd_surname(turn)
    return _beside_a_company(turn, text, company, reading) if company else _at(text, reading)


def _of_who_is_rung(turn: Turn, text: str, reading: NameReading | None) -> NameReading | None:
    """ "Jonas Winter, aber rufen Sie meine Oma an, die heißt *Hilde*": her first name joins the surname told."""
    first = rung_by_first_name(text)
    own = reading if reading and reading.last else _known(turn)
    if first is None or own is None or own.last is None or turn.opens:
        return None
    return replace(own, first=write([text[slice(*first)]]), title=None, span=first, confidence=OF_A_COMPANY)


def _at(text: str, reading: NameReading | None) -> Found | None:
    return Found(reading, [*_surname_alone(text, reading), reading.span]) if reading else None


def _surname_alone(text: str, name: NameReading) -> Iterator[Span]:
    """ "*Mittag*, Lisa Mittag": where nothing but the surname is said before the whole name, it is no time."""
    surname = folded_words(name.last or "")
    for part in PART.finditer(text, 0, name.span[0]):
        said = [token for token in tokens(part[0]) if token.kind == "word"]
        if said and [said[-1].folded] == surname and all(map(is_courtesy, said[:-1])):
            yield part.start() + said[-1].start, part.start() + said[-1].end


def _beside_a_company(turn: Turn, text: str, company: Span, reading: NameReading | None) -> Found | None:
    """Who is named beside a company, and where nobody is, by that; the concern keeps whose name it is."""
    named = None if reading and reading.last else _of_company(turn, text, company)
    if named is None or (reading and _is_where_they_work(text, reading, company)):
        return _at(text, reading)
    return _at(text, _with_surname(reading, named, company)) if reading else Found(named, [])


def _is_where_they_work(text: str, first: NameReading, company: Span) -> bool:
    """ "Katja *von der* Pizzeria Roma": it is nobody's own name that stands behind these."""
    between = folded_words(text[first.span[1] : company[0]])
    return between[:1] != [] and between[0] in word_set("caller_name", "origins")


def _with_surname(first: NameReading, named: NameReading, company: Span) -> NameReading:
    """ "Metzgerei *Döberlein*, ich bin der *Heinz*": whose firm has a surname for its name may have it as well."""
    if named.last is None or named.title or named.span == company or is_title(name_tokens(named.last)[0]):
        return first
    return replace(first, last=named.last, confidence=OF_A_COMPANY)


def _beside(turn: Turn, text: str, company: Span) -> NameReading | None:
    """The caller's name beside that of their company, or in it, but not where no name was asked for.

    "Hotel Strandkieker, hier fehlen Handtücher".
    """
    reading = _read(turn, blanked(text, [company], " , ")) or _read(turn, text)
    of_the_company = reading and not reading.first and _is_within(reading.span, company)
    return None if of_the_company and turn.opens else reading


def _is_within(inner: Span, outer: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def own_company(text: str) -> Span | None:
    """Where the caller's own company is named; "Hotel" among spelled letters is none."""
    company = named_company(text)
    return None if company and is_spelled(text, company[0]) else company


def _of_company(turn: Turn, text: str, company: Span) -> NameReading | None:
    """ "Schreinerei *Holzapfel*": who was asked and gives no other name is asked for by that of the company.

    One that tells a place, "Klinik am Rathsberg", names nobody: it counts as a whole where it is told again.
    """
    behind = text.find(" ", *company) + 1
    if not behind or not _is_asked_for(turn) or turn.opens:
        return None
    behind, end = _without_partners(text, company, behind)
    words = text[behind:end]
    reading = read_caller_name(words, expected=True, again=True)
    named = filter(None, (reading.first, reading.last)) if reading else [words]
    is_public = not word_set("represented", "public").isdisjoint(folded_words(text[company[0] : behind])[:1])
    if is_public or any(map(_names_nobody, folded_words(" ".join(named)))):
        whole = NameReading(None, text[slice(*company)], None, company, OF_A_COMPANY)
        return whole if _is_told_again(turn, text[slice(*company)]) else None
    if reading is None:  # any word names a company
        return NameReading(None, write(words.split()), None, (behind, company[1]), OF_A_COMPANY)
    return reading.moved(behind)


def _without_partners(text: str, company: Span, behind: int) -> Span:
    """Where the name stands in that of a company: "*Kessler* und Söhne", "Schreinerei *Kunz* Erben"."""
    words = text[behind : company[1]].split()
    if words and words[0].lower() in word_set("represented", "and"):
        return company[0], behind
    is_tail = len(words) > 1 and fold(words[-1]) in word_set("represented", "partners")
    return behind, company[1] - is_tail * len(words[-1])


def _is_told_again(turn: Turn, company: str) -> bool:
    """Whether the company was told before, or the name is asked for with a help: no other is to be had then."""
    return company in (turn.before.values.get(_CONCERN) or "") or turn.asks_again


def _names_nobody(word: str) -> bool:
    """Whether a folded word is one of everyday speech and no name: "am", "Station"."""
    return is_everyday(word) and not (is_first(word) or is_last(word))


def _read(turn: Turn, text: str) -> NameReading | None:
    """Whose name is said; where none was asked for it must surely be the caller's."""
    known = _known(turn)
    reading = _read_any(turn, text, known)
    if reading is None or known or not _is_unasked(turn):
        return reading
    if is_of_a_house(text, reading):
        text = blanked(text, [reading.span], " , ")
        reading = _read_any(turn, text, known)
    elif is_told_what_or_where(text, reading):
        text = _without_apposition(text, reading.span)
        reading = _read_any(turn, text, known)
    return None if reading is None or is_hardly_own(turn.heard.text, reading) else reading


def _without_apposition(text: str, span: Span) -> str:
    """``text`` without what callers are and the pause behind it: "ich bin der *Küster,* Hinrich Lohse"."""
    behind = text[span[1] :]
    return blanked(text, [(span[0], span[1] + len(behind) - len(behind.lstrip(", ")))])


def _is_unasked(turn: Turn) -> bool:
    return turn.opens or not _is_asked_for(turn)


def _read_any(turn: Turn, text: str, known: NameReading | None) -> NameReading | None:
    if _tells_a_matter(turn):
        return (
            _of_the_matter(turn, text, known)
            or name_at_the_head(turn, text)
            or recognised_name(turn, known, whole=True)
            or name_at_the_end(turn, text)
        )
    right = known and (name_put_right(turn, text, known) or _said_whole(turn, text, known))
    return right or _unless_asked_again(turn, _read_answer(turn, text, known))


def _said_whole(turn: Turn, text: str, known: NameReading) -> NameReading | None:
    """ "*Lüders, Anke Lüders*, ich bin die vom Eckhaus": the surname that stands, said again with the first name."""
    if known.first:
        return None
    whole = name_said_twice(turn, text)
    return whole if whole and whole.first and whole.last == known.last else _with_first_name_said(text, known)


def _with_first_name_said(text: str, known: NameReading) -> NameReading | None:
    """ "*Anke Lüders* ja, plus neunundvierzig ...": where the name begins what is said, and nothing is told of her."""
    words = (token for token in name_tokens(text) if token.kind == "word" and not is_courtesy(token))
    said = list(islice(words, _WHOLE))
    if [token.folded for token in said[1:]] != [fold(known.last or "")] or not _is_clearly_first(said[0]):
        return None
    span = (said[0].start, said[1].end)
    return None if _is_told_or_agreed_to(text, span) else replace(known, first=write([said[0].raw]), span=span)


def _is_told_or_agreed_to(text: str, span: Span) -> bool:
    """Whether something is told of who is named, or a yes stands before it."""
    return is_spoken_of(text, span) or is_told_behind(text, span) or agrees(text[: span[0]])


def _is_clearly_first(word: Token) -> bool:
    return is_first(word.raw) and not is_everyday(word.folded)


def _unless_asked_again(turn: Turn, name: NameReading | None) -> NameReading | None:
    """ "*Exküsi*, könnten Sie das noch mal sagen": beside that wish a word that no list knows is no name."""
    if name is None or turn.heard.intent != _REPEAT or has_a_known_name(name):
        return name
    return name if turn.asked == SLOT and is_said_anew(turn.heard.text, name.span) else None


def _of_the_matter(turn: Turn, text: str, known: NameReading | None) -> NameReading | None:
    """Who is introduced; a surname alone may be a role or a remark where another one is said twice at the head."""
    reading = read_caller_name(text, given=known)
    return reading if reading and reading.first else name_said_twice(turn, text) or reading


def _read_answer(turn: Turn, text: str, known: NameReading | None) -> NameReading | None:
    bare = _may_be_bare(turn, known)
    again = bare and turn.asks_again and turn.heard.intent not in ("affirm", "deny")
    reading = read_caller_name(text, expected=bare, again=again, given=known) or recognised_name(turn, known)
    reading = reading or (_first_name_again(text) if again and not known else None)
    part = _part_asked_for(turn)
    return _in_part(text, reading, known, part) if reading and known and part else reading


def _first_name_again(text: str) -> NameReading | None:
    """ "Die Bärbel vom Sportheim", said again: who tells no more is asked for by that."""
    first = mere_first_name(text)
    reading = read_caller_name(text[slice(*first)], expected=True, again=True) if first else None
    return reading.moved(first[0]) if first and reading else None


def _by_function(turn: Turn, text: str) -> Span | None:
    """Where somebody is named by what they do, in reply to the question for the name."""
    may_be = _is_asked_for(turn) and not turn.opens and not asks(text)
    return named_function(text) if may_be else None


def _may_be_bare(turn: Turn, known: NameReading | None) -> bool:
    return _is_asked_for(turn) or _is_said_again(turn, known) or _is_said_in_full(turn.heard.text, known)


def _is_said_in_full(text: str, known: NameReading | None) -> bool:
    """Whether only the half of a name that stands is said, with the other half: "Lena", and then "Lena *Möller*"."""
    said = [token for token in tokens(text) if token.kind != "mark"]
    half = folded_words(known.full) if known else []
    if len(half) != 1 or len(said) != _WHOLE or half[0] not in [token.folded for token in said]:
        return False
    return is_first(said[0].raw) and is_last(said[1].raw) and not _are_everyday(said)


def _are_everyday(said: Sequence[Token]) -> bool:
    return any(is_everyday(token.folded) for token in said)


def _is_said_again(turn: Turn, known: NameReading | None) -> bool:
    """Whether the summary is objected to with the first name in it: "nein, um elf, und Carola *Arens* ohne h"."""
    if known is None or turn.asked != CONFIRMED or not turn.objects_to(SLOT):
        return False
    first = folded_words(known.first or "")
    return bool(first) and set(first) <= set(folded_words(turn.heard.text))


def _known(turn: Turn) -> NameReading | None:
    """The name that these words may change, even one that was called wrong; of a doubtful one nothing stands."""
    given = turn.before.values.get(SLOT) or turn.after.disputed.get(SLOT)
    if given is None or given == turn.form.answers[SLOT].put_aside_value(turn.after):
        return None
    if given.get("by_function"):
        return None
    return NameReading.from_slot(given)


def _part_asked_for(turn: Turn) -> str | None:
    """The part of the name that was called wrong, while a name is asked for."""
    disputed = turn.after.disputed.get(SLOT) if _is_asked_for(turn) else None
    return disputed.get("part") if disputed else None


def is_mentioned(turn: Turn, text: str, reading: NameReading) -> bool:
    """Whether something is told of whose name stands, at another question: it is no correction of the name.

    "Nein, *Frau Pohl* hat Festnetz".
    """
    known = turn.before.values.get(SLOT)
    if not known or _is_asked_for(turn):
        return False
    named, stands = (set(folded_words(name)) for name in (reading.full, NameReading.from_slot(known).full))
    is_turned = reading.first and (reading.first, reading.last) == (known["last"], known["first"])
    return named <= stands and not is_turned and is_spoken_of(text, reading.span)


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
    span = _span(text, place) if place else None
    if span is None or _is_denied(text, span):
        return None
    return replace(known, first=None, span=span)


def _is_denied(text: str, span: Span) -> bool:
    """ "Nein, *nicht* Hofmann": the surname is called wrong, and nothing is told of the first name."""
    before = tokens(text[: span[0]])
    return bool(before) and before[-1].folded in word_set("caller_name", "denying")


def _is_objected_to(turn: Turn, text: str, reading: NameReading | None, known: NameReading) -> bool:
    """Whether a no is said to the name, of which nothing else is read."""
    is_same = reading is None or reading.full == known.full
    if tells_how_written(text, known.last or ""):
        return False
    return is_same and turn.objects_to(SLOT) and not (reading and is_mentioned(turn, text, reading))


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
    tells = len(folded_words(text)) > MOST_WORDS_OF_A_NAME or speaks_of_a_callback(text)
    return turn.opens and tells


def _is_asked_for(turn: Turn) -> bool:
    """Whether a name may be said without a word that introduces it."""
    heard = turn.heard
    if turn.is_urgent or heard.by_keys or heard.intent in EVENTS:
        return False
    if heard.intent == "not_german" and heard.intent_confidence >= _SURELY_NOT_GERMAN:
        return _is_a_whole_name(heard.text)  # "Can Özdemir"
    if heard.intent == "moment" and not _is_a_whole_name(heard.text):
        return False
    return turn.asked == SLOT or turn.before.question == Wording.WHAT_IS_WRONG


def _is_a_whole_name(text: str) -> bool:
    """Whether a surname is said behind a first name or "Frau", and nothing but that again: "die Sabine *Kurz*"."""
    said = [token for token in tokens(_before_a_moment(text)) if token.kind == "word" and not is_function(token.folded)]
    if len(said) > _WHOLE and said[0].folded == said[-1].folded:
        said = said[1:]
    if len(said) != _WHOLE or not is_last(said[1].raw):
        return False
    return is_first(said[0].raw) or said[0].folded in word_set("caller_name", "salutations")


def _before_a_moment(text: str) -> str:
    """What was said before the caller turned to somebody: "Sabine Kurz, *Moment, Opa*"; all of it where nothing was."""
    asking = word_set("caller_name", "asking_for_a_moment")
    said = [token for token in tokens(text) if token.kind == "word"]
    at = next((at for at, token in enumerate(said) if token.folded in asking), 0)
    return text[: said[at].start] if at >= _WHOLE else text


def _in_part(text: str, reading: NameReading, known: NameReading, part: str) -> NameReading:
    """Where a part of the name was wrong, a single word is that part, and more words are the whole name."""
    alone = read_caller_name(text, expected=True)
    if alone is None or (alone.first and alone.last):
        return reading
    placed = read_caller_name(f"der {part} ist {text[slice(*alone.span)]}", expected=True, given=known)
    if placed is None:
        return reading
    if placed.first in (placed.last, known.last):  # the surname alone; "ohne Vornamen" names a part as well
        placed = replace(placed, first=None, last=placed.first)
    return replace(placed, span=alone.span)
