"""Names that nothing introduces but the question for them: "Ja, *Weber*, guten Tag"."""

from collections.abc import Container, Iterator, Sequence

from rueckruf.spoken.name.asking import asks
from rueckruf.spoken.name.before_carrier import names_before
from rueckruf.spoken.name.carriers import is_article, is_courtesy
from rueckruf.spoken.name.completed import goes_on, is_written_about
from rueckruf.spoken.name.evidence import is_name
from rueckruf.spoken.name.extent import read_run
from rueckruf.spoken.name.found import name_of
from rueckruf.spoken.name.halves import after_comma
from rueckruf.spoken.name.parts import FoundName
from rueckruf.spoken.name.remark import ends_remark
from rueckruf.spoken.name.run import Run
from rueckruf.spoken.name.sentence import Sentence
from rueckruf.spoken.name.third_person import is_set_beside, is_thing_for
from rueckruf.spoken.name.titles import is_before_a_first_name, is_greeted, is_title
from rueckruf.spoken.name.words import is_everyday, is_first, is_function, is_last, is_only_first, is_word, key_of
from rueckruf.spoken.text.companies import is_institution
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import Token

_ABBREVIATION = 2
#: So many tokens between two names, with their marks, are no clause yet.
_CLAUSE = 4
#: First name and surname.
_WHOLE = 2
_SENTENCE_MARKS = frozenset(".!?;:")


def bare_names(sentence: Sentence) -> Iterator[FoundName]:
    """The names of a reply to the question for it that nothing introduces but that."""
    for start in sentence.remarks:
        yield from names_before(sentence, start, "remark")
    bare = list(_bare(sentence))
    yield from bare
    if sentence.again:
        yield from (one for one in _anywhere(sentence) if not any(_is_part(one, name) for name in bare))


def _is_part(one: FoundName, name: FoundName) -> bool:
    """Whether a name is the end of another: "Bich Ngoc" of "Tran Thi Bich Ngoc"."""
    return name.start < one.start < name.end


def _bare(sentence: Sentence) -> Iterator[FoundName]:
    """A name without a carrier, at the start of the sentence or of one of its parts."""
    opening: FoundName | None = None
    written = False
    for index, run in _bare_runs(sentence):
        found = name_of(sentence, run, "asked")
        if opening is None or (written and goes_on(opening, found)) or _is_whole_apart(opening, found):
            yield found
        if opening is None and _opens(sentence.said, index, run) and not is_of_a_club(found):
            written = is_written_about(sentence, run.end)
            if found.last and not written and not _may_be_a_word(run):
                return
            opening = found


def _may_be_a_word(run: Run) -> bool:
    """ "*Medica*, also Ärztin, Rossi. Laura Rossi": one word that no list knows, and nothing tells it to be a name."""
    return len(run.words) == 1 and not (run.known or run.salutation or run.titles)


def is_of_a_club(name: FoundName) -> bool:
    """ "*Musikverein Hagnau*, der Kassier, Ulrich Nill": where many belong, taken for a first name and a surname."""
    first = name.first or ""
    return is_institution(key_of(first)) and not (is_first(first) or is_last(first))


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
        if index >= len(said) or _is_within_a_carrier(sentence, index):
            continue
        if index in sentence.letters or (index > start and index in starts) or asks(said, index):
            continue
        run = read_run(said, index, sentence.stop_after(index - 1), "asked", sentence.cased)
        run = run and after_comma(sentence, run)
        if run and is_name(sentence, run, "recognised" if sentence.recognised else "bare"):
            yield index, run


def _is_within_a_carrier(sentence: Sentence, index: int) -> bool:
    """ "Ich *heiß* Lina": no surname before the first name."""
    behind = sentence.said[index + 1 : index + _CLAUSE]
    verbs = word_set("caller_name", "called") | word_set("caller_name", "called_by_name")
    is_verb = sentence.said[index].folded in verbs
    if is_verb and not sentence.cased and len(behind) > 1 and is_first(behind[0].raw) and index in sentence.covered:
        return True
    return index > 0 and sentence.covered.get(index) == sentence.covered.get(index - 1) == "named"


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
            yield name_of(sentence, run, "hint")


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
    return listed and not any(behind in word_set("caller_name", each) for each in ("of_the_called", "with_you"))


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
    """Whether a word is one of politeness, or "heute" of a name that was another."""
    said = sentence.said
    if said[index].folded in word_set("caller_name", "called_now") and _was_called_otherwise(sentence):
        return True
    return is_courtesy(said[index]) and not _starts_name(sentence, index)


def _was_called_otherwise(sentence: Sentence) -> bool:
    """ "*Früher* Krause, heute Rademacher"."""
    return any(map(sentence.places, word_set("caller_name", "called_before")))


def _starts_name(sentence: Sentence, index: int) -> bool:
    """A polite word that is a name with a capital, too, before another name ("Gott", "Klar"), but not "nur"."""
    token = sentence.said[index]
    if is_function(token.folded):
        return False
    behind = sentence.said[index + 1 : index + 2]
    return is_first(token.raw) and any(one.kind == "word" for one in behind)
