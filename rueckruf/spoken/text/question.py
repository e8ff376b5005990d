"""What a caller asks about the company and its business, not about this call (``data/vocabulary/questions.yml``)."""

from collections.abc import Sequence
from functools import lru_cache, partial
from itertools import dropwhile

from rueckruf.spoken.text.choices import asks_for_times
from rueckruf.spoken.text.consent import approves, consents
from rueckruf.spoken.text.fields import named_fields
from rueckruf.spoken.text.phrases import holds, one_of
from rueckruf.spoken.text.vocabulary import vocabulary, word_set
from rueckruf.spoken.text.words import RECENT_TEXTS, fold, folded_words, tokens

_listed = partial(word_set, "questions")

_WHEN = "wann"
#: From so many letters on a word of a fact counts within another, too.
_A_PART = 5


@lru_cache(maxsize=RECENT_TEXTS)
def asks(text: str) -> bool:
    """Whether ``text`` begins as a question for something else than what callers are asked, and is said to us.

    "Welche Marke verbauen Sie", "ist der Chef im Haus"; neither "wann hätten Sie was frei" nor "passt das so".
    """
    text = without_thinking_aloud(text)
    words = folded_words(text)
    beside = _listed("of_this_call") | _listed("to_others")
    if named_fields(text) or not beside.isdisjoint(words) or asks_for_times(text):
        return False
    if approves(words) or _asks_in_vain(text):
        return False  # "haben Sie gut gemacht"
    return _is_formed_as_one(text)


def has_a_word_that_asks(text: str) -> bool:
    """Whether there is one in ``text``, however little else: "wie lange"."""
    return not _listed("asking").isdisjoint(folded_words(text))


def announces_one(text: str) -> bool:
    """Whether a question is announced, and maybe no more: "ich hab nur *eine kurze Frage*"."""
    return holds(folded_words(text), _listed("announcing"))


def asked_at_last(text: str) -> str:
    """The question that stands behind what is told, or nothing: "die Therme ist alt, *nehmen Sie die auch mit*?".

    It needs no mark behind "da wollt ich fragen".
    """
    if led_to := _behind_words_that_lead_to_it(text):
        return led_to
    *told, last = text.rstrip("? ").replace("?", ",").split(",")
    return last if told and text.rstrip().endswith("?") and _is_formed_as_one(last) else ""


def _behind_words_that_lead_to_it(text: str) -> str:
    """ "Das Bad ist alt und da wollt ich fragen *was kostet das*"."""
    said = [token for token in tokens(text) if token.kind == "word"]
    words = tuple(token.folded for token in said)
    found = one_of(_listed("leading_to_one")).found_in(words)
    behind = next((leads.stop for leads in found if leads.start and leads.stop < len(words)), 0)
    question = text[said[behind].start :].rstrip("? ") if behind else ""
    return question if _is_formed_as_one(question) else ""


def asks_how(text: str) -> bool:
    """Whether it begins with a word that asks: "*wann* vergessen Sie das wieder"; whatever it is about."""
    text = without_thinking_aloud(text)
    return not _asks_in_vain(text) and _begins_with_asking(_led_up_to(_opened(text)))


def without_thinking_aloud(text: str) -> str:
    """The text without what callers ask themselves before they answer: "*wann bin ich denn da*, hm, eigentlich immer".

    It is blanked out with all before it, all offsets kept.
    """
    if _WHEN not in text.lower() or text.rstrip().endswith("?"):
        return text
    said = tokens(text)
    words = tuple(token.folded for token in said)
    first = next((at for at, word in enumerate(words) if word.isalpha() and word not in _listed("openings")), 0)
    after = first + one_of(_listed("thinking_aloud")).at(words, first)[1]
    if not first < after < len(said) or (words[after].isalnum() and words[after] not in _listed("behind_thinking")):
        return text
    return " " * said[after - 1].end + text[said[after - 1].end :]


def asks_for(text: str, intent: str) -> bool:
    """Whether ``text`` asks for this fact, be it one that callers are asked for: "welcher Tag ist heute"."""
    return _is_formed_as_one(text) and names_fact(text, intent) and not asks_for_times(text)


def names_fact(text: str, intent: str) -> bool:
    """Whether a word of ``text`` belongs to the fact that is asked for with this intent alone."""
    own = map(fold, vocabulary("questions")["facts"].get(intent, ()))
    said = f" {' '.join(folded_words(text))} "
    return any((word if len(word) >= _A_PART else f" {word} ") in said for word in own)


def _asks_in_vain(text: str) -> bool:
    """ "Na was denn sonst"."""
    return consents(text) or holds(folded_words(text), _listed("exclaimed"))


def _is_formed_as_one(text: str) -> bool:
    said = _opened(text)
    asks_anything = _begins_with_asking(_led_up_to(said)) or one_of(_listed("indirect")).at(said, 0)[1] > 0
    return asks_anything or _begins_with_a_verb(said, "?" in text)


def _opened(text: str) -> tuple[str, ...]:
    return tuple(dropwhile(_listed("openings").__contains__, folded_words(text)))


def _led_up_to(said: Sequence[str]) -> Sequence[str]:
    return tuple(dropwhile((_listed("openings") | _listed("leading_up")).__contains__, said))


def _begins_with_asking(said: Sequence[str]) -> bool:
    """ "Wer", "mit wem", "auf welchem Rechner"; not "wann Sie wollen"."""
    at = 1 if said and said[0] in _listed("before") else 0
    asking = _listed("asking") | _listed("inflected") if at else _listed("asking")
    return len(said) > at + 2 and said[at] in asking and said[at + 1] not in _listed("not_behind")


def _begins_with_a_verb(said: Sequence[str], marked: bool) -> bool:
    if len(said) < 3 or said[0] not in _listed("verbs") or said[1] not in _subjects(said[0]):
        return False
    if said[1] in _listed("first_person"):
        return _listed("telling").isdisjoint(said)
    is_order = said[0] in _listed("orders") and said[1] == "sie"
    return not is_order or marked or not _listed("not_ordered").isdisjoint(said)


def _subjects(verb: str) -> frozenset[str]:
    return _listed("things" if verb in _listed("approving") else "subjects")
