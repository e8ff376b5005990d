"""Whether a television or a radio beside the telephone was heard: it names people who are not the caller."""

from collections.abc import Iterable

from rueckruf.spoken.text.phrases import holds
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import folded_words


def is_broadcast(text: str) -> bool:
    """Whether ``text`` speaks as programmes do: "und jetzt das Wetter mit Sven Plöger"."""
    return tells_as_programmes_do(folded_words(text))


def tells_as_programmes_do(words: Iterable[str]) -> bool:
    """The same for folded words."""
    return holds(words, word_set("caller_name", "broadcasts"))
