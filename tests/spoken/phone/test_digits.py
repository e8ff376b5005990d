"""Spoken groups of digits."""

import pytest

from rueckruf.spoken.phone.digits import group_at
from rueckruf.spoken.phone.numerals import misheard
from rueckruf.spoken.text.vocabulary import vocabulary
from rueckruf.spoken.text.words import fold, tokens

pytestmark = pytest.mark.unit


def groups(text: str) -> str:
    """The groups of ``text`` from its start on, separated by spaces; stops at what is none."""
    sentence = tokens(text)
    found = []
    at = 0
    while at < len(sentence) and (group := group_at(sentence, at)):
        found.append(group.digits)
        at = group.after
    return " ".join(found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("vier", "4"),
        ("zwo", "2"),
        ("zwoundzwanzig", "22"),
        ("dreißig vier", "30 4"),
        ("vierunddreißig", "34"),
        ("vier und dreißig", "34"),
        ("vierund dreißig", "34"),
        ("vier unddreißig", "34"),
        ("9 und 90", "99"),
        ("neun und dachtig", "89"),
        ("vier und acht", "4"),
        ("neunzig null null", "90 0 0"),
        ("zweihundertfünf", "205"),
        ("zwei hundert fünf", "205"),
        ("zweihundert fünf", "200 5"),
        ("hundert drei", "103"),
        ("zweihundertdrei und zwanzig", "223"),
        ("zwei hundert drei und zwanzig", "223"),
        ("zweiundzwanzighundert", "2200"),
        ("achtzehnhundertfünf", "1805"),
        ("einundzwanzig hundert", "2100"),
        ("dreiundzwanzig hundertfünf", "23 105"),
        ("zwei tausend fünf", "2005"),
        ("drei zehn", "3 10"),
        ("nulleinssieben", "017"),
        ("45 067", "45 067"),
        ("eine sieben", ""),
        ("siebenmeilen", ""),
    ],
)
def test_german_number_words_are_cut_into_groups(text: str, expected: str) -> None:
    assert groups(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("zwoneunzisch vierundvierzisch null fünf", "92 44 0 5"),
        ("neunundneunzisch dreiundzwanzisch", "99 23"),
        ("siwwe sibbe siewe siwwene", "7 7 7 7"),
        ("finf fimf zwee eens", "5 5 2 1"),
        ("zwanzich dreißich siebzich achzich", "20 30 70 80"),
        ("fimfunsechzisch siwweunachtzisch", "65 87"),
        ("oanazwanzg vieradreißg", "21 34"),
        ("zwoaradreißg fümfasechzg siemasiebzg", "32 65 77"),
        ("zweeunfuffzich eenundzwanzich", "52 21"),
        ("aanezwanzisch neinunneinzich", "21 99"),
        ("zwoi un achtzich", "82"),
        ("drei un dreißisch vier", "33 4"),
        ("vierzeh siebzeh fuffzeh", "14 17 15"),
        ("sibezäh sächzäh nünzäh oanavierzg", "17 16 19 41"),
        ("veeruntwintig söbenundörtig föfftig negenunnegentig", "24 37 50 99"),
        ("aanafachtzg zwaafachtzg achdafufzg nünenachzg", "81 82 58 89"),
        ("neinhundertvier zwoahundertdreie fünfhunnat siebnhundatzwoara", "904 203 500"),
        ("zwoahunnertsechsadreißg dreihundertachtavierzg", "236 348"),
        ("sechsunnochwas", ""),
    ],
)
def test_number_words_of_dialects_are_read_with_their_tens(text: str, expected: str) -> None:
    assert groups(text) == expected


@pytest.mark.parametrize(
    "word", ["richtig", "wichtisch", "fertich", "zeig", "mich", "sage", "abzug", "dreckig", "zwangsläufig"]
)
def test_other_words_with_the_endings_of_tens_are_no_numbers(word: str) -> None:
    assert groups(word) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("doppel vier", "44"),
        ("doppelvier", "44"),
        ("doppelnull", "00"),
        ("dreifachnull", "000"),
        ("vierfachsieben", "7777"),
        ("Doppel-Null", "00"),
        ("zweimal die null", "00"),
        ("zwei mal die drei", "33"),
        ("zweimal zwölf", "1212"),
        ("2 mal 5", "55"),
        ("2x 5", "55"),
        ("dreifach sechs", "666"),
        ("drei sechsen", "666"),
        ("zwei nullen", "00"),
        ("dreimal hintereinander die acht", "888"),
        ("dreimol d acht", "888"),
        ("zwoamoi de acht", "88"),
        ("ein Paar Achten", "88"),
        ("Pasch sechs", "66"),
        ("ein Pasch sechs", "66"),
        ("Pärchen Vieren", "44"),
        ("ein Sechserpasch", "66"),
        ("zwei Paar zwölf", "2"),
        ("zweimal die eins zwei", "11 2"),
        ("einmal die vier", "4"),
        ("achtzigmal die vier", ""),
    ],
)
def test_repeated_digits_are_written_out(text: str, expected: str) -> None:
    assert groups(text) == expected


@pytest.mark.parametrize(
    ("plain", "doubtful"),
    [
        ("neun und achtzig", "neun und dachtig"),
        ("zweihundertfünf", "zwei hundert fünf"),
        ("eins", "nur eins"),
        ("zwei achten", "ein Paar Achten"),
    ],
)
def test_what_might_be_something_else_is_less_certain(plain: str, doubtful: str) -> None:
    sure, unsure = (group_at(tokens(text), 0) for text in (plain, doubtful))

    assert sure is not None
    assert unsure is not None
    assert unsure.certainty < sure.certainty == 1


def test_misheard_words_count_only_where_a_digit_can_stand() -> None:
    assert groups("nur vier") == "0 4"
    assert groups("nur noch") == ""
    assert groups("eins wir drei") == "1 4 3"
    assert groups("wir drei") == ""
    assert groups("null zwei siebte.") == "0 2 7"
    assert groups("zwei lieben neun") == "2 7 9"
    assert groups("zwei sechste") == "2 6"
    assert groups("zwei sechste Etage") == "2"
    assert groups("am sechste") == ""


def test_a_group_knows_where_it_stands() -> None:
    text = "Neun und achtzig, bitte"
    group = group_at(tokens(text), 0)

    assert group is not None
    assert text[group.start : group.end] == "Neun und achtzig"


def test_every_misheard_word_has_a_reason_and_is_compared_folded() -> None:
    for place, entries in vocabulary("mishearings_phone").items():
        assert all(entry["because"] for entry in entries.values())
        assert all(word == fold(word) for word in misheard(place))
