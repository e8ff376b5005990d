"""A company that is called by a surname and its trade: "Wojciechowski *Trockenbau*", "Petersen *Elektrotechnik*"."""

from itertools import pairwise

from rueckruf.spoken.name.words import is_everyday, is_last, name_tokens
from rueckruf.spoken.text.vocabulary import word_set

Span = tuple[int, int]


def named_trade(text: str) -> tuple[Span, Span] | None:
    """Where a surname of the lists stands with a trade behind it, and where the trade, as character offsets."""
    for name, trade in pairwise(name_tokens(text)):
        is_surname = name.kind == "word" and is_last(name.raw) and not is_everyday(name.folded)
        if is_surname and _is_trade(trade.folded) and not is_last(trade.raw):
            return (name.start, trade.end), (trade.start, trade.end)
    return None


def _is_trade(key: str) -> bool:
    kinds = word_set("represented", "kinds_of_trades")
    return key in word_set("represented", "trades") or any(key != kind and key.endswith(kind) for kind in kinds)
