"""Words that are no name by themselves, and are one where they are said again: "Zucker", "Große Beilage", "Morgen"."""

from collections.abc import Sequence
from itertools import pairwise

from rueckruf.dialogue.turn import Turn
from rueckruf.spoken.name.caller_name import NameReading
from rueckruf.spoken.name.carriers import is_courtesy
from rueckruf.spoken.name.evidence import is_at_a_place
from rueckruf.spoken.name.introduced import behind_my_name, introduced_words, is_farm, without_carriers
from rueckruf.spoken.name.like_farewells import named_like_a_farewell
from rueckruf.spoken.name.nouns import is_noun
from rueckruf.spoken.name.said_before import without_said_before
from rueckruf.spoken.name.shape import surname_likeness
from rueckruf.spoken.name.words import is_compound, is_everyday, is_first, is_last, is_thing, name_tokens, write
from rueckruf.spoken.text.emergency import tells_of_danger
from rueckruf.spoken.text.question import asks
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import Token
from rueckruf.spoken.text.yes_and_no import behind_giving_in

SLOT = "caller_name"
#: Groups of everyday words that surnames are made of; of "more_ordinary_words" all.
_GROUPS = ("places_and_people", "things")
#: Shorter words are hesitations and letters; surnames have two words at most.
_SHORTEST, _MOST_WORDS = 3, 2
#: So short a word of no list may be a hesitation in any dialect; and what such a name is taken for.
_SHORTEST_UNKNOWN = 4
_NAMING = "inform_caller_name"
#: How surely it is a name: it is read back.
_SAID_TWICE = 0.45
#: First name and surname.
_WHOLE = 2
#: So often a word is said before the name that it is; a time may be meant as such, once more.
_BEFORE, _TIME_BEFORE = 1, 2


def word_that_may_be_a_name(text: str) -> NameReading | None:
    """One or two words, beside politeness at most, that are no answer by themselves, and no abuse."""
    said = _left(text)
    return _as_name(said) if said and all(map(_may_be_a_surname, said)) else None


def _left(text: str) -> Sequence[Token]:
    """What is left of an answer when politeness is taken away, where that is no more than a name."""
    answer = behind_giving_in(text)
    text = answer.rjust(len(text)) if answer else text
    said = [token for token in without_said_before(name_tokens(text)) if not is_courtesy(token)]
    return said if len(said) <= _MOST_WORDS else []


def time_that_may_be_a_name(turn: Turn) -> NameReading | None:
    """ "Morgen", "Ach, mein Name. Montag", said alone in reply to the question for the name."""
    if not _is_asked_for(turn):
        return None
    said = [token for token in behind_my_name(name_tokens(turn.heard.text)) if token.kind != "mark"]
    is_one = len(said) == 1 and said[0].folded in word_set("caller_name", "called_like_times")
    return _as_name(said) if is_one else None


def called_like_a_farewell(turn: Turn) -> NameReading | None:
    """ "Regina Ade", in reply to the question for the name."""
    said = named_like_a_farewell(turn.heard.text) if _is_asked_for(turn) else []
    if not said:
        return None
    first, last = write([token.raw for token in said[:-1]]), write([said[-1].raw])
    return NameReading(first, last, None, (said[0].start, said[-1].end), _SAID_TWICE)


def keep_word(turn: Turn) -> None:
    """Keep what was said in reply to the question for the name, for when it is said again."""
    if said := _word_said_again(turn.heard.text) or time_that_may_be_a_name(turn):
        turn.after.doubted[SLOT] = [*turn.before.doubted.get(SLOT, []), said.as_slot()]


def _word_said_again(text: str) -> NameReading | None:
    """What is a name where it is said twice: all that is said, or the one word that is none of everyday speech.

    "Schreims *Kneißl*"
    """
    if whole := word_that_may_be_a_name(text):
        return whole
    said = [token for token in name_tokens(text) if token.kind == "word"]
    if asks(text) or any(token.folded in word_set("caller_name", "denying") for token in said):
        return None
    names = [token for before, token in pairwise(said) if _stands_out(before, token)]
    return _as_name(names) if len(names) == 1 else None


def _stands_out(before: Token, token: Token) -> bool:
    """Whether a word has a capital for no other reason than being a name, and is neither a place nor somebody else."""
    led = any(before.folded in word_set("caller_name", name) for name in ("where", "origins", "articles_of_others"))
    return token.raw.istitle() and not (led or is_first(token.raw) or _is_spoken(token))


def _is_spoken(token: Token) -> bool:
    """Whether a word is one of everyday speech or a dictionary, or too short for a name."""
    key = token.folded
    return len(key) < _SHORTEST or is_everyday(key) or is_courtesy(token) or is_compound(key) or is_noun(key)


def read_odd_surname(turn: Turn) -> NameReading | None:
    """Words that are a name because they were said before, or for what stands beside them."""
    return (
        called_like_a_farewell(turn)
        or _said_before(turn)
        or _introduced(turn)
        or _given_in(turn)
        or _unbent(turn)
        or _of_no_list(turn)
    )


def _said_before(turn: Turn) -> NameReading | None:
    """The words that were no name when they were said first, said again in reply to the question for it."""
    if turn.asked != SLOT:
        return None
    before = turn.before.doubted.get(SLOT, [])
    said, time = _word_said_again(turn.heard.text), time_that_may_be_a_name(turn)
    if said and before.count(said.as_slot()) >= _BEFORE:
        return said
    is_told = time and behind_my_name(name_tokens(turn.heard.text))[0].start > 0
    return time if time and (is_told or before.count(time.as_slot()) >= _TIME_BEFORE) else None


def _introduced(turn: Turn) -> NameReading | None:
    """ "Hier ist Zucker", "Zucker, wie der Zucker": a word is a name where it is introduced or said again at once."""
    if not _is_asked_for(turn):
        return None
    said = introduced_words(turn.heard.text)
    is_name = 0 < len(said) <= _MOST_WORDS and all(map(_may_be_a_surname, said))
    is_name = is_name and not is_at_a_place([token.raw for token in said])
    return _as_name(said) if is_name and not tells_of_danger(turn.heard.text) else None


def _given_in(turn: Turn) -> NameReading | None:
    """ "Muss das sein? Na gut, *Bierwirth*": who asks first and gives in then says the name, unless it is a noun."""
    text = turn.heard.text
    if not _is_asked_for(turn) or not behind_giving_in(text):
        return None
    said = _left(text)
    is_name = said and all(_may_be_a_surname(one) and one.raw.istitle() and not is_noun(one.folded) for one in said)
    return _as_name(said) if is_name else None


def _unbent(turn: Turn) -> NameReading | None:
    """ "Rädler *Fidel*": a word for how somebody is has an ending before a noun, "fidele Leute", and no capital."""
    said = _left(turn.heard.text) if _is_asked_for(turn) else []
    if len(said) < _WHOLE or not all(token.kind == "word" and token.raw.istitle() for token in said):
        return None
    unbent = [_is_quality(token.folded) for token in said]
    return _as_name(said) if sum(unbent) == 1 and not is_everyday(said[unbent.index(False)].folded) else None


def _of_no_list(turn: Turn) -> NameReading | None:
    """ "*Zschoche*", "das ist *Zschoche*": a word with a capital that nobody knows.

    It answers the question for the name, and nothing else is said but what leads to one, or that it was said before.
    """
    left = _beside_what_leads_to_it(turn) if _is_asked_for(turn) else []
    if len(left) != 1 or not left[0].raw.istitle() or len(left[0].raw) < _SHORTEST_UNKNOWN:
        return None
    return None if _is_spoken(left[0]) or is_first(left[0].raw) else _as_name(left)


def _beside_what_leads_to_it(turn: Turn) -> Sequence[Token]:
    """What is left beside words that lead to a name, or mean that it was said before; none without one of both."""
    spoken = name_tokens(turn.heard.text)
    said = without_said_before(spoken)
    if turn.heard.intent != _NAMING and said == spoken:
        return []
    return [token for token in without_carriers(said) if not is_courtesy(token)]


def _is_asked_for(turn: Turn) -> bool:
    """Whether the name is asked for, not "Was kann ich für Sie tun?"."""
    return turn.asked == SLOT and not turn.opens


def _as_name(said: Sequence[Token]) -> NameReading:
    """One word is a surname, and two things are: "Große Beilage"; "Ulla Bitter", "Rädler Fidel" have a first name."""
    words, span = [token.raw for token in said], (said[0].start, said[-1].end)
    if len(words) == _WHOLE and is_first(words[0]):
        return NameReading(write(words[:1]), write(words[1:]), None, span, _SAID_TWICE)
    if len(words) == _WHOLE and not (is_farm(said) or any(is_thing(token.folded) for token in said)):
        first, last = words if is_last(words[1]) else sorted(words, key=surname_likeness)
        return NameReading(write([first]), write([last]), None, span, _SAID_TWICE)
    return NameReading(None, write(words), None, span, _SAID_TWICE)


def _may_be_a_surname(token: Token) -> bool:
    """Whether a word is none of talk, matters and abuse."""
    key = token.folded
    if token.kind != "word" or len(key) < _SHORTEST or key in word_set("caller_name", "abuse"):
        return False
    if key in word_set("questions", "to_others"):  # "Papa, guck mal"
        return False
    of_things = any(key in word_set("ordinary_words", group) for group in _GROUPS)
    return not is_everyday(key) or of_things or key in word_set("more_ordinary_words", "spoken") or _is_quality(key)


def _is_quality(key: str) -> bool:
    """Whether a folded word tells how somebody is: "fidel"."""
    return key in word_set("occupations", "qualities")
