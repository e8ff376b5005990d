"""The zero that callers name for the front of what they have dictated: "eins sieben zwo, *null davor*, vier eins"."""

from collections.abc import Sequence

from rueckruf.spoken.phone.digits import group_at
from rueckruf.spoken.phone.numerals import Group
from rueckruf.spoken.phone.parts import Part
from rueckruf.spoken.phone.struck import PAUSES
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import Token

_LONGEST_REMARK = 9


def zero_in_front(sentence: Sequence[Token], at: int) -> int:
    """How many tokens from ``at`` to the next pause only name a zero in front; 0 where other digits are among them."""
    words: list[str] = []
    zeros = 0
    place = at
    end = min(len(sentence), at + _LONGEST_REMARK)
    while place < end and sentence[place].raw not in PAUSES:
        word, group = sentence[place].folded, group_at(sentence, place)
        if group is None or word in word_set("dictation", "articles"):
            words.append(word)
        elif group.digits != "0" or group.numeral or zeros:
            return 0
        else:
            zeros = 1
        place += 1
    is_all = place < end or end == len(sentence)
    names_it = zeros and is_all and _names_the_front(words) and not _more_goes_in_front(sentence, place)
    return place - at if names_it else 0


def _more_goes_in_front(sentence: Sequence[Token], at: int) -> bool:
    """ "... mit null, *eins sieben eins, davor*"."""
    place, end = at, min(len(sentence), at + _LONGEST_REMARK)
    while place < end and (sentence[place].raw in PAUSES or group_at(sentence, place)):
        place += 1
    digits = any(sentence[one].raw not in PAUSES for one in range(at, place))
    return digits and place < end and sentence[place].folded in _listed("named")


def put_in_front(parts: Sequence[Part]) -> tuple[Part, ...]:
    """The parts of a number that lacks its zero, with that before the first digit."""
    first = parts[0]
    assert isinstance(first, Group)
    return (first._replace(digits="0" + first.digits, numeral=False), *parts[1:])


def lacks_zero(parts: Sequence[Part]) -> bool:
    """Whether these begin a number with a digit that is no zero, and without a plus."""
    return bool(parts) and isinstance(parts[0], Group) and not parts[0].digits.startswith("0")


def _names_the_front(words: Sequence[str]) -> bool:
    """ "Null davor", "die Null nicht vergessen", "mit Null natürlich", but not "mit null am Ende"."""
    if not _listed("elsewhere").isdisjoint(words):
        return False
    taken_for_granted = not _listed("with").isdisjoint(words) and _listed("beside") | _listed("with") >= set(words)
    return taken_for_granted or not _listed("named").isdisjoint(words)


def _listed(name: str) -> frozenset[str]:
    return word_set("phone_number", "zero_in_front", name)
