"""Finds the name in a sentence: after or before its carrier words, or bare where it was asked for."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from functools import partial
from operator import attrgetter

from rueckruf.spoken.name.asking import asks
from rueckruf.spoken.name.carriers import Match, is_article, is_courtesy, is_filler, is_written_on
from rueckruf.spoken.name.completed import completed, goes_on, is_written_about
from rueckruf.spoken.name.evidence import is_name
from rueckruf.spoken.name.extent import is_said_before, read_run
from rueckruf.spoken.name.halves import after_comma
from rueckruf.spoken.name.in_full import in_full
from rueckruf.spoken.name.named_apart import named_apart
from rueckruf.spoken.name.parts import DOUBTFUL, FoundName, split, title_of
from rueckruf.spoken.name.remark import ends_remark
from rueckruf.spoken.name.replaced import taken_back
from rueckruf.spoken.name.run import Run, Trust
from rueckruf.spoken.name.sentence import SECTIONS, Sentence
from rueckruf.spoken.name.spelling import SAME, alike
from rueckruf.spoken.name.third_person import (
    is_called_by_first_name,
    is_likened,
    is_of_a_relative,
    is_person,
    is_set_beside,
    is_thing_for,
    is_waited_for,
)
from rueckruf.spoken.name.titles import is_before_a_first_name, is_greeted, is_title, is_told_of
from rueckruf.spoken.name.unasked import is_in_passing
from rueckruf.spoken.name.words import (
    PAUSES,
    is_everyday,
    is_first,
    is_last,
    is_only_first,
    is_word,
    key_of,
    looks_like_a_word,
)
from rueckruf.spoken.text.companies import is_company_word
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import Token

_BASE = {
    **{"named": 1.0, "present": 0.98, "wanted": 1.0, "told": 1.0},
    **{"dictated": 0.95, "asked": 0.9, "here": 0.88, "hint": 0.88},
}
#: Words before a name that lead to one only where it was asked for.
_ONLY_ASKED = ("told", "dictated", "asked")
_UNCLEAN = 0.1
#: Whoever is greeted is the caller only where nobody else is named, and is read back.
_GREETED = 0.45
_LOOK_BACK = 9
_ABBREVIATION = 2
#: So many tokens between two names, with their marks, are no clause yet.
_CLAUSE = 4
#: First name and surname.
_WHOLE = 2
#: "ich selbst heiße"
_OWN = 3
_SENTENCE_MARKS = frozenset(".!?;:")


def find_name(sentence: Sentence) -> FoundName | None:
    """Whoever is to be rung, or the most certain name of the sentence; of two equally certain ones the later."""
    apart = named_apart(sentence)
    if apart:
        whole = in_full(sentence, apart, partial(_found, sentence, trust="asked"))
        return completed(sentence, whole, ())
    names = [found for found in _all(sentence) if sentence.again or not _is_mere_first_name(sentence.said, found)]
    best = max(reversed(names), key=attrgetter("rung", "certainty"), default=None)
    if best and is_of_a_relative(sentence.said, best.start):
        best = next((name for name in names if _is_own(sentence, name, best)), best)
    best = in_full(sentence, best, partial(_found, sentence, trust="asked")) if best else None
    return completed(sentence, best, names) if best else None


def _is_mere_first_name(said: Sequence[Token], name: FoundName) -> bool:
    """Whether it is one of somebody else, by which nobody can be asked for: "mein Sohn heißt Lukas"."""
    return name.last is None and is_called_by_first_name(said, name.start)


def _is_own(sentence: Sentence, name: FoundName, relative: FoundName) -> bool:
    """Whether the caller is named behind a relative, as a whole or by "ich heiße".

    "Meine Mutter Erna Pohl, ich selbst bin *Doris Pohl*", "mein Mann heißt Grothe, ich heiße *Grothe-Wilms*"
    """
    if name.start < relative.end or is_of_a_relative(sentence.said, name.start):
        return False
    introduced = sentence.said[max(0, name.start - _OWN) : name.start]
    by_oneself = sentence.covered.get(name.start - 1) == "named" and any(
        token.folded in word_set("caller_name", "callers") for token in introduced
    )
    return bool(name.first and name.last) or by_oneself


def _all(sentence: Sentence) -> Iterator[FoundName]:
    introduced = list(_behind_carriers(sentence))
    yield from introduced
    before = list(_before_carriers(sentence))
    yield from before
    yield from _before_letters(sentence)
    if sentence.asked and not sentence.is_broadcast:
        for bare in _without_carrier(sentence):
            addressed = introduced and _is_addressed(sentence, bare)
            if not (addressed or (_tells_where_from(sentence, bare) and (introduced or before))):
                yield bare


def _before_carriers(sentence: Sentence) -> Iterator[FoundName]:
    """The names that end where a carrier begins ("Weber ist mein Name")."""
    followed = {index for match in sentence.before["named"] for index in range(match.start, match.end)}
    for section, matches in sentence.after.items():
        for match in matches:
            if section == "wanted" and match.end - match.start > 1:
                yield from _asking_for_a_callback(sentence, match)
                continue
            if section == "wanted" and not _is_object(sentence, match.start):
                continue
            if (section != "named" or match.start not in followed) and not _leads_on(sentence, match.start):
                yield from _before(sentence, match.start, section)


def _before_letters(sentence: Sentence) -> Iterator[FoundName]:
    """ "Emirhan *Toprak*, T, O, P, R, A, K": letters tell that what they spell is a name, whatever was asked."""
    for letters in sentence.spelled:
        for found in _before(sentence, letters.start, "remark"):
            if found.first and found.last and alike(found.last, letters.letters) >= SAME:
                yield found


def _asking_for_a_callback(sentence: Sentence, match: Match) -> Iterator[FoundName]:
    """ "*Herr Reiland* hätte gern einen Rückruf", said by whoever rings for him."""
    said = sentence.said
    for found in _before(sentence, match.start, "wanted"):
        addressed = said[found.start].folded in word_set("caller_name", "salutations")
        if addressed and not _is_of_yours(said, found.start):
            yield replace(found, rung=True)


def _is_of_yours(said: Sequence[Token], start: int) -> bool:
    """ "*Ihr* Herr Lang", "*der* Frau Lang"; but "*mit der* Frau Lang sollen Sie reden"."""
    if not start or said[start - 1].folded not in word_set("caller_name", "of_yours"):
        return False
    return start == 1 or said[start - 2].folded not in word_set("caller_name", "talking_with")


def _is_addressed(sentence: Sentence, name: FoundName) -> bool:
    """Whether "Frau" stands before a name: beside one that is introduced it is whom the caller speaks to."""
    return sentence.said[name.start].folded in word_set("caller_name", "salutations")


def _tells_where_from(sentence: Sentence, name: FoundName) -> bool:
    """ "Die Hinterwimmer bin ich, *von Gangkofen*": beside a name that is introduced it is a place."""
    return name.first is None and sentence.said[name.start].folded in word_set("caller_name", "origins")


def _without_carrier(sentence: Sentence) -> Iterator[FoundName]:
    """The names of a reply to the question for it that nothing introduces but that."""
    for start in sentence.remarks:
        yield from _before(sentence, start, "remark")
    bare = list(_bare(sentence))
    yield from bare
    if sentence.again:
        yield from (one for one in _anywhere(sentence) if not any(_is_part(one, name) for name in bare))


def _is_part(one: FoundName, name: FoundName) -> bool:
    """Whether a name is the end of another: "Bich Ngoc" of "Tran Thi Bich Ngoc"."""
    return name.start < one.start < name.end


def _leads_on(sentence: Sentence, start: int) -> bool:
    """Whether the words behind a pause lead to another name: "Guten Tag, Frau Weber, *hier ist* Thomas Reinke"."""
    if not start or sentence.said[start - 1].kind != "mark":
        return False
    for section in ("present", "here"):
        for match in sentence.before[section]:
            run = sentence.run_at(match.end, _trust(section, sentence.asked)) if match.start == start else None
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


def _behind_carriers(sentence: Sentence) -> Iterator[FoundName]:
    """The names that begin where a carrier ends ("mein Name ist Weber")."""
    for section in SECTIONS:
        if section in _ONLY_ASKED and not sentence.asked:
            continue
        for match in sentence.before[section]:
            run = sentence.run_at(match.end, _trust(section, sentence.asked))
            if run is None or _tells_how_it_is(sentence, run):
                continue
            if _is_a_thing(sentence.said, run, section) or _is_of_another(sentence, match, run):
                continue
            if is_name(sentence, run, section) and not is_in_passing(sentence, run, section):
                rung = section == "wanted" and sentence.said[match.start].folded in word_set("represented", "calling")
                yield replace(_found(sentence, run, section), rung=rung)


def _tells_how_it_is(sentence: Sentence, run: Run) -> bool:
    """ "Der Name ist *arabisch*, Ibrahim Khalil": a word in small letters before a comma and a name with a capital."""
    behind = sentence.said[run.end : run.end + 2]
    if not sentence.cased or len(behind) < _WHOLE or behind[0].raw not in PAUSES or not behind[1].raw[0].isupper():
        return False
    keys = [key_of(word) for word in run.words if word.islower()]
    return len(keys) == len(run.words) and all(is_everyday(key) or looks_like_a_word(key) for key in keys)


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
    if is_thing_for(said, carrier.start) or is_waited_for(said, carrier.start):
        return True
    if run.at == 0 and run.start == carrier.end and is_person(said[run.start - 1]):
        return True
    if _is_lone_first_name(run) and _is_said_of_a_thing(said, carrier):
        return True
    is_relative = begins in word_set("caller_name", "leads_to_relatives") and is_of_a_relative(said, run.start)
    return is_relative and _is_lone_first_name(run)


def _is_lone_first_name(run: Run) -> bool:
    return len(run.words) == 1 and is_first(run.words[0]) and not run.salutation


def _is_said_of_a_thing(said: Sequence[Token], carrier: Match) -> bool:
    """ "Es *ist für* Lisa"."""
    is_for = said[carrier.end - 1].folded in word_set("represented", "ringing_for")
    return is_for and carrier.start > 0 and said[carrier.start - 1].folded in word_set("caller_name", "being")


def _trust(section: str, asked: bool) -> Trust:
    """How far the words of a section of carriers may be trusted to name somebody."""
    if section == "named":
        return "named"
    if section in ("present", "wanted", "told", "dictated", "remark"):
        return "present"
    return "asked" if asked else "hint"


def _before(sentence: Sentence, stop: int, section: str) -> Iterator[FoundName]:
    """The name that ends where a carrier or a remark on its writing starts ("Weber mein Name")."""
    said, trust = sentence.said, _trust(section, sentence.asked)
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
            yield _found(sentence, replace(run, clean=True), trust)
            return


def _is_of_somebody_else(sentence: Sentence, index: int, section: str) -> bool:
    """ "Gestern war Frau *Peters* dran", "Bäuerle, net wie der *Bauer*, mit ä"; or letters: "mit *th* ohne e"."""
    is_like = section == "remark" and is_likened(sentence.said, index)
    return is_like or index in sentence.remarked or is_told_of(sentence.said, index)


def _is_company_name(said: Sequence[Token], index: int) -> bool:
    """Whether a word begins the name of a company: "Firma *Schulze* Bau"."""
    return index > 0 and is_company_word(said[index - 1].folded)


def _repeats(said: Sequence[Token], at: int) -> bool:
    """Whether a filler is the surname, said before the first name as well: "Bitte, Jochen *Bitte*"."""
    return at > 1 and is_first(said[at - 1].raw) and is_said_before(said, at - 1, said[at].folded)


def _bare(sentence: Sentence) -> Iterator[FoundName]:
    """A name without a carrier, at the start of the sentence or of one of its parts."""
    opening: FoundName | None = None
    written = False
    for index, run in _bare_runs(sentence):
        found = _found(sentence, run, "asked")
        if opening is None or (written and goes_on(opening, found)) or _is_whole_apart(opening, found):
            yield found
        if opening is None and _opens(sentence.said, index, run):
            written = is_written_about(sentence, run.end)
            if found.last and not written:
                return
            opening = found


def _is_whole_apart(other: FoundName, name: FoundName) -> bool:
    """ "Uwe, ich mach das schon, *Sabine Kurz*": who says both names, and a clause behind the first name of another."""
    is_whole = bool(name.last) and is_first((name.first or "").split(" ")[0])
    return is_whole and name.start - other.end > _CLAUSE


def _bare_runs(sentence: Sentence) -> Iterator[tuple[int, Run]]:
    """Where a part of the sentence begins, past politeness, and the name there."""
    said = sentence.said
    starts = dict.fromkeys([0, *(index + 1 for index in range(1, len(said)) if _parts_sentence(sentence, index))])
    for start in starts:
        index = _past_courtesy(sentence, start, starts)
        if index >= len(said) or index in sentence.letters or (index > start and index in starts) or asks(said, index):
            continue
        run = read_run(said, index, sentence.stop_after(index - 1), "asked", sentence.cased)
        run = run and after_comma(sentence, run)
        if run and is_name(sentence, run, "recognised" if sentence.recognised else "bare"):
            yield index, run


def _opens(said: Sequence[Token], index: int, run: Run) -> bool:
    """Whether only politeness stands before a name, and that is none said to whoever has it."""
    return all(is_courtesy(token) for token in said[:index]) and not is_greeted(said, run.start)


def _anywhere(sentence: Sentence) -> Iterator[FoundName]:
    """ "Ich bin der Opa, der *Erwin Maucher*": who is asked again says a whole name somewhere."""
    for index in range(len(sentence.said)):
        run = read_run(sentence.said, index, sentence.stop_after(index - 1), "asked", sentence.cased)
        if run is None or run.salutation or len(run.words) < _WHOLE or index in sentence.letters:
            continue
        if asks(sentence.said, index) or is_set_beside(sentence, run) or is_thing_for(sentence.said, index - 1):
            continue
        first, last = key_of(run.words[0]), key_of(run.words[-1])
        if first != last and is_first(first) and not is_everyday(last) and is_name(sentence, run, "hint"):
            yield _found(sentence, run, "hint")


def _past_courtesy(sentence: Sentence, index: int, starts: Container[int]) -> int:
    """Where a name may begin from ``index`` on, after polite words and an article, at the next start at most."""
    said, at = sentence.said, index
    while index < len(said) and _is_beside_a_name(sentence, index):
        index += 1
        if index > at and index in starts:
            return index
    leads = is_article(said, index) or is_before_a_first_name(said, index) or _is_article_of_a_name(said, index)
    return index + leads


def _is_article_of_a_name(said: Sequence[Token], index: int) -> bool:
    """Whether an article stands before a name of the lists, as in the south: "*der* Huber vom Lechnerhof"."""
    if index + 1 >= len(said) or said[index].folded not in word_set("caller_name", "salutation_articles"):
        return False
    name, behind = said[index + 1], " ".join(token.folded for token in said[index + 2 : index + 4])
    is_whole = is_last(name.raw) and _is_last_first_name(said, index + 2)  # "der *Fuchs Peter*"
    listed = (is_first(name.raw) or is_last(name.raw)) and (is_whole or not is_word(name.folded))
    return listed and behind not in word_set("caller_name", "of_the_called")


def _is_last_first_name(said: Sequence[Token], index: int) -> bool:
    """Whether a word is a first name alone, or one behind which nothing else is said."""
    if index >= len(said) or not is_first(said[index].raw):
        return False
    return is_only_first(said[index].raw) or all(map(is_courtesy, said[index + 1 :]))


def _parts_sentence(sentence: Sentence, index: int) -> bool:
    """Whether a mark ends a part of a sentence; "Dr." and "10." do not, and a question goes on."""
    said = sentence.said
    if said[index].raw not in _SENTENCE_MARKS | {","}:
        return False
    before = said[index - 1]
    short = len(before.raw) <= _ABBREVIATION and not ends_remark(said, index)
    abbreviated = before.kind == "digits" or short or is_title(before)
    return not (said[index].raw == "." and abbreviated) and sentence.question <= index


def _is_beside_a_name(sentence: Sentence, index: int) -> bool:
    """Whether a word is one of politeness, or whom one greets: "Griaß *eich*"."""
    said = sentence.said
    greeted = index and said[index].folded in word_set("caller_name", "greeted")
    if greeted and said[index - 1].folded in word_set("caller_name", "greet"):
        return True
    return is_courtesy(said[index]) and not _starts_name(sentence, index)


def _starts_name(sentence: Sentence, index: int) -> bool:
    """A polite word that is a first or last name with a capital, before another name ("Gott", "Klar")."""
    token = sentence.said[index]
    return token.kind == "word" and is_first(token.raw) and index + 1 < len(sentence.said)


def _found(sentence: Sentence, run: Run, trust: str) -> FoundName:
    run = after_comma(sentence, run)
    parts = split(run)
    certainty = parts.certainty * _BASE[trust]
    if run.doubtful or _name_goes_before(sentence, run):
        certainty = min(certainty, DOUBTFUL)
    if trust == "asked" and is_greeted(sentence.said, run.start):
        certainty = min(certainty, _GREETED)
    if not run.clean and not (parts.first and parts.last and run.surname_known):
        certainty -= _UNCLEAN
    if parts.first is None and _is_first_name(sentence, run):
        parts = parts._replace(first=parts.last, last=None)
    found = FoundName(parts.first, parts.last, title_of(run), run.start, run.end, certainty)
    return taken_back(sentence, found)


def _is_first_name(sentence: Sentence, run: Run) -> bool:
    """ "Ich bin der Werner", "mein Sohn heißt Lukas": a word that is first name and surname is a first name here."""
    article = run.start and sentence.said[run.start - 1].folded in word_set("caller_name", "salutation_articles")
    return (
        (bool(article) or is_called_by_first_name(sentence.said, run.start))
        and len(run.words) == 1
        and is_first(run.words[0])
        and not (run.salutation or run.titles)
    )


def _name_goes_before(sentence: Sentence, run: Run) -> bool:
    """Whether part of a name stands right before it: "Eva, Maria Gruber", "María del Carmen, Pérez"."""
    said, at = sentence.said, run.start - 1
    if at > 0 and said[at].folded in word_set("caller_name", "particles"):
        before = at - 1 - (said[at - 1].raw in PAUSES)
        return before >= 0 and is_first(said[before].raw)
    if at < 1 or said[at].raw not in PAUSES or said[at - 1].kind != "word" or said[at - 1].raw in run.words:
        return False
    word = said[at - 1]
    unnamed = is_everyday(word.folded) or is_courtesy(word)
    return not unnamed or word.folded in word_set("caller_name", "particles_capital")
