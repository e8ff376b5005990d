"""What is said of a callback that was asked for in an earlier call."""

import pytest

from rueckruf.spoken.text.earlier_request import (
    asks_when,
    changes_it,
    erases_it,
    is_about_it,
    keeps_it,
    means_everything,
    moved_to,
    moves_it,
    names_it,
    stops_mailings,
    wants_a_call_then,
    wants_another,
    wants_another_time,
)

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    "text",
    [
        "Ich rufe wegen meinem Termin an",
        "es geht um meinen Rückruf von gestern",
        "ich hab vorhin schon angerufen",
        "Löschen Sie bitte, was Sie von mir haben",
        "Wann rufen Sie mich denn nun zurück?",
        "können wir das verlegen",
        "den Rückruf brauch ich nicht mehr, es hat schon jemand angerufen",
        "Sie brauchen mich nicht zurückzurufen",
        "den Anruf können Sie sich sparen",
        "der Rückruf hat sich erübrigt",
    ],
)
def test_an_earlier_one_is_named(text: str) -> None:
    assert names_it(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ich hätte gern einen Rückruf",
        "Wer bekommt meine Daten zu sehen?",
        "Können Sie mich morgen anrufen?",
        "Rufen Sie mich an, das Geld können Sie mir später überweisen",
        "ich will nicht warten, rufen Sie mich zurück",
        "Sie haben den Rückruf vergessen",
        "Ich muss eine Bestellung stornieren, können Sie mich da zurückrufen",
        "der Auftrag soll gelöscht werden und mich soll bitte wer anrufen",
        "Weber mein Name, es geht um die Heizung",
        "unsere Bankverbindung hat sich geändert, rufen Sie mich deshalb an",
        "die Stühle gehören nach hinten, ich bräuchte ein Angebot",
        "kann mich wer zurückrufen, ich will wissen, wie das mit dem Stornieren geht",
    ],
)
def test_a_new_one_is_none(text: str) -> None:
    assert not names_it(text)


def test_who_rings_about_it_has_no_matter_of_their_own() -> None:
    assert is_about_it("es geht um meinen Rückruf")
    assert not is_about_it("ich habe schon angerufen, es geht um die Heizung")


def test_something_of_it_changes() -> None:
    assert changes_it("da möchte ich was ändern")
    assert changes_it("das müsste geändert werden")
    assert not changes_it("das stimmt so")


def test_it_is_moved() -> None:
    assert moves_it("den müsste ich verschieben")
    assert wants_another_time("lieber eine Stunde nach hinten")
    assert not moves_it("den müsste ich absagen")


@pytest.mark.parametrize(
    "text",
    [
        "streichen Sie ihn bitte",
        "das hat sich erledigt",
        "ich will ihn absagen",
        "der kann weg",
        "ich möchte ihn abbestellen",
        "ihr brauchts mi nimmer oruafa, des hat si scho gebn",
        "den rückruf brauchts ihr nimmer machen i hob scho oan gfundn",
        "ihr müsst mich nicht mehr anrufen mein sohn hat es repariert",
        "es braucht keiner mehr anrufen",
        "ich brauche den Rückruf doch nicht",
        "rufts mi bitte ned an, des passt scho",
        "Rufen Sie mich bitte nicht mehr an.",
        "das könnt ihr vergessen",
    ],
)
def test_it_is_called_off(text: str) -> None:
    assert erases_it(text)


@pytest.mark.parametrize(
    "text",
    [
        "morgen um zehn",
        "und wann werden meine Daten wieder gelöscht",
        "wird das alles irgendwann gelöscht",
        "wie lange dauert es, bis das gelöscht ist",
        "bitte rufen Sie mich nicht vor neun an",
        "rufen sie nicht mehr meine frau an sondern mich",
        "ihr habt mich immer noch nicht angerufen",
        "bitte nicht mehr auf dem handy anrufen",
        "heute müssen Sie mich nicht mehr anrufen, morgen reicht",
        "keiner ruft mich mehr an",
        "ich will nicht mehr in der Warteschleife hängen, bitte rufen Sie mich an",
    ],
)
def test_it_is_not_called_off(text: str) -> None:
    assert not erases_it(text)


MAILINGS = [
    "Löschen Sie mich aus der Werbeliste",
    "Streichen Sie mich aus der Adressliste für Prospekte",
    "nehmen Sie mich vom Newsletter runter, löschen Sie mich da",
    "ich will, dass Sie mich aus dem Mailverteiler löschen",
    "i mecht den Hauptkatalog abbestellen",
    "die Kundenzeitschrift kann weg",
]


@pytest.mark.parametrize("text", MAILINGS)
def test_what_comes_by_post_to_many_is_a_matter_for_whoever_calls_back(text: str) -> None:
    assert (stops_mailings(text), erases_it(text), names_it(text)) == (True, False, False)


@pytest.mark.parametrize("text", ["bitte alle meine Daten löschen, auch für Werbung", "streichen Sie ihn", "Werbung"])
def test_but_not_where_data_shall_be_erased(text: str) -> None:
    assert not stops_mailings(text)


def test_everything_is_meant() -> None:
    assert means_everything("alles, was Sie von mir haben")
    assert not means_everything("streichen Sie den Rückruf")


def test_the_time_is_asked_for() -> None:
    assert asks_when("und wann ist der?")
    assert not asks_when("am Freitag")


@pytest.mark.parametrize("text", ["dann ist ja gut", "das reicht mir", "nein, ich brauche keinen zweiten"])
def test_it_is_enough(text: str) -> None:
    assert keeps_it(text)
    assert not wants_another(text)


@pytest.mark.parametrize("text", ["ich brauche noch einen", "es geht um etwas anderes", "einen zweiten bitte"])
def test_another_is_wanted(text: str) -> None:
    assert wants_another(text)
    assert not keeps_it(text)


@pytest.mark.parametrize(
    "text",
    [
        "ich hab morgen einen Rückruf, schieben Sie den auf Freitag",
        "mein Termin am Dienstag muss auf Freitag verschoben werden",
        "der ist auf morgen gelegt, den müssen wir auf Freitag verlegen",
    ],
)
def test_the_new_time_stands_behind_the_last_word_that_leads_to_it(text: str) -> None:
    assert text[moved_to(text) :].split()[0] == "Freitag"


@pytest.mark.parametrize("text", ["auf Freitag bitte", "den müssen wir verlegen", "auf Wiederhören"])
def test_what_moves_nothing_leads_to_no_other_time(text: str) -> None:
    assert moved_to(text) == 0


@pytest.mark.parametrize(
    "text",
    [
        "Bitte alle meine Daten entfernen, und hinterher möge mich jemand anrufen",
        "vernichtet meine Angaben und ruft mich dann zurück wenn das erledigt ist",
        "Alles, was ihr über mich habt, soll gelöscht werden. Und sagen Sie mir Bescheid, ob es weg ist.",
        "die alten Angaben über mich können weg und danach würde ich gern angerufen werden",
    ],
)
def test_whoever_shall_be_called_once_their_data_is_erased_calls_nothing_off(text: str) -> None:
    assert wants_a_call_then(text)
    assert not names_it(text)
    assert not erases_it(text)


@pytest.mark.parametrize(
    "text",
    [
        "Entfernen Sie meine Daten und rufen Sie mich nie wieder an, das will ich nicht",
        "löscht alles über mich, sonst soll mich niemand anrufen",
        "ihr solltet mich zurückrufen, streichen Sie das und meine Daten auch",
        "löscht meine Daten, einen Rückruf möchte ich keinen",
        "den Termin absagen, und dann soll mich jemand anrufen",
    ],
)
def test_but_not_who_shall_be_called_no_more(text: str) -> None:
    assert not wants_a_call_then(text)
