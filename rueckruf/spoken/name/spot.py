"""A word at a place of a sentence, with what stands around it, that may make a name longer."""

from collections.abc import Sequence
from typing import NamedTuple

from rueckruf.spoken.name.run import Trust
from rueckruf.spoken.name.taking_back import takes_back
from rueckruf.spoken.name.words import is_first, is_last
from rueckruf.spoken.text.discourse import hesitates
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import Token


class Spot(NamedTuple):
    """The word ``at`` a place of a sentence that may make a name longer, which ends before ``stop`` at the latest."""

    said: Sequence[Token]
    at: int
    stop: int
    trust: Trust
    cased: bool

    @property
    def token(self) -> Token:
        return self.said[self.at]

    @property
    def following(self) -> Token | None:
        return self.said[self.at + 1] if self.at + 1 < self.stop else None

    @property
    def known(self) -> bool:
        """Whether the lists know the word as a name."""
        return is_first(self.token.raw) or is_last(self.token.raw)

    @property
    def may_be_written_so(self) -> bool:
        """Whether the word has a capital, where capitals mean something."""
        return self.token.raw[0].isupper() or not self.cased

    @property
    def ends(self) -> bool:
        """Whether a name may end with the word."""
        return ends_cleanly(self.said, self.at + 1, self.stop)


def ends_cleanly(tokens: Sequence[Token], index: int, stop: int) -> bool:
    """Whether the sentence ends here or goes on as sentences do after a name."""
    while index < min(stop, len(tokens)) and hesitates(tokens[index].folded):
        index += 1
    if index >= stop or index >= len(tokens):
        return True
    token = tokens[index]
    if token.kind != "word" or token.folded in word_set("caller_name", "may_follow"):
        return True
    return token.folded in word_set("caller_name", "courtesies") or takes_back(tokens, index) > 0
