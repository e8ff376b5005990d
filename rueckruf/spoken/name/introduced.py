"""Words that somebody stands up with although they are no name by themselves: "hier ist *Zucker*"."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from rueckruf.spoken.name.carriers import CarrierLine, Match, is_courtesy, is_filler, without_courtesy
from rueckruf.spoken.name.remark import read_changes
from rueckruf.spoken.name.words import is_compound, name_tokens
from rueckruf.spoken.text.companies import is_company_word
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import Token

_BEFORE = ("carriers_present", "carriers_here")
#: All that leads to a name in reply to the question for it.
_LEADING = tuple(f"carriers_{kind}" for kind in ("named", "present", "here", "hint", "asked", "dictated"))
_AFTER = ("carriers_after_present", "carriers_after_hint", "carriers_after_here")
#: "Große Beilage"
_FARM = 2
#: A first name, and the whole name.
_AGAIN = 3
#: So many letters of a name are a part of it at least: "*Kopf* wie der Kopf".
_SHORTEST_PART = 4


def introduced_words(text: str) -> Sequence[Token]:
    """The words behind "hier ist" or before "am Apparat", said again at once or called as farms were; else none.

    Nothing but politeness may stand beside them.
    """
    said = _stood_up(name_tokens(text))
    line = CarrierLine(said)
    before, after = list(_carriers(line, _BEFORE)), list(_carriers(line, _AFTER))
    covered = {at for match in (*before, *after) for at in range(match.start, match.end)}
    places = [at for at, token in enumerate(said) if at not in covered and not is_courtesy(token)]
    words = [said[at] for at in places]
    stands_up = places and (any(m.end <= places[0] for m in before) or any(places[-1] < m.start for m in after))
    introduced = words if stands_up and not any(map(_tells_what_is, words)) else []
    return _explained(said) or _repeated(words) or introduced


def without_carriers(said: Sequence[Token]) -> Sequence[Token]:
    """The words that are left where all that leads to a name is taken away: "das ist *Zschoche*"."""
    led = {at for match in _carriers(CarrierLine(said), _LEADING) for at in range(match.start, match.end)}
    return [token for at, token in enumerate(said) if at not in led and token.kind == "word"]


def behind_my_name(said: Sequence[Token]) -> Sequence[Token]:
    """ "Ach, mein Name. *Mittag*": what is told behind those words; all of it where they do not come first."""
    matches = CarrierLine(said).find("carriers_after")
    begins = next((match.end for match in matches if all(map(is_filler, said[: match.start]))), 0)
    while 0 < begins < len(said) and said[begins].kind == "mark":
        begins += 1
    return said[begins:] or said


def _stood_up(said: Sequence[Token]) -> Sequence[Token]:
    """What is said before the caller goes on with what they want: "*Pfennig hier*, ich hab eine Rechnung"."""
    here = word_set("caller_name", "standing_up")
    keys = [token.folded for token in said if token.kind == "word"]
    at = next((at for at, (word, behind) in enumerate(pairwise(keys)) if word in here and behind in _callers()), None)
    return said if at is None else [token for token in said if token.kind == "word"][: at + 1]


def _callers() -> frozenset[str]:
    return word_set("caller_name", "callers")


def _carriers(line: CarrierLine, sections: Sequence[str]) -> Iterator[Match]:
    for section in sections:
        yield from line.find(section)


def _tells_what_is(word: Token) -> bool:
    """ "Hier ist *besetzt*", "hier ist *Stromausfall*", "hier ist *Werkstatt*"."""
    about = word.folded in word_set("caller_name", "not_a_name_after_carrier")
    return about or is_compound(word.folded) or is_company_word(word.folded)


def is_farm(words: Sequence[Token]) -> bool:
    """ "Große Beilage": of two farms of a name, the surname of one."""
    return len(words) == _FARM and words[0].folded in word_set("caller_name", "farms_of_two")


def _repeated(words: Sequence[Token]) -> Sequence[Token]:
    """ "Zucker, wie der Zucker", "Beilage, Große Beilage", "Fidel, also Fidel Rädler": as it is said at last."""
    named = [word for word in words if word.folded not in word_set("caller_name", "joins")]
    if is_farm(words):
        return words
    if len(named) > 1 and named[0].folded == named[-1].folded:
        return named[1:]
    return named[1:] if len(named) == _AGAIN and named[0].folded == named[1].folded else []


def _explained(said: Sequence[Token]) -> Sequence[Token]:
    """A word that is told what it is like, or how it is written."""
    return _likened(said) or _told_how_written(said)


def _told_how_written(said: Sequence[Token]) -> Sequence[Token]:
    """ "*Zucker* mit ck", "Bäcker, mit ä": a word with letters that it has, and no more."""
    changes = read_changes(said)
    words = without_courtesy(said[: changes[0].at]) if changes else []
    if len(words) != 1 or without_courtesy(said[max(change.end for change in changes) :]):
        return []
    return words if all(change.letters and change.letters in words[0].raw.lower() for change in changes) else []


def _likened(said: Sequence[Token]) -> Sequence[Token]:
    """ "Mütze, *wie die* Mütze auf dem Kopf", "Pagenkopf. Pagen *wie die* Pagen": a word that is likened to itself."""
    spoken = [token for token in said if not is_courtesy(token)]
    keys = [token.folded for token in spoken]
    likened = word_set("caller_name", "likening"), word_set("caller_name", "likened")
    at = next(
        (at for at, (word, behind) in enumerate(pairwise(keys)) if word in likened[0] and behind in likened[1]), 0
    )
    is_told = at > 0 and all(key in keys[0] for key in keys[1:at])
    return spoken[:1] if is_told and any(key in keys[0] for key in keys[1:] if len(key) >= _SHORTEST_PART) else []
