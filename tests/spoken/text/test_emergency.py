"""Who is in danger, and what is only broken."""

import pytest

from rueckruf.spoken.text.emergency import tells_of_a_matter, tells_of_danger

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    "text",
    [
        "Wir brauchen hier sofort einen Rettungswagen!",
        "bei uns im flur riecht es auf einmal stark nach gas",
        "mein kollege ist bewusstlos",
        "hilfe, in der werkstatt brennt es",
        "der alte herr kriegt keine luft",
        "ich bräuchte heute noch einen krankenwagen",
        "die Feuerwehr muss sofort kommen, nach der Übung hier liegt einer",
        "bei der Übung ist einer umgekippt, holen Sie die Sanitäter",
        "Feuer im Keller, schnell",
        "die ganze Küche ist voller Rauch",
        "in der Tiefgarage haben wir einen Brand",
        "da brennt der Keller beim Nachbarn",
        "meine Frau ist zusammengebrochen",
        "der Kessel ist explodiert",
        "er ist nicht ansprechbar",
        "gestern roch es schon komisch, und jetzt stinkt es nach gas",
        "ruaft's de Rettung, da Bua is vom Dach gfalln",
        "kommts schnell, bei uns brennt's",
        "mei Frau kriagt koa Luft mehr",
        "mien Mann is umfullen",
        "mein Vater wird nicht wach",
        "mein Mann ist vom Gerüst gestürzt und bewusstlos, ich soll fragen, wer kommt",
        "jemand versucht meine tür aufzubrechen",
        "bei uns läuft Wasser in den Sicherungskasten",
        "aus der Steckdose kommt Wasser",
        "das Wasser steht schon an den Steckdosen",
        "es tropft durch die Deckenlampe",
        "Rohrbruch, die ganze Elektrik ist nass und da ist Strom drauf",
        "bei uns rinnts in d Steckdosn, des Wossa",
        "da schlagen Funken aus dem Stromkasten",
        "an der Steckdose funkt es",
        "hinter dem Kühlschrank riecht es verschmort",
        "mein Sohn hat an der Lampe einen Schlag bekommen",
        "das Wasser läuft in die Steckdosen, ich weiß nicht, was ich machen soll",
        "bei uns riecht es nach Gas, können Sie mal schnell kommen",
        "meine Nachbarin ist eben gestürzt",
        "mein Bruder ist hingefallen und kann nicht mehr aufstehen",
        "letztes Jahr hat es bei uns schon gebrannt, und jetzt brennt es wieder",
        "vor drei Wochen war er bewusstlos und jetzt liegt er wieder da",
        "der alte Herr liegt am Boden, neben dem Treppenlift",
        "nach dem Sturz ist mein Opa nicht ansprechbar",
        "sie ist vor zwei Wochen operiert worden und kriegt keine Luft",
    ],
)
def test_words_of_danger(text: str) -> None:
    assert tells_of_danger(text)
    assert not tells_of_a_matter(text)


@pytest.mark.parametrize(
    "text",
    [
        "die lampe brennt nicht",
        "ich bin bei der feuerwehr und möchte einen rückruf",
        "um acht ist die Feuerwehr zur Begehung da, danach gern",
        "am Dienstag hab ich Dienst beim Rettungsdienst",
        "die Sanitäter haben am Abend Übung, also lieber vormittags",
        "es geht um die Auflagen der Feuerwehr für unsere Halle",
        "es brennt mir unter den nägeln",
        "mein mann hatte einen schlaganfall, deshalb rufe ich an",
        "wir interessieren uns für eine gasheizung",
        "letztes Jahr war bei uns Feuer, seitdem ist der Putz schwarz",
        "die Kosten sind ja explodiert",
        "ich bin Feuer und Flamme für Ihr Angebot",
        "meine Mutter ist letzte Woche umgekippt, deshalb melde ich mich erst heute",
        "gestern ist Wasser in die Steckdose gelaufen, die muss neu",
        "bei uns läuft Wasser durch die Decke",
        "die Steckdose im Bad ist kaputt",
        "wir brauchen eine Steckdose neben dem Wasserhahn",
        "es kommt kein Wasser, und die Steckdose geht auch nicht",
        "im Keller steht das Wasser",
        "der Wasserhahn tropft, und wir bräuchten eine neue Lampe im Flur",
        "der Hahn tropft und die Steckdose ist auch kaputt",
        "der Stromanschluss für die Wasserpumpe fehlt",
        "seit seinem Schlaganfall sitzt mein Bruder im Rollstuhl, wir möchten eine Rampe anbauen",
        "nach dem Herzinfarkt meines Mannes wollen wir jetzt einen Treppenlift",
        "vor vier Jahren ist die Oma von der Treppe gestürzt, jetzt brauchen wir schnell einen Handlauf",
    ],
)
def test_the_same_words_without_danger(text: str) -> None:
    assert not tells_of_danger(text)


@pytest.mark.parametrize(
    "text",
    [
        "Notfall, im Keller steht das Wasser",
        "das ist ein notfall unsere anlage ist ausgefallen",
        "der Aufzug steckt fest",
        "mein Mann steht auf dem Gerüst und schickt mich vor, da stimmt eine Gutschrift nicht",
        "er liegt grad unterm Auto und hat keine Hand frei, ich soll fragen, ob der Auspuff da ist",
        "der Chef hängt am Seil, ich soll ausrichten, dass die Rolle fehlt",
        "er brüllt vom Dach herunter und lässt fragen, wo die Leute bleiben",
        "dringend, die Mahnung muss heute noch vom Tisch",
        "vor fünf Jahren ist mein Opa gefallen, seitdem hinkt er",
        "meine Tante ist letzten Winter ausgerutscht",
        "ich hatte einen Unfall und bräuchte Haltegriffe neben der Wanne",
    ],
)
def test_what_is_broken_or_to_be_asked(text: str) -> None:
    assert tells_of_a_matter(text)
