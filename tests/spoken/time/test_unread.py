"""Times are read with doubt where words beside them may say more and were not understood."""

from datetime import datetime

import pytest

from rueckruf.spoken.time.callback_time import TimeReading, read_callback_time
from rueckruf.spoken.time.unread import tells_only_when

pytestmark = pytest.mark.unit

NOW = datetime(2026, 12, 1, 10)
DOUBTFUL = 0.5


def read(text: str) -> TimeReading:
    reading = read_callback_time(text, NOW)
    assert reading is not None
    return reading


@pytest.mark.parametrize(
    "text",
    [
        "morgen nach dem Jour fixe",
        "morgen, nach dem Jour fixe",
        "am Montag nach den Ferien",
        "Donnerstag vor meiner Schicht",
        "morgen nach Schulschluss",
        "morgen EOD",
        "bis Freitag COB",
        "am Montag um jlölv",
        "Freitag um halb jlölv",
        "am Xydag um drei",
        "nächsten Xydag um drei",
        "nach meinem Termin um zehn",
        "nach der Massage, die hab ich um zwei",
        "nach den Osterferien am elften um neun",
        "nach dem Urlaub am Montag um neun",
        "am Dienstag zehn Uhr halb",
        "Donnerstag elf zwölf",
        "am Donnerstag, nixd Woche",
        "morgen wenn die Kinder im Bett sind",
        "Dienstag, wenn der Laden zu ist",
        "übermorgen wenn ich von der Arbeit komme",
        "am Mittwoch, wenn die Kinder schlafen",
        "morgen sobald mein Mann weg ist",
        "Freitag sobald der Laden auf ist",
        "am höchsten März ab zehn Uhr",
        "ans Wölfen närts ab zehn Uhr",
        "ans Wösenmerz bis elf",
        "ans Zweisten April um drei",
        "am finften Junes Oktober vor zwölf",
        "heute von Team bis elf",
        "von Dehn bis zwölf Uhr",
        "am Montag von Fahrt bis zwölf",
        "Freitag von Neuem bis elf Uhr",
        "morgen von Sonnen bis fünfzehn Uhr",
        "übermorgen um drei Sürbete, es geht mir passen",
        "heute um drei Filte ir",
        "am Montag um drei Filter ab",
        "Freitag um drei Wirtel Elfe",
        "morgen so um 3 Velter",
        "am Bonnestag, nachmittags, um halb drei",
        "am Bonnestag nachmittags",
        "bitte am Zonnerzag vormittags",
        "am Röseneld nach 5. Uhr.",
        "dann am Füfzehn vor elf Uhr",
        "ans Wöstenmerz am Nachmittag",
        "ans Zöften mittags",
        "am 12. März umselte, LVSH.",
        "Montag abfielt bitte",
        "am Mittwoch bis Fest, Uhr.",
        "am Freitag ab Bär Uhr",
        "rufen Sie mich bitte, Bonnestag, Vormittag zurück",
        "Bonnertag nachmittags",
        "nächste Woche, Donnerstag, ab, Pin, Uhr.",
        "am 20. März umreißelter als 11",
        "nächste Woche Mittwoch umfällt dir vor 11",
        "nächsten Montag umflug bis vor elf, bitte",
        "am Freitag umsolle vor elf",
        "morgen umsotte nach neun am liebsten",
        "übermorgen umflutte in Reite",
        "am 12. März umsolle Esdepassen",
    ],
)
def test_words_that_open_a_time_or_stand_where_one_would_make_it_doubtful(text: str) -> None:
    assert read(text).unread
    assert read(text).confidence < DOUBTFUL


@pytest.mark.parametrize(
    "text",
    [
        "morgen nach dem Mittagessen",
        "morgen nach der Arbeit",
        "morgen vor der Arbeit",
        "Donnerstag nach dem Zahnarzt, so um elf",
        "es geht um Wartung, morgen um zehn",
        "am Telefon um elf",
        "morgen um drei bitte",
        "Freitag um drei wäre gut",
        "übermorgen um drei für den Chef",
        "am Montag um drei fertig",
        "morgen um zwei Filialen anrufen",
        "am liebsten ab zehn",
        "am einfachsten nach drei",
        "ich bin am Schreibtisch bis vier",
        "nachmittags bin ich am Schreibtisch ab drei",
        "am besten nachmittags",
        "am einfachsten vormittags",
        "am Montag nachmittags",
        "am Telefon bin ich nachmittags",
        "mein Geburtstag ist, vormittags",
        "nachmittags, Ruhetag ist da",
        "am Apparat ab zehn",
        "von mir aus bis elf",
        "von heute bis Freitag um zehn",
        "Freitag zwei Lizenzen",
        "am Donnerstag am Bahnhof um elf",
        "ich frage nach dem Angebot, morgen wäre gut",
        "morgen vor dem Haus",
        "morgen, egal wie viel Uhr",
        "morgen Nachmittag nach dem Training",
        "morgen Nachmittag, wenn die Kinder im Kindergarten sind",
        "morgen um zehn, wenn die Kinder in der Schule sind",
        "morgen, wenn es geht",
        "morgen, wenn Sie Zeit haben",
        "morgen, wenn jemand da ist",
        "morgen, wenn ich nicht rangehe, noch mal probieren",
    ],
)
def test_what_people_say_else_around_a_time_raises_no_doubt(text: str) -> None:
    assert not read(text).unread


def test_the_words_that_were_not_understood_are_kept_beside_the_time() -> None:
    text = "also gern morgen nach dem Jour fixe"

    assert text[slice(*read(text).span)].endswith("morgen nach dem Jour fixe")


@pytest.mark.parametrize(
    "text",
    [
        "wenn die Kinder in der Schule sind",
        "am besten wenn mein Mann auf der Arbeit ist",
        "sobald ich Feierabend habe",
        "wenn die Kleine schläft",
        "ja immer wenn der Laden zu ist",
        "nach dem Mittagsschlaf der Kinder",
        "vor meiner Schicht",
        "nach Schulschluss",
        "wenn ich von der Arbeit komme",
        "sobald der Chef da ist",
    ],
)
def test_a_time_may_be_told_by_what_only_the_caller_knows_the_hour_of(text: str) -> None:
    assert tells_only_when(text)


@pytest.mark.parametrize(
    "text",
    [
        "wenn es geht",
        "wenn Sie Zeit haben",
        "wenn das möglich ist",
        "wenn ich fragen darf",
        "wenn jemand frei ist",
        "wenn Sie so nett wären",
        "nach dem Angebot wollte ich fragen",
        "ich weiß nicht wann",
        "das ist mir egal",
        "die Heizung ist kaputt",
    ],
)
def test_what_tells_no_time_is_none(text: str) -> None:
    assert not tells_only_when(text)
