"""The words around a name by which callers introduce themselves: "*hier ist* Kolb *vom Schuhladen*"."""

from collections.abc import Iterator, Sequence

from rueckruf.spoken.name.carriers import CarrierLine, Match, is_courtesy
from rueckruf.spoken.name.words import name_tokens
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import Token

_BEFORE = ("carriers_named", "carriers_present", "carriers_here", "carriers_told")
_BEHIND = ("carriers_after",)


def introduction(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """The character offsets of the name at ``span`` with the words that introduce it, all of it where none does."""
    said = name_tokens(text)
    inside = [at for at, token in enumerate(said) if span[0] <= token.start < span[1]]
    if not inside:
        return span
    line = CarrierLine(said)
    first = next((one.start for one in _found(line, _BEFORE) if _leads_to(said, one.end, inside[0])), inside[0])
    behind = inside[-1] + 1
    last = next((one.end for one in _found(line, _BEHIND) if _leads_to(said, behind, one.start)), behind)
    return min(span[0], said[first].start), max(span[1], said[last - 1].end)


def _found(line: CarrierLine, sections: Sequence[str]) -> Iterator[Match]:
    return (match for section in sections for match in line.find(section))


def _leads_to(said: Sequence[Token], begin: int, end: int) -> bool:
    """Whether nothing but an article, a salutation or courtesies stands in between."""
    beside = word_set("caller_name", "salutations") | word_set("caller_name", "salutation_articles")
    return begin <= end and all(is_courtesy(one) or one.folded in beside for one in said[begin:end])
