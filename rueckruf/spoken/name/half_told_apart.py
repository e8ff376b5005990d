"""The half of a name that is told apart: "Wackernagel, Sie haben richtig gehört, *Ottilie*"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rueckruf.spoken.name.alphabets import place_words
from rueckruf.spoken.name.carriers import is_courtesy
from rueckruf.spoken.name.evidence import is_name
from rueckruf.spoken.name.in_full import leads_on
from rueckruf.spoken.name.parts import FoundName
from rueckruf.spoken.name.remark import past_remarks
from rueckruf.spoken.name.run import Run
from rueckruf.spoken.name.sentence import Sentence
from rueckruf.spoken.name.spelling import MUCH_THE_SAME, alike
from rueckruf.spoken.name.spoken_to import is_spoken_to
from rueckruf.spoken.name.taking_back import takes_back
from rueckruf.spoken.name.third_person import is_person
from rueckruf.spoken.name.words import (
    PAUSES,
    is_compound,
    is_everyday,
    is_first,
    is_function,
    is_last,
    is_only_first,
    key_of,
    looks_like_a_word,
    write,
    write_first,
)
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import Token

#: So many words tell something else between the halves: "Sie haben richtig gehört,".
_BETWEEN = 8


def with_half_told_apart(sentence: Sentence, name: FoundName) -> FoundName:
    """The name with the half that it lacks, where that is told apart."""
    run = next(_told_apart(sentence, name), None) if sentence.asked else None
    if run is None:
        return name
    if name.first:
        return replace(name, last=write(run.words), end=run.end)
    if all(map(is_first, run.words)):
        return replace(name, first=write_first(run.words), end=run.end)
    return replace(name, first=name.last, last=write(run.words), end=run.end)


def _told_apart(sentence: Sentence, name: FoundName) -> Iterator[Run]:
    """What is all of a clause behind how the name is written, behind a pause or "und"."""
    said, written = sentence.said, _past_writing(sentence, name)
    starts = dict.fromkeys((written, *_clauses(sentence, name)))
    for start in starts:
        begins, ends = _past_leading(said, start), _end(said, start)
        run = sentence.run_at(begins, "asked", ends) if name.end < begins < ends else None
        is_led = begins == written or begins > start
        if run and run.end == ends and (_is_other_half(sentence, run, name, is_led) or _is_next(said, run, name)):
            yield run


def is_said_next(said: Sequence[Token], end: int, begins: int) -> bool:
    """Whether no more than "und dann" stands between two halves of a name: "Gerda *und denn* Kruse"."""
    between = said[end:begins]
    leads = all(_is_pause(token) or leads_on(token) for token in between)
    return leads and any(token.folded in word_set("spelling", "next_word") for token in between)


def _is_next(said: Sequence[Token], run: Run, name: FoundName) -> bool:
    """ "Inge und dann *Blume*": a surname that is a word as well."""
    surname = run.words[run.particles :]
    is_surname = len(surname) == 1 and is_last(surname[0]) and not (run.salutation or is_function(key_of(surname[0])))
    is_first_name = name.last is None or (name.first is None and is_first(name.last))
    return is_surname and is_first_name and is_said_next(said, name.end, run.start)


def _clauses(sentence: Sentence, name: FoundName) -> Iterator[int]:
    """Where clauses begin behind a name, as long as little else is told, and of nobody."""
    others = 0
    for at in range(name.end, len(sentence.said)):
        token = sentence.said[at]
        if _is_pause(token):
            yield at + 1
        if token.kind == "mark" or at in sentence.remarked or at in sentence.letters or _is_again(token, name):
            continue
        others += 1
        if others > _BETWEEN or is_person(token):
            return


def _end(said: Sequence[Token], start: int) -> int:
    """Where the clause ends that starts there, before politeness, "hinten" and what the name is like."""
    likening = word_set("caller_name", "likening")
    ends = (at for at in range(start, len(said)) if said[at].kind == "mark" or said[at].folded in likening)
    stop = next(ends, len(said))
    while stop > start and (is_courtesy(said[stop - 1]) or _place(said, stop - 1)):
        stop -= 1
    return stop


def _past_leading(said: Sequence[Token], at: int) -> int:
    """ "*Und dann die* Kerstin", "*und zwar* Elke"."""
    while at < len(said) and said[at].kind == "word" and leads_on(said[at]):
        at += 1
    return at


def _past_writing(sentence: Sentence, name: FoundName) -> int:
    """Behind all that only tells how a name is written: remarks, letters, and the name once more."""
    said, at, before = sentence.said, name.end, -1
    while at != before and at < len(said):
        before, at = at, past_remarks(said, at)
        while at < len(said) and (at in sentence.letters or is_courtesy(said[at])):
            at += 1
        at += _place(said, at) if at - 1 in sentence.remarked | sentence.letters else takes_back(said, at)
        at += name.end < at < len(said) and said[at].folded in word_set("spelling", "denying")
        if at > name.end and at < len(said) and _is_again(said[at], name):
            at += 1
    return at


def _place(said: Sequence[Token], at: int) -> int:
    """How many words tell where letters stand: "*hinten*", "*am Ende*"."""
    keys = [token.folded for token in said[at : at + 2]]
    width = 1 + bool(keys and is_function(keys[0]))
    return width * any(key in place_words() for key in keys[width - 1 : width])


def _is_again(token: Token, name: FoundName) -> bool:
    listed = token.kind == "word" and (is_last(token.raw) or is_first(token.raw))
    return listed and alike(name.last or name.first or "", token.raw) >= MUCH_THE_SAME


def _is_pause(token: Token) -> bool:
    return token.raw in PAUSES or token.folded in word_set("caller_name", "between_salutations")


def _is_other_half(sentence: Sentence, run: Run, name: FoundName, is_led: bool) -> bool:
    """Whether it is the half that the name lacks; ``is_led``: right behind how that is written, or "aber die"."""
    if run.salutation or run.titles or is_spoken_to(sentence, run):
        return False
    if not (is_name(sentence, run, "bare") or (is_led and not any(map(_is_word, run.words)))):
        return False
    if name.first or (is_led and is_first(name.last or "")):
        surname = run.words[run.particles :]
        return len(surname) == 1 and run.at in (None, 0) and not is_first(surname[0])
    return all(map(is_first if is_led else is_only_first, run.words))


def _is_word(word: str) -> bool:
    key = key_of(word)
    return is_everyday(key) or looks_like_a_word(key) or is_compound(key)
