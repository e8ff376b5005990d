"""A "nicht" that asks and refuses nothing: "geht das *nicht* sofort", "Donnerstag geht *nicht*?"."""

from rueckruf.spoken.text.phrases import one_of
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import Token, tokens


def without_asking_not(text: str) -> str:
    """The text with such a "nicht" blanked out, all offsets kept."""
    words = [token for token in tokens(text) if token.kind == "word"]
    asking = _asking_at(words) or (_asking_at_last(words) if text.rstrip().endswith("?") else None)
    if asking is None:
        return text
    return text[: asking.start] + " " * (asking.end - asking.start) + text[asking.end :]


def _asking_at(words: list[Token]) -> Token | None:
    """The "nicht" of a question that begins with its verb, before what it asks for."""
    folded = tuple(word.folded for word in words)
    first = next((at for at, word in enumerate(folded) if word not in word_set("questions", "openings")), 0)
    after = first + one_of(word_set("time_clauses", "asking_politely")).at(folded, first)[1]
    return words[after - 1] if first < after < len(words) else None


def _asking_at_last(words: list[Token]) -> Token | None:
    is_asked = len(words) > 1 and words[-2].folded in word_set("time_clauses", "asked_last")
    return words[-1] if is_asked and words[-1].folded in word_set("yes_and_no", "negations") else None
