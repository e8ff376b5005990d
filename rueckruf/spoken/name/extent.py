"""How far a name goes in a sentence: its first names and its surname, word by word."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from rueckruf.spoken.name.carriers import is_courtesy, somebody
from rueckruf.spoken.name.particles import with_particles
from rueckruf.spoken.name.run import Run, Trust, has_asian_surname_first, is_asian
from rueckruf.spoken.name.shape import is_surname_before
from rueckruf.spoken.name.taking_back import takes_back
from rueckruf.spoken.name.titles import titles_at
from rueckruf.spoken.name.verbs import is_listed_verb
from rueckruf.spoken.name.words import (
    PAUSES,
    answers,
    first_name_origin,
    is_east_asian,
    is_everyday,
    is_first,
    is_function,
    is_last,
    is_only_first,
    is_ordinary,
    is_thing,
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
        longer = with_particles(tokens, index, stop, run, trust) or _word(_Spot(tokens, index, stop, trust, cased), run)
        if longer is None:
            after = _past_pause(tokens, index, stop, run)
            if after == index or not run.words:
                break
            index = after
            continue
        run, index = longer, longer.end
    if not run.words:
        return None
    return _trimmed(_said_once(replace(run, clean=_ends_cleanly(tokens, run.end, stop))))


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


class _Spot(NamedTuple):
    """The word ``at`` a place of a sentence that may make a name longer, which ends before ``stop`` at the latest."""

    said: Sequence[Token]
    at: int
    stop: int
    trust: Trust
    cased: bool

    @property
    def token(self) -> Token:
        return self.said[self.at]

    @property
    def following(self) -> Token | None:
        return self.said[self.at + 1] if self.at + 1 < self.stop else None

    @property
    def known(self) -> bool:
        """Whether the lists know the word as a name."""
        return is_first(self.token.raw) or is_last(self.token.raw)

    @property
    def may_be_written_so(self) -> bool:
        """Whether the word has a capital, where capitals mean something."""
        return self.token.raw[0].isupper() or not self.cased

    @property
    def ends(self) -> bool:
        """Whether a name may end with the word."""
        return _ends_cleanly(self.said, self.at + 1, self.stop)


def _word(spot: _Spot, run: Run) -> Run | None:
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


def _hyphened(spot: _Spot, run: Run) -> Run | None:
    following = spot.following
    if following is None or following.kind != "word" or is_function(following.folded):
        return None
    words = (*run.words[:-1], f"{run.words[-1]}-{following.raw}")
    return replace(run, words=words, end=spot.at + 2, hyphened=True, known=run.known + 1)


def _initial(spot: _Spot, run: Run) -> Run | None:
    """ "Peter J. Schmidt": a single letter with a full stop between two words."""
    said, index = spot.said, spot.at
    if run.words and index + 2 < spot.stop and said[index + 1].raw == "." and said[index + 2].kind == "word":
        return replace(run, words=(*run.words, spot.token.raw.upper() + "."), end=index + 2)
    return None


def _is_name_word(spot: _Spot, run: Run) -> bool:
    token = spot.token
    if _is_asian_given_name(spot, run):
        return True
    if _tells_where(spot, run):
        return False
    if is_function(token.folded) and not (spot.known and token.raw[0].isupper() and _sure(run, spot.trust)):
        return False
    if is_everyday(token.folded):
        return _word_as_name(spot, run)
    return spot.known or (not _about_names(spot) and (_said_again(spot, run) or _unknown_name(spot, run)))


def _tells_where(spot: _Spot, run: Run) -> bool:
    """ "Käthi Zbinden *vo* Thun", "wilken *ut* jever", but "Vo Van Minh"."""
    if spot.token.folded not in word_set("caller_name", "origins") or (spot.known and not run.words):
        return False
    return not spot.may_be_written_so or (not spot.cased and not is_asian(spot.token.raw))


def _is_asian_given_name(spot: _Spot, run: Run) -> bool:
    """Whether a word that German has too ends an East Asian name: "Nguyen Van *An*"."""
    if not run.words or not is_asian(spot.token.raw):
        return False
    surname_follows = spot.following is not None and is_east_asian(spot.following.raw)
    return surname_follows or (len(run.words) > 1 and has_asian_surname_first(run.words) and spot.ends)


def _sure(run: Run, trust: Trust) -> bool:
    return trust == "named" or run.salutation or bool(run.titles)


def _word_as_name(spot: _Spot, run: Run) -> bool:
    """Whether an everyday word is a name here: "Frau Morgen", "mein Name ist Bitte", "Peter Freitag"."""
    if (
        run.words
        and spot.ends
        and all(map(is_first, run.words))
        and (spot.trust == "named" or is_said_before(spot.said, run.start, spot.token.folded))
    ):
        return True
    if _time_goes_on(spot):
        return False
    if _is_surname_in_capitals(spot, run):
        return True
    if _about_names(spot) and not run.salutation:
        return False
    if run.words:
        return _word_after_names(spot, run)
    if _sure(run, spot.trust):
        return run.salutation or spot.known or spot.ends
    return _word_alone(spot) if spot.known else _is_before_a_first_name(spot)


def _is_surname_in_capitals(spot: _Spot, run: Run) -> bool:
    """ "Marlies *Anders*", "Julia *Morgen*": with its capital such a word ends a name that has no surname yet.

    "Sabine Danke" may be a name and thanks.
    """
    if not (run.words and all(map(is_first, run.words)) and spot.ends and spot.cased and spot.token.raw[0].isupper()):
        return False
    return spot.known or spot.token.folded in word_set("caller_name", "also_times")


def _word_after_names(spot: _Spot, run: Run) -> bool:
    """Whether an everyday word goes on a name: "Peter Freitag", "Lang, Peter Lang", "Gern, Peter Gern"."""
    key, words = spot.token.folded, run.words
    tells = key in word_set("caller_name", "third_person")
    if len(words) > 1 and key == key_of(words[0]) and spot.ends:
        return True
    if _is_whole(run, key):
        return False
    if spot.known and spot.may_be_written_so and (spot.ends or not tells):
        return True
    if not (all(map(is_first, words)) and spot.ends):
        return False
    may_be = spot.may_be_written_so and is_thing(key) and not tells
    return _sure(run, spot.trust) or _is_written_as_name(spot) or may_be


def _is_written_as_name(spot: _Spot) -> bool:
    """Whether an everyday word has a capital where that means something, and is no word of politeness."""
    return spot.cased and spot.token.raw[0].isupper() and not is_courtesy(spot.token)


def _is_whole(run: Run, key: str) -> bool:
    """Whether a name ends before an everyday word: it has its surname, or the word is one of politeness."""
    return _has_its_surname(run) or (len(run.words) > 1 and key in word_set("ordinary_words", "courtesy"))


def is_said_before(said: Sequence[Token], start: int, key: str) -> bool:
    """Whether a word was said shortly before the name that starts there: "*Gern*, Peter Gern"."""
    return any(token.folded == key for token in said[max(0, start - _MOST_TOKENS) : start])


def _has_its_surname(run: Run) -> bool:
    if run.at is not None or any(is_last(word) and not is_first(word) for word in run.words):
        return True
    return len(run.words) > 1 and is_last(run.words[-1])


def _word_alone(spot: _Spot) -> bool:
    """Whether an everyday word that the lists know as a name begins one."""
    if spot.trust == "present" and spot.ends:
        return True
    before_first = spot.following is not None and is_first(spot.following.raw)
    if spot.trust == "asked" and not before_first:
        # Small letters mean nothing where the sentence has no others: whether more is said decides then.
        return spot.may_be_written_so and not answers(spot.token.folded)
    return before_first or (spot.cased and spot.token.raw[0].isupper() and spot.at > 0)


def _is_before_a_first_name(spot: _Spot) -> bool:
    """ "*Mütze*, Erhard": a thing, and behind a pause a first name with which the answer ends."""
    key, behind = spot.token.folded, spot.said[spot.at + 1 :]
    paused = len(behind) >= _TWICE and behind[0].raw in PAUSES
    if spot.trust != "asked" or not paused or not is_only_first(behind[1].raw):
        return False
    may_be = is_thing(key) and key not in somebody() | word_set("caller_name", "orders")
    return may_be and all(map(is_courtesy, behind[2:]))


def _about_names(spot: _Spot) -> bool:
    """Whether a word says something about a name instead of being one ("falsch", "anders"); "Anders Larsson" is one."""
    if spot.token.folded not in word_set("caller_name", "not_a_name_after_carrier"):
        return False
    following = spot.following
    named = is_first(spot.token.raw) and following is not None and following.kind == "word"
    return not (named and following and not is_everyday(following.folded))


def _time_goes_on(spot: _Spot) -> bool:
    """Whether "morgen" or "Freitag" begins a time: "morgen ab neun", "Freitag passt"."""
    times, word = word_set("ordinary_words", "time"), spot.token.folded
    if word not in times and word not in word_set("caller_name", "also_times"):
        return False
    after = next((token for token in spot.said[spot.at + 1 : spot.stop] if token.raw != ","), None)
    if after is None:
        return False
    return after.kind == "digits" or after.folded in word_set("caller_name", "after_a_time") or after.folded in times


def _said_again(spot: _Spot, run: Run) -> bool:
    """Whether a word comes again after a first name, as only a surname does: "Budig, Trude Budig"."""
    said, key = spot.said, spot.token.folded
    if run.words:
        return key_of(run.words[0]) == key
    again = [at for at in range(spot.at + 2, min(spot.at + _MOST_WORDS, spot.stop)) if said[at].folded == key]
    return bool(again) and is_first(said[again[0] - 1].raw)


def _unknown_name(spot: _Spot, run: Run) -> bool:
    """Whether a word no list knows may belong to the name."""
    small = spot.cased and spot.token.raw[0].islower()
    if run.words:
        if is_listed_verb(spot.token.folded):
            return False
        surname_there = run.at is not None or (len(run.words) > 1 and run.surname_known)
        return not small and not (surname_there and looks_like_a_word(spot.token.folded))
    if _sure(run, spot.trust) or (not small and _is_surname_first(spot)):
        return True
    return not small and not looks_like_a_word(spot.token.folded)


def _is_surname_first(spot: _Spot) -> bool:
    """Whether a word that is built like others, "*Zwanziger* Georg", stands before a last first name."""
    following = spot.following
    return (
        following is not None
        and following.kind == "word"
        and spot.at + 2 >= spot.stop
        and is_surname_before(spot.token.raw, following.raw)
    )


def _ends_cleanly(tokens: Sequence[Token], index: int, stop: int) -> bool:
    """Whether the sentence ends here or goes on as sentences do after a name."""
    while index < min(stop, len(tokens)) and hesitates(tokens[index].folded):
        index += 1
    if index >= stop or index >= len(tokens):
        return True
    token = tokens[index]
    if token.kind != "word" or token.folded in word_set("caller_name", "may_follow"):
        return True
    return token.folded in word_set("caller_name", "courtesies") or takes_back(tokens, index) > 0


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
