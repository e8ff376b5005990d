"""A name that is said in full behind a part of it or a pet name: "hier ist der Jupp, *also Josef, Josef Esser*"."""

from collections.abc import Callable, Sequence

from rueckruf.spoken.name.carriers import is_filler
from rueckruf.spoken.name.extent import read_run
from rueckruf.spoken.name.parts import FoundName
from rueckruf.spoken.name.remark import past_remarks
from rueckruf.spoken.name.run import Run
from rueckruf.spoken.name.sentence import Sentence
from rueckruf.spoken.name.spelling import MUCH_THE_SAME, alike
from rueckruf.spoken.name.words import is_first, key_of
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import Token


def in_full(sentence: Sentence, name: FoundName, found: Callable[[Run], FoundName]) -> FoundName:
    """What follows a first name or a surname right behind a comma or "also", where that is the whole name."""
    if name.first and name.last:
        return name
    index = _behind_pause(sentence.said, past_remarks(sentence.said, name.end))
    run = read_run(sentence.said, index, sentence.stop_after(index - 1), "asked", sentence.cased) if index else None
    if run is None or run.salutation or _tells_of_others(sentence.said, run.end):
        return name
    whole = found(run)
    is_whole = _has_more_of_it(whole, name.last) if name.last else _is_whole(whole)
    return whole if is_whole and not _tells_of_others(sentence.said, whole.end) else name


def _behind_pause(said: Sequence[Token], end: int) -> int:
    """The place behind a mark and words like "also", or 0."""
    index = end
    while index < len(said) and leads_on(said[index]):
        index += 1
    return index if end < index < len(said) else 0


def leads_on(token: Token) -> bool:
    """Whether it leads to more of a name: "*also* Josef", "*und zwar* Elke", "*und denn* Kruse"; pauses do."""
    leading = word_set("caller_name", "in_full") | word_set("spelling", "next_word")
    return is_filler(token) or token.folded in leading


def _is_whole(name: FoundName) -> bool:
    """Whether it is a surname behind a first name that the lists know."""
    return bool(name.first and name.last) and is_first((name.first or "").split()[0])


def _has_more_of_it(name: FoundName, surname: str) -> bool:
    """Whether it is a double name of the surname, "Lange, also Wisniewski-*Lange*", or that was the first name.

    "Karsten mit c, also *Carsten* Uhlig"
    """
    if is_first(surname) and alike(name.first or "", surname) >= MUCH_THE_SAME:
        return True
    parts = [key_of(part) for part in (name.last or "").split("-")]
    return len(parts) > 1 and key_of(surname) in parts


def _tells_of_others(said: Sequence[Token], end: int) -> bool:
    """ "Hier ist die Gitti, Peter Kern *hat* mir gesagt"."""
    return end < len(said) and said[end].folded in word_set("caller_name", "third_person")
