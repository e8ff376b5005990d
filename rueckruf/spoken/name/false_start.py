"""Names that break off and begin anew: "*Ha...* Haberkorn", "*Schm,* Schmidt"."""

from collections.abc import Sequence

from rueckruf.spoken.name.words import is_everyday, is_first, is_function, is_last
from rueckruf.spoken.text.discourse import hesitates
from rueckruf.spoken.text.words import Token

#: So many letters of a name are said before it breaks off; one alone is a letter.
_SHORTEST, _LONGEST = 2, 5
#: So many marks and hesitations stand behind it at most.
_BETWEEN = 6


def without_false_starts(said: Sequence[Token]) -> Sequence[Token]:
    """The tokens without the beginnings of a word that is said behind a mark or "äh", and without that.

    Without a mark a name has to follow: "*schm* Schmidt", but "es Esser" is none.
    """
    left: list[Token] = []
    index = 0
    while index < len(said):
        behind = _behind_marks(said, index + 1) if _may_break_off(said[index]) else index
        if index < behind < len(said) and _goes_on(said, index, behind):
            index = behind
            continue
        left.append(said[index])
        index += 1
    return left


def _behind_marks(said: Sequence[Token], index: int) -> int:
    """The first word behind marks and "äh"; where too many follow, one of them."""
    end = min(len(said), index + _BETWEEN)
    while index < end and (said[index].kind == "mark" or hesitates(said[index].folded)):
        index += 1
    return index


def _may_break_off(token: Token) -> bool:
    """Whether it may be a beginning; of two letters are mostly that, even if some are names: "Ha"."""
    named = len(token.folded) > _SHORTEST and _is_name(token)
    return (
        token.kind == "word"
        and _SHORTEST <= len(token.folded) <= _LONGEST
        and not (named or is_function(token.folded) or hesitates(token.folded))
    )


def _goes_on(said: Sequence[Token], begun: int, behind: int) -> bool:
    key, word = said[begun].folded, said[behind].folded
    if behind == begun + 1 and not (_is_name(said[behind]) and not _is_name(said[begun]) and not is_everyday(key)):
        return False
    return word.startswith(key) and word != key


def _is_name(token: Token) -> bool:
    return is_first(token.raw) or is_last(token.raw)
