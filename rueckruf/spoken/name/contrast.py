"""One name set against another: "nicht Müller, sondern Möller", "statt Sabine Susanne", "Bernhard, nicht Bernd"."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile
from typing import NamedTuple

from rueckruf.spoken.name.carriers import is_article, is_courtesy
from rueckruf.spoken.name.extent import read_run
from rueckruf.spoken.name.parts import FoundName
from rueckruf.spoken.name.run import Run
from rueckruf.spoken.name.sentence import is_cased
from rueckruf.spoken.name.spelling import alike
from rueckruf.spoken.name.third_person import is_person
from rueckruf.spoken.name.words import is_everyday, is_first, is_last, is_word, key_of
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import Token

#: So alike (0 to 100) is a name to the one that it was misheard as.
ALIKE = 60
_LOOK_BACK = 6


class Contrast(NamedTuple):
    """The name that was wrong, as far as it can be read, and the one in its place."""

    old: Run | None
    new: Run


def find_contrast(said: Sequence[Token], given: FoundName | None) -> Contrast | None:
    """Two names that are set against each other; ``given`` is the name so far."""
    return _meant(said) or (_in_place_of(said, given) if given else None)


def _meant(said: Sequence[Token]) -> Contrast | None:
    """ "Nicht Müller, sondern Möller"."""
    meant = _first(said, "contrasting")
    denied = None if meant is None else _first(said[:meant], "denying")
    if meant is None or denied is None:
        return None
    behind = _past_courtesy(said, meant + 1, word_set("caller_name", "callers"))  # "sondern ich, Jasmin Brand"
    behind = _past_whose(said, behind)
    new = _run(said, behind + is_article(said, behind))
    return Contrast(_run(said, denied + 1), new) if new else None


def _past_whose(said: Sequence[Token], at: int) -> int:
    """ "Sondern *mein Chef,* Hermann Dietz"."""
    is_theirs = at + 1 < len(said) and said[at].folded in word_set("caller_name", "own") and is_person(said[at + 1])
    return _past_courtesy(said, at + 2) if is_theirs else at


def _in_place_of(said: Sequence[Token], given: FoundName) -> Contrast | None:
    """A part of the given name behind "statt" or "nicht", and the name that follows it or stands before."""
    instead = _first(said, "instead")
    at = _first(said, "denying") if instead is None else instead
    if at is None:
        return None
    known = frozenset(key_of(word) for part in (given.first, given.last) for word in (part or "").split())
    run = _run(said, _past_courtesy(said, at + 1, word_set("caller_name", "oneself")))
    old = _known_part(run, known)
    if old is None or (instead is not None and old != run):
        return None
    new = _run_before(said, at, old, known) or _run_behind(said, old, known, instead is not None)
    return Contrast(old, new) if new else None


def _known_part(run: Run | None, known: frozenset[str]) -> Run | None:
    """What stands of the given name at the beginning of a run: "nicht *hofmann* wagner"."""
    words = tuple(takewhile(lambda word: key_of(word) in known, run.words)) if run else ()
    if run is None or not words:
        return None
    return replace(run, words=words, end=run.end - len(run.words) + len(words))


def _run_before(said: Sequence[Token], stop: int, old: Run, known: frozenset[str]) -> Run | None:
    while stop and is_courtesy(said[stop - 1]):
        stop -= 1
    for index in range(max(0, stop - _LOOK_BACK), stop):
        run = read_run(said, index, stop, "named", is_cased(said))
        if run and run.end == stop and _may_replace(run, old, known):
            return run
    return None


def _run_behind(said: Sequence[Token], old: Run, known: frozenset[str], instead: bool) -> Run | None:
    """ "Statt Hofmann *Wagner*"; behind "nicht Hofmann" a name that is told and nothing else."""
    run = _run(said, _past_courtesy(said, old.end))
    if run is None or instead:
        return run
    is_listed = all(is_first(word) or is_last(word) for word in run.words)  # "nicht hofmann schreiben"
    is_all = _past_courtesy(said, run.end) == len(said)
    return run if is_listed and is_all and _may_replace(run, old, known) else None


def _may_replace(run: Run, old: Run, known: frozenset[str]) -> bool:
    """Whether no word is one of everyday speech, unless it may have been misheard as the old one, and one is new.

    Where the name that stands is denied, the lists need not know the other.
    """
    is_new = any(key_of(word) not in known for word in run.words)
    return is_new and all(_is_no_speech(word) or _is_like(word, old) for word in run.words)


def _is_no_speech(word: str) -> bool:
    return not (is_everyday(key_of(word)) or is_word(key_of(word)))


def _is_like(word: str, old: Run) -> bool:
    return any(alike(word, each) >= ALIKE for each in old.words)


def _past_courtesy(said: Sequence[Token], index: int, among: frozenset[str] = frozenset()) -> int:
    while index < len(said) and (is_courtesy(said[index]) or said[index].folded in among):
        index += 1
    return index


def _first(said: Sequence[Token], name: str) -> int | None:
    return next((at for at, token in enumerate(said) if token.folded in word_set("caller_name", name)), None)


def _run(said: Sequence[Token], index: int) -> Run | None:
    return read_run(said, index, len(said), "named", is_cased(said)) if index < len(said) else None
