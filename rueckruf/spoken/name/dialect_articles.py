"""Articles in dialect in front of a name: "*de* Huber Sepp bin i", "*d'*Maier Resi", "*dr* Häberle"."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain, takewhile

from rueckruf.spoken.name.words import (
    first_name_origin,
    is_first,
    is_last,
    is_only_first,
    is_ordinary,
    key_of,
    surname_origin,
)
from rueckruf.spoken.text.vocabulary import vocabulary, word_set
from rueckruf.spoken.text.words import Token

_APOSTROPHES = ("'", "’", "`")
_DRAWN = tuple(f"{article}{sign}" for article in "ds" for sign in _APOSTROPHES)
_DRAWN_TO = "die"
#: Of the articles the one that is a particle of surnames as well.
_PARTICLE = "de"
_TITLE = "Dr"
#: Of the articles those that are nothing else: they need no other words of dialect beside them.
_NOTHING_ELSE = ("dä", "dor", "dea", "et", "dat")
#: Where first names come from that have articles: "de Jan", "d'Hilde".
_HOMES = ("german", "dutch", "english_scandinavian")


def in_plain_german(said: Sequence[Token]) -> Sequence[Token]:
    """The tokens with "der" or "die" for articles in dialect; where they stand in the text stays the same."""
    in_dialect = any(_is_of_dialect(token.folded) for token in said)
    return tuple(token for index in range(len(said)) for token in _plain(said, index, in_dialect))


def _plain(said: Sequence[Token], index: int, in_dialect: bool) -> Iterator[Token]:
    token = said[index]
    name = token.raw[2:]
    if index and token.raw in _APOSTROPHES and _article(said, index - 1, in_dialect):
        return
    drawn = token.raw.lower().startswith(_DRAWN) and surname_origin(token.raw) is None
    if drawn and (_follows_an_article(name) or (in_dialect and token.raw[0].islower() and name.istitle())):
        between = token.start + 2
        yield Token(_DRAWN_TO, _DRAWN_TO, token.start, between, "word")
        yield Token(name, token.folded[2:], between, token.end, "word")
        return
    article = _article(said, index, in_dialect)
    yield Token(article, article, token.start, token.end, "word") if article else token


def _article(said: Sequence[Token], index: int, in_dialect: bool) -> str | None:
    """What an article in dialect is in plain German; "de Vries", "Dr. Huber" and "Ana de Maria" have none."""
    article = _articles().get(said[index].raw if index else said[index].raw.lower())
    names = _words_behind(said, index + 1) if article else []
    if not names or _is_of_dialect(names[0].lower()) or (index and _is_first_name(said[index - 1])):
        return None
    if names[0].lower() in word_set("spelling", "like"):
        return None  # "S wie Samuel"
    if names[0].lower() in word_set("caller_name", "salutations"):
        return article  # "*Dr* Herr Häberle"
    is_sure = in_dialect or _is_drawn(said, index)
    if said[index].raw.title() == _TITLE and _is_title(said, index, is_sure, names):
        return None
    return article if (_leads_on if is_sure else _leads_to_a_name)(said[index].raw, names) else None


def _is_title(said: Sequence[Token], index: int, is_sure: bool, names: Sequence[str]) -> bool:
    """ "Dr Huber", "Prof *dr* Huber", and where nobody speaks dialect "mein Name ist *dr* Viola Puschkin"."""
    rank = _ranks() | word_set("caller_name", "salutations")
    ranked = index > 0 and said[index - 1].folded in rank
    return said[index].raw == _TITLE or ranked or not (is_sure or _is_surname_first(names))


@cache
def _ranks() -> frozenset[str]:
    """All that is said for a title."""
    return frozenset(chain.from_iterable(vocabulary("caller_name")["titles"].values()))


def _leads_on(article: str, names: Sequence[str]) -> bool:
    """Whether a name may stand behind an article where dialect is spoken."""
    return any(map(_takes_an_article, names)) or (article != _PARTICLE and names[0].istitle())


def _leads_to_a_name(article: str, names: Sequence[str]) -> bool:
    """Whether what stands behind it tells that it is an article, where nothing else is said in dialect."""
    is_told = article.lower() in _NOTHING_ELSE or _is_surname_first(names) or _is_whole(names)
    return is_told and _takes_an_article(names[0])


def _words_behind(said: Sequence[Token], index: int) -> Sequence[str]:
    """Up to two words right there, behind an apostrophe at most; none behind another mark: "dr. Huber"."""
    index += index < len(said) and said[index].raw in _APOSTROPHES
    return [token.raw for token in takewhile(lambda token: token.kind == "word", said[index : index + 2])]


@cache
def _articles() -> dict[str, str]:
    return {word: key for key, words in vocabulary("caller_name")["dialect_articles"].items() for word in words}


def _follows_an_article(word: str) -> bool:
    """Whether a word that "d'" is drawn to is a name or an everyday noun: "*d'*Nachbarin"."""
    return _takes_an_article(word) or is_ordinary(key_of(word))


def _takes_an_article(word: str) -> bool:
    """Whether a word is "Frau" or a name that is at home where dialects are spoken."""
    if word.lower() in word_set("caller_name", "salutations"):
        return True
    ends_as_one = is_last(word) and surname_origin(word) is None
    return ends_as_one or surname_origin(word) == "german" or first_name_origin(word) in _HOMES


def _is_drawn(said: Sequence[Token], index: int) -> bool:
    """ "*d'* Anna", with a gap behind the apostrophe."""
    return index + 1 < len(said) and said[index + 1].raw in _APOSTROPHES


def _is_of_dialect(word: str) -> bool:
    return word in word_set("caller_name", "words_of_dialect")


def _is_first_name(token: Token) -> bool:
    """ "Ana *de Maria*", but not "i *ben* de Sepp"."""
    return is_first(token.raw) and not _is_of_dialect(token.folded)


def _is_surname_first(names: Sequence[str]) -> bool:
    """ "De *Müller Karl*", as no foreign name is said."""
    return len(names) > 1 and not is_first(names[0]) and is_first(names[1])


def _is_whole(names: Sequence[str]) -> bool:
    """ "De *Heinz Wenzel*", "de *Schorsch Laubenheimer*"."""
    if len(names) < 2 or not is_first(names[0]):
        return False
    at_home = first_name_origin(names[0]) == "german" and is_only_first(names[0])
    return is_last(names[1]) or (at_home and names[1].istitle())
