"""What speaks for it that the time of a clause is wished, and what tells of something else then."""

import pytest

from rueckruf.spoken.text.vocabulary import vocabulary
from rueckruf.spoken.time import evidence
from rueckruf.spoken.time.clauses import Clause, clauses_of
from rueckruf.spoken.time.words import words_of

pytestmark = pytest.mark.unit


def clause(text: str) -> Clause:
    (only,) = clauses_of(words_of(text))
    return only


def test_every_kind_of_evidence_has_its_weight() -> None:
    found = {kind for text in (*WISHES, *DOINGS) for kind in evidence.evidence(clause(text))}

    assert found == vocabulary("time_evidence").keys()


WISHES = [
    "Donnerstag um zwei",
    "am liebsten vormittags",
    "Donnerstag hat er Luft",
    "also Donnerstag",
    "dann um drei",
    "am Freitag nach dem Zahnarzt",
    "Mittwoch erreichen Sie mich",
    "machen Sie elf draus",
    "um elf sind wir zurück",
    "oder Montag in der Werkstatt",
    "entweder Montag im Laden",
    "am Dienstag werde ich zurückgerufen",
]
DOINGS = [
    "Dienstag dreschen wir",
    "Mittwoch Estrich",
    "dienstags kegeln wir",
    "nachmittags sehe ich meine Enkel",
    "um zehn hab ich Besprechung",
    "am Nachmittag machen wir zu",
    "morgen wird asphaltiert",
    "um elf kommt der Maler",
    "um zwölf hab ich Pause",
    "vormittags immer viel Kunden",
    "heute lassen Sie ihn schlafen",
    "weil vormittags bin ich im Stall",
    "heute nicht",
    "wenn am Mittwoch Sitzung ist",
]


@pytest.mark.parametrize("text", WISHES)
def test_a_clause_that_is_bare_or_wishes_is_a_wish(text: str) -> None:
    assert evidence.weight(clause(text)) > 0


@pytest.mark.parametrize("text", DOINGS)
def test_a_clause_that_tells_what_is_on_is_none(text: str) -> None:
    assert evidence.weight(clause(text)) < 0
