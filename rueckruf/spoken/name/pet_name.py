"""How others call whoever gives a name: "Hannelore, *kurz Hanne*, Timmermann", "Friedrich *genannt Fritz* Lohmann"."""

from collections.abc import Sequence

from rueckruf.spoken.name.words import PAUSES, is_first, is_function, is_last
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import Token


def without_pet_names(said: Sequence[Token]) -> Sequence[Token]:
    """The tokens without a pet name between the first name and the surname, and without the pauses around it."""
    for at, token in enumerate(said):
        if at and token.folded in word_set("caller_name", "called_also"):
            begins, ends = at - (said[at - 1].raw in PAUSES), at + 2
            ends += ends < len(said) and said[ends].raw in PAUSES
            if begins and _is_between(said, begins, ends):
                return (*said[:begins], *said[ends:])
    return said


def _is_between(said: Sequence[Token], begins: int, ends: int) -> bool:
    """Whether one first name stands before that and another behind it, with more of the name: "Maria *Kurz*"."""
    if ends >= len(said) or said[ends].kind != "word":
        return False
    if not (is_first(said[begins - 1].raw) and any(is_first(token.raw) for token in said[begins + 1 : begins + 3])):
        return False
    return is_last(said[ends].raw) or not is_function(said[ends].folded)
