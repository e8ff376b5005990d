"""A name that stands, at another question than that for it: what changes it, and what is only told beside it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, dropwhile, pairwise, takewhile

from rueckruf.answers.odd_surname import SLOT
from rueckruf.dialogue.state import CONFIRMED
from rueckruf.dialogue.turn import Turn
from rueckruf.dialogue.wording import Wording
from rueckruf.spoken.name.asked_writing import letters_told
from rueckruf.spoken.name.caller_name import NameReading, read_caller_name
from rueckruf.spoken.name.carriers import CarrierLine, is_courtesy, is_written_on, without_courtesy
from rueckruf.spoken.name.contrast import ALIKE
from rueckruf.spoken.name.double import keys_of
from rueckruf.spoken.name.function import denies_the_caller
from rueckruf.spoken.name.introduced import without_carriers
from rueckruf.spoken.name.nouns import is_noun
from rueckruf.spoken.name.pauses import paused
from rueckruf.spoken.name.spelling import alike
from rueckruf.spoken.name.third_person import is_told_by_first_name, is_what_others_are_called, rung_by_first_name
from rueckruf.spoken.name.words import (
    is_everyday,
    is_first,
    is_function,
    is_last,
    is_word,
    key_of,
    name_tokens,
    write,
)
from rueckruf.spoken.name.writing import begins_remark
from rueckruf.spoken.text.fields import named_fields
from rueckruf.spoken.text.judgement import rejects_everything
from rueckruf.spoken.text.phrases import holds
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import Token, blanked, folded_words
from rueckruf.spoken.text.yes_and_no import agrees
from rueckruf.spoken.time.callback_time import read_callback_time

#: Words that lead to a name, or follow one, and to nothing else.
_NAMING = ("carriers_named", "carriers_after", "carriers_wanted", "carriers_after_asking")
#: Words with no mark between them, nor the gap that is left where a number or a time was told.
_CLAUSE = re.compile(r"[^,.;:!?\s]+(?:\s{1,2}[^,.;:!?\s]+)*")
#: First name and surname.
_WHOLE = 2
#: How surely a word that no list need have is told to be the name: the name is read back.
_TOLD = 0.85


def is_in_passing(turn: Turn, reading: NameReading) -> bool:
    """Whether what may be a name is none that shall take the place of the one that stands.

    "Da is ja *Berufsschule*, lieber Mittwoch", "hier ist *Übergabe* um eins", "da ist *Melanie* nicht da".
    """
    slot = turn.before.values.get(SLOT)
    if not slot or turn.asked == SLOT:
        return False
    known, text = NameReading.from_slot(slot), turn.heard.text
    if rung_by_first_name(text) == reading.span:
        return False
    if _is_told_of_others(text, reading.span):
        return True
    is_written = reading.spelled or bool(letters_told(text))
    if any((is_written, reading.title, reading.full == known.full, SLOT in named_fields(text))):
        return False
    return not (_is_named(text, reading, known) or _is_like(reading, known) or _is_all(turn, paused(text), reading))


def _is_named(text: str, reading: NameReading, known: NameReading) -> bool:
    """Whether it is said to be the name, against the one that stands, or as a whole."""
    said = name_tokens(text)
    is_told = _is_said_to_be_one(said, reading) or _told_to_be_it(text, known) is not None or denies_the_caller(text)
    is_told = is_told or _with_first_name_added(text, known) is not None
    return is_told or _is_denied(said, known) or _is_whole(said, reading)


def _is_told_of_others(text: str, span: tuple[int, int]) -> bool:
    """ "*Mein Kollege heißt* Brandner", "da ist die Katze allein, *die heißt* Minka"."""
    return is_what_others_are_called(text, span) or is_told_by_first_name(text, span)


def name_put_right(turn: Turn, text: str, known: NameReading) -> NameReading | None:
    """ "Nein, *Sabrina Meier*, und um drei", "nicht Sabine, *Sabrina*": who objects to the summary says it once more.

    A clause of it holds nothing else, and it is the whole name or like the part that it renews. Where nothing else is
    said at all, "es ist der *Ziegler*", that objects, and a surname need not be like the one that stands.
    """
    if turn.asked != CONFIRMED:
        return None
    if denies_the_caller(text):
        return _rung_instead(text, known)
    if (added := _with_first_name_added(text, known)) is not None:
        return added
    return _told_to_be_it(text, known) or _said_again(turn, text, known)


def _said_again(turn: Turn, text: str, known: NameReading) -> NameReading | None:
    """The name with another first name, or whatever one puts it right where the summary is objected to."""
    objects = turn.objects or _renews_all(turn)
    is_said = key_of(known.last or "") in folded_words(text)
    again = list(_said_once_more(turn, text, known)) if objects or is_said else []
    whole = next((one for one in again if _is_with_first_name(text, one, known)), None)
    return whole or (next(iter(again), None) if objects else None)


def _with_first_name_added(text: str, known: NameReading) -> NameReading | None:
    """ "Ja, *Ilse noch*, weil mein Vater auch so heißt", "schreiben Sie *noch Ilse* dazu": where none stands."""
    said = _beside_courtesy(text, word_set("caller_name", "adding")) if known.first is None else []
    for at, token in enumerate(said):
        before, behind = said[max(0, at - 1) : at], said[at + 1 :]
        if is_first(token.raw) and not is_everyday(token.folded) and _is_added(token, before, behind, known):
            return replace(known, first=write([token.raw]), span=(token.start, token.end), confidence=_TOLD)
    return None


def _beside_courtesy(text: str, kept: frozenset[str]) -> list[Token]:
    """The words but for politeness and fillers, and of these the ``kept`` ones."""
    words = (token for token in name_tokens(text) if token.kind == "word")
    return [token for token in words if token.folded in kept or not is_courtesy(token)]


def _is_added(name: Token, before: Sequence[Token], behind: Sequence[Token], known: NameReading) -> bool:
    """Whether such a word stands beside it, and nothing behind but more of them or the name once more."""
    adding = word_set("caller_name", "adding")
    rest = list(dropwhile(lambda token: token.folded in adding, behind))
    is_beside = len(rest) < len(behind) or any(token.folded in adding for token in before)
    listed = (word_set("caller_name", each) for each in ("in_full", "otherwise"))
    goes_on = {name.folded, key_of(known.last or "")}.union(*listed)
    return is_beside and (not rest or rest[0].folded in goes_on)


def _is_with_first_name(text: str, reading: NameReading, known: NameReading) -> bool:
    """ "Wie? *Ilse Kern*", "ja, also *Ilse Kern*": the surname that stands, with another first name or with one."""
    is_other = reading.last == known.last and reading.first != known.first
    return is_other and _is_whole(name_tokens(text), reading)


def _rung_instead(text: str, known: NameReading) -> NameReading | None:
    """ "Nicht ich, meine Oma, *Erna Pohl* heißt die", "nicht mich, die *Frau Pohl*": who is to be rung instead."""
    reading = read_caller_name(text, expected=True)
    if reading is None or reading.last is None or reading.full == known.full:
        return None
    said = name_tokens(text)
    is_another = reading.last != known.last and _is_frau(said[_begin(said, reading)])
    return reading if is_another or _is_whole(said, reading) else None


def _said_once_more(turn: Turn, text: str, known: NameReading) -> Iterator[NameReading]:
    """The names that a clause of it puts right."""
    time = read_callback_time(text, turn.now)
    texts = (text, blanked(text, [time.span])) if time else (text,)
    is_led = _is_all_name(turn.heard.text)
    for clause in chain.from_iterable(_bare_clauses(paused(one), is_led) for one in texts):
        reading = _renamed(clause[0], known) or read_caller_name(clause[0], expected=True, given=known)
        if reading is not None and _puts_right(turn, clause[0], reading, known):
            yield reading.moved(clause.start())


def _told_to_be_it(text: str, known: NameReading) -> NameReading | None:
    """ "Nein, es heißt *Berger*", and nothing else: the surname, or both; a word of everyday speech is none."""
    name = _called(text)
    if not 0 < len(name) <= _WHOLE or any(_is_speech(token.folded) for token in name):
        return None
    span = (name[0].start, name[-1].end)
    if len(name) == _WHOLE:
        reading = read_caller_name(text[slice(*span)], expected=True, given=known)
        return reading.moved(span[0]) if reading and reading.first else None
    told, word = replace(known, span=span, confidence=_TOLD), write([name[0].raw])
    return replace(told, first=word) if is_first(word) and not is_last(word) else replace(told, last=word)


def _called(text: str) -> Sequence[Token]:
    """The words behind "es heißt", where that is how it begins."""
    words = [token for token in without_courtesy(name_tokens(text)) if token.kind == "word"]
    groups = (word_set("caller_name", "it"), word_set("caller_name", "is_called"))
    leads = all(token.folded in group for token, group in zip(words, groups, strict=False))
    return words[len(groups) :] if leads else ()


def _is_speech(key: str) -> bool:
    return is_everyday(key) or is_word(key)


def _puts_right(turn: Turn, said: str, reading: NameReading, known: NameReading) -> bool:
    if reading.spelled or reading.full == known.full:
        return False
    told = SLOT in named_fields(said) and _is_a_surname(turn, reading)
    return told or _is_like(reading, known) or _is_whole(name_tokens(said), reading) or _is_anew(turn, reading)


def _is_anew(turn: Turn, reading: NameReading) -> bool:
    """ "Gar nichts stimmt, *Vollmer*, null sieben eins eins ...": a surname of the lists where all is called wrong."""
    return _renews_all(turn) and _is_a_surname(turn, reading)


def _renews_all(turn: Turn) -> bool:
    """Whether all that was read back is called wrong, or a name is surely heard and nothing else."""
    text = turn.heard.text
    return rejects_everything(text) or (not turn.heard.is_doubtful and _is_all_name(text))


def _is_all_name(text: str) -> bool:
    """Whether a name is all that is said, beside a no and what leads to a name: "nein, der *Ziegler*".

    "Ja, Ziegler" begins with a yes, and "danke, Frau Ziegler" is said to somebody.
    """
    said = name_tokens(text)
    left = without_carriers(said)
    has_digits = any(token.kind == "digits" for token in said)
    if has_digits or agrees(" ".join(token.raw for token in left)) or _is_said_to_somebody(text):
        return False
    words = _whole_words(_beside_what_leads(said, is_led=True))
    return len(words) == 1 or (len(words) == _WHOLE and all(map(_is_listed, words)))


def _is_said_to_somebody(text: str) -> bool:
    """ "*Danke, Frau* Ziegler"."""
    said = folded_words(text)
    addressed = not word_set("caller_name", "salutations").isdisjoint(said)
    return addressed and holds(said, word_set("caller_name", "said_to"))


def _is_listed(token: Token) -> bool:
    return is_first(token.raw) or is_last(token.raw)


def _beside_a_name() -> frozenset[str]:
    """ "*Nein, fast, Frau* Ziegler *wäre* richtig"."""
    listed = (
        ("caller_name", "salutations"),
        ("caller_name", "being"),
        ("discourse", "objecting"),
        ("yes_and_no", "limits"),
    )
    return frozenset().union(*(word_set(*one) for one in listed))


def _whole_words(said: Iterable[Token]) -> Sequence[Token]:
    """The words of a name but for "von der"."""
    return [token for token in said if token.folded not in word_set("caller_name", "particles")]


def _renamed(clause: str, known: NameReading) -> NameReading | None:
    """ "*Kewin* Schibulski": the surname that stands, behind a first name of no list."""
    said = without_courtesy(name_tokens(clause))
    if len(said) != _WHOLE or said[1].folded != key_of(known.last or "") or is_everyday(said[0].folded):
        return None
    return replace(known, first=write([said[0].raw]), span=(said[0].start, said[1].end))


def _bare_clauses(text: str, is_led: bool) -> Iterator[re.Match[str]]:
    """The clauses with no more than a name, beside politeness, "Name" and "Nummer", and a remark on its letters.

    ``is_led``: what leads to a name, "es ist der *Ziegler*", may stand there as well.
    """
    for clause in _CLAUSE.finditer(text):
        said = [one for one in _beside_what_leads(name_tokens(clause[0]), is_led) if not named_fields(one.raw)]
        said = list(takewhile(lambda token: not begins_remark(token), said))
        denied = any(token.folded in word_set("caller_name", "denying") for token in said)
        if 0 < len(_whole_words(said)) <= _WHOLE and not denied:
            yield clause


def _beside_what_leads(said: Sequence[Token], is_led: bool) -> list[Token]:
    """The words beside politeness, and beside what leads to a name where that may stand there."""
    if not is_led:
        return without_courtesy(said)
    return [token for token in without_courtesy(without_carriers(said)) if token.folded not in _beside_a_name()]


def _is_said_to_be_one(said: Sequence[Token], reading: NameReading) -> bool:
    """Whether "mein Name ist", "Frau", "fragen Sie nach" or "schreiben Sie das auf" tells of a name."""
    line, at = CarrierLine(said), _begin(said, reading)
    addressed = any(map(_is_frau, said[max(0, at - 1) : at]))
    return addressed or is_written_on(said, at) or any(any(line.find(section)) for section in _NAMING)


def _begin(said: Sequence[Token], reading: NameReading) -> int:
    return next((index for index, token in enumerate(said) if token.start >= reading.span[0]), 0)


def _is_frau(token: Token) -> bool:
    return token.folded in word_set("caller_name", "salutations")


def _is_denied(said: Sequence[Token], known: NameReading) -> bool:
    """Whether what stands is called wrong: "nicht *Schibulski*"."""
    against = word_set("caller_name", "denying") | word_set("caller_name", "instead")
    parts = {*folded_words(known.first or ""), *folded_words(known.last or "")}
    return any(token.folded in against and behind.folded in parts for token, behind in pairwise(said))


def _is_like(reading: NameReading, known: NameReading) -> bool:
    """Whether what is new sounds like the part that stood in its place, and is no word of something else."""
    parts = ((reading.first, known.first), (reading.last, known.last))
    renewed = [(new, old) for new, old in parts if new and new != old]
    return all(old and _sounds_like(old, new) and not _is_a_word(new) for new, old in renewed)


def _sounds_like(old: str, new: str) -> bool:
    """Whether a name sounds so, or is a double one of it: "Kaya-*Hoffmann*"."""
    return alike(old, new) >= ALIKE or key_of(old) in keys_of(new)


def _is_a_word(name: str) -> bool:
    return any((is_word(key) or is_noun(key)) and not is_last(key) for key in map(key_of, name.split()))


def _is_whole(said: Sequence[Token], reading: NameReading) -> bool:
    """Whether both first name and surname are said."""
    inside = (token for token in said if reading.span[0] <= token.start < reading.span[1])
    words = [part for token in inside for part in folded_words(token.raw)]
    first, last = folded_words(reading.first or ""), folded_words(reading.last or "")
    return bool(first) and bool(last) and {*first, *last} <= set(words) and is_first(first[0])


def _is_all(turn: Turn, text: str, reading: NameReading) -> bool:
    """Whether nothing else is said: in its clause, of a surname of the lists, or at all where asked what is wrong."""
    start, stop = reading.span
    if _is_a_surname(turn, reading):
        begin, end = next(clause.span() for clause in _CLAUSE.finditer(text) if start < clause.end())
    elif turn.before.question == Wording.WHAT_IS_WRONG and not is_noun(key_of(reading.last or "")):
        begin, end = 0, len(text)
    else:
        return False
    return _begins(text[begin:start]) and not _beside_what_leads(name_tokens(text[stop:end]), is_led=True)


def _is_a_surname(turn: Turn, reading: NameReading) -> bool:
    """Whether it is a surname of the lists, and nothing else, that is new."""
    last, first = reading.last or "", turn.before.values[SLOT].get("first")
    return is_last(last) and not is_word(key_of(last)) and reading.first in (None, first)


def _begins(text: str) -> bool:
    """Whether only politeness, small words and what leads to a name are said."""
    return all(is_function(token.folded) for token in without_courtesy(without_carriers(name_tokens(text))))
