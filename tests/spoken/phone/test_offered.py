"""What callers say of the number that is offered: "Dürfen wir Sie unter der Nummer mit der Endung 042 zurückrufen?"."""

import pytest

from rueckruf.spoken.phone.offered import suits

pytestmark = pytest.mark.unit

SUITS = [
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
]
OTHER = [
    "na, die is vom Taxi",
    "nein, die ist vom Büro",
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
NEITHER = [
    "ja",
    "nein",
    "morgen um zehn",
    "Sabine Vogel",
    "welche Nummer ist das",
    "was kostet das",
    "das ist mir egal",
    "net meine Schuld",
    "nein, das ist meine",
    "nee, das ist ja meine eigene",
    "nein, das ist mein Handy",
    "nein nein, das ist meine Nummer, bitte die Nachbarin anrufen",
    "nein nein, das ist mein Handy, rufen Sie die Tochter an",
    "da bin ich nicht",
    "da bin ich aber nur abends",
    "",
    "ja, das ist die Nummer von meiner Nachbarin",
    "ja, das ist die Nummer vom Café, aber da bin ich nicht",
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
