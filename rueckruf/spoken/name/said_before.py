"""That a name was said before: "Brodersen, *das hab ich doch schon gesagt*", "*wie gesagt*, Brodersen"."""

from collections.abc import Sequence
from itertools import takewhile

from rueckruf.spoken.name.carriers import is_courtesy
from rueckruf.spoken.name.words import name_tokens
from rueckruf.spoken.text.phrases import one_of
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import Token

#: "zum dritten *Mal*"
_TIME = "mal"
#: "sag ich doch", but not "ich sage *Detlef*".
_FEWEST = 3


def without_said_before(said: Sequence[Token]) -> Sequence[Token]:
    """The tokens with a pause in the place of these words, none at the head and the end."""
    keys = [token.folded for token in said]
    if (word_set("caller_name", "saying_again") | {_TIME}).isdisjoint(keys):
        return said
    left: list[Token] = []
    at = 0
    while at < len(said):
        asks = at > 0 and keys[at - 1] in word_set("questions", "asking")  # "was *sag ich jetzt*" takes back
        width = 0 if asks else _width(keys, at)
        if width and left:
            left.append(Token(",", ",", said[at].start, said[at + width - 1].end, "mark"))
        left += [] if width else [said[at]]
        at += width or 1
    return tuple(token for at, token in enumerate(left) if not _is_needless(left, at))


def _is_needless(said: Sequence[Token], at: int) -> bool:
    """Whether it is a pause at the end, or beside another mark."""
    beside = [*said[max(0, at - 1) : at], *said[at + 1 : at + 2]]
    return said[at].raw == "," and (at + 1 == len(said) or any(token.kind == "mark" for token in beside))


def is_said_anew(text: str, name: tuple[int, int]) -> bool:
    """Whether nothing else is said beside a name at these character offsets but that it is said anew.

    "*Noch mal:* Brodersen", but not "Exküsi, könnten Sie das noch mal sagen".
    """
    beside = [token for token in without_said_before(name_tokens(text)) if not name[0] <= token.start < name[1]]
    return all(map(is_courtesy, beside))


def _width(keys: Sequence[str], at: int) -> int:
    """How many words at ``at`` say so: "zum dritten Mal", or a clause of nothing but how the caller said something."""
    if width := one_of(word_set("caller_name", "once_more")).at(keys, at)[1]:
        return width
    saying, callers = word_set("caller_name", "saying_again"), word_set("caller_name", "doing_it_myself")
    of_it = word_set("caller_name", "beside_saying_again") | saying | callers
    clause = list(takewhile(of_it.__contains__, keys[at:]))
    behind = keys[at + len(clause) : at + len(clause) + 1]
    while clause and behind and clause[-1] in callers:
        clause.pop()  # "ich hab gesagt, *ich* heiße ..."
    likens = not word_set("caller_name", "likening").isdisjoint(clause)
    is_own = likens or (len(clause) >= _FEWEST and not callers.isdisjoint(clause))
    leads_on = not word_set("caller_name", "called_by_name").isdisjoint(behind)  # "wie gesagt *heiße* ich ..."
    return len(clause) if is_own and not (saying.isdisjoint(clause) or leads_on) else 0
