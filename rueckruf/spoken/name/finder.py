"""Finds the name in a sentence: after or before its carrier words, or bare where it was asked for."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from rueckruf.spoken.name.bare import bare_names, is_of_a_club
from rueckruf.spoken.name.before_carrier import names_before_carriers, names_before_letters
from rueckruf.spoken.name.carriers import Match, is_courtesy, is_written_on
from rueckruf.spoken.name.completed import completed
from rueckruf.spoken.name.evidence import is_name
from rueckruf.spoken.name.found import name_of, trust_of
from rueckruf.spoken.name.in_full import in_full
from rueckruf.spoken.name.named_apart import named_apart
from rueckruf.spoken.name.parts import FoundName
from rueckruf.spoken.name.run import Run
from rueckruf.spoken.name.sentence import SECTIONS, Sentence
from rueckruf.spoken.name.third_person import (
    is_called_by_first_name,
    is_of_a_relative,
    is_person,
    is_thing_for,
    is_told_of_beside,
    is_told_who,
    is_waited_for,
)
from rueckruf.spoken.name.unasked import is_in_passing
from rueckruf.spoken.name.words import PAUSES, is_everyday, is_first, key_of, looks_like_a_word
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import Token

#: Words before a name that lead to one only where it was asked for.
_ONLY_ASKED = ("told", "dictated", "asked")
#: First name and surname.
_WHOLE = 2
#: "ich selbst heiße"
_OWN = 3


def find_name(sentence: Sentence) -> FoundName | None:
    """Whoever is to be rung, or the most certain name of the sentence; of two equally certain ones the later."""
    apart = named_apart(sentence)
    if apart:
        whole = in_full(sentence, apart, partial(name_of, sentence, trust="asked"))
        return completed(sentence, whole, ())
    names = [found for found in _all(sentence) if sentence.again or not _is_mere_first_name(sentence.said, found)]
    best = max(reversed(names), key=_weight, default=None)
    if best is None:
        return None
    best = in_full(sentence, _own_before_others(sentence, best, names), partial(name_of, sentence, trust="asked"))
    return completed(sentence, best, names)


def _weight(name: FoundName) -> tuple[bool, bool, float]:
    """A person weighs more than where many belong: "*Musikverein* Hagnau, der Kassier, *Ulrich Nill*"."""
    return name.rung, not is_of_a_club(name), name.certainty


def _own_before_others(sentence: Sentence, best: FoundName, names: Sequence[FoundName]) -> FoundName:
    """The caller's own name where the ``best`` one of the ``names`` is that of somebody else."""
    if is_of_a_relative(sentence.said, best.start) or is_told_who(sentence.said, best.end):
        best = next((name for name in names if _is_own(sentence, name, best)), best)
    if is_told_of_beside(sentence.said, best.start):
        best = next((name for name in names if _is_of_the_caller(sentence, name, best)), best)
    return best


def _is_mere_first_name(said: Sequence[Token], name: FoundName) -> bool:
    """Whether it is one of somebody else, by which nobody can be asked for: "mein Sohn heißt Lukas"."""
    is_alone = name.last is None or (name.first is None and is_first(name.last))
    return is_alone and is_called_by_first_name(said, name.start)


def _is_own(sentence: Sentence, name: FoundName, relative: FoundName) -> bool:
    """Whether the caller is named behind a relative, as a whole or by "ich heiße"; before one only where that one is
    told to be somebody else.

    "Meine Mutter Erna Pohl, ich selbst bin *Doris Pohl*", "mein Mann heißt Grothe, ich heiße *Grothe-Wilms*"
    """
    said = sentence.said
    if is_of_a_relative(said, name.start) or is_told_who(said, name.end):
        return False
    if name.start < relative.end and not is_told_who(said, relative.end):
        return relative.last is None and _is_by_oneself(sentence, name)
    return bool(name.first and name.last) or _is_by_oneself(sentence, name)


def _is_by_oneself(sentence: Sentence, name: FoundName) -> bool:
    """ "*Ich heiße* Grothe-Wilms"."""
    at = name.start - 1
    while at > 0 and sentence.said[at].kind == "mark":
        at -= 1
    introduced = sentence.said[max(0, at + 1 - _OWN) : at + 1]
    return sentence.covered.get(at) == "named" and any(
        token.folded in word_set("caller_name", "callers") for token in introduced
    )


def _is_of_the_caller(sentence: Sentence, name: FoundName, other: FoundName) -> bool:
    """Whether callers tell their own name, whole or by "ich heiße", beside that of somebody else, before or behind it.

    "Ich bin die *Elke Brandauer*, die Mieterin heißt Frau Nowak", "mein Chef heißt Aumann, ich bin *Sven Harder*".
    """
    if name.rung or is_told_of_beside(sentence.said, name.start):
        return False
    if name.last is None:
        return other.last is None and _is_by_oneself(sentence, name)
    is_whole = name.first is not None and not is_of_a_club(name)
    return is_whole or sentence.covered.get(name.start - 1) == "named"


def _all(sentence: Sentence) -> Iterator[FoundName]:
    introduced = list(_behind_carriers(sentence))
    yield from introduced
    before = list(names_before_carriers(sentence))
    yield from before
    yield from names_before_letters(sentence)
    if sentence.asked and not sentence.is_broadcast:
        for bare in bare_names(sentence):
            addressed = introduced and _is_addressed(sentence, bare)
            if not (addressed or (_tells_where_from(sentence, bare) and (introduced or before))):
                yield bare


def _is_addressed(sentence: Sentence, name: FoundName) -> bool:
    """Whether "Frau" stands before a name: beside one that is introduced it is whom the caller speaks to."""
    return sentence.said[name.start].folded in word_set("caller_name", "salutations")


def _tells_where_from(sentence: Sentence, name: FoundName) -> bool:
    """ "Die Hinterwimmer bin ich, *von Gangkofen*": beside a name that is introduced it is a place."""
    return name.first is None and sentence.said[name.start].folded in word_set("caller_name", "origins")


def _behind_carriers(sentence: Sentence) -> Iterator[FoundName]:
    """The names that begin where a carrier ends ("mein Name ist Weber")."""
    for section in SECTIONS:
        if section in _ONLY_ASKED and (sentence.is_broadcast or not sentence.asked):
            continue
        for match in sentence.before[section]:
            run = sentence.run_at(match.end, trust_of(section, sentence.asked))
            if run is None or _tells_how_it_is(sentence, run) or _is_no_caller(sentence, section, match, run):
                continue
            if is_name(sentence, run, section) and not is_in_passing(sentence, run, section):
                rung = section == "wanted" and sentence.said[match.start].folded in word_set("caller_name", "ringing")
                yield replace(name_of(sentence, run, section), rung=rung)


def _tells_how_it_is(sentence: Sentence, run: Run) -> bool:
    """ "Der Name ist *arabisch*, Ibrahim Khalil": a word in small letters before a comma and a name.

    That has a capital where others have none, else a first name begins it.
    """
    behind = sentence.said[run.end : run.end + 2]
    if len(behind) < _WHOLE or behind[0].raw not in PAUSES:
        return False
    if not (behind[1].raw[0].isupper() if sentence.cased else is_first(behind[1].raw)):
        return False
    keys = [key_of(word) for word in run.words if word.islower()]
    return len(keys) == len(run.words) and all(is_everyday(key) or looks_like_a_word(key) for key in keys)


def _is_no_caller(sentence: Sentence, section: str, carrier: Match, run: Run) -> bool:
    """Whether words that a name may follow lead to a thing, to somebody else or to what is wanted."""
    if section == "wanted" and _is_of_the_called(sentence.said, carrier.start):
        return True
    if section == "here" and (
        _asks_what_it_is(sentence.said, carrier) or _stands_behind_another(sentence, carrier, run)
    ):
        return True
    if section == "hint" and _is_beside_the_caller(sentence.said, carrier.start):
        return True
    return _is_a_thing(sentence.said, run, section) or _is_of_another(sentence, carrier, run)


def _asks_what_it_is(said: Sequence[Token], here: Match) -> bool:
    """ "Bin ich da richtig, oder *ist das hier* Kern", but not "das ist hier Kern"."""
    being, pointing = (word_set("caller_name", listed) for listed in ("being", "pointing_back"))
    before = [token.folded for token in said[max(0, here.start - _WHOLE) : here.start]]
    return len(before) == _WHOLE and before[0] in being and before[1] in pointing


def _is_beside_the_caller(said: Sequence[Token], at: int) -> bool:
    """ "*Bei mir* san die Gänse laut", but not "mir san die Hubers"."""
    before = said[at - 1].folded if at else ""
    prepositions = word_set("caller_name", "prepositions_in_dialect")
    return before in prepositions and said[at].folded in word_set("caller_name", "in_front_of_their_verbs")


def _stands_behind_another(sentence: Sentence, here: Match, run: Run) -> bool:
    """Whether a word that no list knows stands behind "hier" and a pause, with one that stands up before it.

    "Kück hier. *Wartungsvertrach*, da hab ich eine Frage"
    """
    said = sentence.said
    is_apart = run.known == 0 and here.end < run.start and said[here.end].kind == "mark"
    named = said[here.start - 1] if is_apart and here.start else None
    is_first_word = all(map(is_courtesy, said[: here.start - 1]))
    return named is not None and is_first_word and not (is_everyday(named.folded) or is_courtesy(named))


def _is_a_thing(said: Sequence[Token], run: Run, section: str) -> bool:
    """Whether it is how something is done or what for, rather than a name.

    "Machen Sie das auf *Kulanz*", "ein Termin für die *Wintareifn*".
    """
    if run.known or run.salutation or run.titles:
        return False
    what_for = said[run.start - 1].folded in word_set("represented", "articles")
    return is_written_on(said, run.start) if section == "hint" else section == "asked" and what_for


def _is_of_another(sentence: Sentence, carrier: Match, run: Run) -> bool:
    """Whether something is for somebody, "*Karten* für Helene Fischer", or only the first name of a relative is told.

    "Für meinen *Enkel Paul*", "das ist die *Oma vom Kevin*".
    """
    said, begins = sentence.said, sentence.said[carrier.start].folded
    if (
        is_thing_for(said, carrier.start)
        or is_waited_for(said, carrier.start)
        or _is_told_something(said, carrier, run)
    ):
        return True
    if run.at == 0 and run.start == carrier.end and is_person(said[run.start - 1]):
        return True
    if _is_lone_first_name(run) and _is_said_of_a_thing(said, carrier):
        return True
    is_relative = begins in word_set("caller_name", "leads_to_relatives") and is_of_a_relative(said, run.start)
    return is_relative and _is_lone_first_name(run)


def _is_told_something(said: Sequence[Token], carrier: Match, run: Run) -> bool:
    """ "*Sagen Sie Frau Sommer* einen Gruß", but not "sagen Sie einfach Frau Sommer, das reicht"."""
    if said[carrier.start].folded not in word_set("caller_name", "saying"):
        return False
    answer = word_set("caller_name", "of_the_answer")
    return not all(token.kind == "mark" or is_courtesy(token) or token.folded in answer for token in said[run.end :])


def _is_of_the_called(said: Sequence[Token], contact: int) -> bool:
    """Whether who is that to whoever rings works where they ring: "*mein Ansprechpartner* ist Thomas Riedl"."""
    before = said[contact - 1].folded if contact else ""
    if said[contact].folded in word_set("caller_name", "in_charge"):
        return before in word_set("caller_name", "to_us")
    return is_person(said[contact]) and before in word_set("caller_name", "own")


def _is_lone_first_name(run: Run) -> bool:
    return len(run.words) == 1 and is_first(run.words[0]) and not run.salutation


def _is_said_of_a_thing(said: Sequence[Token], carrier: Match) -> bool:
    """ "Es *ist für* Lisa"."""
    is_for = said[carrier.end - 1].folded in word_set("represented", "ringing_for")
    return is_for and carrier.start > 0 and said[carrier.start - 1].folded in word_set("caller_name", "being")
