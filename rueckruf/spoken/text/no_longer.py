"""An answer that is said not to hold: "so heiß ich nicht", "die Nummer gibt's nicht mehr"."""

from collections.abc import Sequence
from functools import partial

from rueckruf.spoken.text.fields import named_fields
from rueckruf.spoken.text.phrases import holds, one_of
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import clauses, folded_words

_listed = partial(word_set, "yes_and_no")

_NAME, _NUMBER = "caller_name", "phone_number"


def no_longer_holds(text: str) -> list[str]:
    """The slots of the answers that are so called wrong."""
    found = {_NAME: _is_not_my_name(folded_words(text)), _NUMBER: any(map(_is_out_of_use, clauses(text)))}
    return [slot for slot, is_wrong in found.items() if is_wrong]


def _is_not_my_name(words: Sequence[str]) -> bool:
    """Whether it ends so: behind "Hofmann heiß ich nicht, sondern" stands the right one."""
    return any(found.stop == len(words) for found in one_of(_listed("not_my_name")).found_in(tuple(words)))


def _is_out_of_use(clause: str) -> bool:
    words = folded_words(clause)
    is_named = _NUMBER in named_fields(clause) or not _listed("other_names_of_a_number").isdisjoint(words)
    return is_named and holds(words, _listed("out_of_use"))
