"""Names that end where the words begin that introduce them, or letters: "*Weber* mein Name", "*Toprak*, T, O, P"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from rueckruf.spoken.name.carriers import Match, is_courtesy, is_filler
from rueckruf.spoken.name.everyday_word import is_said_before
from rueckruf.spoken.name.evidence import is_name
from rueckruf.spoken.name.extent import read_run
from rueckruf.spoken.name.found import name_of, trust_of
from rueckruf.spoken.name.parts import FoundName
from rueckruf.spoken.name.sentence import Sentence
from rueckruf.spoken.name.spelling import SAME, alike
from rueckruf.spoken.name.third_person import is_likened
from rueckruf.spoken.name.titles import is_told_of
from rueckruf.spoken.name.unasked import is_in_passing
from rueckruf.spoken.name.words import is_first, is_last
from rueckruf.spoken.text.companies import is_company_word
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import Token

_LOOK_BACK = 9
#: So many words before "hier" tell that somebody has it there.
_HAD = 4


def names_before_carriers(sentence: Sentence) -> Iterator[FoundName]:
    """The names that end where a carrier begins ("Weber ist mein Name")."""
    followed = {index for match in sentence.before["named"] for index in range(match.start, match.end)}
    for section, matches in sentence.after.items():
        for match in matches:
            if section == "wanted" and match.end - match.start > 1:
                yield from _asking_for_a_callback(sentence, match)
                continue
            if section == "wanted" and not _is_object(sentence, match.start):
                continue
            if section == "present" and (caller := _caller_behind(sentence, match)):
                yield caller
                continue
            if section == "named" and (match.start in followed or _only_exclaims(sentence.said[: match.start])):
                continue
            if not _leads_on(sentence, section, match):
                yield from names_before(sentence, match.start, section)


def _only_exclaims(said: Sequence[Token]) -> bool:
    """ "*Ach*, mein Name": no more than a word that is no surname before the pause: it is asked what is wanted."""
    if not said or said[-1].kind != "mark" or is_last(said[0].raw):
        return False
    return said[0].folded in word_set("caller_name", "beside_asking_back") and all(map(is_filler, said[1:]))


def _tells_of_there(said: Sequence[Token], carrier: Match) -> bool:
    """ "Oweia, *hier is* e bissje laut", of who picks up, "da *jeht* en Neffe *dran*", and "ich *hab* Gänse *hier*"."""
    before, behind = said[: carrier.start], said[carrier.end : carrier.end + 1]
    if before and before[-1].kind == "mark":
        return any(token.folded in word_set("caller_name", "being") for token in behind)
    clause = [*takewhile(lambda token: token.kind != "mark", reversed(before[-_LOOK_BACK:]))]
    has = any(token.folded in word_set("time_clauses", "auxiliaries") for token in clause[:_HAD])
    return has or any(token.folded in word_set("caller_name", "picking_up") for token in clause)


def _caller_behind(sentence: Sentence, match: Match) -> FoundName | None:
    """ "Kessler und Partner, am Apparat *Juliane Stein*": whole or behind a pause, it is who speaks."""
    run = sentence.run_at(match.end, "present")
    if run is None or run.start != match.end or not run.has_surname:
        return None
    is_whole = is_first(run.words[0]) and len(run.words) > 1
    is_apart = match.start == 0 or sentence.said[match.start - 1].kind == "mark"
    if not (is_whole or (is_apart and run.known)):
        return None
    return name_of(sentence, run, "present") if is_name(sentence, run, "present") else None


def names_before_letters(sentence: Sentence) -> Iterator[FoundName]:
    """ "Emirhan *Toprak*, T, O, P, R, A, K": letters tell that what they spell is a name, whatever was asked."""
    for letters in sentence.spelled:
        for found in names_before(sentence, letters.start, "remark"):
            if found.first and found.last and alike(found.last, letters.letters) >= SAME:
                yield found


def _asking_for_a_callback(sentence: Sentence, match: Match) -> Iterator[FoundName]:
    """ "*Herr Reiland* hätte gern einen Rückruf", said by whoever rings for him."""
    said = sentence.said
    for found in names_before(sentence, match.start, "wanted"):
        addressed = said[found.start].folded in word_set("caller_name", "salutations")
        if addressed and not _is_of_yours(said, found.start):
            yield replace(found, rung=True)


def _is_of_yours(said: Sequence[Token], start: int) -> bool:
    """ "*Ihr* Herr Lang", "*der* Frau Lang"; but "*mit der* Frau Lang sollen Sie reden"."""
    if not start or said[start - 1].folded not in word_set("caller_name", "of_yours"):
        return False
    return start == 1 or said[start - 2].folded not in word_set("caller_name", "talking_with")


def _leads_on(sentence: Sentence, kind: str, carrier: Match) -> bool:
    """Whether the words behind a pause lead to another name, "Guten Tag, Frau Weber, *hier ist* Thomas Reinke", or to
    what is there.
    """
    if kind in ("here", "hint") and _tells_of_there(sentence.said, carrier):
        return True
    start = carrier.start
    if not start or sentence.said[start - 1].kind != "mark":
        return False
    for section in ("present", "here"):
        for match in sentence.before[section]:
            run = sentence.run_at(match.end, trust_of(section, sentence.asked)) if match.start == start else None
            if run and is_name(sentence, run, section):
                return True
    return False


def _is_object(sentence: Sentence, stop: int) -> bool:
    """Whether "Herrn" stands shortly before: "Frau Moll zurückrufen" may tell who shall ring. It is not the caller who
    rings: "ich soll Herrn Moll zurückrufen".
    """
    near = {token.folded for token in sentence.said[max(0, stop - _LOOK_BACK) : stop]}
    others = not near.isdisjoint(word_set("caller_name", "salutations_of_others"))
    return others and near.isdisjoint(word_set("caller_name", "callers"))


def names_before(sentence: Sentence, stop: int, section: str) -> Iterator[FoundName]:
    """The name that ends where a carrier or a remark on its writing starts ("Weber mein Name")."""
    said, trust = sentence.said, trust_of(section, sentence.asked)
    while (
        stop
        and is_filler(said[stop - 1])
        and (said[stop - 1].kind == "mark" or stop > 1)
        and not _repeats(said, stop - 1)
    ):
        stop -= 1
    begin = max(0, stop - _LOOK_BACK)
    for index in range(begin, stop):
        if index + 1 < stop and (is_courtesy(said[index]) or _is_company_name(said, index)):
            continue
        if _is_of_somebody_else(sentence, index, section):
            continue
        run = read_run(said, index, stop, trust, sentence.cased)
        if run and run.end == stop and is_name(sentence, run, f"before_{section}"):
            if is_in_passing(sentence, run, section):
                return
            yield name_of(sentence, replace(run, clean=True), trust)
            return


def _is_of_somebody_else(sentence: Sentence, index: int, section: str) -> bool:
    """ "Gestern war Frau *Peters* dran", "Bäuerle, net wie der *Bauer*, mit ä"; or of letters: "mit *th* ohne e"."""
    is_about = sentence.said[index].folded in word_set("spelling", "about")
    is_like = section == "remark" and (is_about or is_likened(sentence.said, index))
    return is_like or index in sentence.remarked or is_told_of(sentence.said, index)


def _is_company_name(said: Sequence[Token], index: int) -> bool:
    """Whether a word begins the name of a company: "Firma *Schulze* Bau"."""
    return index > 0 and is_company_word(said[index - 1].folded)


def _repeats(said: Sequence[Token], at: int) -> bool:
    """Whether a filler is the surname, said before the first name as well: "Bitte, Jochen *Bitte*"."""
    return at > 1 and is_first(said[at - 1].raw) and is_said_before(said, at - 1, said[at].folded)
