"""A hyphen that is told behind both surnames: "*Berger Stift mit Bindestrich*, Anna Berger Stift"."""

from collections.abc import Sequence
from dataclasses import replace

from rueckruf.spoken.name.carriers import is_filler
from rueckruf.spoken.name.words import is_first, is_function, is_last
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import Token

#: Both parts of the surname.
_BOTH = 2


def with_hyphen_told(said: Sequence[Token]) -> Sequence[Token]:
    """The tokens with the hyphen where the surname stands behind the first name, and without its other saying."""
    for hyphen, token in enumerate(said):
        if token.folded in word_set("spelling", "hyphens"):
            told = _both_before(said, hyphen) or _both_around(said, hyphen)
            if told and (whole := _whole(said, told[0], told[1])) is not None:
                return _joined(said, hyphen, told[0], whole)
            if told and _are_surely_both(said, told[0], told[1]):
                first, second = told[0]
                return [*said[:second], _mark(said[hyphen], said[first]), said[second], *said[told[1] :]]
    return said


def _both_before(said: Sequence[Token], hyphen: int) -> tuple[list[int], int] | None:
    """Where both parts stand right before "mit Bindestrich", and where what tells of it ends."""
    at = hyphen
    while at and (said[at - 1].kind == "mark" or is_filler(said[at - 1]) or is_function(said[at - 1].folded)):
        at -= 1
    if at == hyphen or not any(token.kind == "word" for token in said[at:hyphen]):  # "Strich" needs its "mit"
        return None
    end = hyphen + 1
    while end < len(said) and said[end].folded in word_set("spelling", "told_of_a_hyphen"):
        end += 1
    return ([at - 2, at - 1], end) if at >= _BOTH and _are_words(said[at - 2 : at]) else None


def _both_around(said: Sequence[Token], hyphen: int) -> tuple[list[int], int] | None:
    """ "*Schmidt* Bindestrich *Brenner*, Ilse Schmidt Brenner"."""
    both = [*said[hyphen - 1 : hyphen], *said[hyphen + 1 : hyphen + _BOTH]]
    return ([hyphen - 1, hyphen + 1], hyphen + _BOTH) if len(both) == _BOTH and _are_words(both) else None


def _are_words(both: Sequence[Token]) -> bool:
    return all(token.kind == "word" and not is_function(token.folded) for token in both)


def _whole(said: Sequence[Token], told: Sequence[int], end: int) -> int | None:
    """Where both parts stand behind a first name, there or once more behind; None where they are said but once."""
    keys = [said[at].folded for at in told]
    again = [at for at in range(end, len(said) - 1) if [token.folded for token in said[at : at + _BOTH]] == keys]
    places = [at for at in (*again, told[0]) if at and said[at - 1].kind == "word" and is_first(said[at - 1].raw)]
    return places[0] if again and places else None


def _joined(said: Sequence[Token], hyphen: int, told: Sequence[int], whole: int) -> Sequence[Token]:
    """What is said before it all, the first name, and both parts with a hyphen between them."""
    first, second = (said[at] for at in (told if whole == told[0] else (whole, whole + 1)))
    return [*said[: min(told[0], whole - 1)], said[whole - 1], first, _mark(said[hyphen], first), second]


def _mark(hyphen: Token, first: Token) -> Token:
    return replace(hyphen, raw="-", folded="-", start=first.end, end=first.end, kind="mark")


def _are_surely_both(said: Sequence[Token], told: Sequence[int], end: int) -> bool:
    """ "Anna *Berger Stift* mit Bindestrich": a surname of the lists, and a word that is no first name, and no more."""
    first, second = told
    ends = end == len(said) or said[end].kind == "mark"
    begins = first == 0 or said[first - 1].kind == "mark" or is_first(said[first - 1].raw)
    is_surname = is_last(said[first].raw) and not is_first(said[first].raw)
    return second == first + 1 and ends and begins and is_surname and not is_first(said[second].raw)
