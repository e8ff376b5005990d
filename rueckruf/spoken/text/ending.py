"""Whether the words of a caller who seems to leave speak for it or against it (``data/vocabulary/endings.yml``)."""

from collections.abc import Sequence
from functools import partial

from rueckruf.spoken.text.discourse import second_thought
from rueckruf.spoken.text.judgement import begins_anew
from rueckruf.spoken.text.phrases import holds, one_of
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import clauses, folded_words
from rueckruf.spoken.text.yes_and_no import objects, refuses

_listed = partial(word_set, "endings")

#: "Bitte nicht gleich wieder auflegen", "löschen Sie das bloß nicht": so many words further comes the act after the no,
#: or the no after the act.
_AFTER, _BEFORE = 3, 4
#: "Das will ich nicht mehr": a no of so many words needs no word that names what is not wanted.
_LONGEST_NO = 5
#: "Ich geh dann halt morgen vormittag *persönlich vorbei*": within so many words from the act on.
_NEAR = 7
#: "*Sonst* komm ich": so near before the act.
_BEFORE_ACT = 2
#: A farewell is among so many last words: "auf *Wiederhören* dann".
_LAST = 3
#: "*Ruft mich* am Montag gegen elf *zurück*": whom to call comes among so many words, "zurück" behind fewer than these.
_CALLEE, _ORDERED = 2, 10
#: "*Können* Sie *mich* da bitte mal *zurückrufen*": within so many words before the callback.
_WISHED = 6


def wants_to_stay(text: str) -> bool:
    """Whether ``text`` asks for a callback or that nothing be ended: "dann lieber Rückruf", "bitte nicht auflegen".

    Or is glad of whoever was reached instead: "ach so, Musterwerk, das trifft sich". Or wants all to begin anew.
    """
    words = folded_words(text)
    if begins_anew(text):
        return True
    if _ends_nothing(words) or _thinks_better(words) or holds(words, _listed("reached_after_all")):
        return True
    if orders_a_callback(text) or keeps_to(text) or _wishes_one_after_all(words):
        return True
    if does_it_themselves(text):
        return False
    stays = not _listed("in_spite").isdisjoint(words) or not holds(words, _listed("against"))
    return stays and not _listed("callback").isdisjoint(words)


def keeps_to(text: str) -> bool:
    """ "*Lassen Sie's bei* elf": what was said before holds."""
    return holds(folded_words(text), _listed("keeping_to"))


def _wishes_one_after_all(words: list[str]) -> bool:
    """Whether a callback is wished behind all that is off: "das schaff ich nicht, *dann lieber einen Rückruf*".

    Or what is off is only what it is about: "*einen Rückruf* von jemand, der mir das mit dem Löschen erklärt".
    """
    against = [place for place, word in enumerate(words) if word in _listed("against")]
    off = [place for place in against if not _is_a_noun(words, place)]
    return wishes_a_callback(words[off[-1] + 1 if off else 0 :] if against else [])


def wishes_a_callback(words: list[str]) -> bool:
    """Whether the caller wishes to be called, with no no beside it: "dann soll mich wer *anrufen*", "ruft mich an"."""
    if _orders_at_length(words):
        return True
    before = ((word, words[max(0, at - _WISHED) : at]) for at, word in enumerate(words))
    noes = word_set("yes_and_no", "negations") | _listed("nobody")
    return any(_is_wished(word, near) and noes.isdisjoint(near) for word, near in before)


def _is_a_noun(words: Sequence[str], place: int) -> bool:
    """ "Wie das *mit dem Löschen* geht": nothing is called off."""
    before = words[place - 1] if place else ""
    return words[place] in _listed("nouns") and before in _listed("before_nouns")


def _is_wished(callback: str, before: list[str]) -> bool:
    if callback in _listed("being_called"):
        return not (_listed("callee").isdisjoint(before) or _listed("asking").isdisjoint(before))
    return callback in _listed("call") and not _listed("wishing").isdisjoint(before)


def orders_a_callback(text: str) -> bool:
    """Whether somebody is told to call: "nichts, *Sie sollen anrufen*", and not "dann rufe ich selbst an"."""
    words = folded_words(text)
    return holds(words, _listed("orders")) or _orders_at_length(words)


def _orders_at_length(words: list[str]) -> bool:
    """ "*Ruft mich* am Montag gegen elf *zurück*", with no no in between."""
    verbs = (at for at, word in enumerate(words) if word in _listed("ordering"))
    return any(_is_ordered(words[at + 1 : at + _ORDERED]) for at in verbs)


def _is_ordered(behind: list[str]) -> bool:
    """Whether the words behind "ruft" name the caller, and then come to "zurück"."""
    back = next((place for place, word in enumerate(behind) if word in _listed("ordering_back")), 0)
    between = behind[:back]
    noes = _listed("denial") | _listed("against") | _listed("nobody")
    return not _listed("callee").isdisjoint(between[:_CALLEE]) and noes.isdisjoint(between)


def speaks_of_a_callback(text: str) -> bool:
    """Whether a callback is named, wanted or not: "keinen Rückruf vor neun"."""
    return not _listed("callback").isdisjoint(folded_words(text))


def names_the_end(text: str) -> bool:
    """Whether ``text`` says that the call shall end: "ja, beenden", and not "nein, nicht beenden"."""
    words = folded_words(text)
    return _names_it(words) and not _ends_nothing(words)


def does_it_themselves(text: str) -> bool:
    """Whether callers will call, come or write instead of being called: "ich ruf morgen selber noch mal an"."""
    words = folded_words(text)
    if orders_a_callback(text):
        return False
    mine = (
        at for at in range(len(words)) if not _listed("me").isdisjoint([*words[at - 1 : at], *words[at + 1 : at + 2]])
    )
    return any(_is_done_instead(words[at], words, at) and not _threatens(words, at) for at in mine)


def _threatens(words: list[str], at: int) -> bool:
    """ "Ja, *sonst* komm ich persönlich vorbei": only where nobody calls."""
    return not _listed("threatening").isdisjoint(words[max(0, at - _BEFORE_ACT) : at])


def _is_done_instead(act: str, words: list[str], at: int) -> bool:
    if act in _listed("writing"):
        return holds(words, _listed("in_writing"))
    calls, tries = act in _listed("calling"), act in _listed("trying")
    if not (calls or tries or act in _listed("coming")) or not _listed("this_call").isdisjoint(words):
        return False
    if holds(words[at : at + _NEAR], _listed("themselves")):
        return True
    is_later = holds(words, _listed("some_day")) or not _listed("farewell").isdisjoint(words)
    is_instead = is_later or (calls and holds(words, _listed("instead")))
    return (calls or tries) and is_instead and holds(words, _listed("again"))


def calls_it_off(text: str) -> bool:
    """Whether a clause ends with a callback that is needed no more: "jetzt läuft sie, *dann brauch ich euch nicht*"."""
    return any(map(_is_called_off, clauses(text)))


def _is_called_off(clause: str) -> bool:
    words = tuple(folded_words(clause))
    off = one_of(_listed("calls_it_off")).found_in(words)
    return any(word_set("yes_and_no", "courtesy").issuperset(words[found.stop :]) for found in off)


def closes(text: str) -> bool:
    """Whether nothing more is wanted: "nein danke, das wars"."""
    return holds(folded_words(text), _listed("closes"))


def is_plain_no(text: str) -> bool:
    """Whether ``text`` begins with a no, is hardly more or names what is not wanted: "das brauchen Sie nicht"."""
    words = folded_words(text)
    is_named = not (_listed("kept") | _listed("callback")).isdisjoint(words)
    return objects(text) or (refuses(text) and (is_named or len(words) <= _LONGEST_NO))


def speaks_of_an_end(text: str) -> bool:
    """Whether any word of ``text`` belongs to a farewell, a withdrawal or a wrong number."""
    lists, words = ("farewell", "called_off", "misdialled", "ends"), folded_words(text)
    is_named = _names_it(words) or not frozenset().union(*map(_listed, lists)).isdisjoint(words)
    return is_named or does_it_themselves(text) or calls_it_off(text)


def without_farewell(text: str) -> str:
    """The folded words but those of a farewell: "ja, und bitte pünktlich, *tschüss*"."""
    return " ".join(word for word in folded_words(text) if word not in _listed("farewell"))


def tells_of_another_call(text: str) -> bool:
    """Whether another call is spoken of than this one: "beim ersten Mal hab ich mich verwählt"."""
    return holds(folded_words(text), _listed("another_call"))


def reaches_us_now(text: str) -> bool:
    """Whether another call went wrong, and this one did not: "vorhin hab ich mich verwählt, jetzt bin ich richtig"; or
    whether that is only asked: "*bin ich mit* dem Lager verbunden".
    """
    words = folded_words(text)
    went_wrong = tells_of_another_call(text) and holds(words, _listed("right_now"))
    return went_wrong or _asks_whom_it_reaches(words)


def _asks_whom_it_reaches(words: Sequence[str]) -> bool:
    return holds(words, _listed("asks_whom")) and _listed("surely_misdialled").isdisjoint(words)


def takes_leave(text: str) -> bool:
    """Whether a farewell ends it, or a word that gives the call up: "den sag ich nicht, *dann lassen wir's*"."""
    words = folded_words(text)
    return not _listed("farewell").isdisjoint(words[-_LAST:]) or holds(words, _listed("leaving"))


def names_what_ends(text: str) -> bool:
    """Whether an end is spoken of, or the callback: "ich brauch nichts mehr" may mean the summary as well."""
    return speaks_of_an_end(text) or speaks_of_a_callback(text)


def _names_it(words: list[str]) -> bool:
    return not _listed("end").isdisjoint(words) or not _listed("end_at_last").isdisjoint(words[-1:])


def _thinks_better(words: list[str]) -> bool:
    """ "Vergessen Sie es, oder nein, rufen Sie ruhig an": the end that was asked for first is not meant."""
    meant, surely = second_thought(tuple(words))
    if len(meant) == len(words):
        return False
    acts = _listed("ends") | _listed("called_off") | _listed("against")
    if not (acts - _listed("sparing")).isdisjoint(meant):
        return False
    return surely or not _listed("callback").isdisjoint(meant)


def _ends_nothing(words: list[str]) -> bool:
    """A no next to the act, but not "ich will nicht mehr, bitte abbrechen"."""
    acts = {place for place, word in enumerate(words) if word in _listed("ends")}
    noes = [
        place
        for place, word in enumerate(words)
        if word in _listed("denial") and _listed("no_longer").isdisjoint(words[place + 1 : place + 2])
    ]
    return any(not acts.isdisjoint(range(no - _BEFORE, no + _AFTER + 1)) for no in noes)
