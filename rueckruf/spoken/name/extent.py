"""How far a name goes in a sentence: its first names and its surname, word by word."""

from collections.abc import Sequence
from dataclasses import replace

from rueckruf.spoken.name.particles import with_particles
from rueckruf.spoken.name.run import Run, Trust
from rueckruf.spoken.name.taking_back import takes_back
from rueckruf.spoken.name.titles import titles_at
from rueckruf.spoken.name.words import (
    PAUSES,
    Piece,
    answers,
    first_name_origin,
    is_everyday,
    is_first,
    is_function,
    is_last,
    is_ordinary,
    is_thing,
    key_of,
    looks_like_a_word,
)
from rueckruf.spoken.text.discourse import hesitates
from rueckruf.spoken.text.vocabulary import word_set

_HYPHEN_WORDS = ("bindestrich", "strich", "minus")

_MOST_WORDS = 5
_MOST_PIECES = 9


def read_run(pieces: Sequence[Piece], index: int, stop: int, trust: Trust, cased: bool) -> Run | None:
    """The name that starts at ``pieces[index]`` and ends before ``stop``, or None.

    ``cased``: the text has capitals where German has them, so that a small word is no unknown name.
    """
    start = index
    titles, salutation, index = titles_at(pieces, index, stop)
    run = Run(start, index, titles=titles, salutation=salutation)
    while index < stop and len(run.words) < _MOST_PIECES:
        longer = with_particles(pieces, index, stop, run, trust) or _word(pieces, index, stop, run, trust, cased)
        if longer is None:
            after = _past_pause(pieces, index, stop, run)
            if after == index or not run.words:
                break
            index = after
            continue
        run, index = longer, longer.end
    if not run.words:
        return None
    return _trimmed(_said_once(replace(run, clean=_ends_cleanly(pieces, run.end, stop))))


def _past_pause(pieces: Sequence[Piece], index: int, stop: int, run: Run) -> int:
    """The piece after "äh", or after a comma between first name and surname; ``index`` itself without a pause."""
    after = index
    while after < stop and (pieces[after].raw in PAUSES or hesitates(pieces[after].key)):
        after += 1
    if any(piece.kind == "word" for piece in pieces[index:after]):
        return after
    surname = after < stop and pieces[after].kind == "word" and is_last(pieces[after].raw)
    between = surname and not is_first(pieces[after].raw) and not is_ordinary(pieces[after].key)
    first_names = all(is_first(word) and not is_last(word) for word in run.words) and run.at is None
    return after if between and first_names else index


def _word(pieces: Sequence[Piece], index: int, stop: int, run: Run, trust: Trust, cased: bool) -> Run | None:
    """``run`` with the name word at ``index``, joined by a hyphen where one was said."""
    if run.words and (pieces[index].key in _HYPHEN_WORDS or pieces[index].raw == "-"):
        if index + 1 < stop and pieces[index + 1].kind == "word" and not is_function(pieces[index + 1].key):
            words = (*run.words[:-1], f"{run.words[-1]}-{pieces[index + 1].raw}")
            return replace(run, words=words, end=index + 2, hyphened=True, known=run.known + 1)
        return None
    piece = pieces[index]
    if piece.kind != "word":
        return None
    if len(piece.raw) == 1:
        return _initial(pieces, index, stop, run)
    known = is_first(piece.raw) or is_last(piece.raw)
    if is_function(piece.key) and not (known and piece.raw[0].isupper() and _sure(run, trust)):
        return None
    if is_everyday(piece.key):
        if not _word_as_name(pieces, index, stop, run, trust, cased, known):
            return None
    elif not known and (
        _about_names(pieces, index, stop)
        or not (_said_again(pieces, index, stop, run) or _unknown_name(piece, run, trust, cased))
    ):
        return None
    return replace(run, words=(*run.words, piece.raw), end=index + 1, known=run.known + known)


def _initial(pieces: Sequence[Piece], index: int, stop: int, run: Run) -> Run | None:
    """ "Peter J. Schmidt": a single letter with a full stop between two words."""
    if run.words and index + 2 < stop and pieces[index + 1].raw == "." and pieces[index + 2].kind == "word":
        return replace(run, words=(*run.words, pieces[index].raw.upper() + "."), end=index + 2)
    return None


def _sure(run: Run, trust: Trust) -> bool:
    return trust == "named" or run.salutation or bool(run.titles)


def _word_as_name(
    pieces: Sequence[Piece], index: int, stop: int, run: Run, trust: Trust, cased: bool, known: bool
) -> bool:
    """Whether an everyday word is a name here: "Frau Morgen", "mein Name ist Bitte", "Peter Freitag"."""
    if _time_goes_on(pieces, index, stop):
        return False
    if _about_names(pieces, index, stop) and not run.salutation:
        return False
    capital = cased and pieces[index].raw[0].isupper()
    ends = _ends_cleanly(pieces, index + 1, stop)
    if run.words:
        if pieces[index].key == key_of(run.words[0]) and len(run.words) > 1 and ends:
            # "Lang, Peter Lang"
            return True
        if run.at is not None or any(is_last(word) and not is_first(word) for word in run.words):
            return False
        if len(run.words) > 1 and (
            is_last(run.words[-1]) or pieces[index].key in word_set("ordinary_words", "courtesy")
        ):
            return False
        if known and (capital or not cased):
            return True
        return all(map(is_first, run.words)) and ends and (_sure(run, trust) or is_thing(pieces[index].key))
    if _sure(run, trust):
        return run.salutation or known or ends
    if trust == "present" and known and ends:
        return True
    first = is_first(pieces[index + 1].raw) if index + 1 < stop else False
    if trust == "asked" and not first:
        # Small letters tell nothing where the sentence has no others: whether more is said decides then.
        return known and (capital or not cased) and not answers(pieces[index].key)
    return known and (first or (capital and index > 0))


def _about_names(pieces: Sequence[Piece], index: int, stop: int) -> bool:
    """Whether a word tells about a name instead of being one ("falsch", "anders"); "Anders Larsson" is one."""
    if pieces[index].key not in word_set("caller_name", "not_a_name_after_carrier"):
        return False
    named = is_first(pieces[index].raw) and index + 1 < stop and pieces[index + 1].kind == "word"
    return not (named and not is_everyday(pieces[index + 1].key))


def _time_goes_on(pieces: Sequence[Piece], index: int, stop: int) -> bool:
    """Whether "morgen" or "Freitag" starts to tell a time: "morgen ab neun", "Freitag passt"."""
    key = pieces[index].key
    if key not in word_set("ordinary_words", "time") and key != "morgen":
        return False
    index += 1
    while index < stop and pieces[index].raw == ",":
        index += 1
    if index >= stop:
        return False
    after = pieces[index]
    if after.kind == "digits" or after.key in word_set("caller_name", "after_a_time"):
        return True
    return after.key in word_set("ordinary_words", "time")


def _said_again(pieces: Sequence[Piece], index: int, stop: int, run: Run) -> bool:
    """Whether a word comes again behind a first name, as only a surname does: "Budig, Trude Budig"."""
    again = [at for at in range(index + 2, min(index + _MOST_WORDS, stop)) if pieces[at].key == pieces[index].key]
    if run.words:
        return key_of(run.words[0]) == pieces[index].key
    return bool(again) and is_first(pieces[again[0] - 1].raw)


def _unknown_name(piece: Piece, run: Run, trust: Trust, cased: bool) -> bool:
    """Whether a word no list knows may belong to the name."""
    small = cased and piece.raw[0].islower()
    if run.words:
        surname_there = run.at is not None or (len(run.words) > 1 and run.surname_known)
        return not small and not (surname_there and looks_like_a_word(piece.key))
    return _sure(run, trust) or (not small and not looks_like_a_word(piece.key))


def _ends_cleanly(pieces: Sequence[Piece], index: int, stop: int) -> bool:
    """Whether the sentence ends here or goes on as sentences do after a name."""
    if index >= stop or index >= len(pieces):
        return True
    piece = pieces[index]
    if piece.kind != "word" or piece.key in word_set("caller_name", "may_follow"):
        return True
    return piece.key in word_set("caller_name", "courtesies") or takes_back(pieces, index) > 0


def _said_once(run: Run) -> Run:
    """ "Bond James Bond": the surname said first and again with the first name counts once, and is known by that."""
    keys = [key_of(word) for word in run.words]
    for width in range(len(keys) // 2, 0, -1):
        if len(keys) > 2 * width and keys[:width] == keys[-width:]:
            words = run.words[width:]
            at = None if run.at is None else len(words) - width
            return replace(run, words=words, at=at, known=run.known + 2)
    return run


def _trimmed(run: Run) -> Run:
    """Without a last unknown word that stands between the surname and an unfinished sentence."""
    spare = len(run.words) - (run.at or 0) > 2 if run.at is None else False
    last = run.words[-1]
    if run.clean or not spare or is_first(last) or is_last(last):
        return run
    if first_name_origin(run.words[-2]) and not is_last(run.words[-2]):
        return run
    return replace(run, words=run.words[:-1], end=run.end - 1)
