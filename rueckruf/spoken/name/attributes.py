"""What callers are in front of "Frau" or a surname: "hier ist die *alte* Frau Otto", "der *junge* Huber"."""

from collections.abc import Sequence

from rueckruf.spoken.name.titles import is_title
from rueckruf.spoken.name.words import is_everyday, is_first, is_function, is_only_last
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import Token

#: How adjectives end behind "der" and "die".
_ENDINGS = ("e", "en")


def without_attributes(said: Sequence[Token]) -> Sequence[Token]:
    """The tokens without such an adjective behind an article."""
    return tuple(token for at, token in enumerate(said) if not _is_attribute(said, at))


def _is_attribute(said: Sequence[Token], at: int) -> bool:
    """Whether an article stands before an adjective, and "Frau" or a surname behind it."""
    if at < 1 or at + 1 >= len(said) or said[at - 1].folded not in _determiners():
        return False
    token, named = said[at], said[at + 1]
    if token.kind != "word" or not token.raw.islower() or is_function(token.folded):
        return False
    if named.folded in word_set("caller_name", "salutations") or is_title(named):
        return token.folded.endswith(_ENDINGS) and not is_first(token.raw)
    is_farm = token.folded in word_set("caller_name", "farms_of_two") and named.raw.islower()  # "die alte brüning"
    return token.folded in word_set("caller_name", "ages") and _is_surname(named) and not is_farm


def _determiners() -> frozenset[str]:
    return word_set("caller_name", "salutation_articles") | word_set("caller_name", "of_objects")


def _is_surname(token: Token) -> bool:
    return is_only_last(token.raw) and not is_everyday(token.folded)
