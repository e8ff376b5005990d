"""Whether a name is spoken of, as that of somebody who is not on the line: "nein, *Frau Pohl* hat Festnetz"."""

from collections.abc import Sequence

from rueckruf.spoken.name.carriers import CarrierLine, is_courtesy
from rueckruf.spoken.name.words import name_tokens
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import Token

#: With words of these sections, before or after a name, callers stand up or give one.
_INTRODUCING = (
    *("carriers_named", "carriers_present", "carriers_here", "carriers_hint"),
    *("carriers_after", "carriers_after_present", "carriers_after_here", "carriers_after_hint"),
)


def is_spoken_of(text: str, span: tuple[int, int]) -> bool:
    """Whether the sentence tells something of whoever is named at ``span``, and sets no other name against that."""
    said = name_tokens(text)
    inside = [at for at, token in enumerate(said) if token.kind == "word" and span[0] <= token.start < span[1]]
    if not inside:
        return False
    start, end = _with_salutation(said, inside[0]), inside[-1] + 1
    if _is_introduced(said, range(start, inside[0] + 1), end) or _is_set_against_another(said, start):
        return False
    follows = said[end].folded if end < len(said) else ""
    addressed = start < inside[0] or said[start].folded in word_set("caller_name", "salutations")
    return follows in word_set("caller_name", "third_person") or (addressed and _tells_more(said, start, end))


def _with_salutation(said: Sequence[Token], start: int) -> int:
    """Where "*die Frau* Pohl" begins, or "*die* Edeltraud"."""
    for leading in ("salutations", "salutation_articles"):
        start -= bool(start) and said[start - 1].folded in word_set("caller_name", leading)
    return start


def _is_introduced(said: Sequence[Token], starts: range, end: int) -> bool:
    """Whether a carrier stands right before it, "hier ist *die Frau* Pohl", or right behind it."""
    line = CarrierLine(said)
    return any(match.end in starts or match.start == end for name in _INTRODUCING for match in line.find(name))


def _is_set_against_another(said: Sequence[Token], start: int) -> bool:
    """ "*Nicht* Frau Pohl", "*statt* Herrn Stein"."""
    against = ("denying", "instead", "contrasting")
    return bool(start) and any(said[start - 1].folded in word_set("caller_name", name) for name in against)


def _tells_more(said: Sequence[Token], start: int, end: int) -> bool:
    """Whether more stands beside the name than politeness and words about names: "nein, nur Frau Pohl"."""
    about = word_set("caller_name", "not_a_name_after_carrier")
    return not all(is_courtesy(token) or token.folded in about for token in (*said[:start], *said[end:]))
