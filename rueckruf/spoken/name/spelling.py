"""Spelling: letters out of spelling tables and letter names."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from operator import attrgetter

from rapidfuzz import fuzz

from rueckruf.spoken.name.alphabets import LETTERS, announces_letters, best_table, joined_letters, place_words
from rueckruf.spoken.name.letters import guess_letter, past_pauses, read_letter
from rueckruf.spoken.name.taking_back import after_taking_back, takes_back
from rueckruf.spoken.name.words import (
    PAUSES,
    is_everyday,
    is_first,
    is_last,
    key_of,
    name_tokens,
    plain,
    surname_origin,
)
from rueckruf.spoken.text.discourse import hesitates
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import Token, fold

_LEAST = 3
_NEAR = 4
#: "nicht mit"
_DENIED = 2
SAME = 40
"""So alike (0 to 100) a spoken and a spelled name must be to be the same."""
MUCH_THE_SAME = 60
"""So alike are two ways to write a name."""
_VOWELS = frozenset("aeiouyäöü")
_JOINTS = PAUSES | {"-"}
#: Letters of the name of a letter at most: "ef".
_LETTER_NAME = 2


@dataclass(frozen=True)
class Spelled:
    """Letters said one by one; ``start`` and ``end`` count tokens, ``doubtful`` means that a word was guessed.

    ``broken``: a letter among them, or next to them, was not understood.
    """

    letters: str
    start: int
    end: int
    symbols: int
    alphabet: str
    doubtful: bool = False
    broken: bool = False


def find_spelled(said: Sequence[Token], asked: bool = False) -> list[Spelled]:
    """All stretches of spelled letters, at least three long (two where ``asked`` or announced)."""
    found: list[Spelled] = []
    few: list[Spelled] = []
    index = 0
    while index < len(said):
        stretch = _without_denied(said, _without_name(said, _stretch(said, index)))
        spelled = _without_first_name(said, _without_hint(said, stretch))
        if spelled and _is_spelling(said, spelled, asked):
            found.append(_with_unread(said, spelled))
        elif spelled and all(map(_is_bare_letter, said[spelled.start : spelled.end])):
            few.append(spelled)
        # Of a stretch that is no name, no part is one either.
        index = max(index + 1, spelled.end if spelled else 0)
    return _joined(said, [_without_those_beside(said, spelled, few) for spelled in found])


def _without_denied(said: Sequence[Token], spelled: Spelled | None) -> Spelled | None:
    """ "Net mit *Ü*, B, U, E, H, L, E, R": the letters without the one that is called wrong right before them."""
    if spelled is None or spelled.start < _DENIED or not _is_bare_letter(said[spelled.start]):
        return spelled
    denying, leading = (token.folded for token in said[spelled.start - _DENIED : spelled.start])
    if denying not in word_set("spelling", "denying") or leading not in word_set("spelling", "with"):
        return spelled
    begins = past_pauses(said, spelled.start + 1)
    if spelled.end - begins < _LEAST or spelled.letters[0] != said[spelled.start].raw.lower():
        return spelled
    return replace(spelled, letters=spelled.letters[1:], start=begins, symbols=spelled.symbols - 1)


def _without_those_beside(said: Sequence[Token], spelled: Spelled, few: Sequence[Spelled]) -> Spelled:
    """ "*K*, irgendwas, *L, N, E, R*": what was said between letters and a few more of them was not understood."""
    pairs = (sorted((spelled, one), key=attrgetter("start")) for one in few)
    is_part = any(_is_unread_between(said, *pair) for pair in pairs) and not _spells_any(
        said[max(0, spelled.start - _NEAR) : spelled.start], spelled.letters
    )
    return replace(spelled, doubtful=True, broken=True) if is_part else spelled


def _joined(said: Sequence[Token], found: list[Spelled]) -> list[Spelled]:
    """ "Fehling, F, E, H, *wie sagt man*, L, I, N, G": one stretch where both together spell what was said before."""
    for at, (one, following) in enumerate(pairwise(found)):
        names = said[max(0, one.start - _NEAR) : one.start]
        whole = next((letters for letters in _together(one, following) if _spells_any(names, letters)), None)
        if whole and _is_unread_between(said, one, following):
            both = replace(following, letters=whole, start=one.start, symbols=one.symbols + following.symbols)
            return _joined(said, [*found[:at], both, *found[at + 2 :]])
    return found


def _together(one: Spelled, following: Spelled) -> Iterator[str]:
    """The letters of both, of which the second ones may begin with the last of the first: "E, B, B, ja zwei B, E"."""
    widths = range(min(len(one.letters), len(following.letters)))
    return (
        one.letters + following.letters[width:] for width in widths if one.letters.endswith(following.letters[:width])
    )


def _spells_any(names: Sequence[Token], letters: str) -> bool:
    return any(is_spelled_so(token, letters) for token in names)


def _is_bare_letter(token: Token) -> bool:
    """Whether it is a letter by itself, and not a small word: "a", "i"."""
    return token.kind == "mark" or (
        len(token.raw) == 1 and (token.raw.isupper() or token.folded not in word_set("spelling", "everyday"))
    )


def _is_unread_between(said: Sequence[Token], one: Spelled, following: Spelled) -> bool:
    """Whether a few words that tell nothing of a name or its writing stand between letters."""
    between = [token for token in said[one.end : following.start] if token.kind == "word"]
    before = said[one.start - 1].folded if one.start else ""
    if not 0 < len(between) <= _NEAR or {before, between[-1].folded} & _remark_words():
        return False
    return not (any(map(_tells_of_names, between)) or takes_back(said, one.end + (said[one.end].kind == "mark")))


def _tells_of_names(token: Token) -> bool:
    """Whether a word between letters is a name, or tells which part of one, where in it, or how it is written."""
    key = token.folded
    told = any(key in word_set("spelling", name) for name in ("first_part", "last_part", "whole_name"))
    is_name = not is_everyday(key) and (is_first(token.raw) or is_last(token.raw))
    return told or is_name or key in _remark_words() | place_words() or announces_letters(token)


def is_spelled(text: str, at: int) -> bool:
    """Whether the word at a character of ``text`` is one that a letter is spelled with: "Como *Hotel* Imola"."""
    said = name_tokens(text)
    return any(said[one.start].start <= at < said[one.end - 1].end for one in find_spelled(said))


def read_symbols(said: Sequence[Token], index: int) -> tuple[str, int]:
    """Letters that start at ``said[index]``, however few ("mit a i" -> "ai"), and where they end."""
    spelled = _stretch(said, index, guess=False)
    return (spelled.letters, spelled.end) if spelled and spelled.letters else ("", index)


def _stretch(said: Sequence[Token], index: int, guess: bool = True) -> Spelled | None:
    start, letters, symbols, doubtful = index, "", 0, False
    tables: Counter[str] = Counter()
    while index < len(said):
        symbol = read_letter(said, index)
        if symbol is None and guess and symbols >= _LEAST - 1 and LETTERS not in tables:
            symbol = guess_letter(said, index)
        if symbol is None:
            further = _further(said, start, index, letters) if symbols else None
            if further is None:
                break
            doubtful |= not further[0].startswith(letters)
            letters, index = further
            continue
        letters += symbol.letters
        tables.update({LETTERS} if LETTERS in symbol.tables else symbol.tables)
        doubtful |= symbol.doubtful
        symbols, index = symbols + 1, symbol.end
    if not symbols:
        return None
    return Spelled(letters.strip("-' "), start, index, symbols, best_table(tables), doubtful)


def _further(said: Sequence[Token], start: int, index: int, letters: str) -> tuple[str, int] | None:
    """The letters so far and where the next one begins, past what is between; None where they end."""
    after = _skip(said, index)
    if after == index or read_letter(said, after) is None:
        return None if _is_remark(said, start) else _taken_back(said, index, letters)
    is_over = _ends_hint(said, start, range(index, after), letters)
    return None if is_over else (letters + " " * _begins_word(said[index:after], letters), after)


def _taken_back(said: Sequence[Token], index: int, letters: str) -> tuple[str, int] | None:
    """The letters that stay before the next one, and where that begins: "K, O, *nein*, Ö", "M, E, I, *nee*, E, Y".

    None where nothing is taken back, or all that was spelled: "L, E, M, *nee*, L, A, M, P".
    """
    at = past_pauses(said, index)
    begins = after_taking_back(said, at) if takes_back(said, at) else None
    symbol = read_letter(said, begins) if begins else None
    if begins is None or symbol is None or (len(said[begins].raw) > _LETTER_NAME and LETTERS not in symbol.tables):
        return None
    first = symbol.letters[0]
    kept = max((at for at, letter in enumerate(letters) if plain(letter) == plain(first)), default=len(letters) - 1)
    return (letters[:kept], begins) if kept else None


def _without_name(said: Sequence[Token], spelled: Spelled | None) -> Spelled | None:
    """ "*Otto*, O, T, T, O", "Di *Napoli*, D, I, neues Wort, Napoli, ...": without the word that the rest spells.

    Nor with the first name that stands before the letters of a surname: "*Heinrich*, H, O, L, Z".
    """
    if spelled is None:
        return None
    for at in range(spelled.start, min(spelled.start + _NEAR, spelled.end - 1)):
        rest = _stretch(said, past_pauses(said, at + 1)) if len(said[at].raw) >= _LEAST else None
        if rest and plain(rest.letters.split(" ")[-1]) == plain(said[at].folded):
            return rest
        if rest and at == spelled.start and _is_before_letters(said, spelled, rest):
            return rest
    return spelled


def _is_before_letters(said: Sequence[Token], spelled: Spelled, rest: Spelled) -> bool:
    """Whether a word of a table stands apart before letters by their own names, or before those of a surname, and does
    not begin what they spell: "*Anton*, N, N, A".
    """
    are_letters = all(len(token.raw) == 1 for token in said[rest.start : rest.end] if token.kind == "word")
    is_apart = said[rest.start - 1].raw in PAUSES or _may_be_first_name(said[spelled.start])
    begins_name = (is_first(spelled.letters) or is_last(spelled.letters)) and surname_origin(rest.letters) is None
    return are_letters and is_apart and rest.symbols >= _LEAST and not begins_name


def _without_hint(said: Sequence[Token], spelled: Spelled | None) -> Spelled | None:
    """ "Tönjes mit *Ö* T Ö N J E S": without the letter that is pointed out of a name that the rest spells."""
    before = spelled.start - 1 if spelled else 0
    if spelled is None or before < 1 or said[before].folded not in word_set("spelling", "with"):
        return spelled
    hint = read_letter(said, spelled.start)
    rest = _stretch(said, past_pauses(said, hint.end)) if hint and hint.end < spelled.end else None
    names = [token.folded for token in said[max(0, before - _NEAR) : before] if token.kind == "word"]
    is_hint = (
        rest
        and rest.end == spelled.end
        and any(alike(name, rest.letters) > max(SAME, alike(name, spelled.letters)) for name in names)
    )
    return rest if is_hint else spelled


def _without_first_name(said: Sequence[Token], spelled: Spelled | None) -> Spelled | None:
    """ "Lamprecht, L, A, M, ..., C, H, T, *Oskar*": without first names behind letters that spell what was said.

    Or what is said next: "H, U, T, H. *Anna Maria* Huth".
    """
    end = spelled.end if spelled else 0
    while spelled and end > spelled.start + 1 and _may_be_first_name(said[end - 1]):
        end -= 1
        while end > spelled.start + 1 and said[end - 1].raw in PAUSES:
            end -= 1
        rest = _stretch(said[:end], spelled.start)
        beside = (*said[max(0, spelled.start - _NEAR) : spelled.start], *said[spelled.end : spelled.end + 1])
        is_shorter = rest is not None and rest.symbols < spelled.symbols
        if rest and is_shorter and any(is_spelled_so(token, rest.letters) for token in beside):
            return rest
    return spelled


def _may_be_first_name(token: Token) -> bool:
    return len(token.raw) >= _LEAST and is_first(token.raw)


def _ends_hint(said: Sequence[Token], start: int, passed: range, letters: str) -> bool:
    """Whether the letters only say how a part of a name is written, and it is spelled next.

    "Mit P F *am Anfang*, Paula ...", "mit K N, Kaufmann Nordpol ...".
    """
    if not _is_remark(said, start) or len(letters) > _NEAR:
        return False
    if any(said[at].folded in place_words() for at in passed):
        return True
    rest = _stretch(said, passed.stop, guess=False)
    return rest is not None and letters in rest.letters and rest.symbols > len(letters) + 1


def _is_remark(said: Sequence[Token], start: int) -> bool:
    """Whether a word stands before letters that tells how a name is written: "*mit* p f"."""
    return start > 0 and said[start - 1].folded in _remark_words()


def _begins_word(passed: Sequence[Token], letters: str) -> bool:
    """ "D E, *dann* L U C A": a new word behind one that goes before surnames."""
    small = word_set("caller_name", "particles_first") | word_set("caller_name", "particles_capital")
    return letters in small and any(token.folded in word_set("spelling", "next_word") for token in passed)


def _skip(said: Sequence[Token], index: int) -> int:
    """Past marks and small words between two letters."""
    while index < len(said) and (
        said[index].kind == "mark"
        or hesitates(said[index].folded)
        or said[index].folded in word_set("spelling", "between")
    ):
        index += 1
    return index


def _with_unread(said: Sequence[Token], spelled: Spelled) -> Spelled:
    """The letters with the word before them that may be one of them, misheard: "*SC*-R-U-L-Z", "*Özirun*, Cäsar"."""
    at = spelled.start - 1
    while at > 0 and said[at].raw in _JOINTS:
        at -= 1
    if at < 0 or at + 1 == spelled.start or said[at].kind != "word" or is_first(said[at].raw) or is_last(said[at].raw):
        return spelled
    if read_letter(said, at):
        return spelled  # of a hint that went before: "mit K *N*, Kaufmann ..."
    joined = said[at + 1].raw == "-"
    unread = joined or not (is_everyday(said[at].folded) or _may_be_spelled(said[at].folded, spelled.letters))
    if not unread or is_last(spelled.letters) or is_first(spelled.letters):
        return spelled
    letters = said[at].folded * joined + spelled.letters
    return replace(spelled, letters=letters, start=at, doubtful=True, broken=True)


def _may_be_spelled(key: str, letters: str) -> bool:
    """Whether letters may spell the word before them, and are not its rest."""
    return plain(key)[:1] == plain(letters)[:1] or alike(key, letters) >= SAME


def _is_spelling(said: Sequence[Token], spelled: Spelled, asked: bool) -> bool:
    """Whether a stretch is a spelled name, not a few words that happen to be letters or names."""
    around = (*said[max(0, spelled.start - _NEAR) : spelled.start], *said[spelled.end : spelled.end + 1])
    announced = any(map(announces_letters, around))
    least = 2 if asked or announced else _LEAST
    if spelled.symbols < least or not _VOWELS & set(spelled.letters) or _are_remarks(said, spelled):
        return False
    if announced:
        # "mit u e geschrieben", "das ü wird u e geschrieben" say how two letters are written.
        is_remark = _is_remark(said, spelled.start)
        return spelled.symbols > _LEAST or not (is_remark or spelled.letters in joined_letters())
    words = [token for token in said[spelled.start : spelled.end] if token.kind == "word"]
    return _are_letters(words, spelled)


def _are_remarks(said: Sequence[Token], spelled: Spelled) -> bool:
    """Whether they are hints at a few letters of a name: "*mit* h *und* i e", "*ohne* i e n", "Riehl *mit* i e h"."""
    several = any(token.folded in word_set("spelling", "ending_remark") for token in said[spelled.start : spelled.end])
    before = said[spelled.start - 1].folded if spelled.start else ""
    hints = several and before in _remark_words() and spelled.symbols <= _NEAR
    return hints or before in word_set("spelling", "without") or _is_part_pointed_out(said, spelled)


def _is_part_pointed_out(said: Sequence[Token], spelled: Spelled) -> bool:
    """Whether a few letters behind "mit" or before their place spell no word before: "Riehl, *i e h hinten*"."""
    is_placed = any(token.folded in place_words() for token in said[spelled.end : spelled.end + _LEAST])
    if spelled.symbols > _LEAST or not (is_placed or _is_remark(said, spelled.start)):
        return False
    names = [token for token in said[max(0, spelled.start - _NEAR) : spelled.start] if len(token.raw) >= _LEAST]
    return (is_placed or bool(names)) and not any(
        _is_as_long_and_begins_so(token.folded, spelled.letters) for token in names
    )


def _is_as_long_and_begins_so(key: str, letters: str) -> bool:
    return plain(key)[:1] == plain(letters)[:1] and len(key) <= len(letters) + 1


def _are_letters(words: Sequence[Token], spelled: Spelled) -> bool:
    """Whether nobody says so many of these words in a row for anything but their letters."""
    if all(token.folded in word_set("spelling", "everyday") for token in words):
        return spelled.symbols > _LEAST and len(set(spelled.letters)) > _LEAST - 1
    return spelled.symbols > _LEAST or not all(_is_of_a_person(token, spelled.doubtful) for token in words)


def _is_of_a_person(token: Token, guessed: bool) -> bool:
    """Whether a word may be of a person's name: "Anton Otto Emil", or "Anna Sophie *Berger*", guessed to be "Ärger"."""
    return len(token.raw) > _LETTER_NAME and (is_first(token.raw) or (guessed and is_last(token.raw)))


@cache
def _remark_words() -> frozenset[str]:
    return word_set("spelling", "with") | word_set("spelling", "without") | word_set("spelling", "instead")


def is_spelled_so(word: Token, letters: str) -> bool:
    """Whether letters are those of a word, blind to accents."""
    return plain(word.folded) == plain(fold(letters))


def alike(name: str, letters: str) -> float:
    """How alike a spoken word and spelled letters are, 0 to 100, blind to accents."""
    return float(fuzz.ratio(plain(key_of(name)), plain(fold(letters))))
