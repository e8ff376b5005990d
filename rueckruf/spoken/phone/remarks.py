"""What callers say of a number without dictating it (``data/vocabulary/phone_number.yml``, ``remarks``)."""

from collections.abc import Iterable, Sequence
from functools import partial

from rueckruf.spoken.text.discourse import hesitates
from rueckruf.spoken.text.phrases import holds, one_of
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import folded_words, tokens
from rueckruf.spoken.text.yes_and_no import agrees

_listed = partial(word_set, "phone_number", "remarks")


def starts_over(text: str) -> bool:
    """Whether what was dictated so far shall be forgotten: "noch mal von vorn"."""
    return begun_anew(text) > 0


def begun_anew(text: str) -> int:
    """The character offset after the last words after which what was dictated is forgotten; 0 for none."""
    words = [token for token in tokens(text) if token.kind == "word"]
    folded = tuple(token.folded for token in words)
    return max((words[found.stop - 1].end for found in one_of(_listed("anew")).found_in(folded)), default=0)


def says_no_more(text: str) -> bool:
    """Whether nothing is said beside the digits but where they stand: "die ... am Ende"."""
    small = word_set("ordinary_words", "function") | word_set("ordinary_words", "courtesy")
    return small | word_set("phone_number", "edits", "ending") >= set(folded_words(text))


def is_all(text: str) -> bool:
    """Whether the number has no more digits: "das war alles"."""
    return holds(folded_words(text), _listed("all"))


def tells_of_more(behind: str) -> bool:
    """Whether what stands ``behind`` digits says that others follow: "wie geht's weiter", "und dann, Moment"."""
    words = [word for word in folded_words(behind) if not hesitates(word)]
    if holds(words, _listed("more")):
        return True
    places = word_set("phone_number", "edits", "ending") | word_set("dictation", "articles")
    hanging = _listed("hanging") | places | word_set("beside_the_call", "for_a_moment")
    return not word_set("phone_number", "continuations").isdisjoint(words) and hanging >= set(words)


def refuses_it(text: str) -> bool:
    """Whether a number that is offered shall not be rung: "auf keinen Fall diese Nummer", "die gehört meiner Tochter".

    "Eine andere habe ich nicht" refuses the others; "der steht im Display" tells of the name; "die weiß ich nicht
    auswendig" only tells why it is not said.
    """
    said = folded_words(text)
    if agrees(text):
        return False
    if not _listed("of_others").isdisjoint(said) or holds(said, _listed("of_the_name")):
        return True
    words = but_for_not_known(said)
    if not word_set("offered_number", "wrong").isdisjoint(said) and _listed("another").isdisjoint(said):
        return True
    return speaks_against(words) is _listed("another").isdisjoint(words)


def but_for_not_known(words: Sequence[str]) -> list[str]:
    """The words but those that tell that the number is not known by heart."""
    return one_of(_listed("not_known")).without(words)


def speaks_against(words: Iterable[str]) -> bool:
    """Whether one of the folded words is a no: "nicht unter dieser"."""
    return not _listed("not").isdisjoint(words)


def points_at_one(text: str) -> bool:
    """Whether a number that both know is meant, if only by one small word: "dann halt die"."""
    return not _listed("pointing").isdisjoint(folded_words(text))


def names_a_number(text: str) -> bool:
    """Whether a number or a telephone is spoken of."""
    return not word_set("phone_number", "labels", "phone").isdisjoint(folded_words(text))
