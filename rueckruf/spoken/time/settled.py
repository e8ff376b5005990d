"""What is settled already: duties, deliveries and appointments, whose day is not that of the callback."""

from collections.abc import Sequence
from itertools import pairwise

from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.time.clauses import Clause

_ENDINGS = ("termin", "termine")


def is_settled(clause: Clause) -> bool:
    """Whether a clause tells of such a day: "ich soll mich bis Montag melden", "man kann bis Freitag wechseln"."""
    for_anybody = clause.says("anybody") and not clause.says("of_the_caller")
    return for_anybody or _is_a_duty(clause) or _is_an_appointment(clause)


def is_to_be_changed(clause: Clause, clauses: Sequence[Clause]) -> bool:
    """ "Am zwölften *hab ich einen Termin*, den möchte ich verlegen": its day is none of the callback's."""
    if not clause.says("having", "owned_by"):
        return False
    said = clause.said
    if not any(word.endswith(_ENDINGS) for word in said) or not (clause.says("having") or _is_own(clause)):
        return False
    after = next(iter(clauses[clauses.index(clause) + 1 :]), None)
    by_pronoun = after is not None and after.says("changing", "changed") and _takes_up(after)
    changes = not word_set("time_clauses", "changing").isdisjoint(said[-1:]) or clause.says("changed")
    return by_pronoun or (changes and not clause.holds("to_another_time"))


def _takes_up(clause: Clause) -> bool:
    """ "Und *den* würden wir gern umlegen", "und möchte *ihn* absagen"."""
    return not word_set("time_clauses", "it_again").isdisjoint(clause.said)


def _is_own(clause: Clause) -> bool:
    """ "*Mein Termin* am neunten"."""
    by = word_set("time_clauses", "owned_by")
    return any(before in by and word.endswith(_ENDINGS) for before, word in pairwise(clause.said))


def _is_a_duty(clause: Clause) -> bool:
    """ "Muss bis Freitag zahlen", "die Lieferung soll am Mittwoch kommen"."""
    own = clause.says("speaker") and clause.says("own_doings")
    return clause.says("duty") and (own or clause.says("planned_things"))


def _is_an_appointment(clause: Clause) -> bool:
    """ "Unser Termin am Donnerstag", "ich hab um neun einen Montagetermin", but not "ich hätte gern einen"."""
    said = clause.said
    if clause.says("moving", "suiting", "not_past_beside") or not any(word.endswith(_ENDINGS) for word in said):
        return False
    by = word_set("time_clauses", "known_by")
    is_known = any(before in by and word.endswith(_ENDINGS) for before, word in pairwise(said))
    return is_known or (clause.says("having") and not clause.says("wished"))
