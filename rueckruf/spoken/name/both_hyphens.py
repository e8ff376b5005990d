"""Hyphens that are said of the surname and of the first name: "*Becker Jung mit Bindestrich*, *Anne Kathrin auch*"."""

from collections.abc import Sequence
from typing import NamedTuple

from rueckruf.spoken.name.carriers import is_filler
from rueckruf.spoken.name.words import is_everyday, is_first, is_function, is_last
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import Token

#: Both parts of a name.
_BOTH = 2


class _Double(NamedTuple):
    """Where both parts of a name stand, and where what is said of them and their hyphen begins and ends."""

    first: int
    second: int
    begins: int
    ends: int


def with_both_hyphens(said: Sequence[Token]) -> Sequence[Token]:
    """The tokens with one for each such name: "Becker-Jung", "Anne-Kathrin".

    So where a hyphen is said of each, or of the surname with two first names behind it: "Becker Bindestrich Jung Anne
    Kathrin".
    """
    hyphens = [at for at, token in enumerate(said) if token.folded in word_set("spelling", "hyphens")]
    doubles = [_double(said, at) for at in hyphens[: _BOTH + 1]]
    told = [one for one in doubles if one is not None]
    if len(told) != len(doubles) or not (len(told) == _BOTH or _stands_before_first_names(said, told)):
        return said
    return _joined(said, told)


def _stands_before_first_names(said: Sequence[Token], told: Sequence[_Double]) -> bool:
    behind = said[told[0].ends :] if len(told) == 1 else []
    return len(behind) == _BOTH and all(is_first(token.raw) for token in behind)


def _double(said: Sequence[Token], hyphen: int) -> _Double | None:
    """ "*Becker* Bindestrich *Jung*", "*Becker Jung* mit Bindestrich"; not where "ohne" is said of it."""
    if hyphen and _may_be_part(said[hyphen - 1]):
        behind = hyphen + 1
        is_around = behind < len(said) and _may_be_part(said[behind])
        return _Double(hyphen - 1, behind, hyphen - 1, behind + 1) if is_around else None
    at = hyphen - 1
    if at < _BOTH or said[at].folded not in word_set("spelling", "with"):
        return None
    while at > _BOTH and not _may_be_part(said[at - 1]) and _is_between(said[at - 1]):
        at -= 1
    end = hyphen + 1
    while end < len(said) and said[end].folded in word_set("spelling", "told_of_a_hyphen"):
        end += 1
    is_double = at >= _BOTH and all(map(_may_be_part, said[at - _BOTH : at]))
    return _Double(at - _BOTH, at - 1, at - _BOTH, end) if is_double else None


def _is_between(token: Token) -> bool:
    """Whether it stands before "mit Bindestrich": "*, auch* mit"."""
    return token.kind == "mark" or is_filler(token) or is_function(token.folded)


def _may_be_part(token: Token) -> bool:
    if token.kind != "word" or len(token.raw) == 1 or is_filler(token) or is_function(token.folded):
        return False
    return is_first(token.raw) or is_last(token.raw) or not is_everyday(token.folded)


def _joined(said: Sequence[Token], told: Sequence[_Double]) -> Sequence[Token]:
    tokens: list[Token] = []
    at = 0
    for one in told:
        tokens += [*said[at : one.begins], _one_token(said[one.first], said[one.second])]
        at = one.ends
        if at < len(said) and said[at].kind == "word" and not is_first(said[one.first].raw):
            tokens.append(Token(",", ",", said[at - 1].end, said[at - 1].end, "mark"))
    return [*tokens, *said[at:]]


def _one_token(first: Token, second: Token) -> Token:
    return Token(f"{first.raw}-{second.raw}", f"{first.folded}-{second.folded}", first.start, second.end, "word")
