"""What callers find of what was read back: that it is right, wrong, or right but for a part of it.

Praise, blame and what turns them are words of ``data/vocabulary/yes_and_no.yml``.
"""

from collections.abc import Sequence
from functools import partial
from itertools import takewhile

from rueckruf.spoken.text.consent import (
    approving_at,
    leaves_untouched,
    only_consents,
    without_excuses,
    without_idioms,
    without_pardoned,
)
from rueckruf.spoken.text.discourse import second_thought
from rueckruf.spoken.text.fields import named_fields
from rueckruf.spoken.text.numbers import cardinal
from rueckruf.spoken.text.phrases import holds, one_of
from rueckruf.spoken.text.question import asks, asks_how
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import clauses, folded_words, tokens
from rueckruf.spoken.text.yes_and_no import is_reassured, may_be_turned, only_tells

_listed = partial(word_set, "yes_and_no")
_beginnings = partial(word_set, "discourse")
#: "Meier *mit* e i".
_WITH = "mit"
#: So many words after a "nicht" what it turns may stand: "nichts, was ich daran ändern würde".
_REACH = 6


def finds_right(text: str) -> bool | None:
    """Whether all that was read back is found right; None where ``text`` says neither, or speaks only of a part.

    Praise and blame are words, and each "nicht" turns the one that it belongs to: "nichts zu beanstanden" is a yes,
    "das stimmt so nicht" a no.
    """
    text = without_excuses(text)
    words = folded_words(text)
    if _judges_nothing(text, words):
        return None
    judgements = [(clause, _judgements(clause)) for clause in map(folded_words, clauses(text))]
    found = {right for _, judged in judgements for right in judged}
    if len(found) != 1:
        return None
    judging = [word for clause, judged in judgements if judged for word in clause]
    is_right = found.pop()
    if is_right and _is_question(text):
        return None  # "wer passt bei Ihnen auf die Daten auf"
    return is_right and (is_reassured(words) or not _only_says_no(words[0], judging))


def _judges_nothing(text: str, words: Sequence[str]) -> bool:
    """Whether it asks, tells, is limited or may have been turned by what was misheard."""
    is_limited = not _listed("limits").isdisjoint(without_pardoned(without_idioms(words)[0]))
    return "?" in text or is_limited or only_tells(text) or may_be_turned(text)


def _is_question(text: str) -> bool:
    """Whether it asks something, be it about this call: "was genau haben Sie da aufgeschrieben"."""
    return asks(text) or asks_how(text)


def is_reserved(text: str) -> bool:
    """Whether an "aber" or "nur" is said: "Hofmann stimmt, aber ..."."""
    return not _listed("but").isdisjoint(folded_words(text))


def is_partly_right(text: str) -> bool:
    """Whether something is to be another, and not what: "jo, fast", "ja, nur mach elf draus", "passt, aber Hofer"."""
    words = without_pardoned(without_idioms(folded_words(text))[0])
    return holds(words, _listed("partly")) or _gives_another(text)


def _gives_another(text: str) -> bool:
    """Whether a number or nothing but a word with a capital letter stands behind an "aber": "nur Hofer mit f"."""
    said = [token for token in tokens(text) if token.kind != "mark"]
    at = max((at for at, token in enumerate(said) if token.folded in _listed("but")), default=len(said))
    behind = said[at + 1 :]
    if any(token.kind == "digits" or (cardinal(token.folded) or 0) > 1 for token in behind):
        return True
    beside = _listed("courtesy") | word_set("caller_name", "salutations") | word_set("represented", "titles")
    until_letters = takewhile(lambda token: token.folded != _WITH, behind)
    named = [token.raw for token in until_letters if token.folded not in beside]
    return len(named) == 1 and named[0][:1].isupper()


def without_but(text: str) -> str:
    """The text with a mark for each "aber" or "nur"."""
    but = [token for token in tokens(text) if token.folded in _listed("but")]
    ends = [0, *(token.end for token in but)]
    starts = [*(token.start for token in but), len(text)]
    return ",".join(text[end:start] for end, start in zip(ends, starts, strict=True))


def clauses_found(text: str, *, right: bool) -> list[str]:
    """The clauses of ``text`` that find something right, or wrong: of "der Name stimmt, die Zeit ist falsch" one."""
    parts = clauses(without_but(text))
    return [clause for clause in parts if set(_judgements(folded_words(clause))) == {right}]


def finds_each_right(text: str) -> bool:
    """Whether there is no clause that says anything else than that it is right: "passt, da fehlt nichts"."""
    return finds_right(text) is True and all(set(_judgements(folded_words(part))) == {True} for part in clauses(text))


def approves_everything(text: str) -> bool:
    """Whether the answer to "Was soll ich ändern?" is that nothing is wrong: "nichts, alles richtig"."""
    said = folded_words(text)
    rest = said[one_of(_listed("nothing_wrong")).at(said, 0)[1] :]
    is_right = not rest or (finds_right(" ".join(rest)) is True and not named_fields(text))
    return bool(said) and (is_right or was_said_to_others(text))


def was_said_to_others(text: str) -> bool:
    """ "Das war nicht für Sie"."""
    return holds(folded_words(text), _listed("for_others"))


def rejects_everything(text: str) -> bool:
    """Whether all answers are wrong: "alles falsch", "nichts stimmt", "alles von vorn", or "alles" and no more."""
    words = set(folded_words(text))
    if holds(folded_words(text), _listed("nothing_of_it")):
        return True
    if words & _listed("everything"):
        anew = not _listed("anew").isdisjoint(words) or words <= _listed("everything") | _beginnings("objecting")
        return anew or finds_right(text) is False
    return not _listed("nothing").isdisjoint(words) and finds_right(text) is False


def begins_anew(text: str) -> bool:
    """Whether all that was said shall go and be asked for once more: "löschen Sie das und fangen Sie neu an"."""
    words = folded_words(text)
    if _listed("beginning").isdisjoint(words) or holds(words, _listed("not_anew")):
        return False
    return holds(words, _listed("from_the_start"))


def leaves_it(text: str) -> bool:
    """Whether an answer stays as it was: "dann bleibt es dabei", "absagen, ach was, lassen Sie es so"."""
    words, _ = second_thought(tuple(folded_words(text)))
    return _listed("unless").isdisjoint(words) and holds(words, _listed("stays"))


def _judgements(clause: Sequence[str]) -> list[bool]:
    """Each idiom and each praise as True, each blame as False, turned where a "nicht" belongs to it."""
    if only_consents(clause):
        return [True]
    words, idioms = without_idioms(clause)
    words = without_pardoned(words)
    judging = _listed("praise") | _listed("blame")
    places = {at: word in _listed("praise") for at, word in enumerate(words) if word in judging}
    places = places or dict.fromkeys(approving_at(words), True)
    if not places and leaves_untouched(words):
        return [True]
    for at, word in enumerate(words):
        if word in _listed("negations") and (judged := _belongs_to(at, places)) is not None:
            places[judged] = not places[judged]
    return [*idioms * [True], *places.values()]


def _belongs_to(negation: int, places: dict[int, bool]) -> int | None:
    """The next judging word after a negation, else the last one before it."""
    after = [at for at in places if negation < at <= negation + _REACH]
    return min(after) if after else max((at for at in places if at < negation), default=None)


def _only_says_no(first: str, judging: Sequence[str]) -> bool:
    """Whether it begins with a no that no word beside the praise takes back: "nein, stimmt" may lack its "nicht"."""
    whole = _listed("whole").isdisjoint(judging) and _listed("negations").isdisjoint(judging)
    return first in _beginnings("objecting") and whole
