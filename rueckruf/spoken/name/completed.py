"""A name of which a part was found, with the part that is said apart: "Ralph mit ph, *Steinke*"."""

from collections.abc import Sequence
from dataclasses import replace

from rueckruf.spoken.name.carriers import is_filler
from rueckruf.spoken.name.double import nearest_part
from rueckruf.spoken.name.extent import read_run
from rueckruf.spoken.name.half_told_apart import is_said_next, with_half_told_apart
from rueckruf.spoken.name.parts import FoundName, split
from rueckruf.spoken.name.sentence import Sentence
from rueckruf.spoken.name.spelling import MUCH_THE_SAME, alike
from rueckruf.spoken.name.words import is_everyday, is_first, is_last, key_of, write
from rueckruf.spoken.name.writing import begins_remark
from rueckruf.spoken.text.vocabulary import word_set

#: So alike (0 to 100) are a part of a double name and that part said again.
_PART = 75
#: So many tokens say how a first name is written: "Sara ohne h,".
_REMARK = 8
#: So near to it a pause or a remark parts a surname from the first name: "mit d, und dann Voigt".
_CLAUSE = 3


def completed(sentence: Sentence, name: FoundName, names: Sequence[FoundName]) -> FoundName:
    """The name with what else of it is among the ``names`` of the sentence."""
    if name.first and name.last:
        both = f"{name.first} {name.last}"  # "*Hans Peter* Fuchs, Hans Peter ohne Bindestrich"
        return next((one for one in names if one.first == both and one.last), name)
    return _with_first_name(sentence, name, names) if name.last else _with_surname(sentence, name, names)


def _with_first_name(sentence: Sentence, surname: FoundName, names: Sequence[FoundName]) -> FoundName:
    """ "Petra Schmitt, also Schmidt mit dt": the first name said with much the same surname before or behind.

    "Petersen-Claußen, Claußen mit Eszett": all of the surname that a part of is said once more. What may be either was
    said as a first name before: "Walther Lampe, *Walther* ohne h".
    """
    if whole := next((name for name in names if name.first == surname.last and name.last), None):
        return whole
    as_first = replace(surname, first=surname.last, last=None)  # "Künther *Wandel*, also Günther mit h"
    if is_first(surname.last or "") and (misheard := _surname_of_misheard(sentence, as_first)):
        return replace(as_first, last=misheard)
    joined = next(filter(None, (_joined(sentence, surname, name) for name in names)), None)
    return joined or with_half_told_apart(sentence, surname)


def _joined(sentence: Sentence, surname: FoundName, name: FoundName) -> FoundName | None:
    """The surname with what a name before or behind it adds; None where that is another."""
    last = surname.last or ""
    is_same = name.first and name.last and alike(name.last, last) >= MUCH_THE_SAME
    if name.start >= surname.end:
        if is_same:
            return replace(name, start=surname.start, title=name.title or surname.title)
        certainty = min(surname.certainty, name.certainty)
        is_rest = _is_rest(sentence, surname, name)
        return replace(surname, first=name.first, end=name.end, certainty=certainty) if is_rest else None
    if name.end <= surname.start and _holds(name.last or "", last):
        return replace(name, end=surname.end)
    if is_same:  # so behind "Vera Kraus. Entschuldigung, *Kraus* mit s", where it stands in its own place
        return replace(surname, first=name.first, title=surname.title or name.title, start=name.start)
    first = _first_name_before(sentence, name, surname) if name.end <= surname.start else None
    return replace(surname, first=first, start=name.start) if first else None


def _first_name_before(sentence: Sentence, name: FoundName, surname: FoundName) -> str | None:
    """The first name that is said apart before a surname."""
    is_called_so = name.last is None and _is_called_by_both(sentence, name, surname)
    is_called_so = is_called_so or _is_called_anew(sentence, name, surname)
    return name.first if is_called_so else _first_name_of_it(sentence, name, surname)


def _is_called_anew(sentence: Sentence, name: FoundName, surname: FoundName) -> bool:
    """ "*Petra* Lindner, seit der Hochzeit Krause"."""
    between = sentence.said[name.end : surname.start]
    return any(token.folded in word_set("caller_name", "new_name") for token in between)


def _is_called_by_both(sentence: Sentence, first: FoundName, surname: FoundName) -> bool:
    """ "*Ich heiße* Emma, meine Mama heißt Sabine Kolb, und *ich heiße auch* Kolb"."""
    return _led_by(sentence, first.start) == _led_by(sentence, surname.start) == "named"


def _led_by(sentence: Sentence, start: int) -> str | None:
    """The kind of carrier before a name, past a pause."""
    while start > 1 and sentence.said[start - 1].kind == "mark":
        start -= 1
    return sentence.covered.get(start - 1)


def _is_of_a_family(sentence: Sentence, name: FoundName) -> bool:
    """ "*Familie* Obermüller, ich bin der Schorsch": the surname of several, of whom one is told by the first name."""
    return name.first is None and sentence.said[name.start].folded in word_set("caller_name", "families")


def _holds(double: str, part: str) -> bool:
    """Whether a double surname has a part, and is not just the same."""
    return "-" in double and nearest_part(double, part).likeness > max(_PART, alike(double, part))


def _is_rest(sentence: Sentence, surname: FoundName, name: FoundName) -> bool:
    """Whether a first name belongs to the surname of a family, or to one that is told how to write, or is one's own.

    "Westernhagen, nein, nicht der, *Marius heiße ich*"
    """
    own = any(match.start == name.end for match in sentence.after["named"])
    told = own or _is_of_a_family(sentence, surname) or is_written_about(sentence, surname.end)
    told = told or (name.last is None and _surname_of_misheard(sentence, name) == surname.last)
    return name.first is not None and name.last is None and told


def _first_name_of_it(sentence: Sentence, name: FoundName, surname: FoundName) -> str | None:
    """ "*Sara* ohne h, Voigt mit v", "*Kurt* mit k und Noll mit doppel l", "ich heiße *Rosi* und denn Zehnder"."""
    alone = name.first or name.last if not (name.first and name.last) and name.end - name.start == 1 else None
    between = range(name.end, surname.start)
    if alone and is_first(alone) and is_said_next(sentence.said, name.end, surname.start):
        return alone
    is_apart = any(sentence.said[at].kind == "mark" or at in sentence.remarked for at in between[-_CLAUSE:])
    near = len(between) <= _REMARK and is_apart
    is_first_name = alone and is_first(alone) and near and is_written_about(sentence, name.end)
    return alone if is_first_name else None


def _with_surname(sentence: Sentence, first: FoundName, names: Sequence[FoundName]) -> FoundName:
    """ "Ralph mit ph, *Steinke*", "Christoph mit f hinten, *Christof Lamprecht*"."""
    for name in names:
        if name.last and name.first == first.first:
            return name
        if name.last and _is_of_a_family(sentence, name):
            return replace(first, last=name.last, start=min(name.start, first.start), end=max(name.end, first.end))
        if name.start < first.end or not name.last:
            continue
        if name.first and alike(name.first, first.first or "") >= MUCH_THE_SAME:
            return replace(name, start=first.start)
        if name.first is None and is_last(name.last):
            return replace(first, last=name.last, end=name.end, certainty=min(first.certainty, name.certainty))
    if misheard := _surname_of_misheard(sentence, first):
        return replace(first, last=misheard)
    whole = _said_before(sentence, first)
    return whole if whole.last else with_half_told_apart(sentence, first)


def _surname_of_misheard(sentence: Sentence, first: FoundName) -> str | None:
    """ "Jünter *Zender*, also Günter mit G": behind a word like the first name that is told how to write."""
    said = sentence.said
    if not is_written_about(sentence, first.end):
        return None
    for at in range(first.start - 2):
        word, surname, mark = said[at : at + 3]
        may_be = surname.kind == "word" and (is_last(surname.raw) or not is_everyday(surname.folded))
        if may_be and word.kind == "word" and mark.kind == "mark" and alike(word.raw, first.first or "") >= _PART:
            return write([surname.raw])
    return None


def _said_before(sentence: Sentence, name: FoundName) -> FoundName:
    """ "Das ist der Anschluss von *Gerda Pohl*, ich bin die Gerda": the first name was said with the surname."""
    for at in sentence.places(key_of(name.first or "")):
        run = read_run(sentence.said, at, sentence.stop_after(at), "asked", sentence.cased) if at < name.start else None
        parts = split(run) if run and not run.salutation else None
        if parts and parts.last and parts.first == name.first and not is_everyday(key_of(parts.last)):
            return replace(name, last=parts.last, certainty=min(name.certainty, parts.certainty))
    return name


def goes_on(name: FoundName, later: FoundName) -> bool:
    """Whether a name is said again, or its surname, behind how it is written: "Ralph mit ph, *Steinke*"."""
    if name.last and later.last:
        return alike(name.last, later.last) >= MUCH_THE_SAME
    if name.first and later.first:
        return alike(name.first, later.first) >= MUCH_THE_SAME
    return bool(later.first) or is_last(later.last or "")


def is_written_about(sentence: Sentence, index: int) -> bool:
    """Whether letters or a remark on the writing follow a name, past "also" and pauses."""
    said = sentence.said
    while index < len(said) and is_filler(said[index]):
        index += 1
    if index >= len(said) or index in sentence.letters:
        return index in sentence.letters
    return begins_remark(said[index]) or said[index].folded in word_set("spelling", "like")
