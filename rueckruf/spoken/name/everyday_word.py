"""Whether an everyday word is a name where it stands: "Frau *Morgen*", "mein Name ist *Bitte*", "Peter *Freitag*"."""

from collections.abc import Sequence

from rueckruf.spoken.name.carriers import is_courtesy, somebody
from rueckruf.spoken.name.run import Run, Trust
from rueckruf.spoken.name.spot import Spot
from rueckruf.spoken.name.words import (
    PAUSES,
    answers,
    is_everyday,
    is_first,
    is_last,
    is_only_first,
    is_only_last,
    is_thing,
    key_of,
)
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import Token

_MOST_TOKENS = 9
_TWICE = 2


def is_sure(run: Run, trust: Trust) -> bool:
    return trust == "named" or run.salutation or bool(run.titles)


def is_everyday_name(spot: Spot, run: Run) -> bool:
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
    if is_about_names(spot) and not run.salutation:
        return False
    if run.words:
        return _word_after_names(spot, run)
    if is_sure(run, spot.trust):
        return run.salutation or spot.known or _is_told_to_be_one(spot)
    return _word_alone(spot) if spot.known else _is_before_a_first_name(spot)


def _is_told_to_be_one(spot: Spot) -> bool:
    """ "Mein Name ist *Bitte*", but not "der Name is *nich* richtig"."""
    return spot.ends and spot.token.folded not in word_set("caller_name", "denying")


def _is_before_its_surname(spot: Spot) -> bool:
    """ "*Can* Özdemir": a first name that is a word elsewhere, right before what is a surname and nothing else."""
    following = spot.following
    is_surname = following is not None and is_only_last(following.raw) and not is_everyday(following.folded)
    return is_surname and is_first(spot.token.raw) and spot.may_be_written_so


def _is_surname_in_capitals(spot: Spot, run: Run) -> bool:
    """ "Marlies *Anders*", "Julia *Morgen*": with its capital such a word ends a name that has no surname yet.

    "Sabine Danke" may be a name and thanks.
    """
    if not (run.words and all(map(is_first, run.words)) and spot.ends and spot.cased and spot.token.raw[0].isupper()):
        return False
    return spot.known or spot.token.folded in word_set("caller_name", "also_times")


def _word_after_names(spot: Spot, run: Run) -> bool:
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
    return is_sure(run, spot.trust) or _is_written_as_name(spot) or may_be


def _is_written_as_name(spot: Spot) -> bool:
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


def _word_alone(spot: Spot) -> bool:
    """Whether an everyday word that the lists know as a name begins one."""
    if (spot.trust == "present" and spot.ends) or _is_before_its_surname(spot):
        return True
    before_first = spot.following is not None and is_first(spot.following.raw)
    if spot.trust == "asked" and not before_first:
        # Small letters mean nothing where the sentence has no others: whether more is said decides then.
        return spot.may_be_written_so and not answers(spot.token.folded)
    return before_first or (spot.cased and spot.token.raw[0].isupper() and spot.at > 0)


def _is_before_a_first_name(spot: Spot) -> bool:
    """ "*Mütze*, Erhard": a thing, and behind a pause a first name with which the answer ends."""
    key, behind = spot.token.folded, spot.said[spot.at + 1 :]
    paused = len(behind) >= _TWICE and behind[0].raw in PAUSES
    if spot.trust != "asked" or not paused or not is_only_first(behind[1].raw):
        return False
    may_be = is_thing(key) and key not in somebody() | word_set("caller_name", "orders")
    return may_be and all(map(is_courtesy, behind[2:]))


def is_about_names(spot: Spot) -> bool:
    """Whether a word says something about a name instead of being one ("falsch", "anders"); "Anders Larsson" is one."""
    if spot.token.folded not in word_set("caller_name", "not_a_name_after_carrier"):
        return False
    following = spot.following
    named = is_first(spot.token.raw) and following is not None and following.kind == "word"
    return not (named and following and not is_everyday(following.folded))


def _ends_a_name(spot: Spot) -> bool:
    """ "Ute *Morgen*, morgen um acht": with a capital, right behind a first name and before a pause."""
    said, at = spot.said, spot.at
    behind = said[at + 1 : at + 2]
    is_between = at > 0 and is_first(said[at - 1].raw) and bool(behind) and behind[0].raw in PAUSES
    return is_between and spot.cased and spot.token.raw[0].isupper()


def _time_goes_on(spot: Spot) -> bool:
    """Whether "morgen" or "Freitag" begins a time: "morgen ab neun", "Freitag passt"."""
    times, word = word_set("ordinary_words", "time"), spot.token.folded
    if word not in times and word not in word_set("caller_name", "also_times"):
        return False
    if _ends_a_name(spot):
        return False
    after = next((token for token in spot.said[spot.at + 1 : spot.stop] if token.raw != ","), None)
    if after is None:
        return False
    return after.kind == "digits" or after.folded in word_set("caller_name", "after_a_time") or after.folded in times
