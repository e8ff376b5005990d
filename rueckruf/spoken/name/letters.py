"""One letter, sign or doubled letter, as it is said: "Anton", "M wie Martha", "Doppel-t", "Bindestrich"."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from rapidfuzz import fuzz, process

from rueckruf.spoken.name.alphabets import LETTERS, first_words, guessable, table, times
from rueckruf.spoken.name.words import PAUSES, plain
from rueckruf.spoken.text.numbers import cardinal
from rueckruf.spoken.text.vocabulary import meanings, vocabulary, word_set
from rueckruf.spoken.text.words import Token

_ALIKE = 72
_JOINTS = PAUSES | {"-"}
#: Letters of the name of a letter at most: "ef".
_LETTER_NAME = 2
#: So many words tell behind a letter that it stands twice: "und noch eins".
_LONGEST_TWICE = 3
_VOWELS = frozenset("aeiouy")


class Symbol(NamedTuple):
    """The letters that were said, where they end, and the tables that have them; ``doubtful``: guessed."""

    letters: str
    end: int
    tables: frozenset[str]
    doubtful: bool = False


def read_letter(said: Sequence[Token], index: int) -> Symbol | None:
    """One letter, sign or doubled letter at ``index``."""
    if index >= len(said) or not _may_begin_with(said[index]):
        return None
    if index + 1 < len(said) and said[index].folded in word_set("spelling", "case"):
        index += 1
    for width in (2, 1):
        if repeated := _repeated(said, index, width):
            return repeated
    symbol = _single(said, index)
    return symbol and (_twice(said, symbol) or symbol)


def _may_begin_with(token: Token) -> bool:
    """Whether one may begin with a word or a mark, which most do not."""
    return len(token.raw) == 1 or token.folded in _beginnings() or token.folded.startswith(_doubles())


@cache
def _beginnings() -> frozenset[str]:
    return first_words() | word_set("spelling", "case") | {said.split()[0] for said in (*times(), *_signs())}


@cache
def _doubles() -> tuple[str, ...]:
    return tuple(word_set("spelling", "joined_double"))


def _single(said: Sequence[Token], index: int) -> Symbol | None:
    key = said[index].folded
    for double in _doubles():
        if key.startswith(double) and key != double:
            inner = table().get((key.removeprefix(double),))
            return Symbol(inner.letters * 2, index + 1, inner.tables) if inner else None
    return _sign(said, index) or _letter(said, index)


def _repeated(said: Sequence[Token], index: int, width: int) -> Symbol | None:
    """ "zweimal das t", "2x t": the letter after a word of ``width`` tokens for how many times it is said."""
    often, after = times().get(_joined(said, index, width)), index + width
    if not often or after >= len(said) or (width == 1 and _is_double_t(said, index)):
        return None
    after += said[after].raw in _JOINTS
    after += after < len(said) and said[after].folded in word_set("spelling", "articles")
    symbol = _letter(said, after) if after < len(said) else None
    count = width == 1 and (said[index].kind == "digits" or cardinal(said[index].folded) is not None)
    if symbol is None or (count and len(said[after].raw) > _LETTER_NAME):
        return None
    return symbol._replace(letters=symbol.letters * often)


def _is_double_t(said: Sequence[Token], index: int) -> bool:
    """Whether "*doppelt*" is "Doppel-t" rather than "*doppelt* n", which stands apart and right before its letter."""
    if said[index].folded not in _doubled_t():
        return False
    behind = said[index + 1]
    return behind.folded != "t" and (behind.kind == "mark" or (index > 0 and said[index - 1].raw not in PAUSES))


@cache
def _doubled_t() -> frozenset[str]:
    return frozenset(f"{double}t" for double in _doubles())


def _twice(said: Sequence[Token], symbol: Symbol) -> Symbol | None:
    """ "S *zweimal*, E", "P, *gleich zweimal*", "M wie Martha *und noch eins*": the letter before a pause.

    "E *doppelt*" is "E, Doppel-t".
    """
    is_vowel = plain(symbol.letters)[-1:] in _VOWELS
    for at, phrases in ((symbol.end, "twice"), (past_pauses(said, symbol.end), "once_more")):
        for end in range(at + 1, min(at + _LONGEST_TWICE, len(said)) + 1):
            is_apart = end == len(said) or said[end].kind == "mark"
            is_told = is_apart and _joined(said, at, end - at) in word_set("spelling", phrases)
            if is_told and not (is_vowel and said[at].folded in _doubled_t()):
                return symbol._replace(letters=symbol.letters * 2, end=end)
    return None


@cache
def _signs() -> dict[str, str]:
    return meanings(vocabulary("spelling")["signs"])


def _sign(said: Sequence[Token], index: int) -> Symbol | None:
    for width in (2, 1):
        sign = _signs().get(_joined(said, index, width))
        if sign and index + width <= len(said):
            return Symbol(sign, index + width, frozenset())
    return None


def _letter(said: Sequence[Token], index: int) -> Symbol | None:
    found = None
    if said[index].folded not in first_words():
        return _accented(said[index], index)
    for width in (4, 3, 2, 1):
        phrase, end = _phrase(said, index, width)
        if len(phrase) == width and phrase in table():
            entry = table()[phrase]
            found = Symbol(entry.letters, end, entry.tables, entry.doubtful)
            break
    if found is None:
        return None
    return _like(said, found) or found


def _accented(token: Token, index: int) -> Symbol | None:
    """ "Ć": a letter that no table has, with the accent that it is written with."""
    bare = table().get((plain(token.folded),)) if len(token.raw) == 1 and token.kind == "word" else None
    return Symbol(token.folded, index + 1, bare.tables) if bare else None


def _phrase(said: Sequence[Token], index: int, width: int) -> tuple[tuple[str, ...], int]:
    """The next ``width`` words, past the pauses between them ("scharfes, s"), and where they end."""
    words: list[str] = []
    while index < len(said) and len(words) < width and (words or said[index].raw not in PAUSES):
        if said[index].raw not in PAUSES:
            words.append(said[index].folded)
        index += 1
    return tuple(words), index


def _like(said: Sequence[Token], symbol: Symbol) -> Symbol | None:
    """ "M wie Martha", "M wie Mama": the word only confirms the letter."""
    if LETTERS not in symbol.tables:
        return None
    start = past_pauses(said, symbol.end)
    for width in (2, 1):
        if _joined(said, start, width) in word_set("spelling", "like") and start + width < len(said):
            at = past_pauses(said, start + width)
            word = said[at]
            known = _letter(said, at)
            if known and LETTERS not in known.tables:
                return known._replace(doubtful=plain(known.letters)[0] != plain(symbol.letters)[0])
            if plain(word.folded)[0] == plain(symbol.letters)[0]:
                return symbol._replace(end=at + 1)
    return _like_misheard(said, symbol, start)


def _like_misheard(said: Sequence[Token], symbol: Symbol, start: int) -> Symbol | None:
    """ "A. W. Anton", "N-V-Nordpol", "B-Berta": of "wie" a letter was heard, or nothing, before a word for the same."""
    like = _past_joint(said, start)
    known = _word_for(said, like, symbol) if like > start else None
    if known or like + 1 >= len(said) or said[like].folded not in word_set("spelling", "like_misheard"):
        return known
    return _word_for(said, _past_joint(said, past_pauses(said, like + 1)), symbol)


def _word_for(said: Sequence[Token], index: int, symbol: Symbol) -> Symbol | None:
    """The word at ``index`` if a table has it for that letter."""
    known = _letter(said, index)
    is_same = known is not None and LETTERS not in known.tables and plain(known.letters) == plain(symbol.letters)
    return known if is_same else None


def _past_joint(said: Sequence[Token], index: int) -> int:
    return index + 1 if index + 1 < len(said) and said[index].raw == "-" else index


def past_pauses(said: Sequence[Token], index: int) -> int:
    """The first token from ``index`` on that is no pause, at most the last one."""
    while index + 1 < len(said) and said[index].raw in PAUSES:
        index += 1
    return index


def guess_letter(said: Sequence[Token], index: int) -> Symbol | None:
    """A word of a table as a recogniser misheard it, inside a spelled name."""
    token = said[index]
    if token.kind != "word" or len(token.raw) < 4 or token.folded in word_set("ordinary_words", "function"):
        return None
    phrases = guessable()
    match = process.extractOne(token.folded, list(phrases), scorer=fuzz.ratio, score_cutoff=_ALIKE)
    if match is None:
        return None
    entry = table()[(match[0],)]
    return Symbol(entry.letters, index + 1, entry.tables, doubtful=True)


def _joined(said: Sequence[Token], index: int, width: int) -> str:
    return " ".join(token.folded for token in said[index : index + width])
