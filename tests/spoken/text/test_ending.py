"""Callers who seem to leave and do not, and words that say the end."""

import pytest

from rueckruf.spoken.text.ending import (
    calls_it_off,
    does_it_themselves,
    names_the_end,
    reaches_us_now,
    takes_leave,
    wants_to_stay,
)

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    "words",
    [
        "ok, dann lieber Rückruf",
        "i streich grad d'Küch, ruafts mi moang um neine zruck",
        "ik streich graad den Schuppen, roopt mi morgen üm tein torüch",
        "i lösch grad s Füür im Ofe, lütet mer morn am zähni zrugg",
        "streichen Sie den Termin, rufen Sie mich morgen um elf an",
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
        "so spät komme ich nicht mehr hin, dann bitte einen Rückruf",
        "nee bis dahin schaff ichs nicht dann nehm ich den rückruf",
        "das Erste hat sich erledigt, jetzt bräuchte ich einen Rückruf wegen der Rechnung",
        "einen Auftrag stornieren will ich, kann mich da jemand zurückrufen",
        "ich muss den Monteur absagen, da müsste mich bitte wer anrufen",
        "könnten Sie die Bestellung streichen und mich deshalb anrufen",
        # what is called off is only what the call is about
        "ich hätte gern einen Rückruf, mir soll wer das mit dem Widerrufen erklären",
        "können Sie mich anrufen, ich hab Fragen zum Löschen",
        "es geht ums Abbestellen, ich bräuchte bitte einen Anruf",
        # whom somebody needs, expects and waits for is whoever calls back
        "die Prospekte will ich abbestellen, da bräuchte ich wen, der mich anruft",
        "löschen Sie das, und dann bräucht i oan, der mi zruckruaft",
        "streichen Sie meine Daten, ich erwarte dann einen Anruf dazu",
        "Meine Daten sollen gelöscht werden, ich suche jemand, der mich dazu zurückruft",
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
        "ich hätte gern einen Rückruf gehabt, hat sich erledigt",
        "ist erledigt, mein Mann will selber bei Ihnen anrufen",
        "nicht nötig, ich kann morgen noch mal anrufen",
        "können Sie mich bitte nicht mehr anrufen",
        "ich hab nichts davon, dass Sie mich zurückrufen",
        "Auf Wiederhören",
        "falsch verbunden",
        "",
        "ruft mich bitte nie wieder an",
        "rufts mi moang ned zruck",
        "streichen Sie das, dann ruft mich morgen keiner an",
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


@pytest.mark.parametrize(
    "words",
    [
        "ach wissen Sie was, lassen Sie es gut sein, ich ruf morgen selber noch mal durch, wiederhören",
        "nee du lass mal gut sein ich versuch es morgen früh noch mal selbst",
        "ach dann geh ich halt morgen vormittag persönlich vorbei schönen tag noch",
        "Ich komm dann Freitag bei Ihnen rein, das ist einfacher, ade.",
        "ich schreib ihnen lieber heute abend eine mail",
        "dann ruf ich lieber donnerstag noch mal an wenn der chef da ist",
        "ach wissens was i kimm morgen um neun selber vorbei pfiat eana",
        "wir melden uns dann wieder danke",
    ],
)
def test_who_does_it_themselves_wants_no_callback(words: str) -> None:
    assert (does_it_themselves(words), wants_to_stay(words)) == (True, False)


@pytest.mark.parametrize(
    "words",
    [
        "oh, der Kaminkehrer kommt grad rein, dann brauch ich Sie ja nicht mehr",
        "jetzt geht das licht wieder dann brauchen wir den rückruf nicht",
        "mei Schwager is do, ihr brauchts mi nimmer oruafa, danke",
        "Augenblick, meine Tochter hat's geschafft, dann hat sich der Anruf erledigt, vielen Dank",
        "den Anruf brauch ich dann nimmer, der Wirt macht's selber",
        "moment der kollege meint wir haben ersatz sie müssen mich nicht mehr zurückrufen",
    ],
)
def test_a_callback_that_is_needed_no_more_is_called_off(words: str) -> None:
    assert (calls_it_off(words), wants_to_stay(words)) == (True, False)


@pytest.mark.parametrize(
    "words",
    [
        "den Anruf brauch ich nicht vor Mittwoch",
        "das mit dem Termin hat sich erledigt",
        "dann brauch ich den Rückruf nicht heute, sondern morgen",
        "ich brauch den Schlüssel nicht mehr",
        "da brauchen Sie mich nicht vor neun anzurufen",
    ],
)
def test_what_is_off_otherwise_is_not_the_callback(words: str) -> None:
    assert not calls_it_off(words)


@pytest.mark.parametrize(
    "words",
    [
        "ich ruf noch mal an wegen der rechnung",
        "ich ruf jetzt schon zum dritten mal selber an",
        "ich komm erst um fünf von der Arbeit",
        "ich bin selber erst ab drei wieder da",
        "ich rufe für meine mutter an die kann selbst nicht",
        "Ich komm mit dem Computer nicht klar, dann rufen Sie mich lieber an.",
        "dann versuch ich es noch mal langsam null eins sieben sechs",
        "ich schreib mir das auf morgen um zehn",
    ],
)
def test_who_tells_of_themselves_otherwise_may_want_one(words: str) -> None:
    assert not does_it_themselves(words)


@pytest.mark.parametrize(
    "words",
    [
        "vorhin hab ich mich verwählt, aber jetzt stimmt's",
        "Beim ersten Mal war das die falsche Nummer, jetzt bin ich hoffentlich bei Ihnen richtig.",
        "gestern war ich falsch verbunden diesmal hab ich die richtige",
        "Neulich hatte ich mich vertippt, jetzt klappt es ja.",
        "anfangs hab i mi verwählt, nu bin i richtig",
        "bin ich da mit der Werkstatt verbunden",
        "Spreche ich mit dem Kundendienst?",
        "guten Tag, hab ich da die Buchhaltung",
    ],
)
def test_another_call_went_wrong_and_this_one_did_not(words: str) -> None:
    assert reaches_us_now(words)


@pytest.mark.parametrize(
    "words",
    [
        "da hab ich mich verwählt",
        "jetzt hab ich mich schon wieder verwählt",
        "bin ich da bei der Bäckerei, nein, falsch verbunden",
    ],
)
def test_this_call_went_wrong(words: str) -> None:
    assert not reaches_us_now(words)


@pytest.mark.parametrize(
    "words",
    [
        "Die bekommen Sie nicht, auf Wiederhören dann",
        "den sag ich nicht, dann eben nicht",
        "das ist mir zu privat, dann lassen wir das lieber",
        "na dann halt nicht",
        "den verrat ich nicht, pfiat euch",
    ],
)
def test_leave_is_taken(words: str) -> None:
    assert takes_leave(words)


@pytest.mark.parametrize(
    "words", ["Servus, den Namen sag ich euch nicht", "den sag ich keinem", "lassen Sie mich ausreden"]
)
def test_no_leave_is_taken(words: str) -> None:
    assert not takes_leave(words)
