"""Articles in dialect in front of a name: "*de* Huber Sepp bin i", "*d'*Maier Resi", "*dr* Häberle"."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from rueckruf.spoken.name.words import first_name_origin, is_first, surname_origin
from rueckruf.spoken.text.vocabulary import vocabulary, word_set
from rueckruf.spoken.text.words import Token

_APOSTROPHES = ("'", "’", "`")
_DRAWN = tuple(f"d{sign}" for sign in _APOSTROPHES)
_DRAWN_TO = "die"
#: Of the articles the one that is a particle of surnames as well.
_PARTICLE = "de"


def in_plain_german(said: Sequence[Token]) -> Sequence[Token]:
    """The tokens with "der" or "die" for articles in dialect; where they stand in the text stays the same."""
    return tuple(token for index in range(len(said)) for token in _plain(said, index))


def _plain(said: Sequence[Token], index: int) -> Iterator[Token]:
    token = said[index]
    name = token.raw[2:]
    if token.raw.lower().startswith(_DRAWN) and surname_origin(token.raw) is None and _takes_an_article(name):
        between = token.start + 2
        yield Token(_DRAWN_TO, _DRAWN_TO, token.start, between, "word")
        yield Token(name, token.folded[2:], between, token.end, "word")
        return
    article = _article(said, index)
    yield Token(article, article, token.start, token.end, "word") if article else token


def _article(said: Sequence[Token], index: int) -> str | None:
    """What an article in dialect is in plain German; "de Vries", "Dr. Huber" and "Ana de Maria" have none."""
    article = next((key for key, words in _articles().items() if said[index].raw in words), None)
    if article is None or (index and is_first(said[index - 1].raw)):
        return None
    names = _words_behind(said, index + 1)
    if not names:
        return None
    if _in_dialect(said):
        is_article = any(map(_takes_an_article, names)) or (said[index].raw != _PARTICLE and names[0].istitle())
    else:
        is_article = _takes_an_article(names[0]) and _is_surname_first(names)
    return article if is_article else None


def _words_behind(said: Sequence[Token], index: int) -> Sequence[str]:
    """Up to two words right there, behind an apostrophe at most; none behind another mark: "dr. Huber"."""
    index += index < len(said) and said[index].raw in _APOSTROPHES
    return [token.raw for token in takewhile(lambda token: token.kind == "word", said[index : index + 2])]


def _articles() -> dict[str, list[str]]:
    return dict(vocabulary("caller_name")["dialect_articles"])


def _takes_an_article(word: str) -> bool:
    """Whether a word is "Frau" or a name that is at home where dialects are spoken."""
    if word.lower() in word_set("caller_name", "salutations"):
        return True
    return "german" in (surname_origin(word), first_name_origin(word))


def _in_dialect(said: Sequence[Token]) -> bool:
    return any(token.folded in word_set("caller_name", "words_of_dialect") for token in said)


def _is_surname_first(names: Sequence[str]) -> bool:
    """ "De *Müller Karl*", as no foreign name is said."""
    return len(names) > 1 and not is_first(names[0]) and is_first(names[1])
