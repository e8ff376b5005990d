"""Dictated phone numbers: the corpus, and what the reading tells beside the number."""

import re
from pathlib import Path
from random import Random
from typing import Any

import pytest

from rueckruf.spoken.phone.phone_number import PhoneReading, read_phone_number
from tests.support.cases import each
from tests.support.yaml_files import read_yaml

pytestmark = pytest.mark.unit

OWN = "+493023125042"

CORPUS = Path(__file__).parents[2] / "corpus"
PHONE: dict[str, Any] = read_yaml(CORPUS / "phone_number.yml")
FRESH: dict[str, Any] = read_yaml(CORPUS / "phone_number_fresh.yml")
NEGATIVES: dict[str, Any] = read_yaml(CORPUS / "phone_number_negatives.yml")
BERLIN = "+493023125006"


def said(section: str) -> list[tuple[str, str]]:
    """Pairs of a value and one way to say it."""
    return [
        (value, text) for table in (PHONE, FRESH) for value, texts in table.get(section, {}).items() for text in texts
    ]


def failure(reading: PhoneReading | None, number: str) -> str:
    """What is wrong with a reading, in one word and its value; empty if nothing is."""
    if reading is None:
        return "empty"
    if reading.e164 is None:
        return f"partial: {reading.digits} ({reading.verdict})"
    return "" if reading.e164 == number else f"wrong: {reading.e164}"


@pytest.mark.parametrize("expected", [False, True], ids=["unasked", "asked"])
@each(("number", "text"), said("numbers"))
def test_a_number_is_understood_however_it_is_said(number: str, text: str, expected: bool) -> None:
    assert failure(read_phone_number(text, expected=expected), number) == ""


@pytest.mark.parametrize("case", PHONE["second_breath"], ids=lambda case: case["text"])
def test_a_second_breath_goes_on_or_starts_over(case: dict[str, str]) -> None:
    reading = read_phone_number(case["text"], expected=True, given=case["given"])

    assert failure(reading, case["number"]) == ""


@pytest.mark.parametrize("expected", [False, True], ids=["unasked", "asked"])
@each("case", PHONE["changes"])
def test_one_place_of_a_given_number_is_changed(case: dict[str, str], expected: bool) -> None:
    reading = read_phone_number(case["text"], expected=expected, given=case["given"])

    assert failure(reading, case["number"]) == ""


@pytest.mark.parametrize(("digits", "text"), said("fragments"))
def test_a_beginning_is_kept_but_is_no_number(digits: str, text: str) -> None:
    reading = read_phone_number(text, expected=True)

    assert reading is not None
    assert (reading.digits, reading.e164, reading.verdict) == (digits, None, "too_short")


def test_what_was_begun_without_its_zero_is_forgotten_where_it_comes_again_with_it() -> None:
    reading = read_phone_number("also null sieben eins eins", expected=True, given="711")

    assert reading is not None
    assert reading.digits == "0711"


@pytest.mark.parametrize(
    ("digits", "text"),
    [
        ("0711670711", "null sieben eins eins, sechs sieben, null sieben eins eins"),
        ("089890892", "null acht neun, acht neun null acht neun zwei"),
        ("070711673829", "null sieben, null sieben eins, eins sechs sieben drei acht zwei neun"),
        ("0402300456", "null vier null, zwei drei, null null, vier fünf sechs"),
        ("040220045", "null vier null zweiundzwanzighundert vier fünf"),
        ("0693512", "null sechs neun, fünfunddreißighundertzwölf"),
        ("03088125", "null drei null ein Paar Achten eins zwei fünf"),
        ("03066125", "null drei null, ein Pasch sechs, eins zwei fünf"),
        ("03023125", "null drei null dreiundzwanzig zwölf fünf, in ein paar Minuten"),
    ],
)
def test_all_digits_of_a_number_belong_to_it(digits: str, text: str) -> None:
    reading = read_phone_number(text, expected=True)

    assert reading is not None
    assert reading.digits == digits


@pytest.mark.parametrize(("verdict", "text"), said("refused"))
def test_a_number_that_cannot_exist_is_refused_with_the_reason(verdict: str, text: str) -> None:
    reading = read_phone_number(text, expected=True)

    assert reading is not None
    assert (reading.e164, reading.verdict) == (None, verdict)


@pytest.mark.parametrize("text", PHONE["own_number"])
def test_the_telephone_of_the_call_is_meant(text: str) -> None:
    reading = read_phone_number(text)

    assert reading is not None
    assert reading.own_number
    assert reading.e164 is None
    assert text[slice(*reading.span)]


@each("text", NEGATIVES["never"])
@pytest.mark.parametrize("context", [{}, {"expected": True}, {"given": BERLIN}], ids=["-", "asked", "given"])
def test_no_number_is_found_where_none_is(text: str, context: dict[str, Any]) -> None:
    assert read_phone_number(text, **context) is None


@pytest.mark.parametrize("text", NEGATIVES["not_asked"])
def test_small_numbers_count_only_when_asked_for(text: str) -> None:
    assert read_phone_number(text) is None


@pytest.mark.parametrize("text", NEGATIVES["given"])
def test_a_given_number_is_changed_only_by_what_is_said_about_it(text: str) -> None:
    assert read_phone_number(text, given=BERLIN) is None


@pytest.mark.parametrize(
    "text",
    [
        "diese Nummer",
        "die kenn ich nicht, die vom Apparat hier",
        "na, die von dem Telefon hier halt, auswendig weiß ich die nicht",
        "die Nummer von meinem Apparat hier, die hab ich nicht im Kopf",
        "de Nummer woaß i ned, de vo dem Telefon da halt",
        "die von dem Telefon in meiner Hand, die Zahl weiß ich nicht",
        "keine Ahnung, die steht doch bei Ihnen im Display",
        "die kenn ich nicht, aber die wird Ihnen doch angezeigt",
        "die müssten Sie doch sehen",
        "na das Handy, mit dem ich jetzt mit Ihnen red",
        "Des Handy, wo ich grad dran bin.",
    ],
)
def test_this_number_answers_the_question_for_the_number_only(text: str) -> None:
    assert read_phone_number(text) is None
    reading = read_phone_number(text, expected=True)
    assert reading is not None
    assert reading.own_number


def test_the_span_covers_the_digits_and_nothing_else() -> None:
    text = "mein Name ist Weber und unter 030 23125006 bin ich ab 9 Uhr erreichbar"
    reading = read_phone_number(text)

    assert reading is not None
    assert text[slice(*reading.span)] == "030 23125006"


def test_an_extension_is_named_and_part_of_the_number() -> None:
    reading = read_phone_number("null drei null zwei drei eins zwei fünf, Durchwahl zwölf")

    assert reading is not None
    assert (reading.extension, reading.e164) == ("12", "+49302312512")


def test_a_number_of_no_network_is_possible_and_less_certain() -> None:
    reading = read_phone_number("0136 66123456")

    assert reading is not None
    assert (reading.e164, reading.verdict) == ("+4913666123456", "possible")
    assert reading.confidence <= 0.5


@each(
    "text",
    [
        "null zwei zwei eins vier sieben acht acht nein acht sechs vier",
        "null sieben eins eins, vier fünf, zwei neun drei, falsch, neun, sieben eins, vier drei",
        "06221 79 90 nee 97 90 12",
        "0941 27 40 nein 37 40 18",  # the first of two pairs was wrong, and the rest follows
        "0911 siebzehn sechzig nee achtzehn sechzig vierunddreißig",
        "0731 52 60 14 nein 58 60",  # the rest is not said again
        "089 44 12 70 ach nein 44 21 7",
        "null eins sechs null zwei drei vier fünf sechs ach nein fünf sieben acht neun",  # of two lengths
    ],
)
def test_a_correction_that_may_begin_at_two_places_is_to_be_asked_about(text: str) -> None:
    assert certainty(text) < 0.4


@each(
    "text",
    [
        "Null drei null, zwei drei eins, zwei fünf, null null fünf. Ach nein, null null sechs, so ist es.",
        "null drei null zwei drei eins zwei fünf null null fünf nee null null sechs",
    ],
)
def test_a_last_digit_is_put_right_surely_where_those_before_it_are_said_again(text: str) -> None:
    reading = read_phone_number(text, expected=True)
    assert reading is not None
    assert reading.e164 == "+493023125006"
    assert reading.confidence > ASKED_AGAIN


@each(
    ("text", "number"),
    [
        ("null eins sieben zwei, sechs acht, ach nein, sechs neun, drei null zwei vier sieben", "+491726930247"),
        ("null vier drei eins, vier vier neun, Verzeihung, vier vier acht, eins null fünf", "+49431448105"),
        ("null sieben eins eins, zwo sieben, nee, sieben zwo, neun eins null", "+4971172910"),
        ("null eins sechs null, drei acht fünf, nein, Moment, vier acht fünf, neun null, sieben drei", "+491604859073"),
        (
            "null eins fünf eins, zwei zwei, falsch, zwei sechs, neun neun, Quatsch, neun drei, null vier acht eins",
            "+4915126930481",
        ),
        (
            "null neun vier eins, drei fünf, äh nein, drei sechs, acht acht, äh nein, acht null, vier zwei",
            "+49941368042",
        ),
    ],
)
def test_a_block_is_put_right_surely_where_it_is_said_again_in_the_same_length(text: str, number: str) -> None:
    reading = read_phone_number(text, expected=True)
    assert reading is not None
    assert reading.e164 == number
    assert reading.confidence > ASKED_AGAIN


@each(
    ("text", "number"),
    [
        ("null eins sieben zwei fünf vier drei nee halt fünf drei acht neun null eins", "+491725538901"),
        ("null eins sieben eins zwei drei vier fünf sechs nein sieben acht neun", "+491712345789"),
        ("null eins sieben eins zwei drei vier fünf sechs nein vier sieben acht neun null", "+491712347890"),
        ("null eins fünf eins zwei drei vier fünf sechs ach nein fünf sieben acht neun drei", "+4915123457893"),
    ],
)
def test_behind_a_mobile_code_it_is_counted_how_far_a_correction_reaches_back(text: str, number: str) -> None:
    reading = read_phone_number(text, expected=True)
    assert reading is not None
    assert reading.e164 == number
    assert reading.confidence >= CONFIDENT


@each(
    "text",
    [
        "null sieben eins eins, vier zwei, vier acht, nein, vier drei, vier acht, neun",  # two blocks are said again
        "null sieben eins eins, sechs fünf, acht acht, nein, drei vier, neun",  # rather another number of digits
    ],
)
def test_a_block_that_is_unlike_the_last_one_may_take_another_place(text: str) -> None:
    assert certainty(text) < ASKED_AGAIN


@each(
    ("given", "words", "number"),
    [
        # all of them said once more in full
        ("+4917288441234", "hinten nicht drei vier, ist fünf vier, eins zwei fünf vier", "+4917288441254"),
        ("+4971188920481", "nein, nicht vier acht eins, ist vier sechs eins, null vier sechs eins", "+4971188920461"),
        # the right ones reach behind the wrong ones up to the end
        ("+49911441240", "am Ende ist es einundzwanzig vierzig, nicht zwölf", "+49911442140"),
        ("+499114478352", "hinten drei acht fünf zwei, nicht acht drei", "+499114473852"),
        ("+499114473611", "hinten drei acht, nicht drei sechs", "+499114473811"),
        # whose the wrong ones are
        ("+496814716962", "am Ende nicht sechs zwei, sondern sechs drei. Sechs zwei war die alte.", "+496814716963"),
        (
            "+496814716945",
            "am Ende nicht vier fünf, sondern vier acht. Vier fünf ist der Bäcker",
            "+496814716948",
        ),
        # two of them, in dialect
        ("+496814716945", "die letschte zwei sin vier acht", "+496814716948"),
        ("+496814716945", "naa, hinten san vier acht", "+496814716948"),
        ("+496814716945", "na, am Schluss kummt vier acht", "+496814716948"),
    ],
)
def test_the_last_digits_are_put_right(given: str, words: str, number: str) -> None:
    reading = read_phone_number(words, expected=True, given=given)
    assert reading is not None
    assert reading.e164 == number


@each(
    "words",
    [
        "plus neunundvierzig, die Null lasst ihr weg, sieben eins eins, vier vier acht drei zwei neun",
        "plus vier neun, die Null in der Klammer lassen Sie weg, sieben eins eins, vier vier acht drei zwei neun",
        "plus neunundvierzig, Klammer auf, null, Klammer zu, sieben eins eins, vier vier acht drei zwei neun",
    ],
)
def test_no_digit_is_lost_behind_a_zero_to_be_left_away(words: str) -> None:
    reading = read_phone_number(words, expected=True)
    assert reading is not None
    assert reading.e164 == "+49711448329"


def certainty(text: str, **context: Any) -> float:
    reading = read_phone_number(text, expected=True, **context)
    assert reading is not None
    return reading.confidence


PLAIN = "null drei null zwei drei eins zwei fünf null null sechs"


@pytest.mark.parametrize(
    "doubtful",
    [
        "null drei null zwei drei eins zwei fünf null null fünf nein sechs",  # corrected
        "mold drei null zwei drei eins zwei fünf null null sechs",  # misheard
        "null dreißig zwei drei eins zwei fünf null null sechs",  # 30 2 or 32
        "0171 39 S 20 042",  # something between was not understood
        "null drei null zwei drei eins zwei fünf hui sechs sieben",  # the word between may have been a digit
        "1 7 1 3 9 2 0 0 4 2",  # the leading zero is missing
        "49 171 3920042",  # the plus is missing
        "null eins sieben zwei nein sieben eins drei neun zwei null null vier zwei",  # 0177 1 or 0171
        "null drei null zwei drei eins zwei fünf null null sechs zwei bis drei Uhr",  # a digit or an hour
        "null drei null drei, und zwanzig zwölf fünfzig null sechs",  # 3 and 20 or 23
        "null drei null zwei hundert, neun und fünfzig null null sechs",  # 200 and 59 or 259
        "null drei null zwei drei eins zwei fünf zweimal, null sechs",  # the digit before or after
        "Blut 49 30 23125006",
        "null eins sieben eins drei neun zwei null null nulleins",  # run together
    ],
)
def test_what_is_repaired_or_ambiguous_is_less_certain(doubtful: str) -> None:
    assert certainty(doubtful) < certainty(PLAIN)


@pytest.mark.parametrize(
    "text",
    [
        "null drei null, zwei drei eins zwei fünf, statt der null vier zwei",
        "null acht neun, neun neun neun neun acht, nicht die zwei sechs vier",
    ],
)
def test_a_number_that_hardly_any_is_so_short_is_doubted_where_more_digits_are_said(text: str) -> None:
    reading = read_phone_number(text, expected=True)
    assert reading is not None
    assert reading.confidence < 0.5


def test_a_lost_piece_is_never_trusted() -> None:
    assert certainty("die Vorwahl ist 0221 und dann 47s99") < 0.3


def test_what_is_said_again_from_the_start_is_no_second_half() -> None:
    reading = read_phone_number("null eins", expected=True, given="01")

    assert reading is not None
    assert reading.digits == "01"


UNITS = "ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun"
TENS = "zwanzig|dreißig|vierzig|fünfzig|sechzig|siebzig|achtzig|neunzig"
#: Below it the number is asked for once more.
ASKED_AGAIN = 0.4
CONFIDENT = 0.8


def heard_otherwise(text: str, random: Random) -> str:
    """What another recogniser makes of the same words: capitals, punctuation, compounds split and joined."""

    def split(match: re.Match[str]) -> str:
        return f"{match[1]} und {match[2]}" if random.random() < 0.5 else match[0]

    def pause(_: re.Match[str]) -> str:
        return random.choice([" ", " ", ", ", ". "])

    for _ in range(random.randint(1, 3)):
        text = random.choice(
            [
                text.lower(),
                text.title(),
                text.replace(",", ""),
                text.replace(",", "."),
                text.rstrip(".") + ".",
                re.sub(r"(?<=[a-zäöüß]) ", pause, text),
                re.sub(rf"\b({UNITS})und({TENS})\b", split, text),
                re.sub(rf"\b({UNITS}) und ({TENS})\b", r"\1und\2", text),
            ]
        )
    return text


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("warten Sie, ich hol die Brille, ich sag Ihnen die vom Enkel, 0151", "0151"),
        ("ich hol mal eben den Zettel, so, 0176", "0176"),
        ("also, ich gucke, 030", "030"),
        ("warten Sie, das ist die vom Laden, 0341", "0341"),
        ("hier steht sie ja, 01512", "01512"),
        ("wir wohnen in 01067 Dresden", None),
        ("um 0930 komme ich heim", None),
        ("mein Vertrag ist die 0815", None),
        ("die Rechnung hat die 0023", None),
        ("das war Haus 007", None),
    ],
)
def test_an_area_code_at_the_end_of_a_sentence_begins_a_number(text: str, digits: str | None) -> None:
    reading = read_phone_number(text, expected=True)

    assert (reading and reading.digits) == digits


@pytest.mark.parametrize(
    "text",
    [
        "null drei null drei null zwei drei eins zwei fünf null null sechs",
        "null drei null. drei null zwei drei eins zwei fünf null null sechs",
        "null vier null vier null zwei drei eins zwei fünf null sechs",
        "null acht null acht neun zwei drei eins zwei fünf null",
        "null zwei null zwei eins eins acht sechs null vier vier",
    ],
)
def test_a_number_that_may_begin_anew_in_itself_is_doubted(text: str) -> None:
    reading = read_phone_number(text, expected=True)

    assert reading is None or reading.e164 is None or reading.confidence < CONFIDENT


@pytest.mark.parametrize(
    "text",
    [
        "null drei null zwo drei eins zwo fünf null neun vier, drei und eins verdreht",
        "null drei null zwo drei eins zwo fünf null neun vier die letzten beiden nicht vertauscht",
        "030 23125099, die letzten beiden verdreht",
        "030 23125094, irgendwas ist da vertauscht",
        "030 23125094, Ende 58",
        "null drei null zwo drei eins zwo fünf null neun vier vier neun am ende",
    ],
)
def test_a_change_of_what_was_just_said_that_may_mean_several_places_is_doubted(text: str) -> None:
    reading = read_phone_number(text, expected=True)

    assert reading is None or reading.e164 is None or reading.confidence < ASKED_AGAIN


@pytest.mark.parametrize(
    "text",
    ["nein, zwei fünf in der Mitte", "in der mitte ist es drei null vier", "mittendrin eins zwei", "die Mitte ist 55"],
)
def test_what_belongs_in_the_middle_is_doubted(text: str) -> None:
    reading = read_phone_number(text, expected=True, given="+493023125094")

    assert reading is None or reading.e164 is None or reading.confidence < ASKED_AGAIN


# Of its own chance: what hypothesis draws depends on the modules that other tests have loaded.
@pytest.mark.thorough
@each(
    ("number", "text"),
    [(number, heard_otherwise(text, chance)) for chance in map(Random, range(2)) for number, text in said("numbers")],
)
def test_a_number_is_never_confidently_another_one(number: str, text: str) -> None:
    reading = read_phone_number(text, expected=True)

    assert reading is None or reading.e164 in (None, number) or reading.confidence < CONFIDENT


LONG = {
    "a word": "null" * 2000,
    "figures": "0" * 10_000,
    "pluses": "plus " * 300,
    "words": "null eins " * 500,
    "letters": "o " * 3000,
}


@pytest.mark.parametrize("text", ["", " ", "#", "+", "\x00", "😀", *LONG.values()], ids=["-"] * 6 + list(LONG))
def test_any_text_is_survived(text: str) -> None:
    for expected in (False, True):
        reading = read_phone_number(text, expected=expected, given="0171")
        assert reading is None or reading.e164 is None


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("morgen früh um sechs. 040 66969177", "sechs"),
        ("Freitag um zehn, 040 66969177", "zehn"),
        ("morgen um acht null vier null sechs sechs neun sechs neun eins sieben sieben", "acht"),
        ("gegen zehn plus neunundvierzig vier null sechs sechs neun sechs neun eins sieben sieben", "zehn"),
    ],
)
@pytest.mark.parametrize("expected", [True, False])
def test_an_hour_right_before_the_number_is_left_to_the_time(text: str, hour: str, expected: bool) -> None:
    reading = read_phone_number(text, expected=expected)
    assert reading is not None
    assert reading.e164 == "+494066969177"
    assert hour not in text[slice(*reading.span)]


@pytest.mark.parametrize("again", ["zweimal", "doppel", "dreimal"])
def test_a_repeat_word_without_end_does_not_double_what_is_doubled(again: str) -> None:
    reading = read_phone_number("eins" + f" {again}" * 16, expected=True)

    assert reading is not None
    assert len(reading.digits) <= 27


def test_figures_without_end_are_no_hour() -> None:
    reading = read_phone_number("acht Uhr " + "1" * 5000, expected=True)

    assert reading is not None
    assert reading.verdict == "too_long"


@pytest.mark.parametrize(
    "text",
    [
        "die letzten zwei Ziffern andersrum",
        "nein die letzten beiden sind vertauscht",
        "am Ende ist ein Zahlendreher",
        "hinten die 2 verdreht",
        "da ist hinten was vertauscht, die null und die acht",
    ],
)
def test_the_last_two_digits_are_turned_round(text: str) -> None:
    reading = read_phone_number(text, given="+491764432108")
    assert reading is not None
    assert reading.e164 == "+491764432180"


@pytest.mark.parametrize(
    "text",
    [
        "oh nein, ich hab bei der Nummer drei und zwei verdreht",
        "da sind die drei und die zwei vertauscht",
        "nein ich hab drei und zwei verwechselt es ist zwei drei",
        "die Drei und die Zwei müssen andersrum",
    ],
)
def test_two_digits_that_stand_side_by_side_once_are_turned_round(text: str) -> None:
    reading = read_phone_number(text, given="+491764432108", expected=True)
    assert reading is not None
    assert reading.e164 == "+491764423108"


def test_two_digits_that_stand_side_by_side_twice_are_left() -> None:
    reading = read_phone_number("eins und sieben sind vertauscht", given="+491764471708", expected=True)
    assert reading is None or reading.e164 is None or reading.confidence < CONFIDENT


@pytest.mark.parametrize(
    ("text", "e164"),
    [
        ("am ende vertauscht ist die null eins", "+491764432101"),
        ("die Zeit und die Nummer sind verwechselt", None),
        ("die letzten zwei stimmen", None),
    ],
)
def test_nothing_is_turned_round_where_digits_are_told_or_none_are_meant(text: str, e164: str | None) -> None:
    reading = read_phone_number(text, given="+491764432108")
    assert (reading and reading.e164) == e164


@pytest.mark.parametrize(
    "said",
    [
        "null drei null, halt, und dann zwei drei eins zwei fünf null vier zwei",
        "null drei null zwei drei, nein, und weiter eins zwei fünf null vier zwei",
        "null drei null zwei drei eins, stopp, und danach zwei fünf, null vier zwei",
        "null drei null zwei drei halt stopp und dann eins zwei fünf null vier zwei",
        "null drei null zwei drei eins zwei sechs, nein fünf, und dann null vier zwei",
    ],
)
def test_who_goes_on_with_and_then_takes_nothing_back(said: str) -> None:
    reading = read_phone_number(said, expected=True)
    assert reading
    assert reading.e164 == "+493023125042"


@pytest.mark.parametrize(
    ("text", "e164"),
    [
        (
            "null eins sieben eins, drei neun acht vier, nein, falsch, nach der eins sieben eins kommt drei neun zwei"
            " null null vier zwei",
            "+491713920042",
        ),
        (
            "null drei null, zwei drei fünf sechs, Quatsch, hinter der Vorwahl zwei drei eins zwei fünf null vier zwei",
            OWN,
        ),
        ("null drei null zwei vier, nein, hinter der Vorwahl kommt: zwei drei eins zwei fünf null vier zwei", OWN),
        ("030 231 44, ach Mist, also ab der 231 noch mal: 25042", OWN),
        (
            "null drei null zwei drei neun, nein, nach der drei null kommt zwei drei eins zwei fünf null vier zwei",
            OWN,
        ),
        (
            "null drei fünf eins acht null, falsch, hinter der Vorwahl kommt acht drei eins zwei fünf null",
            "+49351831250",
        ),
        (
            "null eins fünf eins, zwei zwei drei, nein, nach der eins fünf eins geht's weiter mit zwei"
            " drei vier fünf sechs sieben acht",
            "+491512345678",
        ),
    ],
)
def test_what_is_said_anew_behind_digits_that_stay_takes_the_place_of_the_rest(text: str, e164: str) -> None:
    reading = read_phone_number(text, expected=True)
    assert reading is not None
    assert reading.e164 == e164


@pytest.mark.parametrize(
    "text",
    [
        "nach der Vorwahl null drei null kommt zwei drei eins zwei fünf null vier zwei",
        "null drei null, hinter der Vorwahl dann zwei drei eins zwei fünf null vier zwei",
        "nein, ab neun, null drei null zwei drei eins zwei fünf null vier zwei",
    ],
)
def test_nothing_stays_where_nothing_was_taken_back(text: str) -> None:
    reading = read_phone_number(text, expected=True)
    assert reading is not None
    assert reading.e164 == OWN


@each(
    ("text", "e164"),
    [
        (
            "null sieben eins eins, drei vier, vier neun, zwo, ach nee, sorry, zum Schluss zwo acht sechs",
            "+497113449286",
        ),
        ("null vier null, fünf fünf drei, acht eins, Verzeihung, am Schluss acht sieben neun", "+4940553879"),
        ("null zwo zwo eins, sechs vier neun drei, null, Quatsch, hintenraus null fünf acht", "+492216493058"),
        ("null drei null, zwo drei eins zwo fünf, null acht, nee, hinten null vier zwo", OWN),
        ("null vier null, drei acht, sechs fünf, zwo, nee, hinten zwo neun eins", "+49403865291"),
        # as many as are said, where a breath ends there and some are right
        ("null vier null, sechs zwo fünf, sieben eins, neun, nein, am Ende sieben eins acht", "+4940625718"),
        ("null drei null, zwo drei eins, zwo fünf null vier acht, nee, hinten null vier zwo", OWN),
    ],
)
def test_a_breath_that_had_begun_is_said_anew_at_the_end(text: str, e164: str) -> None:
    reading = read_phone_number(text, expected=True)
    assert reading is not None
    assert reading.e164 == e164
    assert reading.confidence > ASKED_AGAIN


@each(
    "text",
    [
        "null sieben eins eins, sechs vier zwo, drei, nein, am Ende vier fünf",
        "null acht neun, zwo zwo vier fünf eins, neun, ach was, am Schluss vier null",
        "null drei null, zwo drei eins, zwo fünf null, acht, nee, hinten null vier zwo",
        "null sechs neun sieben null null null eins vier zwo ach nee hinten vier acht eins",
    ],
)
def test_an_end_that_would_cut_what_was_said_in_one_breath_is_doubted(text: str) -> None:
    reading = read_phone_number(text, expected=True)

    assert reading is None or reading.confidence < ASKED_AGAIN


@each(
    ("text", "e164"),
    [
        (
            "null drei vier eins, acht acht vier sechs, sechs null, nee, net null am Schluss, sondern acht acht vier"
            " sechs fünf zwo",
            "+49341884652",
        ),
        (
            "null fünf eins eins, drei sechs vier eins, nein, nicht die eins hinten, sondern drei sechs, vier sieben,"
            " acht neun",
            "+49511364789",
        ),
        ("null drei null, zwo drei eins, zwo fünf null vier drei, nein, nicht drei, zwo am Schluss", OWN),
    ],
)
def test_the_right_digits_may_begin_some_before_those_that_are_called_wrong(text: str, e164: str) -> None:
    reading = read_phone_number(text, expected=True)

    assert failure(reading, e164) == ""
