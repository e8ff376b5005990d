"""How people talk around what they have to say (``data/vocabulary/discourse.yml``).

The readers of times, numbers and names all ask here what takes back a word and what means nothing.
"""

from functools import cache
from itertools import chain
from typing import Literal

from rueckruf.spoken.text.phrases import Phrase, Phrases, every_way, exactly, pattern_of
from rueckruf.spoken.text.vocabulary import vocabulary, word_set

Beside = Literal["callback_time", "phone_number", "caller_name"]
"""The answer that is read."""


@cache
def repairs(beside: Beside) -> frozenset[Phrase]:
    """The phrases that take back what was said last of an answer: "nein", "ich habe mich versprochen"."""
    table = vocabulary("discourse")
    only_here = (entry["words"] for entry in table["repairs_beside"] if beside in entry["answers"])
    return every_way(chain(table["repairs"], *only_here))


def repair_at(words: Phrase, index: int, beside: Beside) -> int:
    """How many of the folded ``words`` from ``index`` on take back what was said before them; 0 for none.

    "Dann *halt* beim Nachbarn" takes nothing back.
    """
    return 0 if _gives_in(words, index) else _repairs(beside).at(words, index)[1]


def _gives_in(words: Phrase, index: int) -> bool:
    behind = 0 < index < len(words) and words[index - 1] in word_set("discourse", "before_giving_in")
    return behind and words[index] in word_set("discourse", "giving_in")


def second_thought(words: Phrase) -> tuple[Phrase, bool]:
    """The folded words behind the last phrase that thinks better of those before, and whether it surely does.

    All of them and False where there is none, or nothing stands before it.
    """
    found = [(at + width, sure) for at in range(1, len(words)) for sure, width in [_better().at(words, at)] if width]
    if not found:
        return words, False
    return words[found[-1][0] :], any(sure for _, sure in found)


@cache
def _better() -> Phrases[bool]:
    """The phrases that think better of something, and whether they surely do."""
    lists = (("second_thoughts", False), ("surely_better", True))
    return Phrases((pattern_of(said), is_sure) for name, is_sure in lists for said in word_set("discourse", name))


@cache
def _repairs(beside: Beside) -> Phrases[bool]:
    return Phrases((exactly(phrase), True) for phrase in repairs(beside))


def hesitates(word: str) -> bool:
    """Whether a folded word is a mere sound: "äh"."""
    return word in word_set("discourse", "hesitations")


@cache
def fillers() -> frozenset[str]:
    """Folded words and phrases that mean nothing along with any answer, hesitations among them."""
    return word_set("discourse", "hesitations") | word_set("discourse", "fillers")
