"""Spelling: letters said in words, and names spelled back."""

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from rueckruf.spoken.name.alphabets import PREFERRED
from rueckruf.spoken.name.caller_name import read_caller_name
from rueckruf.spoken.name.spelling import find_spelled
from rueckruf.spoken.name.spelling_back import spell_out
from rueckruf.spoken.name.words import name_tokens

pytestmark = pytest.mark.unit


def letters(said: str) -> list[str]:
    return [spelled.letters for spelled in find_spelled(name_tokens(said))]


@pytest.mark.parametrize(
    ("said", "spelled"),
    [
        ("Martha Emil Ida Emil Richard", "meier"),
        ("martha, emil, ida, emil und richard", "meier"),
        ("München Essen Ingelheim Essen Rostock", "meier"),
        ("Köln Umlaut Unna Hamburg Nürnberg", "kühn"),
        ("Mike India Echo", "mie"),
        ("x ray uniform", ""),
        ("Xaver Ulrich Zürich", "xuz"),
        ("em e i e er", "meier"),
        ("ge er o scharfes s", "groß"),
        ("ge er o eszett", "groß"),
        ("h o doppel f m a doppel n", "hoffmann"),
        ("ha o zweimal ef em a zwei n", "hoffmann"),
        ("k ü h n", "kühn"),
        ("k umlaut u h n", "kühn"),
        ("Kaufmann, Übermut, Heinrich, Nordpol", "kühn"),
        ("b wie berta a wie anton u wie ulrich", "bau"),
        ("B wie Banane, A wie Apfel, U wie Uhu", "bau"),
        ("großes M, kleines a, y", "may"),
        ("Anton Bindestrich Berta Ida", "a-bi"),
        ("o apostroph b r i e n", "o'brien"),
        ("ich buchstabiere h u", "hu"),
        ("Schule Ulrich Heinrich", "schuh"),
        ("Charlotte Richard Ida Siegfried Theodor", "christ"),
        ("W, A, zwoamoi L, N, E, R", "wallner"),
        ("R E tweemol M E", "remme"),
        ("B, U, en doppelds T, E", "butte"),
        ("D, I, a doppeltes L, E, R", "diller"),
        ("G, E, S zwoomol, E, R", "gesser"),
        ("L, O, P, gleich zweimal, E", "loppe"),
        ("T, I, M wie Martha und noch eins, E", "timme"),
        ("B, A, R wie Richard, noch mal R wie Richard, E", "barre"),
        ("S, A, doppelt N, E, R", "sanner"),
        ("S, A, n doppelt, E, R", "sanner"),
        ("M, O, doppelt, E, R", "motter"),
        ("L, O, doppelt T, E", "lotte"),
        ("M, E, zwei S hintereinander, E", "messe"),
        ("R, U mit Strichen drauf, B, E", "rübe"),
        ("B, O, nein, Ö, H, L, E", "böhle"),
        ("K, R, I, ach nee, E, I, S", "kreis"),
    ],
)
def test_letters_are_read_in_any_table(said: str, spelled: str) -> None:
    assert letters(said) == ([spelled] if spelled else [])


def test_letters_before_what_takes_them_all_back_are_others() -> None:
    assert letters("R, E, M, nee, R, A, M, P") == ["rem", "ramp"]


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Gehling, G, E, H, wie sag ich das, L, I, N, G", "Gehling"),
        ("Robbert, R, O, B, B, ja zweimal B, E, R, T", "Robbert"),
        ("Kessler, K, E, S dreifach gemoppelt L, E, R", "Kessler"),
        ("Völle, V, Ö, L, L, E, also Ö mit Punkten", "Völle"),
    ],
)
def test_what_is_said_between_letters_makes_no_other_name_of_their_rest(said: str, name: str) -> None:
    reading = read_caller_name(said, expected=True)
    assert reading
    assert (reading.first, reading.last) == (None, name)


@pytest.mark.parametrize(
    "said",
    [
        "ja er ist da",
        "Anton Otto Emil",
        "null eins sieben",
        "er es",
        "drei vier fünf",
        "ich fahre nach Berlin",
        "so da ja",
    ],
)
def test_words_that_happen_to_be_letters_are_no_spelling(said: str) -> None:
    assert letters(said) == []


@pytest.mark.parametrize(
    ("said", "alphabet"),
    [
        ("Martha Nordpol Ida", "din5009_old"),
        ("München Nürnberg Ingelheim", "din5009_2022"),
        ("Konrad Xaver Ida Zürich Siegfried", "austrian"),
        ("Anna Leopold Niklaus", "swiss"),
        ("Alfa Bravo Charlie Echo", "icao"),
        ("Amsterdam Baltimore Oslo", "international"),
        ("a b o", "letters"),
    ],
)
def test_the_table_of_the_caller_is_known(said: str, alphabet: str) -> None:
    (spelled,) = find_spelled(name_tokens(said))

    assert spelled.alphabet == alphabet


@pytest.mark.parametrize(
    ("name", "alphabet", "said"),
    [
        ("Meier", "din5009_old", "Martha, Emil, Ida, Emil, Richard"),
        ("Meier", "din5009_2022", "München, Essen, Ingelheim, Essen, Rostock"),
        ("Schuh", "din5009_old", "Schule, Ulrich, Heinrich"),
        ("Groß", "swiss", "Gustav, Rosa, Otto, Eszett"),
        ("Kühn", "letters", "K, Ü, H, N"),
        ("O'Brien", "icao", "Oscar, Apostroph, Bravo, Romeo, India, Echo, November"),
        ("Yılmaz", "din5009_old", "Ypsilon, Ida, Ludwig, Martha, Anton, Zacharias"),
        ("Bo-Li Na", "letters", "B, O, Bindestrich, L, I, neues Wort, N, A"),
    ],
)
def test_a_name_is_spelled_back_in_the_words_of_a_table(name: str, alphabet: str, said: str) -> None:
    assert spell_out(name, alphabet) == said


def test_an_unknown_table_is_an_error() -> None:
    with pytest.raises(KeyError):
        spell_out("Meier", "klingon")


@for_all(st.text("abcdefghijklmnopqrstuvwxyzäöü", min_size=4, max_size=12), st.sampled_from(PREFERRED))
def test_what_is_spelled_out_is_read_as_the_same_letters(name: str, alphabet: str) -> None:
    assert letters("ich buchstabiere " + spell_out("a" + name, alphabet)) == ["a" + name]


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Riehl, Anke Riehl, mit i e h in da Mittn", "Anke Riehl"),
        ("Kai Wiehl, mit i e h, am End", "Kai Wiehl"),
        ("Wiehl mit i e h hinne", "Wiehl"),
        ("Stiehler, i e h vorne draa", "Stiehler"),
        ("Bruno Stahl, mit a h middemang", "Bruno Stahl"),
        ("Ott, mit O T T", "Ott"),
    ],
)
def test_letters_that_are_pointed_out_of_a_name_are_none_by_themselves(said: str, name: str) -> None:
    reading = read_caller_name(said, expected=True)
    assert reading is not None
    assert reading.full == name
