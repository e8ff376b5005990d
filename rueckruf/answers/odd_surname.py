"""Words that are no name by themselves, and are one where they are said again: "Zucker", "Große Beilage"."""

from rueckruf.dialogue.turn import Turn
from rueckruf.spoken.name.caller_name import NameReading
from rueckruf.spoken.name.words import is_everyday, name_tokens, write
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import Token

_SLOT = "caller_name"
#: Groups of everyday words that surnames are made of; of "more_ordinary_words" all.
_GROUPS = ("places_and_people", "things")
#: Shorter words are hesitations and letters; surnames have two words at most.
_SHORTEST, _MOST_WORDS = 3, 2
#: How surely it is a name: it is read back.
_SAID_TWICE = 0.45


def word_that_may_be_a_name(text: str) -> NameReading | None:
    """One or two words said alone that are no answer by themselves, and no abuse."""
    said = [token for token in name_tokens(text) if token.kind != "mark"]
    if not 0 < len(said) <= _MOST_WORDS or not all(map(_may_be_a_surname, said)):
        return None
    return NameReading(None, write([token.raw for token in said]), None, (said[0].start, said[-1].end), _SAID_TWICE)


def keep_word(turn: Turn) -> None:
    """Keep what was said in reply to the question for the name, for when it is said again."""
    if said := word_that_may_be_a_name(turn.heard.text):
        turn.after.doubted[_SLOT] = [*turn.before.doubted.get(_SLOT, []), said.as_slot()]


def said_before(turn: Turn) -> NameReading | None:
    """The words that were no name when they were said first, said again in reply to the question for it."""
    said = word_that_may_be_a_name(turn.heard.text) if turn.asked == _SLOT else None
    return said if said and said.as_slot() in turn.before.doubted.get(_SLOT, []) else None


def _may_be_a_surname(token: Token) -> bool:
    """Whether a word is none of talk, matters and abuse."""
    key = token.folded
    if token.kind != "word" or len(key) < _SHORTEST or key in word_set("caller_name", "abuse"):
        return False
    of_things = any(key in word_set("ordinary_words", group) for group in _GROUPS)
    return not is_everyday(key) or of_things or key in word_set("more_ordinary_words", "spoken")
