"""How far a name goes in a sentence: its first names and its surname, word by word."""

from collections.abc import Sequence
from dataclasses import replace

from rueckruf.spoken.name.everyday_word import is_about_names, is_everyday_name, is_sure
from rueckruf.spoken.name.particles import with_particles
from rueckruf.spoken.name.run import Run, Trust, has_asian_surname_first, is_asian
from rueckruf.spoken.name.shape import is_surname_before
from rueckruf.spoken.name.spot import Spot, ends_cleanly
from rueckruf.spoken.name.titles import titles_at
from rueckruf.spoken.name.verbs import is_listed_verb
from rueckruf.spoken.name.words import (
    PAUSES,
    first_name_origin,
    is_east_asian,
    is_everyday,
    is_first,
    is_function,
    is_last,
    is_ordinary,
    key_of,
    looks_like_a_word,
)
from rueckruf.spoken.text.discourse import hesitates
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import Token

_MOST_WORDS = 5
_MOST_TOKENS = 9
_TWICE = 2


def read_run(tokens: Sequence[Token], index: int, stop: int, trust: Trust, cased: bool) -> Run | None:
    """The name that starts at ``tokens[index]`` and ends before ``stop``, or None.

    ``cased``: the text has capitals where German has them, so that a small word is no unknown name.
    """
    start = index
    titles, salutation, index = titles_at(tokens, index, stop)
    run = Run(start, index, titles=titles, salutation=salutation)
    while index < stop and len(run.words) < _MOST_TOKENS:
        longer = with_particles(tokens, index, stop, run, trust) or _word(Spot(tokens, index, stop, trust, cased), run)
        if longer is None:
            after = _past_pause(tokens, index, stop, run)
            if after == index or not run.words:
                break
            index = after
            continue
        run, index = longer, longer.end
    if not run.words:
        return None
    return _trimmed(_said_once(replace(run, clean=ends_cleanly(tokens, run.end, stop))))


def _past_pause(tokens: Sequence[Token], index: int, stop: int, run: Run) -> int:
    """The token after "äh", or after a comma between first name and surname or before "Bindestrich".

    ``index`` itself without such a pause.
    """
    after = index
    while after < stop and (tokens[after].raw in PAUSES or hesitates(tokens[after].folded)):
        after += 1
    hesitated = any(token.kind == "word" for token in tokens[index:after])
    if hesitated or (after < stop and _is_hyphen(tokens[after])):
        return after
    return after if after < stop and _is_surname_apart(tokens[after], run) else index


def _is_surname_apart(token: Token, run: Run) -> bool:
    """Whether it is one behind first names that are no surnames: "Jochen, *Lindner*"."""
    surname = token.kind == "word" and is_last(token.raw)
    between = surname and not is_first(token.raw) and not is_ordinary(token.folded)
    return between and run.at is None and all(is_first(word) and not is_last(word) for word in run.words)


def _word(spot: Spot, run: Run) -> Run | None:
    """``run`` with the name word at the spot, joined by a hyphen where one was said."""
    token = spot.token
    if run.words and _is_hyphen(token):
        return _hyphened(spot, run)
    if token.kind != "word":
        return None
    if len(token.raw) == 1:
        return _initial(spot, run)
    if not _is_name_word(spot, run):
        return None
    return replace(run, words=(*run.words, token.raw), end=spot.at + 1, known=run.known + spot.known)


def _is_hyphen(token: Token) -> bool:
    return token.raw == "-" or token.folded in word_set("spelling", "signs", "-")


def _hyphened(spot: Spot, run: Run) -> Run | None:
    following = spot.following
    if following is None or following.kind != "word" or is_function(following.folded):
        return None
    words = (*run.words[:-1], f"{run.words[-1]}-{following.raw}")
    return replace(run, words=words, end=spot.at + 2, known=run.known + 1)


def _initial(spot: Spot, run: Run) -> Run | None:
    """ "Peter J. Schmidt": a single letter with a full stop between two words."""
    said, index = spot.said, spot.at
    if run.words and index + 2 < spot.stop and said[index + 1].raw == "." and said[index + 2].kind == "word":
        return replace(run, words=(*run.words, spot.token.raw.upper() + "."), end=index + 2)
    return None


def _is_name_word(spot: Spot, run: Run) -> bool:
    token = spot.token
    if _is_asian_given_name(spot, run):
        return True
    if _tells_where(spot, run):
        return False
    if is_function(token.folded) and not (spot.known and token.raw[0].isupper() and is_sure(run, spot.trust)):
        return False
    if is_everyday(token.folded):
        return is_everyday_name(spot, run)
    return spot.known or (not is_about_names(spot) and (_said_again(spot, run) or _unknown_name(spot, run)))


def _tells_where(spot: Spot, run: Run) -> bool:
    """ "Käthi Zbinden *vo* Thun", "wilken *ut* jever", but "Vo Van Minh"."""
    if spot.token.folded not in word_set("caller_name", "origins") or (spot.known and not run.words):
        return False
    asian = is_asian(spot.token.raw) and all(map(is_asian, run.words[:1]))  # not "zbinden *vo* thun"
    return not spot.may_be_written_so or (not spot.cased and not asian)


def _is_asian_given_name(spot: Spot, run: Run) -> bool:
    """Whether a word that German has too ends an East Asian name: "Nguyen Van *An*"."""
    if not run.words or not is_asian(spot.token.raw):
        return False
    surname_follows = spot.following is not None and is_east_asian(spot.following.raw)
    return surname_follows or (len(run.words) > 1 and has_asian_surname_first(run.words) and spot.ends)


def _said_again(spot: Spot, run: Run) -> bool:
    """Whether a word comes again after a first name, as only a surname does: "Budig, Trude Budig"."""
    said, key = spot.said, spot.token.folded
    if run.words:
        return key_of(run.words[0]) == key
    again = [at for at in range(spot.at + 2, min(spot.at + _MOST_WORDS, spot.stop)) if said[at].folded == key]
    return bool(again) and is_first(said[again[0] - 1].raw)


def _unknown_name(spot: Spot, run: Run) -> bool:
    """Whether a word no list knows may belong to the name."""
    small = spot.cased and spot.token.raw[0].islower()
    if run.words:
        if is_listed_verb(spot.token.folded):
            return False
        surname_there = run.at is not None or (len(run.words) > 1 and run.surname_known)
        return not small and not (surname_there and looks_like_a_word(spot.token.folded))
    if is_sure(run, spot.trust) or (not small and _is_surname_first(spot)):
        return True
    return not small and not looks_like_a_word(spot.token.folded)


def _is_surname_first(spot: Spot) -> bool:
    """Whether a word that is built like others, "*Zwanziger* Georg", stands before a last first name."""
    following = spot.following
    return (
        following is not None
        and following.kind == "word"
        and spot.at + 2 >= spot.stop
        and is_surname_before(spot.token.raw, following.raw)
    )


def _said_once(run: Run) -> Run:
    """ "Bond James Bond": the surname said first and again with the first name counts once, and is known by that.

    In "Luca De Luca" it is the first name. So does a word that is said twice in a row, "Sandra Sandra Holzapfel",
    unless both may be meant: "Otto Otto".
    """
    if run.at == 1 and is_first(run.words[0]):
        return run
    while _is_said_twice(run):
        at = None if run.at is None else run.at - 1
        run = replace(run, words=run.words[1:], at=at)
    keys = [key_of(word) for word in run.words]
    for width in range(len(keys) // 2, 0, -1):
        if len(keys) > 2 * width and keys[:width] == keys[-width:]:
            words = run.words[width:]
            at = None if run.at is None else len(words) - width
            return replace(run, words=words, at=at, known=run.known + 2)
    return run


def _is_said_twice(run: Run) -> bool:
    """Whether the second word is the first one again, and not the surname to it."""
    if len(run.words) < _TWICE or run.at == 0 or key_of(run.words[0]) != key_of(run.words[1]) or is_asian(run.words[0]):
        return False
    either = is_first(run.words[0]) and is_last(run.words[0])
    return len(run.words) > _TWICE or not either


def _trimmed(run: Run) -> Run:
    """Without a last unknown word that stands between the surname and an unfinished sentence."""
    spare = len(run.words) - (run.at or 0) > 2 if run.at is None else False
    last = run.words[-1]
    if run.clean or not spare or is_first(last) or is_last(last):
        return run
    if first_name_origin(run.words[-2]) and not is_last(run.words[-2]):
        return run
    return replace(run, words=run.words[:-1], end=run.end - 1)
