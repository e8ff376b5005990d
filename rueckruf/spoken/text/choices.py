"""Which of the times on offer a caller takes by its place: "das zweite", "letzteres"."""

from functools import cache

from rueckruf.spoken.text.vocabulary import meanings, vocabulary
from rueckruf.spoken.text.words import tokens


def named_choice(text: str) -> int | None:
    """The place, from 1, that ``text`` names alone; None for none or several, and for "am zweiten" of a month."""
    words = [token.folded for token in tokens(text)]
    found = {
        _places()[word]
        for before, word in zip(["", *words], words, strict=False)
        if word in _places() and before not in vocabulary("choices")["dates"]
    }
    return found.pop() if len(found) == 1 else None


@cache
def _places() -> dict[str, int]:
    return meanings(vocabulary("choices")["places"])
