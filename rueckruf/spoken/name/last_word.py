"""The half of a name with which an answer ends: "Wackernagel, Sie haben richtig gehört, *Ottilie*"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rueckruf.spoken.name.carriers import is_courtesy
from rueckruf.spoken.name.evidence import is_name
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

#: So many tokens tell something else between the halves: "Sie haben richtig gehört,".
_BETWEEN = 8
#: So many tokens tell what the name is not, at the end: ", nicht die Ursula".
_CONTRAST = 4
_PLACES = ("front", "back")


def with_last_word(sentence: Sentence, name: FoundName) -> FoundName:
    """The name with the half that it lacks, where the answer ends with that."""
    run = next(_last_words(sentence, name), None) if sentence.asked else None
    if run is None:
        return name
    if name.first:
        return replace(name, last=write(run.words), end=run.end)
    if all(map(is_first, run.words)):
        return replace(name, first=write_first(run.words), end=run.end)
    return replace(name, first=name.last, last=write(run.words), end=run.end)


def _last_words(sentence: Sentence, name: FoundName) -> Iterator[Run]:
    """What the answer ends with, behind how the name is written or behind the last pause or "und"."""
    said, stop = sentence.said, _end(sentence.said, name)
    written = _past_writing(sentence, name)
    paused = next((at for at in range(stop, name.end, -1) if _is_pause(said[at - 1])), stop)
    for begins in dict.fromkeys((written, _past_leading(said, _past_namely(said, paused), stop))):
        between = said[name.end : begins]
        if not between or begins >= stop:
            continue
        told_of = any(is_person(token) and not _is_again(token, name) for token in between)
        if begins != written and (told_of or len(between) > _BETWEEN):
            continue
        run = sentence.run_at(begins, "asked", stop)
        is_led = begins == written or said[begins - 1].folded in word_set("caller_name", "in_full")
        if run and run.end == stop and _is_other_half(sentence, run, name, is_led):
            yield run


def _end(said: Sequence[Token], name: FoundName) -> int:
    """Where an answer ends, before politeness and "*nicht die Ursula*"."""
    contrast = range(max(name.end, len(said) - _CONTRAST) + 1, len(said))
    denied = (
        at for at in contrast if said[at].folded in word_set("spelling", "denying") and said[at - 1].kind == "mark"
    )
    stop = next(denied, len(said))
    while stop > name.end and is_courtesy(said[stop - 1]):
        stop -= 1
    return stop


def _past_leading(said: Sequence[Token], at: int, stop: int) -> int:
    """ "*Aber die* Kerstin"."""
    while at < stop and said[at].folded in word_set("caller_name", "in_full"):
        at += 1
    return at


def _past_writing(sentence: Sentence, name: FoundName) -> int:
    """Behind all that only tells how a name is written: remarks, letters, and the name once more."""
    said, at, before = sentence.said, name.end, -1
    while at != before and at < len(said):
        before, at = at, past_remarks(said, at)
        while at < len(said) and (at in sentence.letters or is_courtesy(said[at]) or _tells_place(said, at)):
            at += 1
        at += takes_back(said, at)
        at += name.end < at < len(said) and said[at].folded in word_set("spelling", "denying")
        if at > name.end and at < len(said) and _is_again(said[at], name):
            at += 1
    return at


def _tells_place(said: Sequence[Token], at: int) -> bool:
    """ "*Hinten*", "*am* Ende"."""
    keys = [token.folded for token in said[at : at + 2]]
    return any(key in word_set("spelling", place) for key in keys[: 1 + is_function(keys[0])] for place in _PLACES)


def _is_again(token: Token, name: FoundName) -> bool:
    listed = token.kind == "word" and (is_last(token.raw) or is_first(token.raw))
    return listed and alike(name.last or name.first or "", token.raw) >= MUCH_THE_SAME


def _is_pause(token: Token) -> bool:
    return token.raw in PAUSES or token.folded in word_set("caller_name", "between_salutations")


def _past_namely(said: Sequence[Token], at: int) -> int:
    """ "Lindner. *Und zwar* Elke"."""
    for begins in (at, at - 1):
        namely = [token.folded for token in said[begins : begins + 2]]
        if " ".join(namely) in word_set("caller_name", "namely"):
            return begins + len(namely)
    return at


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
