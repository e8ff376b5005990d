"""What a caller says of a callback asked for in an earlier call (``data/vocabulary/earlier_request.yml``)."""

from functools import partial

from rueckruf.spoken.text.ending import speaks_of_a_callback, wants_to_stay, wishes_a_callback
from rueckruf.spoken.text.phrases import holds, one_of
from rueckruf.spoken.text.question import asks, has_a_word_that_asks
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import folded_words, tokens
from rueckruf.spoken.text.yes_and_no import refuses

_listed = partial(word_set, "earlier_request")

#: So many words behind a "nicht mehr" may be what is no more to be done.
_NEXT = 3


def names_it(text: str) -> bool:
    """Whether ``text`` speaks of an earlier callback or call, or of erasing its data: "ich habe schon angerufen".

    Nobody calls off what was not asked for before: "den Rückruf brauch ich nicht mehr". But who wants to be called
    because an order is to be called off speaks of none.
    """
    is_called_off = _needs_none(text) or (speaks_of_a_callback(text) and erases_it(text) and not wants_to_stay(text))
    speaks_of_one = is_about_it(text) or _says(text, "called") or asks_when(text) or is_called_off
    return speaks_of_one or wants_another_time(text) or changes_it(text)


def is_about_it(text: str) -> bool:
    """Whether that is what the caller rings for: "es geht um meinen Rückruf"."""
    return _says(text, "named") or (_says(text, "data") and erases_it(text))


def may_be_of_a_visit(text: str) -> bool:
    """Whether it may be about what the company is to do: "ich muss den *Termin* mit dem Monteur verschieben"."""
    is_of_this = speaks_of_a_callback(text) or _says(text, "data") or _says(text, "called") or asks_when(text)
    visits = tuple(_listed("visits"))
    return not is_of_this and any(word.endswith(visits) for word in folded_words(text)) and names_it(text)


def complains_of_none(text: str) -> bool:
    """Whether nobody has called who was to: "ich hab schon angerufen, *und keiner hat sich gemeldet*"."""
    return _says(text, "nobody_rang") and not erases_it(text)


def names_old_one(text: str) -> bool:
    """Whether it is told from one that is asked for now: "den alten Termin"."""
    return _says(text, "told_apart")


def moves_it(text: str) -> bool:
    """Whether it shall surely be at another time: "ich muss ihn verschieben"."""
    return _says(text, "moves")


def moved_to(text: str) -> int:
    """Where the new time begins: "ich hab morgen einen, schieben Sie den auf *Freitag*"; 0 where none is named."""
    behind = [token.end for token in tokens(text) if token.folded in _listed("onto")]
    return behind[-1] if behind and moves_it(text) else 0


def wants_another_time(text: str) -> bool:
    """Whether it seems to be: "einen anderen Tag" may also be meant of one that was offered."""
    return moves_it(text) or _says(text, "another_time")


def changes_it(text: str) -> bool:
    """Whether something of it shall be otherwise: "da möchte ich etwas ändern"."""
    return _says(text, "changes")


def erases_it(text: str) -> bool:
    """Whether it shall not be: "stornieren Sie ihn"; no question such as "wann werden meine Daten gelöscht".

    Whether that is denied is for ``ending.wants_to_stay`` to say.
    """
    if stops_mailings(text) or wants_a_call_then(text):
        return False
    but_for_own_work = one_of(_listed("own_work")).without(folded_words(text))  # "ich streich grad den Zaun"
    return (holds(but_for_own_work, _listed("erases")) or _needs_none(text)) and not _says(text, "asks_of_erasing")


def wants_a_call_then(text: str) -> bool:
    """Whether they shall be called once their data is erased: "löscht meine Daten, *dann ruft mich an*".

    That is for whoever calls back to see to, too, and calls nothing off.
    """
    words = folded_words(text)
    erased = min((found.stop for found in one_of(_listed("erases")).found_in(words)), default=0)
    if not erased or not (_says(text, "data") or means_everything(text)):
        return False
    behind = words[erased:]
    return wishes_a_callback(behind) or holds(behind, _listed("told_then"))


def stops_mailings(text: str) -> bool:
    """Whether advertising and the like shall come no more: "streichen Sie mich aus dem Verteiler".

    That is for whoever calls back to see to, and takes nothing away here; unless all data shall be erased.
    """
    return _says(text, "erases") and not _says(text, "data") and _names_mailings(text)


def tells_of_mailings(text: str) -> bool:
    """Whether advertising is told of that comes, and nothing asked: "ich *bekomme* dauernd Werbung von Ihnen"."""
    if refuses(text) or asks(text) or has_a_word_that_asks(text) or _says(text, "data") or _says(text, "if_at_all"):
        return False
    return not _listed("coming").isdisjoint(folded_words(text)) and _names_mailings(text)


def _names_mailings(text: str) -> bool:
    ends, begins = tuple(_listed("mailings")), tuple(_listed("advertising"))
    return any(word.endswith(ends) or word.startswith(begins) for word in folded_words(text))


def _needs_none(text: str) -> bool:
    """Whether nobody need call any more: "ihr müsst mich *nicht mehr anrufen*", "*Rückruf* brauch ich nicht"."""
    if holds(folded_words(text), _listed("orders_none")):
        return True
    if not _says(text, "needing") or _says(text, "called_before") or _says(text, "elsewhere"):
        return False
    said = f" {' '.join(folded_words(text))} "
    parted = [said.split(f" {phrase} ", 1) for phrase in _listed("no_more") if f" {phrase} " in said]
    return any(
        speaks_of_a_callback(side) for before, behind in parted for side in (before, " ".join(behind.split()[:_NEXT]))
    )


def means_everything(text: str) -> bool:
    """Whether all that is kept is meant: "alles, was Sie von mir haben"."""
    return _says(text, "everything")


def asks_when(text: str) -> bool:
    """Whether the caller asks when they are called back: "Wann rufen Sie denn an?"."""
    return _says(text, "asks_when")


def keeps_it(text: str) -> bool:
    """Whether it is enough: "dann ist ja gut"."""
    return _says(text, "keeps")


def wants_another(text: str) -> bool:
    """Whether a second one is wanted: "noch einen, es geht um etwas anderes"."""
    return _says(text, "another") and not keeps_it(text)


def _says(text: str, key: str) -> bool:
    return holds(folded_words(text), _listed(key))
