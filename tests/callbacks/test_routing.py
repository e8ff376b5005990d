"""Which team a request goes to: what words of the concern speak for a topic, and what is left to the default."""

from dataclasses import dataclass

import pytest

from rueckruf.callbacks.routing import Route, find_route

pytestmark = pytest.mark.unit


@dataclass(frozen=True)
class Topic:
    name: str
    words: tuple[str, ...]
    recipient: str


TOPICS = (
    Topic(
        "Reklamation",
        ("Reklamation", "reklamieren", "beschädigt", "kaputt", "Mangel", "funktioniert nicht", "PX 5000"),
        "service",
    ),
    Topic("Rechnung", ("Rechnung", "Mahnung", "Lastschrift", "überwiesen"), "accounts"),
    Topic("Vertrag", ("Vertrag", "kündigen", "Abo", "Tor"), "contracts"),
)


def routed(concern: str) -> str:
    return find_route(concern, TOPICS, "sales").recipient


@pytest.mark.parametrize(
    ("concern", "recipient"),
    [
        # as it stands, in any letters
        ("es geht um eine Reklamation", "service"),
        ("REKLAMATION wegen der Pumpe", "service"),
        ("die Pumpe kam beschaedigt an", "service"),
        # inflected
        ("zwei Reklamationen", "service"),
        ("ein kaputtes Gehäuse", "service"),
        ("die beschädigte Lieferung von gestern", "service"),
        ("ich habe das schon zweimal reklamiert", "service"),
        ("die letzten Rechnungen", "accounts"),
        ("wegen einer Mahnung, die ich bekommen habe", "accounts"),
        ("unsere beiden Verträge", "contracts"),
        ("Änderung des Vertrages", "contracts"),
        ("Mängel am Gerät", "service"),
        ("ich kündige", "contracts"),
        ("ich habe gekündigt", "contracts"),
        # as a part of a longer word
        ("die Rechnungsnummer ist falsch", "accounts"),
        ("meine Stromrechnung vom Mai", "accounts"),
        ("Fragen zu den Monatsrechnungen", "accounts"),
        ("Kündigungsfrist", "contracts"),
        ("Wartungsvertrag verlängern", "contracts"),
        # several words that belong together
        ("die Fernbedienung funktioniert nicht", "service"),
        ("die Fernbedienung funktioniert, aber nicht immer leise", "sales"),
        # short words stand alone
        ("mein Abo", "contracts"),
        ("neue Abos", "contracts"),
        ("zwei Tore für die Einfahrt", "contracts"),
        ("der Motor", "sales"),
        ("eine Torte", "sales"),
        ("ein Abonnent", "sales"),
        # figures stand alone too
        ("die Pumpe PX 5000", "service"),
        ("die Pumpe PX 50001", "sales"),
        ("Version 2", "sales"),
        # nothing of all that
        ("das Angebot für die neue Halle", "sales"),
        ("", "sales"),
    ],
)
def test_words_of_a_concern_lead_to_a_team(concern: str, recipient: str) -> None:
    assert routed(concern) == recipient


def test_more_words_of_one_topic_win() -> None:
    assert routed("die Rechnung für das Gerät, das kaputt ist und das ich reklamiert habe") == "service"


def test_the_same_word_twice_counts_once() -> None:
    assert routed("Rechnung, ja, die Rechnung, weil die Pumpe kaputt ist") == "sales"


def test_it_is_told_which_topic_was_taken_and_why() -> None:
    route = find_route("Das Gehäuse ist Beschädigt und es funktioniert nicht.", TOPICS, "sales")

    assert route == Route("service", (("Reklamation", ("Beschädigt", "funktioniert nicht")),))


def test_where_two_topics_speak_alike_both_are_told_and_the_default_is_taken() -> None:
    route = find_route("Rechnung für die Reklamation", TOPICS, "sales")

    assert route == Route("sales", (("Reklamation", ("Reklamation",)), ("Rechnung", ("Rechnung",))))


def test_without_topics_all_goes_to_the_default() -> None:
    assert find_route("eine Reklamation", (), "sales") == Route("sales")
