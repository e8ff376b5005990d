"""The phrases that name a part of a day and nothing else: "nachmittags"."""

from functools import cache

from rueckruf.spoken.text.vocabulary import vocabulary
from rueckruf.spoken.text.words import folded_words


@cache
def parts_of_day() -> frozenset[str]:
    """All of them, folded."""
    phrases = (phrase for part in vocabulary("parts_of_day").values() for phrase in part.get("words", []))
    return frozenset(" ".join(folded_words(str(phrase))) for phrase in phrases)
