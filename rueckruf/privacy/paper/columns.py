"""How a table shares the width of a page among its columns."""

from rueckruf.privacy.paper.blocks import Text, plain

_LETTERS = 96  # in a line
_LONGEST_WORD, _MUCH = 26, 120  # letters


def shares_of(rows: tuple[tuple[Text, ...], ...]) -> tuple[int, ...]:
    """Shares of the columns, in letters: each has room for its longest word, and who has more to say gets more."""
    columns = [[plain(cell) for cell in column] for column in zip(*rows, strict=True)]
    words = [" ".join(column).split() for column in columns]
    least = [min(max(map(len, each), default=1), _LONGEST_WORD) + 3 for each in words]
    more = [min(max(map(len, column)), _MUCH) for column in columns]
    spare = max(_LETTERS - sum(least), 0)
    return tuple(one + round(spare * much / max(sum(more), 1)) for one, much in zip(least, more, strict=True))
