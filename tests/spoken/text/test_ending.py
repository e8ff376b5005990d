"""Callers who seem to leave and do not, and words that say the end."""

import pytest

from rueckruf.spoken.text.ending import names_the_end, wants_to_stay

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    "words",
    [
        "ok, dann lieber Rückruf",
        "ach nein, rufen Sie mich doch an",
        "ich wollte eigentlich nur, dass sich jemand meldet",
        "da warte ich lieber auf Ihren Anruf",
        "bitte nicht auflegen",
        "jetzt nicht gleich wieder auflegen",
        "löschen Sie das bloß nicht",
        "Sie sollen das nicht streichen",
        "das darf man nicht vergessen",
        "Die Reparatur hat sich erledigt, aber zurückrufen sollen Sie mich trotzdem",
        "Das Angebot ist hinfällig, ich möchte dennoch einen Rückruf",
        "den Termin können Sie streichen, rufen Sie mich aber trotzdem an",
        "der Auftrag ist storniert, melden Sie sich trotzdem",
        "das brauche ich nicht mehr, trotzdem bitte Rückruf",
        "vergessen Sie es, oder nein, rufen Sie ruhig an",
        "löschen Sie das wieder, nein, doch nicht",
        "eigentlich brauch ich gar keinen, oder doch, lassen Sie es",
        "ich wollte erst absagen, aber rufen Sie mich ruhig an",
        "stornieren Sie das, ach was, rufen Sie mich an",
    ],
)
def test_a_callback_is_wanted_or_nothing_shall_be_ended(words: str) -> None:
    assert wants_to_stay(words)


@pytest.mark.parametrize(
    "words",
    [
        "ich brauche keinen Rückruf mehr",
        "Stornieren Sie den Rückruf.",
        "rufen Sie mich nicht an",
        "der Anruf hat sich erledigt",
        "ich rufe lieber woanders an",
        "löschen Sie alles",
        "nein, löschen Sie alles",
        "ich möchte einen Rückruf, ach nein, löschen Sie alles",
        "ich will keinen Rückruf, nein danke",
        "den Rückruf brauch ich doch nicht",
        "Auf Wiederhören",
        "falsch verbunden",
        "",
    ],
)
def test_nothing_speaks_against_the_end(words: str) -> None:
    assert not wants_to_stay(words)


@pytest.mark.parametrize(
    ("words", "ends"),
    [
        ("ja, beenden", True),
        ("Schluss für heute", True),
        ("legen Sie ruhig auf, Ende", True),
        ("nein, nicht beenden", False),
        ("doch nicht auflegen", False),
        ("ja", False),
    ],
)
def test_the_end_is_named(words: str, ends: bool) -> None:
    assert names_the_end(words) is ends
