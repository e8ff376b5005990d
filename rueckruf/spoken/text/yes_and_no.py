"""Yes and no as people say them to a question (``data/vocabulary/yes_and_no.yml``).

How a sentence begins that agrees or objects stands with the other turns of speech in ``discourse.yml``.
"""

from collections.abc import Sequence
from functools import cache, lru_cache, partial
from itertools import dropwhile, pairwise
from operator import attrgetter

from rueckruf.spoken.text.consent import (
    is_turn_of_speech,
    only_consents,
    without_comparison,
    without_consent,
    without_pardoned,
)
from rueckruf.spoken.text.discourse import fillers, hesitates
from rueckruf.spoken.text.numbers import cardinal, ordinal
from rueckruf.spoken.text.phrases import Phrases, holds, one_of
from rueckruf.spoken.text.question import asks, has_a_word_that_asks
from rueckruf.spoken.text.vocabulary import vocabulary, word_set
from rueckruf.spoken.text.words import RECENT_TEXTS, Token, clauses, folded_words, tokens, words_and_digits

_listed = partial(word_set, "yes_and_no")
_beginnings = partial(word_set, "discourse")
_stop = attrgetter("stop")
#: So many words has a question at least: "woher denn das".
_SHORTEST_QUESTION = 3


# -- how a sentence begins


def agrees(text: str) -> bool:
    """Whether ``text`` begins with a yes: "Ja, morgen um zehn"."""
    return _begins_with_yes(folded_words(text))


def _begins_with_yes(words: Sequence[str]) -> bool:
    """Whether a yes comes first, one from elsewhere that may be another word twice: "sì sì, das ist meine"."""
    if not words:
        return False
    is_twice = words[1:2] == words[:1] and words[0] in _beginnings("agreeing_twice")
    return is_twice or words[0] in _beginnings("agreeing")


def objects(text: str) -> bool:
    """Whether ``text`` begins with a no: "Nein, ich heiße Weber", "ach nein, das ist meins"."""
    said = dropwhile(_listed("before_yes").__contains__, folded_words(text))
    return next(said, "") in _beginnings("objecting")


def refuses(text: str) -> bool:
    """Whether a word of no stands in ``text``: "ach nein", "das brauchen Sie nicht"."""
    return not (_beginnings("objecting") | _listed("negations")).isdisjoint(folded_words(text))


def negates(text: str) -> bool:
    """Whether a "nicht" or a "kein" stands in ``text``."""
    return not _listed("negations").isdisjoint(folded_words(text))


def behind_asking_back(text: str) -> str:
    """What is answered once it is clear what was asked: "was für eine Nummer, *ach so, ja, die stimmt*".

    All of ``text`` where nobody asks back.
    """
    said = [token for token in tokens(text) if token.kind != "mark"]
    words = [token.folded for token in said]
    crying, realised = _listed("crying"), _listed("realised")
    cries = (at for at, (cry, behind) in enumerate(pairwise(words)) if cry in crying and behind in realised)
    parts = [*_phrases("realising").found_in(words), *(range(at, at + 1) for at in cries)]
    last = max(parts, key=_stop, default=range(0))
    asked = words[: last.start]
    rest = text[said[last.stop - 1].end :] if last else ""
    asks_back = not word_set("questions", "asking").union(_listed("asking_back")).isdisjoint(asked[:1])
    return rest if asks_back and folded_words(rest) else text


def behind_giving_in(text: str) -> str:
    """What is answered behind a question and words that give in: "muss das sein? Na gut, *Brandl*"; else nothing."""
    said = [token for token in tokens(text) if token.kind != "mark"]
    last = max(_phrases("giving_in").found_in([token.folded for token in said]), key=_stop, default=range(0))
    asked = text[: said[last.start].start] if last else ""
    return text[said[last.stop - 1].end :] if "?" in asked or has_a_word_that_asks(asked) else ""


def yes_behind_asking(text: str) -> str:
    """What is said from a yes on behind a question without its mark: "woher wissen Sie die denn *ja die stimmt*"."""
    said = [token for token in tokens(text) if token.kind != "mark" and not hesitates(token.folded)]
    if "?" in text or not said or said[0].folded not in word_set("questions", "asking"):
        return ""
    begins = (token.start for token in said[_SHORTEST_QUESTION:] if token.folded in _beginnings("agreeing"))
    return text[next(begins, len(text)) :]


def agrees_at_last(text: str) -> bool:
    """Whether a yes is said behind a question, and nothing against it: "Oma, passt das? *Ja, passt.*".

    "Woher haben Sie die? Unerhört. *Aber ja*, das ist sie."
    """
    asked, _, answer = text.rpartition("?")
    return bool(asked) and not refuses(answer) and any(map(is_polite_yes, (answer, *clauses(answer))))


def misheard_no(text: str) -> str | None:
    """The no that an answer to a question for yes or no is where it was written as what sounds like it: "Neun."."""
    words = words_and_digits(text)
    return vocabulary("discourse")["objecting"][0] if words and set(words) <= _listed("misheard_no") else None


def spelled_out(text: str) -> str:
    """The yes or no that is said letter by letter: "N E I N", "J, A"; else all of ``text``."""
    words = folded_words(text)
    joined = "".join(words)
    is_spelled = len(words) > 1 and all(len(word) == 1 for word in words)
    return joined if is_spelled and joined in _beginnings("agreeing") | _beginnings("objecting") else text


def adds(text: str) -> bool:
    """Whether ``text`` agrees and names something more: "Ja, und zusätzlich ..."."""
    return agrees(text) and not _listed("besides").isdisjoint(folded_words(text))


def without_demands(text: str) -> str:
    """The yes in ``text`` without what is only asked of whoever calls: "passt, *aber vergessen Sie mich nicht*".

    All of ``text`` where no yes stands before that, or something is changed.
    """
    said = tokens(text)
    parts = _parts(said)
    asked = [part for part in parts if _demands([said[at].folded for at in part if said[at].kind == "word"])]
    last = next((part.stop for part in asked if _threatens(said, part)), len(said))
    yes = " ".join(said[at].raw for part in parts if part not in asked for at in part if at < last)
    return yes if asked and (agrees(yes) or is_polite_yes(yes)) else text


def _parts(said: Sequence[Token]) -> list[range]:
    """The parts of a sentence between its marks, and behind a yes from its "aber" on."""
    marks = [at for at, token in enumerate(said) if token.kind == "mark" and token.raw != "'"]
    parts = [range(start + 1, end) for start, end in pairwise([-1, *marks, len(said)]) if end > start + 1]
    return [one for part in parts for one in _parted_by_but(said, part)]


def _parted_by_but(said: Sequence[Token], part: range) -> list[range]:
    but = next((at for at in part if said[at].folded in _listed("but")), part.start)
    is_yes = is_polite_yes(" ".join(said[at].raw for at in range(part.start, but)))
    return [range(part.start, but), range(but, part.stop)] if is_yes else [part]


def _demands(words: Sequence[str]) -> bool:
    said = [word for word in words if word not in _listed("but")]
    width = _phrases("demanding").at(tuple(said), 0)[1]
    return width > 0 and not holds(said[width:], _listed("changing"))


def _threatens(said: Sequence[Token], part: range) -> bool:
    """ "*Wehe*, es ruft wieder keiner an": what follows is no complaint yet."""
    return any(said[at].folded in _listed("threatening") for at in part)


# -- nothing but a yes


@lru_cache(maxsize=RECENT_TEXTS)
def is_polite_yes(text: str) -> bool:
    """Whether ``text`` agrees and says nothing more but thanks and farewell: "Genau, vielen Dank", "nein nein, passt".

    Strict: one word more ("ja, aber danke", "ja, wie geht es Ihnen") and it is something else. A farewell may name a
    day ("bis Donnerstag"); whether it is the right one is for the caller of this function to know.
    """
    if _has_digits(text):
        return False
    words = without_comparison(folded_words(text))
    if words and {*words} <= _listed("abroad") | _listed("abroad_alone"):
        return True
    said, turns = without_consent(words)
    rest = {*_farewell().without(said[_phrases("reassuring").at(said, 0)[1] :])}
    if turns:
        return rest <= _listed("agreement") | _listed("courtesy") | _listed("before_yes")
    if holds(said, _listed("hedges")) or may_be_turned(text):
        return False
    return not rest.isdisjoint(_listed("agreement")) and rest <= _listed("agreement") | _listed("courtesy")


def _has_digits(text: str) -> bool:
    return any(map(str.isdigit, text))


def is_backchannel(text: str) -> bool:
    """Whether whoever says ``text`` while they are spoken to only shows that they listen: "mhm", "ja, genau"."""
    if _has_digits(text) or not folded_words(text):
        return False
    words = [word for word in folded_words(text) if not hesitates(word)]
    return is_polite_yes(" ".join(words)) or _listed("listening").issuperset(words)


@lru_cache(maxsize=RECENT_TEXTS)
def plainly_agrees(text: str) -> bool:
    """Whether ``text`` says a yes, at a beginning or last, and nothing against it: "ja, bitte schnell", "va bene, ja".

    No digits, question, doubt, blame or "aber", nor a word for waiting, adding or changing. A "nicht" of what shall
    come of it is none: "ja, und *wehe* das klappt wieder nicht".
    """
    if only_consents(folded_words(text)):
        return True
    words = _beside_consent(text)
    if "?" in text or asks(text) or _has_digits(text) or holds(words, _listed("hedges")):
        return False
    if not (_says_yes_last(words) or _is_good(words) or _says_yes_in_a_clause(text)):
        return False
    is_objected_to = not _against_a_yes().isdisjoint(words) or _speaks_against(words) or only_tells(text)
    return not is_objected_to and not _denies(words)


def opposes_nothing(text: str) -> bool:
    """Whether no word of what stands behind a yes limits, blames, denies, doubts, changes or counts."""
    words = _beside_consent(text)
    is_sound = not _denies(words) and _against_a_yes().isdisjoint(words) and not holds(words, _listed("changing"))
    counts = _has_digits(text) or any((cardinal(word) or 0) > 1 or ordinal(word) is not None for word in words)
    return is_sound and not (counts or holds(words, _listed("hedges")))


def _beside_consent(text: str) -> Sequence[str]:
    """The words beside turns of speech that consent and what is pardoned, up to a hope: "passt, *hoffentlich* ..."."""
    words = without_pardoned(without_consent(folded_words(text))[0])
    return _phrases("hoping").before(words) or words


def _denies(words: Sequence[str]) -> bool:
    """Not by the "nicht" of what shall come of it: "*wehe* das klappt wieder nicht"."""
    return not _listed("negations").isdisjoint(_phrases("to_come").before(words) or words)


def _says_yes_in_a_clause(text: str) -> bool:
    """Whether a clause begins with a yes, is nothing but one or finds all of it right: "hundertprozentig, Sie ..."."""
    parts = [[*dropwhile(_listed("before_yes").__contains__, folded_words(clause))] for clause in clauses(text)]
    return any(_begins_with_yes(words) or _is_yes(words) or is_turn_of_speech(words) for words in parts if words)


def _is_yes(words: Sequence[str]) -> bool:
    """ "*Tak*, die Nummer geht auch in Polen", "hundertprozentig"."""
    abroad = words[0] in _listed("abroad") or {*words} <= _listed("abroad") | _listed("abroad_alone")
    return abroad or (words[0] in _listed("agreement") and is_polite_yes(" ".join(words)))


def _says_yes_last(words: Sequence[str]) -> bool:
    """ "Das haben Sie brav gemacht, *ja*"."""
    return not _listed("yes_at_last").isdisjoint(words[-1:])


def is_reassured(words: Sequence[str]) -> bool:
    """ "*Nein nein*, passt", "nee, passt, *ja*"."""
    return _phrases("reassuring").at(words, 0)[1] > 0 or _says_yes_last(words)


def _is_good(words: Sequence[str]) -> bool:
    """ "Jetzt gut", "alles gut, danke": to a question for yes or no that is one."""
    good, beside = _listed("good"), _listed("before_yes") | _listed("courtesy")
    return not good.isdisjoint(words) and good | beside >= set(words)


def _speaks_against(words: Sequence[str]) -> bool:
    return holds(words, _listed("against")) or holds(words, _listed("changing"))


def says_yes_and_changes_nothing(text: str) -> bool:
    """Whether ``text`` begins with a yes and has no word in it that refuses, changes, limits or counts.

    What asks or wants to wait may be in it: that is for whom nothing else has helped.
    """
    words = folded_words(text)
    if not agrees(text) or "?" in text or _has_digits(text) or may_be_turned(text):
        return False
    counts = any((cardinal(word) or 0) > 1 or cardinal(word) == 0 or ordinal(word) is not None for word in words)
    against = _beginnings("objecting") | _listed("negations") | _listed("blame") | _listed("but")
    return not counts and against.isdisjoint(words) and not holds(words, _listed("changing"))


@cache
def _against_a_yes() -> frozenset[str]:
    return _listed("limits") | _listed("blame") | _beginnings("objecting")


def is_weak_yes(text: str) -> bool:
    """Whether ``text`` agrees by nothing but an "okay", which a recogniser writes over noise as well."""
    words = set(folded_words(text)) & (_listed("agreement") | _listed("praise"))
    return bool(words) and words <= _listed("weak")


def is_mere_farewell(text: str) -> bool:
    """Whether ``text`` says nothing but a farewell, thanks and a no: "nein danke, auf Wiederhören"."""
    return set(folded_words(text)) <= _listed("courtesy") | _beginnings("objecting")


def is_unopposed(text: str) -> bool:
    """Whether no word of ``text`` objects, asks, changes or counts, or is said to somebody else."""
    words = folded_words(text)
    if (
        _beside_what_is_said().issuperset(words)
        or "?" in text
        or asks(text)
        or _has_digits(text)
        or may_be_turned(text)
    ):
        return False
    if agrees(text):  # "ja, bloß keine Werbung": a yes is said, and nothing against it
        words = [word for word in words if word not in _listed("limits") | _listed("negations")]
    counts = any(cardinal(word) is not None or ordinal(word) is not None for word in words)
    spells = sum(len(word) == 1 for word in words) > 1
    against = _against_a_yes() | _listed("negations") | _listed("hedges") | word_set("questions", "to_others")
    return not (counts or spells) and against.isdisjoint(words) and not _speaks_against(words)


def _beside_what_is_said() -> frozenset[str]:
    return fillers() | _listed("before_yes") | _listed("hedges") | _listed("listening")


def only_tells(text: str) -> bool:
    """Whether ``text`` speaks of something else, though it may begin with a yes: "richtig ärgerlich ist das"."""
    words = folded_words(text)
    return holds(words, _listed("telling")) or _tells_of_another_talk(words) or _leads_in(words)


def _tells_of_another_talk(words: Sequence[str]) -> bool:
    """ "Genau das hab ich *meiner Schwester* auch *gesagt*"."""
    named = (pair[0] in _listed("of_others") and pair[1] in _listed("others") for pair in pairwise(words))
    return not _listed("talking").isdisjoint(words) and any(named)


def _leads_in(words: Sequence[str]) -> bool:
    """ "Ja also *das ist so*": then something is told."""
    said = [*dropwhile((_listed("before_yes") | _beginnings("agreeing")).__contains__, words)]
    return _phrases("leading_in").meaning_of(said) is not None


def may_be_turned(text: str) -> bool:
    """Whether a praise ends in what may have been a "nicht": "das stimmt ich"."""
    parts = ([word for word in folded_words(part) if word not in _listed("between")] for part in clauses(text))
    return any(
        len(words) > 1 and words[-2] in _listed("praise") and words[-1] in _listed("like_not") for words in parts
    )


def _phrases(list_name: str) -> Phrases[bool]:
    return one_of(_listed(list_name))


@cache
def _farewell() -> Phrases[bool]:
    """ "Bis Freitag"."""
    return one_of(frozenset(f"bis {day}" for day in _listed("until")))
