"""Questions in reply to the question for the name, in dialect too: "Wohär händ Sie mini Nummere"."""

from collections.abc import Sequence

from rueckruf.spoken.name.carriers import is_courtesy
from rueckruf.spoken.name.sentence import is_cased
from rueckruf.spoken.name.words import is_everyday, is_first, is_last, name_tokens
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import Token

_ENDS = frozenset(".,;:!?")


def asks(said: Sequence[Token], index: int) -> bool:
    """Whether the part of a sentence at a token begins as a question and has no word that a list knows as a name."""
    part = [token for token in said[_start(said, index) : _stop(said, index)] if token.kind == "word"]
    while len(part) > 1 and is_courtesy(part[0]):
        part = part[1:]
    return (
        len(part) > 1
        and _is_question_word(part[0])
        and not any(_is_listed(token, is_cased(said)) for token in part[1:])
    )


def is_asked(text: str, at: int) -> bool:
    """The same of the word at a character of ``text``."""
    said = name_tokens(text)
    index = next((index for index, token in enumerate(said) if token.end > at), None)
    return index is not None and asks(said, index)


def _start(said: Sequence[Token], index: int) -> int:
    return max((at + 1 for at in range(index) if said[at].raw in _ENDS), default=0)


def _stop(said: Sequence[Token], index: int) -> int:
    return next((at for at in range(index, len(said)) if said[at].raw in _ENDS), len(said))


def _is_question_word(token: Token) -> bool:
    """ "wer", "wat", and "wos" with what is drawn to it: "was'n", "wo's"."""
    return token.folded.split("'")[0] in word_set("questions", "asking")


def _is_listed(token: Token, cased: bool) -> bool:
    """Whether a list knows it as a name, and as nothing else; in small letters ("wat *schall* dat") it is none."""
    may_be = token.raw[0].isupper() or not cased
    return may_be and (is_first(token.raw) or is_last(token.raw)) and not is_everyday(token.folded)
