"""What callers say instead of an answer (``data/vocabulary/beside_the_call.yml``).

They ask whether anybody is there or what is meant, talk to somebody else in the room, do not know what they are asked,
or will not tell.
"""

from collections.abc import Iterator, Sequence
from functools import partial

from rueckruf.spoken.text.discourse import fillers
from rueckruf.spoken.text.phrases import every_way, holds, one_of
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import clauses, folded_words

_listed = partial(word_set, "beside_the_call")

#: "Die *weiß* ich gar *nicht*": so many words apart stand what is denied and its no.
_NEAR = 5
#: A sentence of at most so many words is about what was asked.
_SHORT = 9


def asks_whether_heard(text: str) -> bool:
    """Whether it asks if somebody is still there, and for nobody in particular: "hallo, sind Sie noch da"."""
    words = tuple(folded_words(text))
    return any(_stands_alone(words, found) for found in _found("still_there", words))


def _stands_alone(words: Sequence[str], found: range) -> bool:
    behind = words[found.stop : found.stop + 1]
    return _listed("before_it").issuperset(words[: found.start]) and _listed("behind_it").issuperset(behind)


def only_greets(text: str) -> bool:
    """Whether nothing but a greeting is said: "ja hallo", "äh, guten Morgen erst mal"."""
    words = {*folded_words(text)}
    greeting = word_set("caller_name", "greeting_people")
    beside = word_set("caller_name", "greet") | word_set("caller_name", "greeted") | _listed("beside_a_greeting")
    return not greeting.isdisjoint(words) and words <= greeting | beside | fillers()


def talks_to_others(text: str) -> bool:
    """Whether it is said to somebody else in the room: "mach mal den Fernseher leiser", "psst, Oma telefoniert"."""
    words = tuple(folded_words(text))
    found = (places.start for places in _found("to_others", words))
    return any(_listed("me").isdisjoint(words[max(0, at - 1) : at]) for at in found)


def asks_to_wait(text: str) -> bool:
    """Whether a word stands in ``text`` that asks for a moment: "nein, *Moment*, ich *hol* die andere"."""
    return not _listed("for_a_moment").isdisjoint(folded_words(text))


def does_not_know(text: str, asked: str) -> bool:
    """Whether callers cannot say what they are asked for, the slot ``asked``: "die hab ich nicht im Kopf"."""
    words = folded_words(text)
    is_named = not _listed(f"of_{asked}").isdisjoint(words)
    other = _listed("of_something_else") - (_listed("of_the_matter") if is_named else frozenset())
    if not other.isdisjoint(words):
        return False
    if _holds("unknown", text):
        return True
    return (is_named or len(words) <= _SHORT) and (_is_denied(words, _listed("knowing")) or _cannot_be_said(words))


def asks_which(text: str, asked: str) -> bool:
    """Whether callers ask back which of it is wanted, of the slot ``asked``: "Vorname oder Nachname"."""
    words = {*folded_words(text)}
    which, asking = _listed(f"which_{asked}"), _listed("asking_which")
    if which.isdisjoint(words) or not words <= which | asking | _listed("beside_which"):
        return False
    return text.rstrip().endswith("?") or not asking.isdisjoint(words)


def will_not_tell(text: str) -> bool:
    """Whether callers refuse to say what they are asked for: "den Namen behalte ich lieber für mich"."""
    if _holds("will_not", text):
        return True
    return any(_refuses(folded_words(clause)) for clause in clauses(text))


def wants_it_kept(text: str) -> bool:
    """Whether it asks that what was told is passed on to nobody: "aber keine Werbung", "geben Sie das nicht weiter"."""
    words = folded_words(text)
    is_denied = not (_listed("denial") | word_set("yes_and_no", "negations")).isdisjoint(words)
    is_passed_on = not _listed("passed_on").isdisjoint(words) or _gives_away(words)
    return (is_denied and is_passed_on) or _holds("in_confidence", text)


def wants_it_erased_then(text: str) -> bool:
    """Whether all shall be forgotten once they have rung: "danach löschen Sie das", "aber nicht ewig aufheben"."""
    words = folded_words(text)
    if holds(words, _listed("not_kept_long")):
        return True
    return not _listed("erased").isdisjoint(words) and holds(words, _listed("once_they_have_rung"))


def _gives_away(words: Sequence[str]) -> bool:
    """ "*Geben* Sie meine Nummer nicht *her*"."""
    pairs = every_way(_listed("giving_away"))
    return any({*pair} <= {*words} for pair in pairs)


def _refuses(words: Sequence[str]) -> bool:
    speaks = not word_set("discourse", "of_oneself").isdisjoint(words)
    is_will = not _listed("will").isdisjoint(words) and _is_denied(words, _listed("told"))
    return speaks and _listed("may").isdisjoint(words) and (is_will or _is_denied(words, _listed("telling")))


def _cannot_be_said(words: Sequence[str]) -> bool:
    """ "Das *kann* ich Ihnen noch *nicht sagen*"."""
    return not _listed("may").isdisjoint(words) and _is_denied(words, _listed("saying"))


def _is_denied(words: Sequence[str], acts: frozenset[str]) -> bool:
    """Whether a no stands near one of the ``acts``."""
    noes = [at for at, word in enumerate(words) if word in _listed("denial")]
    return any(abs(at - no) <= _NEAR for at, word in enumerate(words) if word in acts for no in noes)


def _holds(list_name: str, text: str) -> bool:
    return any(_found(list_name, tuple(folded_words(text))))


def _found(list_name: str, words: tuple[str, ...]) -> Iterator[range]:
    return one_of(_listed(list_name)).found_in(words)
