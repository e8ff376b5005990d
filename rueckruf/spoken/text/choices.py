"""Which of the times on offer a caller takes by its place, and whether they ask for some (``choices.yml``)."""

import re
from collections.abc import Sequence
from functools import cache, partial

from rueckruf.spoken.text.fields import named_fields
from rueckruf.spoken.text.phrases import holds, one_of, ways
from rueckruf.spoken.text.vocabulary import meanings, vocabulary, word_set
from rueckruf.spoken.text.words import clauses, folded_words, tokens

_GAP = r"(?: \w+){0,5}? "


def told_apart(text: str) -> tuple[str, str]:
    """What ``text`` takes and what it turns down: of "nicht den ersten, den zweiten" the second and the first.

    Of a condition it is not told: "wenn der erste nicht geht".
    """
    parted = re.split(rf"\b(?:{'|'.join(vocabulary('choices')['parting'])})\b", text, flags=re.IGNORECASE)
    wanted: list[str] = []
    refused: list[str] = []
    for part in (part for found in parted for part in clauses(found)):
        (refused if _turns_down(folded_words(part)) else wanted).append(part)
    return ", ".join(wanted), ", ".join(refused)


def _turns_down(words: Sequence[str]) -> bool:
    """ "Der erste *geht nicht*", "das zweite ist *schlecht*", but not "warum nicht das zweite", "nicht schlecht"."""
    listed = partial(word_set, "choices")
    if not listed("conditions").isdisjoint(words) or holds(words, listed("no_refusal")):
        return False
    negated = not word_set("yes_and_no", "negations").isdisjoint(words)
    return negated is listed("unsuiting").isdisjoint(words)


def names_other(text: str) -> bool:
    """Whether it is the other one of two: "nehmen Sie die andere"; not "die andere Nummer"."""
    is_time = set(named_fields(text)) <= {"callback_time"}
    return is_time and holds(folded_words(text), word_set("choices", "other"))


def named_choice(text: str) -> int | None:
    """The place, from 1, that ``text`` names alone; None for none or several, and for "am zweiten" of a month."""
    words = [token.folded for token in tokens(text)]
    found = {
        _places()[word]
        for before, word in zip(["", *words], words, strict=False)
        if word in _places() and before not in vocabulary("choices")["dates"]
    }
    return found.pop() if len(found) == 1 else None


def behind_choice(text: str) -> int:
    """The character offset behind "davon" in "den ersten *davon*"; 0 where nothing like it is said."""
    said = tokens(text)
    found = one_of(word_set("choices", "of_them")).found_in(tuple(token.folded for token in said))
    return next((said[phrase.stop - 1].end for phrase in found), 0)


def names_last(text: str) -> bool:
    """Whether it is the one that was said last: "das letzte"."""
    return not word_set("choices", "last").isdisjoint(folded_words(text))


def named_by_order(text: str) -> int | None:
    """Whether the earliest is named (1), or the latest (-1): "lieber den späteren"."""
    words = set(folded_words(text))
    earlier, later = (not word_set("choices", which).isdisjoint(words) for which in ("earlier", "later"))
    return None if earlier is later else (-1 if later else 1)


def each_suits(text: str) -> bool:
    """Whether all of them suit: "beides recht", "mir passt beides"; not "beides schlecht"."""
    words = set(folded_words(text))
    suiting = not word_set("choices", "suiting").isdisjoint(words)
    refused = not word_set("yes_and_no", "negations").isdisjoint(words)
    return suiting and not refused and not word_set("choices", "each").isdisjoint(words)


def asks_for_times(text: str) -> bool:
    """Whether the caller wants times to choose from: "Wann hätten Sie denn was frei?"."""
    words = folded_words(text)
    return bool(_asking().search(" ".join(words))) and not holds(words, word_set("choices", "not_asking"))


@cache
def _places() -> dict[str, int]:
    return meanings(vocabulary("choices")["places"])


@cache
def _asking() -> re.Pattern[str]:
    patterns = (map(_either, pattern.split("…")) for pattern in vocabulary("choices")["asking"])
    return re.compile(rf"\b(?:{'|'.join(map(_GAP.join, patterns))})\b")


def _either(phrases: str) -> str:
    return f"(?:{'|'.join(' '.join(words) for words in ways(phrases))})"
