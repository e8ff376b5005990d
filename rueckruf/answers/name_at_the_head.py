"""The name that somebody opens with, before they tell what they want."""

import re
from collections.abc import Sequence
from dataclasses import replace

from rueckruf.dialogue.turn import DOUBTFUL, Turn
from rueckruf.spoken.name.caller_name import NameReading, read_caller_name
from rueckruf.spoken.name.carriers import CarrierLine, is_courtesy, without_courtesy
from rueckruf.spoken.name.function import named_function
from rueckruf.spoken.name.sentence import is_cased
from rueckruf.spoken.name.spoken_to import is_called_out, is_called_to
from rueckruf.spoken.name.third_person import is_of_those_called, is_told_behind
from rueckruf.spoken.name.titles import titles_at
from rueckruf.spoken.name.words import is_first, is_function, is_last, is_only_first, is_word, name_tokens
from rueckruf.spoken.text.companies import is_company_word, is_workplace
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import Token, folded_words, tokens

#: Longer sentences state a concern.
MOST_WORDS_OF_A_NAME = 5
#: First name and surname.
_WHOLE = 2
#: Behind their name callers go on with these.
_BEGINNING = ("callers", "origins", "unasked_goes_on")
#: How verbs of several end: "toben".
_PLURALS = ("en", "ln", "rn")
PART = re.compile(r"[^,.;:!?]+")


def name_at_the_head(turn: Turn, text: str) -> NameReading | None:
    """ "Weber, guten Tag, ich hätte ...", "Tach, Krämer, Sabine Krämer, es geht um ...", "Zollamt Kehl, Obermeier".

    A greeting or an exclamation in dialect stands there too, "Griaß eich, ...", so it must be a name that a list knows,
    or one beside a greeting or where somebody works; "hello, do you ..." holds none.
    """
    if turn.heard.intent == "not_german":
        return None
    parts = [*PART.finditer(text)]
    for at, part in enumerate(parts):
        reading, behind = short_name(part) or greeted_with(part), parts[at + 1 :]
        if reading and is_of_another(text, reading):
            continue
        if reading:
            greets = not all(map(_only_exclaims, parts[:at])) or any(map(is_greeting, behind[:1]))
            whole = _completed(text, reading, behind)
            return None if _is_told_of(text, reading, behind) else _if_known(whole, greets)
        if not _leads_to_a_name(text, parts, at):
            return None
    return None


def _is_wished(text: str, reading: NameReading) -> bool:
    """ "Gooden *Dag*": right behind this it is a part of the day, in whatever dialect."""
    words = folded_words(text[: reading.span[0]])[-1:]
    is_one = not (reading.first and reading.last)
    return is_one and not word_set("caller_name", "wishing_well").isdisjoint(words)


def _is_doing(text: str, reading: NameReading) -> bool:
    """ "Die Sauer *toben* nebenan", "Schüler *proben* hier": a verb right behind a surname alone."""
    behind = next(iter(name_tokens(text[reading.span[1] :])), None)
    if reading.first or reading.title or behind is None or not is_cased(name_tokens(text)):
        return False
    is_small = is_courtesy(behind) or is_function(behind.folded)
    return behind.raw.islower() and not is_small and behind.folded.endswith(_PLURALS)


def _leads_to_a_name(text: str, parts: Sequence[re.Match[str]], at: int) -> bool:
    """Whether a part greets, or tells where somebody works or what they are there."""
    works = _tells_where_they_work(parts[at][0], text, at > 0) or _tells_what_they_are(parts, at)
    return is_greeting(parts[at]) or _only_exclaims(parts[at]) or works


def _tells_what_they_are(parts: Sequence[re.Match[str]], at: int) -> bool:
    """ "Bäckerei Moser, *der Chef selber dran*, Franz Moser": what somebody is at work; "unser Chef" is another."""
    is_told = at > 0 and is_office(parts[at - 1][0]) and named_function(parts[at][0]) is not None
    return is_told and not _belongs_to_somebody(parts[at][0])


def _belongs_to_somebody(text: str) -> bool:
    """ "*Unser* Chef" or, of those who are called, "*euer* Monteur"."""
    words = folded_words(text)
    return any(not word_set("caller_name", listed).isdisjoint(words) for listed in ("own", "yours"))


def _if_known(name: NameReading, greets: bool) -> NameReading | None:
    return name if greets or has_a_known_name(name) else None


def is_of_another(text: str, reading: NameReading) -> bool:
    """Whether somebody is greeted, "Hallo Frau Weber", or told something, "Lisa, lass das", or told of, "Frau Weber von
    euch"; or it is a small word.
    """
    small = is_cased(name_tokens(text)) and text[slice(*reading.span)].islower()
    is_none = small or reading.confidence < DOUBTFUL or _is_wished(text, reading) or _is_doing(text, reading)
    is_whole = bool(reading.first and reading.last)
    return (
        is_none
        or is_called_out(text, reading.span)
        or is_called_to(text, reading.span, is_whole)
        or is_of_those_called(text, reading.span)
    )


def _is_told_of(text: str, name: NameReading, behind: Sequence[re.Match[str]]) -> bool:
    """ "Hotel Seeblick, der Chef, *Herr* Otto, *hat* gesagt, ich soll anrufen"."""
    if not behind or folded_words(text[slice(*name.span)])[0] not in word_set("caller_name", "salutations"):
        return False
    tells = not word_set("caller_name", "third_person").isdisjoint(folded_words(behind[0][0])[:1])
    asks = CarrierLine(name_tokens(behind[0][0])).find("carriers_after_asking")
    return tells and not asks  # "Herr Otto, möchte zurückgerufen werden"


def is_greeting(part: re.Match[str]) -> bool:
    """Whether a part says nothing: "schönen guten Tag", "*ei* Gude"."""
    said = without_courtesy(tokens(part[0]))
    return all(token.folded in word_set("caller_name", "exclaimed") for token in said) and not _only_exclaims(part)


def _only_exclaims(part: re.Match[str]) -> bool:
    """ "Ajo", before whatever is said then."""
    said = folded_words(part[0])
    return bool(said) and word_set("caller_name", "exclaimed").issuperset(said)


def is_office(text: str) -> bool:
    """ "Zollamt Kehl", "hier Autohaus Knaup", "Werkstatt": where callers work."""
    if _tells_what_they_do(text):
        return False
    words = [token.folded for token in without_courtesy(tokens(text)) if not is_function(token.folded)]
    return bool(words) and len(words) <= MOST_WORDS_OF_A_NAME and (is_company_word(words[0]) or is_workplace(words[0]))


def _tells_what_they_do(text: str) -> bool:
    """ "*Ich habe* mich auf die Stelle beworben", "*ich wollte* zu Frau Moll", but not "ich *bin* vom Zollamt"."""
    said = frozenset(folded_words(text))
    is_told = not word_set("caller_name", "callers").isdisjoint(said)
    return is_told and word_set("caller_name", "first_person").isdisjoint(said)


def _is_about_others(part: str) -> bool:
    """ "Mit einer Frau Po-", before "Pohl-", "unser Chef", "Ihr Monteur", or what the caller does."""
    addressed = not word_set("caller_name", "salutations").isdisjoint(folded_words(part))
    return addressed or _tells_what_they_do(part) or _belongs_to_somebody(part)


def _tells_where_they_work(part: str, text: str, greeted: bool) -> bool:
    """ "Zollamt Kehl", or behind a greeting nothing but nouns: "Kämmerei Stadt Plauen"."""
    if is_office(part):
        return True
    words = [word for word in without_courtesy(tokens(part)) if not is_function(word.folded)]
    nouns = (
        not _is_about_others(part)
        and bool(words)
        and len(words) < MOST_WORDS_OF_A_NAME
        and all(word.raw[0].isupper() for word in words)
    )
    return greeted and nouns and is_cased(name_tokens(text))


def has_a_known_name(reading: NameReading) -> bool:
    """Whether a list knows the first name or, where only a surname was said, that."""
    if reading.first:
        return is_first(reading.first)
    return bool(reading.title) or is_last((reading.last or "").split()[-1])


def _completed(text: str, name: NameReading, behind: Sequence[re.Match[str]]) -> NameReading:
    """The name as a part behind says it whole, or the surname with the first name that is the next part."""
    if name.last and name.first:
        return name
    later = [reading for reading in map(short_name, behind) if reading and reading.first]
    wholes = (one for one in later if _is_whole_of(one, name))
    return next(wholes, None) or _with_next(text, name, later, behind)


def _with_next(
    text: str, name: NameReading, later: Sequence[NameReading], behind: Sequence[re.Match[str]]
) -> NameReading:
    is_next = bool(name.last and later) and later[0].span == _bare_span(behind[0])
    return _with_first_name(text, name, later[0]) if is_next else name


def _is_whole_of(whole: NameReading, part: NameReading) -> bool:
    """ "Wiebke hier, *Wiebke Rasmussen*", "Krämer, *Sabine Krämer*"."""
    return whole.last is not None and part.last in (whole.last, None) and part.first in (whole.first, None)


def _bare_span(part: re.Match[str]) -> tuple[int, int]:
    begin = part.start() + len(part[0]) - len(part[0].lstrip())
    return begin, begin + len(part[0].strip())


def _with_first_name(text: str, surname: NameReading, name: NameReading) -> NameReading:
    """The surname with a first name of the lists, unless somebody in the room is called so."""
    if name.last or not is_only_first(name.first or "") or is_called_out(text, name.span):
        return surname
    return replace(surname, first=name.first, span=(surname.span[0], name.span[1]))


def short_name(part: re.Match[str]) -> NameReading | None:
    """The name in a part of a sentence that says hardly more, "Ohlinger hier" too."""
    reading = read_caller_name(_without_here(part[0]), expected=True) if _is_short(part[0]) else None
    return reading.moved(part.start()) if reading else None


def greeted_with(part: re.Match[str]) -> NameReading | None:
    """A whole name of the lists right behind a greeting, where no comma parts it from what is wanted.

    "Grüß Gott *Huber Xaver* bei uns dahoam is ...", but not "guten Tag Albert Schweitzer Schule hier".
    """
    said = tokens(part[0])
    begins = next((at for at, token in enumerate(said) if not is_courtesy(token)), 0)
    named = _whole_name_at(said, begins) if begins else 0
    if not named or not _goes_on_with_the_caller(said[named:]):
        return None
    begin, end = said[begins].start, said[named - 1].end
    reading = None if is_told_behind(part[0], (begin, end)) else read_caller_name(part[0][begin:end], expected=True)
    return reading.moved(part.start() + begin) if reading and reading.first and reading.last else None


def _whole_name_at(said: Sequence[Token], begins: int) -> int:
    """Where a first name and a surname of the lists end that begin there, in either order, titles before them."""
    _, _, at = titles_at(said, begins, len(said))
    names = said[at : at + _WHOLE]
    if len(names) < _WHOLE or any(is_word(token.folded) for token in names):
        return 0
    whole = (is_first(names[0].raw) and is_last(names[1].raw)) or (is_last(names[0].raw) and is_first(names[1].raw))
    return at + _WHOLE if whole else 0


def _goes_on_with_the_caller(behind: Sequence[Token]) -> bool:
    """Whether a small word begins what they want: "*ich* hätte gern", "*bei* uns", but not "*hat* angerufen"."""
    if not behind:
        return True
    key = behind[0].folded
    return is_function(key) or any(key in word_set("caller_name", listed) for listed in _BEGINNING)


def _without_here(text: str) -> str:
    words = without_courtesy(tokens(text))
    here = len(words) > 1 and words[-1].folded in word_set("caller_name", "here_behind")
    return text[: words[-1].start] if here else text


def _is_short(text: str) -> bool:
    return len(without_courtesy(tokens(text))) <= MOST_WORDS_OF_A_NAME


def name_said_twice(turn: Turn, text: str) -> NameReading | None:
    """ "Ohlinger do, Heinz *Ohlinger*, isch bin de Hausmeschder": what is said twice at the head is surely the name."""
    reading = name_at_the_head(turn, text)
    surname = folded_words(reading.last or "") if reading else []
    return reading if surname and folded_words(text).count(surname[-1]) > 1 else None
