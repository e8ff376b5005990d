"""What callers say of the number that is offered: "Dürfen wir Sie unter der Nummer mit der Endung 042 zurückrufen?"."""

import pytest

from rueckruf.spoken.phone.offered import suits, tells_two_apart

pytestmark = pytest.mark.unit

SUITS = [
    "Ha ja, a andre han i itt",
    "jo, anders hob i gar koans",
    # a yes that follows from what was told of other telephones
    "Früher hatten wir noch ein Faxgerät, jetzt bloß noch das Telefon. Also ja.",
    "mein altes liegt im See das hier ist neu also ja nehmen Sie die",
    "Ach wissen Sie, das Festnetz haben wir abgemeldet, also gern die.",
    "ja die passt meine nummer weiß ich eh nie",
    "nein, kein Problem, die können Sie nehmen",
    "nein das stört mich nicht gern unter der",
    "nee, is gut so",
    "nein nein, nehmen Sie die",
    "nö nö, die können Sie ruhig nehmen",
    "Nee, dat jeht klar.",
    "nein ich hab nur die",
    # that it is not known by heart tells only why it is not said
    "ja, vom Apparat hier, auswendig weiß ich die nicht",
    "ja von hier, die hab ich nicht im Kopf",
    "joa, des is mei Telefon, d Nummer woiß i net auswendig",
    "mei, de Nummer woaß i ned auswendig, aber des is der Apparat da",
    "jo von dem Telefon aus, ick kenn die Nummer nich",
    "die weiß ich nicht, aber von dem Telefon hier aus",
    "ja, ich könnte Ihnen die Nummer gar nicht sagen",
    "ja, das Telefon hier, fragen Sie mich bloß nicht nach der Nummer",
    # A no is taken back, and a yes that seems to be stays.
    "nein, ach doch",
    "nee ach doch ja nehmen Sie ruhig die",
    "nein, oder doch, die passt schon",
    "ja, äh nein, die stimmt",
    "genau, ach nee, passt",
    "na die steht doch bei Ihnen auf dem Display, nehmen Sie die halt",
    "Nein nein, lassen Sie die ruhig",
    "die geht",
    "auf der geht es am besten",
    "die geht, auf die rufen Sie an",
    "is meine",
    "Freilich, eine andere hab ich ja nicht",
    "Da geht der Anrufbeantworter dran, aber das macht nix",
    "das ist die von meinem Mann, aber da geht's auch",
    "natürlich, welche Nummer sonst",
    "Ruhig da anrufen",
    "die da, die ist schon recht",
    "da erreichen Sie mich am besten",
    "auf der bin ich immer zu kriegen",
    "das ist die richtige",
    "passt, das ist mein Handy",
    "da können Sie jederzeit durchklingeln",
    "unter der geht immer jemand ran",
    "die hab ich immer dabei",
    "das ist meine",
    "des is scho de meine",
    "die ist gut",
    "genau die",
    "die stimmt",
    "ich hab nur das eine Telefon",
    "ich hab ja bloß die eine",
    "eine andere gibt's nicht",
    "na unter dem hier, ich hab nur das eine",
    "dort bin ich den ganzen Tag zu erreichen",
    "das ist unser Anschluss daheim",
    "das ist meine eigene, da bin ich gut zu erreichen",
    "die passt wunderbar",
    "auf dem Handy hier bin ich am besten erreichbar",
    "das wäre dann mein Diensthandy",
    "lieber die hier als eine andere",
    "nein nein, das ist meine",
    "meine Nummer. Ja, bitte.",
    "mein Handy, ja gern",
    "meine, ja passt",
    "nein nein, das ist mein Handy, sie hat keine andere",
    "ja, das ist die Zentrale, die stellen durch",
    "ja, das ist die Rezeption",
    "nein, das ist mein Handy, das passt",
    "doch, das ist meine",
    "klar die",
    "exakt die",
    "das ist die einzige, die ich hab",
    "das ist doch meine einzige",
    "haargenau diese",
    "nein nein, das passt, meine Frau ist auch da",
    "na klar, die",
    "logisch die",
    "freilich die Nummer",
    "sicher, die da",
    "nein nein, das ist die richtige",
    "nee nee, das ist genau die richtige",
    "na klar, das ist das Handy, da bin ich immer dran",
    "nee, das ist schon die richtige",
    "lieber hier auf dem Handy, das ist gut",
    "ja, das ist die Nummer vom Café",
    "Sì sì, das ist die Nummer vom Café.",
    "genau, das ist der Anschluss im Büro",
    "nee, passt, ja",
    "nein, das ist schon richtig so",
    "nee, ist okay so",
    "nö, machen Sie ruhig",
    "nein, da gibt's nichts gegen zu sagen",
    "nein, da hab ich nichts dagegen",
    "hab nix anderes",
    "ich habe ja nichts anderes",
    "ja, die andere ist kaputt",
    "ja, die alte gibt's nicht mehr",
    "ja, die hat sich nicht geändert",
    "ja, da können Sie nichts falsch machen",
    "hab keinen andern Anschluss",
    "ich hab nur das Handy",
    "ich bin sonst nirgends zu erreichen",
    "das wäre am einfachsten",
    "jederzeit",
    "na wat denn sonst",
]
OTHER = [
    # better elsewhere, and bad here
    "Nein, nein, hier im Heizraum hör ich nichts, besser in der Redaktion",
    "hier ist es zu laut, eher im Amt",
    "nee nee, hier versteh ich keinen, lieber daheim",
    # the no comes behind what is told of it
    "Ach, das ist mein Zweithandy, das schalte ich abends immer ab. Nein, die andere wäre mir lieber.",
    "das ist mein diensthandy das bleibt hier nein nehmen sie meine private",
    "Das ist mein Seniorenhandy. Nee, nicht das, ich hab noch ein anderes.",
    # who would answer instead
    "Das ist das Telefon vom Leihrad, da kriegen Sie höchstens den Verleih dran.",
    "Da haben Sie heute Abend bloß die Putzkolonne am Apparat.",
    "da meldet sich allenfalls der Nachtwächter",
    "unter der erreichen Sie nachher nur noch die Zentrale",
    "das hier gehört zum Bus",
    "das stell ich daheim meistens aus",
    "den Apparat geb ich nachher wieder ab",
    "nein, da erreichen Sie meinen Schwager",
    "nein, da geht bloß das Band dran",
    # A yes is taken back, with or without a reason.
    "ja oh nee die liegt ab morgen beim Reparieren",
    "ja, ach nein, doch nicht",
    "ja klar, ach Quatsch, das ist ja das Diensthandy",
    "gern, halt, nein, die ist nur geliehen",
    "genau, äh nee, ich geb Ihnen eine bessere",
    "jo, wart, nee, da hab ich im Keller keinen Empfang",
    "passt, obwohl, nö, nehmen Sie die von meiner Schwester",
    "ja bitte, moment, nein, das ist die von der Nachbarin",
    "freilich, ach geh, nein, da bin i nimmer",
    "lieber nicht, die brauch ich frei",
    "bloß nicht, ich ruf aus dem Krankenhaus an",
    "auf der Leitung nicht, da hängt das Fax dran",
    "unter der bitte nicht",
    "net do, do is koaner",
    "das ist der Apparat im Flur, nicht meiner",
    "nicht auf dem Handy",
    "das ist nur ein Leihgerät",
    "da erreichen Sie nur den Anrufbeantworter",
    "auf meinem Privathandy bitte",
    "die gehört meiner Mutter",
    "ich möchte auf dem Festnetz angerufen werden",
    "ich hätte da noch eine bessere",
    "Nee, auf dem Festnetz erreichen Sie mich kaum",
    "da erreichen Sie mich schlecht",
    "auf der hier geht's schlecht",
    "ungern, das ist die Firmenleitung",
    "hier bin ich kaum",
    "eher ungünstig, da sitzt immer meine Tochter dran",
    "das wär mir nicht so recht, die zahlt mein Chef",
    "nicht so gern",
    "da bin ich selten",
    "na, die is vom Taxi",
    "nein, die ist vom Büro",
    "die geht nicht",
    "die Nummer hier, die funktioniert nimmer",
    "nee, da geht immer meine Frau ran",
    "nein, da ist mein Sohn dran",
    "na, rufn S im Loodn o",
    "nee, ruft in der Backstube an",
    "noi, probieret Se's in der Backstub",
    "nee, das ist die von meiner Mutter",
    "na, des is des Telefon vom Wirtshaus",
    "nein, ich ruf grad vom Zug aus an",
    "lieber aufs Festnetz",
    "eher auf dem Handy",
    "nehmen Sie bitte die Büronummer",
    "besser auf meiner Handynummer",
    "daheim geht besser",
    "im Büro wär mir lieber",
    "das ist die falsche",
    "mobil wäre mir lieber",
    "am liebsten zu Hause auf dem Festnetz",
    "auf der Arbeit erreichen Sie mich besser",
    "na, im Geschäft bitte",
    "ruafts liaba dahoam o",
    "bitte übers Festnetz",
    "die ist verkehrt",
    "ich hab aber noch eine andere",
    "da ist ab morgen abgeschaltet, nehmen Sie meine private",
    "nein das ist meine, Frau Pohl hat Festnetz",
    "das ist mein Handy, die Frau Pohl hat ein anderes",
    "das ist die vom Pflegeheim, die Frau Koch hat eine eigene",
    "nein, die gehört mir, rufen Sie sie zu Hause an",
    "nee, Frau Pohl erreichen Sie am Festnetz",
    "nee, da geh immer ich ran, nehmen Sie sein Handy",
    "nein, da bin ich dran, nehmse lieber ihre Nummer",
    "nee nehmen Sie die Handynummer von meinem Mann",
    "nein, rufen Sie besser auf ihrem Handy an",
    "nimm lieber das Festnetz von meiner Mutter, da geht sie ran",
    "Naa, net meine, die von de Frau Pohl",
    "naa, nit uff meine",
    "ei naa, net mei Nummer",
    "nää, nit die",
    "noi, net auf der",
    "ach nee, nich meine",
    "nein nein das ist mein Telefon, Tochter hat andere Nummer",
    "ja ja, das ist meine, die Frau hat andere",
    "das ist meine Nummer, mein Sohn hat andere",
    "nein nein, das mein Handy, Frau hat eigene Handy",
    "das ist Handy von mir, Chef hat eigene",
    "nein das laden, sohn hat handy",
    "naa, des is de Kanzlei, er hat a Handy",
    "nein, die Kollegin hat eine Durchwahl",
    "nein, hier ist Eisdiele, der Buchhalter sitzt in Heidelberg",
    "nee, hier ist die Pforte",
    "nein, das ist die Rezeption",
    "na, des is d Werkstatt",
    "nein hier ist Nagelstudio",
    "nee nee, das ist genau das Festnetz",
    "nein, das ist genau die Zentrale",
    "na, das ist die Schule",
    "na, das Telefon bleibt hier bei der Wache",
    "na, des Handy liegt bloß im Spind",
    "um Himmels willen, das ist das Stationstelefon",
    "bloß nicht, das ist der Kreißsaal",
    "ach was, das ist das alte",
    "oh je, das ist das Telefon in der Küche",
    "das ist nur das Besprechungszimmer",
    "ja, nein, also das ist das Telefon hier im Laden, besser das Handy",
    "das ist hier die Kasse, lieber aufs Handy",
    "ja, hier ist die Rezeption, der Gast hat ein Zimmertelefon",
    "lieber direkt beim Mandanten",
    "besser gleich bei meiner Tochter",
    "nee das is mein handy ihr sollt ja den chef anrufen",
    "nein, Sie sollen doch meinen Mann anrufen",
    "nein, ihr müsst bitte die Chefin zurückrufen",
]
# Whose or what it is, without a yes.
OTHER += [
    "na des is mei Firma",
    "na, des is dem Opa seins",
    "naa des is as Telefon vom Wirt",
    "na i bin grad im Büro",
    "nö das ist mein Auto",
    "noi des isch em Nochber seins",
    "des is d Firma do",
    "das ist die Firma",
    "das ist mein Auto",
    "das ist vom Nachbarn",
    "das ist das Handy vom Enkel",
    "das ist das Telefon meiner Mutter",
    "mei Werkstatt is des",
    "das ist hier der Empfang",
]
# Whose it is says more than that somebody answers it; one's own is another one.
OTHER += [
    "des is em Karl sei Telefon, do is d Werkstatt dran",
    "das ist das Telefon vom Chef, da geht die Sekretärin ran",
    "oh, das ist ja gar nicht mein Telefon",
    "des is net mei Handy",
    "das ist die vom Pflegedienst",
    "das ist von nem Kumpel, ruft mich mal auf meiner an",
    "das ist der Anschluss im Ferienhaus",
    "uf meins sollet Se anrufe",
    "op mien eegen sallt ji anropen",
    "auf meinem bitte",
    "de do kennt Ihr ned nemma, rufts mi auf meim o",
]
# Telephones are known by their ends, whatever they are for.
OTHER += [
    "öh, nee, lieber auf mein Zweithandy",
    "hm, besser auf den Hausmeisterapparat",
    "nehmen Sie lieber meinen Küchenanschluss",
    "lieber auf mein Ersatzhandy",
    "bitte aufs Stalltelefon",
    "na, auf mei Pflegehandy",
    "ruft besser unter der Vereinsnummer an",
]
SUITS += [
    "ja, das ist mein Pflegehandy",
    "das ist mein Seniorenhandy",
    "die nehmen Sie mal",
    "auf meinem Handy, das passt",
    "das ist die Nummer von meinem Handy, die ist gut",
    "das ist das Handy von meinem Mann, da bin ich auch dran",
]
SUITS += ["na gut, nehmen Sie die", "des is mei Nummer", "na ja, des passt scho", "ja das ist meine Firma, passt"]
# When or how they shall not call says nothing against the number.
SUITS += [
    "ja, aber ruft nicht zu früh an",
    "jo, aber nicht während der Schicht",
    "ja, bloß nicht mitten in der Probe",
    "ja, aber bitte nicht dauernd",
    "gern, nur nicht ausgerechnet beim Mittagessen",
]
OTHER += [
    "ja, aber nicht auf diesem",
    "gern, nur nicht unter dieser",
    "ja, nur nicht auf diesem Telefon",
]
# Nobody is reached there, and no "nein" says so: advice, what becomes of the telephone, where it is, who hears it.
OTHER += [
    "da würd ich eher abraten",
    "ich rat davon ab, das hört keiner",
    "das empfehle ich Ihnen nicht",
    "dieser Apparat ist abends abgestellt",
    "dies Handy is meist aus",
    "s Telefon isch bi üs meischtens uus",
    "das Ding nehm ich nie mit",
    "des Handy hob i fast nia dabei",
    "der Akku von dem Ding ist hin",
    "da ist das Handy gleich leer",
    "im Lager krieg ich das nicht mit",
    "auf dem Radlader hör ich das nicht",
    "da hör ich nichts",
    "bei uns ist ein Funkloch",
    "da hab ich kein Netz",
    "da reißt die Verbindung ständig ab",
    "das wird mir zu teuer im Ausland",
    "in der Schicht liegt das im Spind",
    "das lass ich meist zu Hause",
    "da hebt eh niemand ab",
    "da geht nie wer ran",
    "das ist ausgeliehen",
    "ich ruf grad von der Nachbarin an",
    "ich steh in einer Telefonzelle",
    "ich bin hier nur zu Besuch",
    "die Nummer wechselt bald",
    "den Anschluss melden wir nächste Woche ab",
    "das Handy ist von meinem Neffen",
    # whoever is to be rung is somebody else
    "Sie sollen ihn ja selber anrufen",
    "des is mei Telefon, ihr sollts eahm oruafa",
    "ihr müsst ja unsere Oma anrufen",
]
SUITS += [
    "jo freilich, i hob koa anders",
    "das ist die beste",
    "das wär mir am liebsten",
    "das ist mir egal",
    "ach, is mir doch wurscht",
    "unter der ist immer wer daheim",
    "ja, ich hab die andere längst gekündigt",
]
NEITHER = [
    "das ist mir egal, fragen Sie meine Frau",
    # somebody else answers it, be it for the caller
    "da geht dann mein Jüngster ran",
    "da ist immer mein Mann dran",
    "das ist mein Tablet. Nein, Kurt, der Topf kommt nach oben",
    "auf meiner Rechnung steht die Kundennummer",
    "ja bitte, das ist das Stalltelefon",
    # A no of which the rest tells why: it stays one.
    "nein, da geht die Zentrale ran",
    "nee, die geht keinen was an",
    "nein da ist dann der Pförtner dran",
    "da geht nur die Sekretärin ran",
    "hier kann man mich nicht anrufen",
    "ja",
    "nein",
    "morgen um zehn",
    "Sabine Vogel",
    "welche Nummer ist das",
    "was kostet das",
    "das ist die vom Büro, da sitz ich den ganzen Tag",
    "net meine Schuld",
    "nein, das ist meine",
    "nee, das ist ja meine eigene",
    "ach nein, das ist mein eigenes kleines",
    "oh nee, das ist mein Handy",
    "nein, das ist mein Handy",
    "nein nein, das ist meine Nummer, bitte die Nachbarin anrufen",
    "nein nein, das ist mein Handy, rufen Sie die Tochter an",
    "da bin ich nicht",
    "da bin ich aber nur abends",
    "",
    "ja, das ist die Nummer von meiner Nachbarin",
    "ja, das ist die Nummer vom Café, aber da bin ich nicht",
    "stell dich da drüben an, da geht es schneller",
    "nee, da geht es lang",
    "da geht's rein, Oma",
]


@pytest.mark.parametrize("text", SUITS)
def test_it_suits(text: str) -> None:
    assert suits(text) is True


@pytest.mark.parametrize("text", OTHER)
def test_another_shall_be_rung(text: str) -> None:
    assert suits(text) is False


@pytest.mark.parametrize("text", NEITHER)
def test_it_tells_neither(text: str) -> None:
    assert suits(text) is None


@pytest.mark.parametrize(
    "text", ["ist da ein lebendiger Mensch dran", "wer kriegt das zu lesen", "passt der Filter in die alte Anlage"]
)
def test_a_question_about_the_company_tells_neither(text: str) -> None:
    assert suits(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "mein Diensthandy, nicht mein privates",
        "das ist meine private und nicht die vom Betrieb",
        "meins, nicht das von meinem Mann",
        "der Anschluss im Laden, nicht der zuhause",
        "das neue Handy, net das alte",
    ],
)
def test_of_two_telephones_that_are_told_apart_nobody_knows_which_is_offered(text: str) -> None:
    assert suits(text) is None
    assert tells_two_apart(text)


@pytest.mark.parametrize(
    "text",
    [
        "nein, mein privates, nicht das von der Firma",
        "ja, mein Handy, nicht das Festnetz",
        "nicht die, die gehört meinem Bruder",
        "naa, net meine, die von de Frau Pohl",
        "mein Handy geht nicht mehr",
        "das ist nicht die von meiner Frau",
    ],
)
def test_a_yes_or_a_no_or_one_telephone_tells_no_two_apart(text: str) -> None:
    assert not tells_two_apart(text)


@pytest.mark.parametrize(
    "text",
    [
        "Das ist nur das Telefon im Zug, ruft mich bitte daheim an",
        "Wie bitte, war das vier vier? Melden Sie sich lieber in der Werkstatt",
        "bitte in der Kanzlei anrufen",
        "die Sie gerade vorgelesen haben, ist längst veraltet",
        "die ihr da habt gilt nimmer",
    ],
)
def test_another_is_to_be_rung_whatever_stands_before_it(text: str) -> None:
    assert suits(text) is False


@pytest.mark.parametrize(
    "text",
    ["Na die halt, a andere hab i ned", "eh die", "da fehlt nix, da heb i ab", "Die von grad. Sonst hab ich koane"],
)
def test_this_one_is_to_be_rung(text: str) -> None:
    assert suits(text) is True


def test_but_not_by_words_that_only_begin_so() -> None:
    assert suits("eh die vom Büro") is not True
