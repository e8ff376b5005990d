"""How others call whoever gives a name: "Hannelore, *kurz Hanne*, Timmermann", "*Schorsch* Georg Hofer"."""

from collections.abc import Sequence
from functools import cache

from rueckruf.spoken.name.words import PAUSES, is_first, is_function, is_last
from rueckruf.spoken.text.vocabulary import vocabulary, word_set
from rueckruf.spoken.text.words import Token, fold


def without_pet_names(said: Sequence[Token]) -> Sequence[Token]:
    """The tokens without a pet name between the first name and the surname, and without the pauses around it."""
    for at, token in enumerate(said):
        if at and token.folded in word_set("caller_name", "called_also"):
            begins, ends = at - (said[at - 1].raw in PAUSES), at + 2
            ends += ends < len(said) and said[ends].raw in PAUSES
            if begins and _is_between(said, begins, ends):
                return (*said[:begins], *said[ends:])
    return _without_pair(said)


def _without_pair(said: Sequence[Token]) -> Sequence[Token]:
    """Without the pet name right beside the first name that it is of, if more of the name follows."""
    for at in range(len(said) - 2):
        one, other = said[at], said[at + 1]
        pet = at if _is_called(other, one) else at + 1 if _is_called(one, other) else None
        if pet is not None and is_last(said[at + 2].raw) and not is_function(said[at + 2].folded):
            return (*said[:pet], *said[pet + 1 :])
    return said


def _is_called(name: Token, pet: Token) -> bool:
    return pet.folded in _pet_names().get(name.folded, ())


@cache
def _pet_names() -> dict[str, frozenset[str]]:
    return {fold(name): frozenset(map(fold, pets)) for name, pets in vocabulary("pet_names").items()}


def _is_between(said: Sequence[Token], begins: int, ends: int) -> bool:
    """Whether one first name stands before that and another behind it, with more of the name: "Maria *Kurz*"."""
    if ends >= len(said) or said[ends].kind != "word":
        return False
    if not (is_first(said[begins - 1].raw) and any(is_first(token.raw) for token in said[begins + 1 : begins + 3])):
        return False
    return is_last(said[ends].raw) or not is_function(said[ends].folded)
