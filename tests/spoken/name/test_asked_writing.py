"""Questions for how a name is written."""

import pytest

from rueckruf.spoken.name.asked_writing import asks_how_written

pytestmark = pytest.mark.unit

QUESTIONS = [
    "haben Sie das mit th?",
    "haben Sie Thielemann denn mit t h vorne",
    "schreiben Sie das mit ck?",
    "wie haben Sie den Namen geschrieben?",
    "wie schreiben Sie mich denn?",
    "steht da jetzt Meyer mit e y?",
    "ist das mit dt am Ende?",
    "mit zwei n, oder?",
    "haben Sie mich mit ph geschrieben",
    "haben Sie Hofmann mit einem f oder mit zwei",
    "schreibt sich das bei Ihnen mit ie",
    "Sie haben schon Doppel-t, ja?",
    "können Sie mir den Namen mal buchstabieren",
    "buchstabieren Sie mir das bitte noch mal",
    "wie ist das geschrieben bei Ihnen",
    "mit y oder mit i?",
    "haben Sie das h drin?",
    "ist da ein c drin",
    "wissen Sie denn wie man das schreibt",
    "haben Sie auch den Bindestrich dazwischen",
    "ja aber haben Sie das mit ck geschrieben",
    "stimmt die Schreibweise von meinem Namen",
    "was haben Sie denn da für eine Schreibweise",
    "wie wird das bei Ihnen geschrieben",
    "lesen Sie mir den Namen mal vor, Buchstabe für Buchstabe",
    "Moment, mit tz hinten?",
    "wird das mit v geschrieben",
    "haben Sie Meier mit a i?",
    "Kaiser mit a i oder e i?",
    "und der Name, ist der mit Doppel-l?",
    "hams des mit zwei t",
    "haben's den mit ie",
    "hat der bei Ihnen ein h",
    "wo haben Sie denn das y hin",
    "wie haben Sie denn den Nachnamen jetzt aufgeschrieben?",
    "wie haben Sie meinen Namen notiert",
    "wie steht der Name jetzt bei Ihnen drin?",
    "ist der Name richtig geschrieben?",
    "haben Sie meinen Namen auch richtig aufgeschrieben?",
]
OTHERS = [
    "nein, mit a i",
    "mit th bitte",
    "ja, mit dt",
    "ja stimmt",
    "ja, schreiben Sie das so auf",
    "ja genau, so schreibt sich das",
    "haben Sie das notiert?",
    "nein, geschrieben wird das mit ck",
    "stimmt das?",
    "haben Sie das mit der Uhrzeit?",
    "ist das mit Kosten verbunden?",
    "können Sie mich mit dem Chef verbinden?",
    "schreiben Sie bitte dazu dass es dringend ist",
    "wie schreibe ich Ihnen eine Mail?",
    "geht das auch mit WhatsApp?",
    "haben Sie das aufgeschrieben?",
    "ist das mit Termin um drei oder um vier?",
    "soll ich Ihnen schreiben?",
    "kommt der mit dem Auto?",
    "ja, oder schreiben Sie besser Freitag",
    "Hauptsache Sie schreiben meinen Namen richtig",
    "mit Frau Meier oder mit Herrn Schulz?",
    "wie haben Sie die Nummer notiert?",
    "was haben Sie sich alles notiert?",
    "wie war noch mal Ihr Name?",
    "wo wird mein Name eingetragen?",
    "wie lange bleibt mein Name eingetragen?",
]


@pytest.mark.parametrize("said", QUESTIONS)
def test_it_is_asked(said: str) -> None:
    assert asks_how_written(said)


@pytest.mark.parametrize("said", OTHERS)
def test_other_words_ask_or_tell_something_else(said: str) -> None:
    assert not asks_how_written(said)
