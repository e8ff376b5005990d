"""Words that somebody stands up with although they are no name by themselves: "hier ist *Zucker*"."""

from collections.abc import Iterator, Sequence

from rueckruf.spoken.name.carriers import CarrierLine, Match, is_courtesy
from rueckruf.spoken.name.words import is_compound, name_tokens
from rueckruf.spoken.text.companies import is_company_word
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import Token

_BEFORE = ("carriers_present", "carriers_here")
_AFTER = ("carriers_after_present", "carriers_after_hint", "carriers_after_here")
#: "Große Beilage"
_FARM = 2


def introduced_words(text: str) -> Sequence[Token]:
    """The words behind "hier ist" or before "am Apparat", said again at once or called as farms were; else none.

    Nothing but politeness may stand beside them.
    """
    said = name_tokens(text)
    line = CarrierLine(said)
    before, after = list(_carriers(line, _BEFORE)), list(_carriers(line, _AFTER))
    covered = {at for match in (*before, *after) for at in range(match.start, match.end)}
    places = [at for at, token in enumerate(said) if at not in covered and not is_courtesy(token)]
    words = [said[at] for at in places]
    if _is_farm(words):
        return words
    if again := _said_again(words):
        return again
    stands_up = places and (any(m.end <= places[0] for m in before) or any(places[-1] < m.start for m in after))
    return words if stands_up and not any(map(_tells_what_is, words)) else []


def _carriers(line: CarrierLine, sections: Sequence[str]) -> Iterator[Match]:
    for section in sections:
        yield from line.find(section)


def _tells_what_is(word: Token) -> bool:
    """ "Hier ist *besetzt*", "hier ist *Stromausfall*", "hier ist *Werkstatt*"."""
    about = word.folded in word_set("caller_name", "not_a_name_after_carrier")
    return about or is_compound(word.folded) or is_company_word(word.folded)


def _is_farm(words: Sequence[Token]) -> bool:
    """ "Große Beilage": of two farms of a name, the surname of one."""
    return len(words) == _FARM and words[0].folded in word_set("caller_name", "farms_of_two")


def _said_again(words: Sequence[Token]) -> Sequence[Token]:
    """ "Zucker, wie der Zucker", "Beilage, Große Beilage": what is said behind the first of them."""
    named = [word for word in words if word.folded not in word_set("caller_name", "joins")]
    return named[1:] if len(named) > 1 and named[0].folded == named[-1].folded else []
