"""Which team gets a request: the topic whose words stand in the caller's concern decides, and where in doubt none.

Words are compared folded and by their stem. spaCy's German tokenizer with a PhraseMatcher knows only the very words, 14
of the 32 concerns in ``tests/callbacks/test_routing.py``: other forms would need one of its models.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from rueckruf.spoken.text.words import Token, tokens

# A stem of five letters is known wherever a word begins with it or ends with it; a shorter word stands alone: "Tor" is
# in "Motor" and "Torte" too.
_STEM = re.compile(r"([^\W\d]{5,}?)(?:en|e|n)?")
_INFLECTION = "(?:e|en|er|es|em|n|s)?"
# "Vertrag" and "Verträge": the umlauts of long words, as they are folded, become plain vowels.
_UMLAUT = re.compile(r"(?<=[ao])e|(?<=[^aeq]u)e|(?<=\bu)e")


class Topic(Protocol):
    """What many calls are about: ``words`` tell it in a concern, ``recipient`` is the team that gets such requests."""

    @property
    def name(self) -> str: ...
    @property
    def words(self) -> Sequence[str]: ...
    @property
    def recipient(self) -> str: ...


@dataclass(frozen=True)
class Route:
    """Where a request goes and why.

    ``found`` are the topics that most words of the concern speak for, each with these words as they were said.
    One has been taken; of none or of several, the default was.
    """

    recipient: str
    found: tuple[tuple[str, tuple[str, ...]], ...] = ()


def find_route(concern: str, topics: Sequence[Topic], default: str) -> Route:
    """The way of a request with this ``concern``, which may be empty; ``default`` is the recipient where in doubt."""
    said = _spoken(concern)
    found = [(topic, words) for topic in topics if (words := _words_of(topic, said))]
    most = max((len(words) for _, words in found), default=0)
    best = [(topic, words) for topic, words in found if len(words) == most]
    recipient = best[0][0].recipient if len(best) == 1 else default
    return Route(recipient, tuple((topic.name, words) for topic, words in best))


def _words_of(topic: Topic, said: Sequence[Token]) -> tuple[str, ...]:
    """What speaks for ``topic``, each once, in the order it was said."""
    phrases = [[token.folded for token in _spoken(phrase)] for phrase in topic.words]
    found: dict[str, str] = {}
    for at in range(len(said)):
        for phrase in phrases:
            words = said[at : at + len(phrase)]
            if len(words) == len(phrase) and all(
                _is_form(token.folded, word) for token, word in zip(words, phrase, strict=True)
            ):
                found.setdefault(" ".join(token.folded for token in words), " ".join(token.raw for token in words))
    return tuple(found.values())


def _spoken(text: str) -> list[Token]:
    return [token for token in tokens(text) if token.kind != "mark"]


def _is_form(said: str, word: str) -> bool:
    """Whether a folded word may be ``word`` in another form, or made with it."""
    stem = _STEM.fullmatch(_UMLAUT.sub("", word))
    if stem is None:
        return re.fullmatch(word + _INFLECTION, said) is not None
    return re.fullmatch(rf"{stem[1]}\w*|\w+{stem[1]}(?:t|{_INFLECTION})", _UMLAUT.sub("", said)) is not None
