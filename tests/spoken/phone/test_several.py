"""Several numbers in one sentence are kept in the order in which the caller wants them rung."""

import re

import pytest

from rueckruf.spoken.phone.phone_number import read_phone_number
from rueckruf.spoken.phone.several import names_another, numbers_in_order, rung_first

pytestmark = pytest.mark.unit

MOBILE, SECOND_MOBILE, LANDLINE = "+491713920011", "+491713920022", "+493023125077"
SAID = {
    "M": "null eins sieben eins drei neun zwei null null eins eins",
    "S": "null eins sieben eins, drei neun zwei, null null zwei zwei",
    "F": "null drei null zwei drei eins zwei fünf null sieben sieben",
}
NUMBERS = {"M": MOBILE, "S": SECOND_MOBILE, "F": LANDLINE}


def read(sentence: str, expected: bool = True) -> str:
    """The numbers of a sentence, in which M, S and F stand for two mobiles and a landline; O is the own one."""
    text = re.sub(r"\b[MSF]\b", lambda sign: SAID[sign[0]], sentence)
    first = read_phone_number(text, expected=expected)
    assert first is not None
    letters = {number: letter for letter, number in NUMBERS.items()}
    found = numbers_in_order(text, first, expected=expected)
    return "".join("O" if reading.own_number else letters[reading.e164 or ""] for reading in found)


@pytest.mark.parametrize("expected", [False, True], ids=["unasked", "asked"])
@pytest.mark.parametrize(
    ("sentence", "order"),
    [
        ("mobil M, und wenn ich da nicht rangehe, Festnetz F", "MF"),
        ("F, und abends dann mobil M", "FM"),
        ("tagsüber im Büro F sonst M", "FM"),
        ("entweder M oder S", "MS"),
        ("F, awwer nemme Sie M, des is em Enkel seins", "MF"),
        ("M und die zweite Nummer ist S", "MS"),
        ("M oder F oder notfalls S", "MFS"),
        ("M und F", "MF"),
        ("F, M", "FM"),
        ("M und S", "MS"),
        ("F beziehungsweise M", "FM"),
        ("F. Und wenn ich nicht hingehe, dann halt beim Onkel, M", "FM"),
        ("F, und sonst halt bei der Werkstatt, M", "FM"),
        ("F, geht keiner hin, dann mobil M", "FM"),
        ("F, hebt da niemand ab, dann halt M", "FM"),
        ("F. Erreichen Sie da keinen, dann M", "FM"),
        ("F, bin ich grad nicht da, dann mobil M", "FM"),
        ("S, nein, jetzt hab ich mich verzählt, noch mal von vorne, M", "M"),
        ("F, ach falsch, von vorn, M, und mobil S", "MS"),
        (
            "am besten in der Kanzlei, F. Und wenn ich weg bin, gäb's noch das Handy, M. Aber eigentlich Kanzlei.",
            "FM",
        ),
        ("lieber mobil, M. Wenn das aus ist, hätt ich noch den Hof, F. Aber erst das Mobile", "MF"),
        ("im Stall F, mobil M. Im Stall bin ich am ehesten", "FM"),
        ("im Stall F, mobil M. Mobil erwischen Sie mich am ehesten", "MF"),
        ("Festnetz F, und mobil M, aber eigentlich mobil", "MF"),
        ("im Stall F, mobil M, aber mobil eigentlich nie", "FM"),
    ],
)
def test_they_are_rung_as_they_are_said(sentence: str, order: str, expected: bool) -> None:
    assert read(sentence, expected) == order


@pytest.mark.parametrize(
    ("sentence", "order"),
    [
        ("Am besten aufs Festnetz, F. Und nur wenn da keiner drangeht, dann aufs Handy, M.", "FM"),
        ("am liebsten übers Handy, M, sonst übers Festnetz, F", "MF"),
        ("M oder F, lieber unter der zweiten", "FM"),
        ("M aber besser unter F", "FM"),
        ("das Büro hat F aber nehmen Sie die private M", "MF"),
        ("Zu Hause bin ich unter F, rufen Sie aber bitte am Handy an, M.", "MF"),
        ("handy wäre M aber probiern oder versuchen sie es S", "MS"),
        ("M ist meine, aber versuchen Sie es unter F.", "FM"),
        ("F aber bitte im laden anrufen M", "MF"),
        ("F, aber rufen Sie nur vormittags an, mobil M", "FM"),
        ("F aber rufen sie auch gern unter M an", "FM"),
        ("F aber nehmen sie das handy nur wenn keiner rangeht M", "FM"),
        ("Meine Handynummer ist M, lieber ist mir aber das Festnetz, F", "FM"),
        ("F oder M oder S, am liebsten die zweite", "MFS"),
        ("am besten unter M oder F", "MF"),
        ("F am liebsten, sonst M", "FM"),
        ("M, da bin ich am besten zu erreichen, oder F", "MF"),
        ("F und M, zuerst bitte letztere", "MF"),
    ],
)
def test_the_one_that_is_preferred_comes_first(sentence: str, order: str) -> None:
    assert read(sentence) == order


@pytest.mark.parametrize("expected", [False, True], ids=["unasked", "asked"])
@pytest.mark.parametrize(
    ("sentence", "order"),
    [
        ("ich hab zwei, M das ist die private, und das Büro ist F, nehmt lieber die vom Büro", "FM"),
        ("M privat und F im Laden, am besten die vom Laden", "FM"),
        ("also einmal M und dann noch F, zuerst die zweite", "FM"),
        ("die erste ist M die zweite F, nehmt lieber die zweite", "FM"),
        ("Handy M und Festnetz F, lieber Festnetz", "FM"),
        ("Handy: M, Festnetz: F, bitte lieber Festnetz", "FM"),
        ("handy M festnetz F lieber festnetz", "FM"),
        ("mobil M festnetz F rufen sie besser auf dem festnetz an", "FM"),
        ("F is dahoam, M is mobil, am liebsten mobil", "MF"),
        ("M is mei privats und F vo da firma, liaba die vo da firma", "FM"),
        ("M is s Natel und F s Gschäft, lieber ufs Gschäft", "FM"),
        ("F zuhause und M auf dem Boot, nehmen Sie zuerst die vom Boot", "MF"),
        ("also privat wäre F und dienstlich M, bitte dienstlich zuerst", "MF"),
        ("F zuhause, M im Laden, im Laden bin ich am besten zu erreichen", "MF"),
        ("unter M erwischen Sie mich in der Backstube und unter F daheim, daheim wär besser", "FM"),
        ("M gehört mir und F meiner Frau, lieber die von meiner Frau", "FM"),
        ("M ist das Handy, F der Hof, besser am Hof", "FM"),
        ("M, also das ist der Schreibtisch, und F ist die Pforte, eher die Pforte", "FM"),
        ("Praxis F, Wohnung M, besser die Wohnung als die Praxis", "MF"),
        ("im Büro F, privat wär M, zuerst privat und dann Büro", "MF"),
        ("Büronummer F, Handynummer M, lieber Handy", "MF"),
        ("zuerst Büro, privat M, Büro F", "FM"),
        ("F Büro M Handy aber das Handy bitte zuerst", "MF"),
        ("F ist das Büro, M das Handy, lieber aufs Handy, im Büro bin ich selten", "MF"),
    ],
)
def test_the_one_beside_a_word_that_is_named_again_comes_first(sentence: str, order: str, expected: bool) -> None:
    assert read(sentence, expected) == order


@pytest.mark.parametrize(
    ("sentence", "order"),
    [
        ("Festnetz wär F, und mobil M. Nehmen Sie einfach die mobile.", "MF"),
        ("Festnetz F, Handy M, nehmens ruhig des Handy", "MF"),
        ("Handy M, Festnetz F. Nehmt ruhig das Festnetz.", "FM"),
        ("F oder M, nehmen Sie gern das Handy", "MF"),
        ("M und F, probieren Sie's ruhig auf dem Festnetz", "FM"),
        ("F und M, rufen Sie gern die letzte an", "MF"),
        ("F und M, die zweite bitte", "MF"),
        ("im Büro F, unterwegs M. Rufen Sie ruhig unterwegs an.", "MF"),
        ("mein Handy ist M, daheim F. Nehmen Sie die von daheim.", "FM"),
        ("daheim F, und das Handy von meinem Mann ist M. Nehmen Sie das Handy, daheim nur zur Not.", "MF"),
        ("Büro F, mobil M, rufen Sie mobil an, im Büro nur im Notfall", "MF"),
        ("das Festnetz ist F und mobil hab ich M, nehmen Sie ruhig mobil, das Festnetz nicht unbedingt", "MF"),
        # where somebody lives is the landline, whether it was called so or not
        ("F und M. Nehmet 's Handy, dahoim isch koiner.", "MF"),
        ("Festnetz F, und Handy M. Nehmen Sie das Handy, zuhause ist nie wer da.", "MF"),
        ("M oder F. Bitte daheim anrufen.", "FM"),
        ("Handy M, Festnetz F. Lassen Sie es daheim klingeln.", "FM"),
        ("F und mobil M. Aufs Handy bitte, daheim hör ich's nicht.", "MF"),
        ("M und F. Am besten zu Hause.", "FM"),
        ("F und M. Das Handy zuerst, daheim bin ich nie.", "MF"),
    ],
)
def test_an_order_behind_them_says_which_comes_first(sentence: str, order: str) -> None:
    assert read(sentence) == order


@pytest.mark.parametrize(
    "sentence",
    [
        "Festnetz F, Handy M. Nehmen Sie das Handy nur im Notfall.",
        "Festnetz F, Handy M. Nehmen Sie das Handy, aber nur im Notfall.",
        "Festnetz F, Handy M. Rufen Sie bitte nicht auf dem Handy an.",
        "Festnetz F, Handy M. Rufen Sie gern vormittags an.",
        "Festnetz F, Handy M. Bitte nicht aufs Handy.",
        "F, Handy M. Bitte erst ab vier, da bin ich zu Hause und am Handy.",
        "Festnetz F, Handy M. Nehmen Sie, was Ihnen lieber ist.",
        "Festnetz F, Handy M. Versuchen Sie erst das Festnetz und danach das Handy.",
    ],
)
def test_an_order_that_names_none_or_holds_at_times_changes_nothing(sentence: str) -> None:
    assert read(sentence) == "FM"


def test_a_short_one_in_figures_is_told_apart_from_the_next() -> None:
    text = "0351 80145 und 0171 3920011, die zweite bitte"
    first = read_phone_number(text, expected=True)
    assert first is not None
    numbers = [reading.e164 for reading in numbers_in_order(text, first, expected=True)]
    assert numbers == [MOBILE, "+4935180145"]


@pytest.mark.parametrize(
    ("sentence", "order"),
    [
        ("M und F, am besten vormittags", "MF"),
        ("M Handy, F Büro, am besten zwischen acht und zehn", "MF"),
        ("M mobil, F Festnetz, lieber nicht vor neun", "MF"),
        ("M im Auto, F im Auto, lieber im Auto", "MF"),
        ("M ist das Handy, F das Büro, da bin ich am besten zu erreichen", "MF"),
    ],
)
def test_what_stands_beside_none_or_both_changes_nothing(sentence: str, order: str) -> None:
    assert read(sentence) == order


@pytest.mark.parametrize(
    ("sentence", "order"),
    [
        ("das Festnetz ist F, das ist die wichtige, und das Handy für den Notfall ist M", "FM"),
        ("das Handy ist M, aber nur im Notfall, und daheim F", "FM"),
        ("M als Reserve und F ist die Hauptnummer", "FM"),
        ("für den Notfall M, und die vom Büro ist F", "FM"),
        ("mobil M zur Not, und F", "FM"),
        ("S, und M, wenn alle Stricke reißen", "SM"),
        ("M, und F, das wär die wichtigere", "FM"),
        ("mobil M, da geh ich ran. Zur Not noch bei der Oma, F", "MF"),
        ("mobil M, zur Not bei der Oma, F", "MF"),
        ("F, das ist die wichtige, M", "FM"),
        ("Ich hab da zwei. Daheim F, das ist die wichtige, und das Handy für den Notfall ist M", "FM"),
        ("für den Notfall M, und als Reserve F", "MF"),
    ],
)
def test_the_one_in_reserve_is_rung_last(sentence: str, order: str) -> None:
    assert read(sentence) == order


@pytest.mark.parametrize(
    ("sentence", "order"),
    [
        ("das Festnetz wär F, aber da hebt nie wer ab, also nehmen Sie das Handy, M", "MF"),
        ("meine Festnetznummer F die funktioniert grad nicht deshalb bitte die M", "MF"),
        ("daheim F, da erwischen Sie mich aber nicht, also M", "MF"),
        ("mobil wär M aber im stall hab i koi netz also daheim F", "FM"),
        ("die M geht grad ned, bitte auf F", "FM"),
        ("F und wenn da keiner abhebt M", "FM"),
        ("F, das ist nicht weit weg, und M", "FM"),
        ("meine Nummer ist F, nicht vor neun bitte, und dann noch M", "FM"),
    ],
)
def test_one_of_little_use_is_rung_after_the_next(sentence: str, order: str) -> None:
    assert read(sentence, True) == order


@pytest.mark.parametrize("expected", [False, True], ids=["unasked", "asked"])
@pytest.mark.parametrize(
    ("sentence", "order"),
    [
        ("unter dieser Nummer, und wenn nicht, mobil M", "OM"),
        ("auf der Nummer, von der ich anrufe, ansonsten M", "OM"),
        ("M, und wenn ich da nicht rangehe, unter dieser Nummer", "MO"),
        ("lieber auf dem Handy M, sonst die, die Sie sehen", "MO"),
        ("unter dieser Nummer oder M, lieber unter der zweiten", "MO"),
        ("erst unter dieser Nummer, danach M und notfalls F", "OMF"),
        ("M, oder die Nummer, von der ich anrufe, oder F", "MOF"),
    ],
)
def test_the_telephone_of_the_call_is_one_of_them(sentence: str, order: str, expected: bool) -> None:
    assert read(sentence, expected) == order


@pytest.mark.parametrize("expected", [False, True], ids=["unasked", "asked"])
@pytest.mark.parametrize(
    ("sentence", "order"),
    [
        ("Sie erreichen mich unter dieser Nummer: M", "M"),
        ("auf dieser Nummer, und zwar M", "M"),
        ("nicht unter dieser Nummer, sondern unter M", "M"),
        ("nicht auf dieser Nummer, und bitte auch nicht vor neun: M", "M"),
        ("M oder unter dieser Nummer: F", "MF"),
    ],
)
def test_the_telephone_of_the_call_is_not_meant(sentence: str, order: str, expected: bool) -> None:
    assert read(sentence, expected) == order


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        ("F nein M", "M"),
        ("F, Quatsch, M", "M"),
        ("F, Entschuldigung, ich meine M", "M"),
        ("F, nein halt, das ist die alte, M", "M"),
        ("nicht F sondern M", "M"),
        ("F, ich habe mich versprochen, M", "M"),
        ("M, ich wiederhole, M", "M"),
        ("M M", "M"),
    ],
)
def test_a_correction_is_no_second_number(sentence: str, number: str) -> None:
    assert read(sentence) == number


@pytest.mark.parametrize(
    ("words", "another"),
    [
        ("und notfalls mobil", True),
        ("Sie können es auch auf dem Handy versuchen", True),
        ("falls ich nicht rangehe, im Büro", True),
        ("geh ich nicht ran, dann wär da noch die von meinem Mann", True),
        ("hätt ich noch die von daheim", True),
        ("gabats no de vom Gschäft", True),
        ("wenn da besetzt ist, die von daheim, aber am liebsten auf dieser", True),
        ("notfalls das Festnetz, aber normal die hier", True),
        ("wenn keiner da ist, die andere, aber lieber die andere", False),
        ("das wäre noch die alte", False),
        ("nehmen Sie das Handy", False),
        ("oder lieber auf dem Handy", False),
        ("passt, oder halt, nein, nehmen Sie", False),
        ("stimmt, oder nein, probieren Sie", False),
    ],
)
def test_one_more_takes_the_place_of_none(words: str, another: bool) -> None:
    assert names_another(words) is another


@pytest.mark.parametrize(
    "text",
    [
        "zuerst aufs Festnetz bitte",
        "erst die zweite",
        "nicht am Handy",
        "nehmen Sie doch die andere",
        "lieber daheim und dann erst am Handy",
        "das Handy nur zur Not",
    ],
)
def test_of_numbers_that_are_known_another_is_rung_first(text: str) -> None:
    assert rung_first(text, [MOBILE, LANDLINE]) == 1


@pytest.mark.parametrize("text", ["lieber eine andere Zeit", "das Handy ist gut", "zu Hause bin ich erst um elf", "ja"])
def test_no_number_is_ordered(text: str) -> None:
    assert rung_first(text, [MOBILE, LANDLINE]) is None


def test_one_is_named_by_its_country() -> None:
    assert rung_first("bitte die deutsche", ["+48601772300", LANDLINE]) == 1
    assert rung_first("lieber die polnische", [LANDLINE, "+48601772300"]) == 1
