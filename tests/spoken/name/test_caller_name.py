"""Who is calling: names out of spoken sentences."""

import re
import sys
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from rueckruf.spoken.name.caller_name import NameReading, read_caller_name
from rueckruf.spoken.name.words import key_of
from tests.support.cases import each
from tests.support.yaml_files import read_yaml

pytestmark = pytest.mark.unit

CORPUS = Path(__file__).parents[2] / "corpus"


def corpus(name: str = "caller_name") -> list[Any]:
    entries = read_yaml(CORPUS / f"{name}.yml")
    return [
        (said, tuple(map(entry["name"].get, ("title", "first", "last")))) for entry in entries for said in entry["said"]
    ]


def ways(asked: str = "once") -> list[Any]:
    """Each name of the corpus in each of its ways, where it is one if it was asked for ``once`` or ``again``."""
    entries = [entry for entry in read_yaml(CORPUS / "caller_name_ways.yml") if entry.get("asked", "once") == asked]
    return [
        (said, (None, name.get("first"), name["last"]))
        for entry in entries
        for name in entry["names"]
        for way in entry["said"]
        for said in [way.format(name=" ".join(name.values()))]
    ]


def negatives() -> list[str]:
    groups = read_yaml(CORPUS / "caller_name_negatives.yml")
    return [sentence for sentences in groups.values() for sentence in sentences]


def verdict(reading: NameReading | None, name: tuple[str | None, ...]) -> str:
    """How a reading fails: "empty", "partial" or "wrong"; "right" when it does not."""
    if reading is None:
        return "empty"
    got = (reading.title, reading.first, reading.last)
    if got == name:
        return "right"
    agreeing = all(mine in (None, wanted) for mine, wanted in zip(got, name, strict=True))
    return f"partial: {got}" if agreeing else f"wrong: {got}"


@each(("said", "name"), [*corpus(), *corpus("caller_name_fresh"), *corpus("caller_name_kinds"), *ways()])
def test_the_name_asked_for_is_read(said: str, name: tuple[str | None, ...]) -> None:
    assert verdict(read_caller_name(said, expected=True), name) == "right"


@pytest.mark.parametrize("expected", [True, False])
@each("said", negatives())
def test_what_is_no_name_is_none(said: str, expected: bool) -> None:
    assert read_caller_name(said, expected=expected) is None


@each("said", read_yaml(CORPUS / "caller_name_negatives.yml")["questions_in_dialect"])
def test_a_question_in_dialect_is_no_name_even_when_it_was_asked_for_again(said: str) -> None:
    assert read_caller_name(said, expected=True, again=True) is None


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Wie bitte, ach so, Huber", "Huber"),
        ("wer ich bin, Franz Obermair", "Franz Obermair"),
        ("was, mein Name, Huber", "Huber"),
        ("Wohlfahrt", "Wohlfahrt"),
        ("Weller", "Weller"),
    ],
)
def test_a_name_beside_a_question_is_one(said: str, name: str) -> None:
    reading = read_caller_name(said, expected=True)

    assert reading is not None
    assert reading.full == name


@each("said", ["mein Sohn heißt Lukas", "meine Tochter heißt Elif", "mein Bruder heißt Paul"])
def test_a_mere_first_name_of_somebody_else_counts_only_when_a_name_was_asked_for_again(said: str) -> None:
    assert read_caller_name(said, expected=True) is None
    reading = read_caller_name(said, expected=True, again=True)
    assert reading is not None
    assert (reading.first, reading.last) == (said.split()[-1], None)


@pytest.mark.parametrize("said", ["weber", "Sabine Brandt", "Huber Josef", "Freitag", "Frau Becker", "Meier mit a i"])
def test_a_bare_name_counts_only_when_asked_for(said: str) -> None:
    assert read_caller_name(said) is None
    assert read_caller_name(said, expected=True) is not None


@pytest.mark.parametrize(
    ("before", "said", "after"),
    [
        ("Anna Meier", "mit a i", "Anna Maier"),
        ("Anna Meier", "nein, Meyer mit e y", "Anna Meyer"),
        ("Anna Schmitt", "hinten mit dt", "Anna Schmidt"),
        ("Beate Brand", "nein, am Ende mit t", "Beate Brandt"),
        ("Anna Heler", "in der Mitte zwei l", "Anna Heller"),
        ("Anna Hubtmann", "in der Mitte ist es ein p, kein b", "Anna Huptmann"),
        ("Anna Graw", "hinten ein f und kein w", "Anna Graf"),
        ("Anna Kranart", "am Schluss ist es ein d, kein t", "Anna Kranard"),
        ("Anna Henri", "der letzte Buchstabe ist ein y", "Anna Henry"),
        ("Anna Kanstein", "der erste Buchstabe ist ein C", "Anna Canstein"),
        ("Anna Brandt", "das t am Ende ist zu viel", "Anna Brand"),
        ("Anna Mehlers", "da ist ein h zu viel", "Anna Melers"),
        ("Anna Hofmann", "mit zwei f", "Anna Hoffmann"),
        ("Anna Hoffmann", "nur mit einem f", "Anna Hofmann"),
        ("Anna Krauss", "mit scharfem s", "Anna Krauß"),
        ("Anna Krauß", "mit Doppel-s", "Anna Krauss"),
        ("Anna Schulze", "ohne e", "Anna Schulz"),
        ("Anna Küne", "mit h", "Anna Kühne"),
        ("Stefan Beck", "Vorname mit ph", "Stephan Beck"),
        ("Filip Beck", "nein Philipp", "Philipp Beck"),
        ("Anna Müller", "Nein, nicht Müller, sondern Möller, mit Ö.", "Anna Möller"),
        ("Anna Müller", "nein nicht müller sondern müller mit ör", "Anna Möller"),
        ("Erna Brand", "nein, nicht meine Mutter, sondern ich, Jasmin Brand", "Jasmin Brand"),
        ("Anna Bauer", "der vorname ist andrea", "Andrea Bauer"),
        ("Anna Bauer", "Der Nachname ist Brauer.", "Anna Brauer"),
        ("Anna Bauer", "nein, ich heiße Petra Brauer", "Petra Brauer"),
        ("Anna Weber", "B wie Berta, E wie Emil, C wie Cäsar, K wie Kaufmann", "Anna Beck"),
        ("Anna Weber", "mit p statt b", "Anna Weper"),
        ("Anna Weber", "statt b ein p", "Anna Weper"),
        ("Anna Maier", "statt a i mit e i", "Anna Meier"),
        ("Anna Weber", "ich habe einen Doppelnamen, Weber-Schmidt", "Anna Weber-Schmidt"),
        ("Anna Weber", "der Doppelname ist Weber Schmidt", "Anna Weber-Schmidt"),
        ("Thea Weber", "Dorothea, nicht Thea", "Dorothea Weber"),
        ("Anna Lindemann", "Ich heiße Küchenmeister, nicht Lindemann.", "Anna Küchenmeister"),
        ("Anna Lindemann", "stallmeister nicht lindemann", "Anna Stallmeister"),
        ("Anna Lindemann", "mein name ist kellermeister nicht lindemann", "Anna Kellermeister"),
        ("Anna Lindemann", "nicht lindemann schuster", "Anna Schuster"),
        ("Anna Lindemann", "Nein, nicht Lindemann, Schuster.", "Anna Schuster"),
        ("Anna Lindemann", "Lindner und nicht Lindemann", "Anna Lindner"),
        ("Swantje Petersen", "den Namen, Focko Petersen soll da stehen", "Focko Petersen"),
        ("Swantje Petersen", "wiebo petersen muss da hin", "Wiebo Petersen"),
        ("Swantje Petersen", "Boje Petersen kommt da rein", "Boje Petersen"),
        ("Swantje Petersen", "Nicht Swantje, sondern Focko Petersen.", "Focko Petersen"),
        ("Swantje Petersen", "focko petersen", "Focko Petersen"),
        ("Swantje Petersen", "Schulte soll es heißen", "Swantje Schulte"),
        ("Swantje Petersen", "Brinkmann Petersen", "Swantje Brinkmann-Petersen"),
        (
            "Paul Kessler",
            "Kessner heißt er, Paul Kessner, jetzt hab ich Kessler gesagt, Kessler bin ja ich",
            "Paul Kessner",
        ),
        ("Paul Kessler", "der heißt kestner paul kestner ich hab versehentlich kessler gesagt", "Paul Kestner"),
        ("Kenan Aydin", "nicht Kenan Aydin, sondern Kemal mit m, Kemal Aydin", "Kemal Aydin"),
        ("Lukas Hahn", "net lukas hahn sondern lucas mit c", "Lucas Hahn"),
        ("Maria Ott", "nicht Maria Ott, sondern Marie", "Marie Ott"),
        ("Anna Lutz", "die Anneliese heiß ich", "Anneliese Lutz"),
        ("Anna Lutz", "Die Hannelore heißen ich", "Hannelore Lutz"),
        ("Anna Peters", "Petersen statt Peters", "Anna Petersen"),
        ("Ute Weber", "Jutta anstelle von Ute bitte", "Jutta Weber"),
        ("Tom Weber", "ich bin der Timo, nicht der Tom", "Timo Weber"),
        ("Jutta Bremer", "da gehört noch ein h rein", "Jutta Brehmer"),
        ("Jutta Bremer", "mit h nach dem e", "Jutta Brehmer"),
        ("Anna Müller", "u e statt ü", "Anna Mueller"),
        ("Anna Jäger", "ohne Pünktchen, mit a e", "Anna Jaeger"),
    ],
)
def test_a_correction_changes_the_name_given_before(before: str, said: str, after: str) -> None:
    first, last = before.split()
    given = NameReading(first, last, None, (0, 0), 1.0)

    reading = read_caller_name(said, expected=True, given=given)

    assert reading is not None
    assert reading.full == after


@pytest.mark.parametrize("said", ["Vermieter mit dt", "Lieferung mit zwei l", "Strauß mit dt"])
def test_letters_of_a_word_that_is_no_part_of_the_name_leave_it_alone(said: str) -> None:
    given = NameReading("Petra", None, None, (0, 0), 1.0)

    reading = read_caller_name(said, given=given)

    assert reading is None or reading.first == "Petra"


@pytest.mark.parametrize(
    "said",
    [
        "Tschechne",
        "pfefferkorn",
        "Ja, Tschechne.",
        "tschechne guten tag",
        "Ich bin Tschechne.",
        "Ich bin die Tschechne und wollte mal nachfragen wegen eines Angebots.",
    ],
)
def test_a_word_that_nobody_knows_is_a_surname_where_the_name_was_asked_again(said: str) -> None:
    reading = read_caller_name(said, expected=True, again=True)

    assert reading is not None
    assert reading.last in ("Tschechne", "Pfefferkorn")
    assert reading.confidence < CONFIDENT


@pytest.mark.parametrize(
    "said", ["Hallstadter.", "ottendörfer", "Ja, Täschner.", "Eichstätter, guten Tag.", "Tuchscherer bitte", "ganter"]
)
def test_a_word_alone_that_ends_as_surnames_of_places_and_trades_is_one_at_once(said: str) -> None:
    reading = read_caller_name(said, expected=True)

    assert reading is not None
    assert reading.first is None


@pytest.mark.parametrize(
    "said", ["Badezimmer", "Rasenmäher", "Bügeleisen", "weiter", "rüber", "Gefrierfach", "Eierkocher"]
)
def test_a_thing_or_a_small_word_alone_is_none_although_it_ends_so(said: str) -> None:
    assert read_caller_name(said, expected=True) is None


@each("said", negatives())
def test_what_is_no_name_is_none_although_it_was_asked_again(said: str) -> None:
    assert read_caller_name(said, expected=True, again=True) is None


@pytest.mark.parametrize(("said", "name"), ways("again"))
def test_a_word_like_others_is_a_name_only_where_that_was_asked_again(said: str, name: tuple[str | None, ...]) -> None:
    assert read_caller_name(said, expected=True) is None
    assert verdict(read_caller_name(said, expected=True, again=True), name) == "right"


@pytest.mark.parametrize(
    ("said", "last"),
    [
        ("SC-R-U-L-Z, Schulz", "Schulz"),
        ("Schulz, SC-R-U-L-Z", "Schulz"),
        ("SC-R-U-L-Z", "Schulz"),
        ("mein Name ist Kroll, KR-O-L-L", "Kroll"),
        ("Botzenhardt, Berta, Otto, Theodor", "Botzenhardt"),
        ("Weber, Özirun, Cäsar, Ypsilon", "Weber"),
        ("Özgirun, Martha, Emil, Ida, Emil, Richard", "Meier"),
        ("Özirun, Cäsar, Ypsilon, Richard", None),
        ("Wuffzig, Cäsar, Nordpol, Anton, Quelle", None),
    ],
)
def test_letters_that_were_not_understood_make_no_name_of_their_own(said: str, last: str | None) -> None:
    reading = read_caller_name(said, expected=True)

    assert (reading and reading.last) == last


@pytest.mark.parametrize(
    "words",
    [
        "a ",
        "mit h ",
        "doppel l ",
        "A wie Anton, ",
        "peter weber ",
        "weber, nein, ",
        "gern peter gern ",
        "groß ",
        "- ",
        ", ",
        "SC-R-U-",
        "äh ",
        "peter weber mein name ",
        "statt b ein p ",
        "Vorname Peter ",
        "xyzqua, ",
        "zwei mal ",
        "Strich ",
    ],
)
def test_the_work_grows_with_the_words_and_not_with_their_square(words: str) -> None:
    def work(length: int) -> int:
        # A few characters more, so that nothing of this very text has been kept.
        texts = [(words * length)[:length] + end for end in (" ", "  ")]
        read_caller_name(texts[0], expected=True)
        calls = 0

        def count(*_: object) -> None:
            nonlocal calls
            calls += 1

        sys.setprofile(count)
        try:
            read_caller_name(texts[1], expected=True)
        finally:
            sys.setprofile(None)
        return calls

    assert work(560) < 6 * work(140)


def test_a_hyphen_is_put_in_and_taken_out() -> None:
    given = NameReading("Eva", "Müller Lüdenscheidt", "Dr.", (0, 0), 1.0)

    with_hyphen = read_caller_name("mit Bindestrich", given=given)
    assert with_hyphen is not None
    assert with_hyphen.full == "Dr. Eva Müller-Lüdenscheidt"

    without = read_caller_name("ohne bindestrich bitte", given=with_hyphen)
    assert without is not None
    assert without.full == "Dr. Eva Müller Lüdenscheidt"


@pytest.mark.parametrize(
    "said", ["ja stimmt", "nein der Name ist falsch", "morgen um zehn", "mit dem Auto", "mit E-Mail"]
)
def test_a_sentence_without_a_correction_leaves_the_name_alone(said: str) -> None:
    given = NameReading("Anna", "Bauer", None, (0, 0), 1.0)

    assert read_caller_name(said, given=given) is None


def test_the_span_covers_the_name_alone() -> None:
    text = "Ja, mein Name ist Dr. Anna Bauer und unter 030 23125 100 erreichen Sie mich."

    reading = read_caller_name(text)

    assert reading is not None
    assert text[slice(*reading.span)] == "Dr. Anna Bauer"


def test_known_names_are_surer_than_words_and_mishearings() -> None:
    def confidence(said: str) -> float:
        reading = read_caller_name(said, expected=True)
        assert reading is not None
        return reading.confidence

    assert confidence("mein name ist sabine müller") >= 0.9
    assert confidence("mein name ist sabine mülla") <= 0.8
    assert confidence("mein name ist morgen") <= 0.6
    assert confidence("Krasnodebski") < confidence("Weber")


@pytest.mark.parametrize(
    ("said", "full"),
    [
        ("Verwalter mit DT, Vorname Andreas", "Andreas"),
        ("Müller mit CT", "Müller"),
        ("Windscheid mit ck", "Windscheid"),
        ("Hofer, Vorname Jan, mit CK", "Jan Hofer"),
    ],
)
def test_a_remark_that_fits_no_name_changes_nothing_and_makes_it_doubtful(said: str, full: str) -> None:
    reading = read_caller_name(said, expected=True)

    assert reading is not None
    assert reading.full == full
    assert reading.confidence <= 0.6


def test_a_remark_on_an_everyday_word_makes_no_name_of_it() -> None:
    assert read_caller_name("Schnitt mit DT", expected=True) is None


def test_a_change_to_a_name_that_no_list_holds_is_doubtful() -> None:
    reading = read_caller_name("Windscheid mit v", expected=True)

    assert reading is not None
    assert reading.full == "Vindscheid"
    assert reading.confidence <= 0.6


def test_a_spelled_name_is_surer_than_a_guessed_one() -> None:
    clear = read_caller_name("Meyer, Martha, Emil, Ypsilon, Emil, Richard", expected=True)
    misheard = read_caller_name("Mayr, Marta, Emil, Püpfzilon, Emil, Richard", expected=True)

    assert clear is not None
    assert misheard is not None
    assert (clear.last, misheard.last) == ("Meyer", "Meyer")
    assert clear.confidence > 0.9 > 0.8 > misheard.confidence


@pytest.mark.parametrize(
    "said",
    [
        "Nguyen Thi Thu Ha",
        "Ich heiße Tran Van Minh",
        "mein Name ist Pham Minh Duc",
        "Kim Min Jun",
        "Wang Xiao Ming",
        "Thu Ha Nguyen",
        "Anna Müller",
    ],
)
def test_a_name_keeps_the_order_in_which_it_was_said(said: str) -> None:
    reading = read_caller_name(said, expected=True)
    assert reading is not None
    assert NameReading.from_slot(reading.as_slot()).full == said[slice(*reading.span)]


def test_of_a_name_that_is_said_twice_the_whole_one_tells_the_order() -> None:
    reading = read_caller_name("Pham, Hong Pham", expected=True)
    assert reading is not None
    assert reading.full == "Hong Pham"


def test_a_correction_leaves_the_order_of_the_name() -> None:
    given = NameReading("Thi Thu Ha", "Nguyen", None, (0, 0), 1.0, surname_first=True)
    reading = read_caller_name("der Nachname ist Pham", expected=True, given=given)
    assert reading is not None
    assert reading.full == "Pham Thi Thu Ha"


def test_the_slot_keeps_the_name_and_the_table_it_was_spelled_in() -> None:
    reading = read_caller_name("Dora, Anton, Leopold, Niklaus, Rosa, Peter", expected=True)
    assert reading is not None

    slot = reading.as_slot()

    assert slot == {"first": None, "last": "Dalnrp", "title": None, "alphabet": "swiss", "spoken": "Dalnrp"}
    assert NameReading.from_slot(slot).full == "Dalnrp"


@pytest.mark.parametrize("said", ["Donnerstag, nicht Freitag", "das ist richtig, nicht Peter", "ich bin nicht Peter"])
def test_what_is_set_against_a_part_of_the_name_must_be_a_name(said: str) -> None:
    given = NameReading("Peter", "Freitag", None, (0, 0), 1.0)
    assert read_caller_name(said, given=given) is None


@pytest.mark.parametrize(
    ("said", "full"),
    [
        ("Wichmann von der Lühe", "Wichmann von der Lühe"),
        ("mein Name ist Wichmann von der Lühe", "Wichmann von der Lühe"),
        ("Wichmann von der Lühe, guten Tag", "Wichmann von der Lühe"),
        ("Wichmann von der, Lühe", "Wichmann von der Lühe"),
        ("Petra Schulze zur Wiesche", "Petra Schulze zur Wiesche"),
        ("ich heiße Petra Schulze zur Wiesche", "Petra Schulze zur Wiesche"),
        ("Karl Meier zu Wendischhoff", "Karl Meier zu Wendischhoff"),
    ],
)
def test_a_surname_of_two_may_end_with_particles(said: str, full: str) -> None:
    """A pause in front of the particles leaves the first of the two: no more is known to belong there."""
    reading = read_caller_name(said, expected=True)
    assert reading is not None
    assert reading.full == full


CONFIDENT = 0.8


def test_a_surname_of_two_without_a_first_name_may_tell_where_somebody_works() -> None:
    reading = read_caller_name("Brandt von der Dekra, in Köln", expected=True)

    assert reading is None or reading.last == "Brandt" or reading.confidence < CONFIDENT


def heard_otherwise(text: str, random: Random) -> str:
    """What another recogniser makes of the same words: capitals and punctuation."""
    for _ in range(random.randint(1, 3)):
        text = random.choice(
            [
                text.lower(),
                text.title(),
                text[:1].upper() + text[1:],
                text.replace(",", ""),
                text.replace(",", "."),
                text.rstrip(".") + ".",
                re.sub(r"(?<=[a-zäöüß]) ", lambda _: random.choice([" ", " ", " ", ", "]), text),
            ]
        )
    return text


def without_signs(name: str | None) -> str:
    return key_of(name or "").replace("-", " ")


# Of its own chance: what hypothesis draws depends on the modules that other tests have loaded.
@pytest.mark.thorough
@each(
    ("said", "name"),
    [(heard_otherwise(said, chance), name) for chance in map(Random, range(20)) for said, name in corpus()],
)
def test_a_name_is_never_confidently_another_one(said: str, name: tuple[str | None, ...]) -> None:
    reading = read_caller_name(said, expected=True)

    if reading is not None and reading.confidence >= CONFIDENT:
        got = (reading.title, reading.first, reading.last)
        assert list(map(without_signs, got)) == list(map(without_signs, name))


@pytest.mark.parametrize(
    "said",
    [
        "maría, del carmen, pérez mein name",
        "María del, Carmen Pérez",
        "Jan, van der, Piet Visser",
        "hier ist Ana, de Luisa, Santos",
        "Marie, von, Anna Berg",
    ],
)
def test_half_a_name_behind_a_pause_is_no_whole_one(said: str) -> None:
    reading = read_caller_name(said, expected=True)
    assert reading is None or reading.confidence < CONFIDENT


@for_all(st.text(max_size=2000))
def test_any_text_is_read_without_an_error(text: str) -> None:
    for expected in (True, False):
        reading = read_caller_name(text, expected=expected, given=NameReading("Eva", "Groß", None, (0, 0), 1.0))
        if reading is not None:
            assert 0 <= reading.span[0] <= reading.span[1] <= len(text)
            assert 0 < reading.confidence < 1


@pytest.mark.parametrize(
    ("first", "last", "said", "name"),
    [
        ("Paul", "Meier", "der Vorname ist Peter", "Peter Meier"),
        ("Paul", "Meier", "nicht Paul, sondern Peter", "Peter Meier"),
        ("Paul", "Meier", "der Nachname ist Becker", "Paul Becker"),
        ("Paul", None, "ich bin nicht Paul, ich bin Petra", "Petra"),
        (None, "Paul", "ich bin nicht Paul, ich bin Petra", "Petra"),
        ("Petra", None, "Schmidt mit d t", "Petra Schmidt"),
        ("Petra", "Weber", "Schmidt mit d t", "Petra Schmidt"),
        ("Petra", "Schmitt", "Schmidt, mit d t", "Petra Schmidt"),
        ("Stefan", "Huber", "Stephan mit p h", "Stephan Huber"),
        ("Stefan", "Huber", "nein, der Stephan mit ph", "Stephan Huber"),
        ("Katrin", "Ott", "Kathrin mit t h", "Kathrin Ott"),
        ("Van", None, "der Name ist van der Velde", "van der Velde"),
        ("Thuy", "Van", "ich heiße Thuy van der Velde", "Thuy van der Velde"),
    ],
)
def test_a_part_that_is_named_takes_its_place(first: str, last: str | None, said: str, name: str) -> None:
    reading = read_caller_name(said, given=NameReading(first, last, None, (0, 0), 1.0))
    assert reading is not None
    assert reading.full == name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Petra Lang, äh Schmarrn, ich hab ja geheiratet, Petra Wiesinger", "Petra Wiesinger"),
        ("Jonas Wolf, nein, der hat geändert, Jonas Berger", "Jonas Berger"),
        ("Tanja Vogel, falsch, so hieß ich früher, Tanja Sommer", "Tanja Sommer"),
        ("Peter Schmidt, äh Blödsinn, Müller", "Peter Müller"),
        ("Uwe Kern, ähm Unsinn, Kerner", "Uwe Kerner"),
        ("Anna Becker, vertan, Anna Bäcker", "Anna Bäcker"),
        ("Petra Lang äh schmarrn Petra Wiesinger", "Petra Wiesinger"),
        ("petra lang ähm quatsch petra wiesinger", "Petra Wiesinger"),
        ("Klaus Weber, nein, und zwar morgen um zehn", "Klaus Weber"),
    ],
)
def test_a_name_that_is_taken_back_gives_way_to_the_one_behind_it(words: str, name: str) -> None:
    reading = read_caller_name(words, expected=True)
    assert reading is not None
    assert f"{reading.first} {reading.last}" == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ja ich bin der opa der erwin maucher", "Erwin Maucher"),
        ("das ist die Tochter vom alten Huber, die Resi Huber", "Resi Huber"),
        ("ich hab doch schon gesagt, wie ich heiße", None),
        ("Karl macht das sonst immer", None),
    ],
)
def test_who_is_asked_again_may_say_the_name_anywhere(text: str, name: str | None) -> None:
    reading = read_caller_name(text, expected=True, again=True)
    assert (reading.full if reading else None) == name


GREETED = (
    ("Hallo Frau Weber, hier ist der Thomas Reinke von Elektro Maier", "Thomas Reinke"),
    ("Ist da der Herr Krause? Hier Jansen", "Jansen"),
    ("Hallo, spreche ich mit Frau Albers? Hier ist Rolf Dittmer", "Rolf Dittmer"),
    ("Grüß Gott Herr Moser, da ist die Resi Obermeier", "Resi Obermeier"),
    ("Guten Tag Frau Doktor Wagner, hier spricht Peter Lohmann", "Peter Lohmann"),
    ("Servus Herr Brandl, hier Stadler", "Stadler"),
)


@pytest.mark.parametrize("expected", [True, False])
@pytest.mark.parametrize(("said", "name"), GREETED)
def test_who_is_greeted_by_name_is_not_the_caller(said: str, name: str, expected: bool) -> None:
    reading = read_caller_name(said, expected=expected)
    assert reading is not None
    assert reading.full == name


@pytest.mark.parametrize(
    ("said", "name"),
    [("Hallo Frau Becker, Schröder hier", "Schröder"), ("Tag Herr Haas, Grete Wimmer", "Grete Wimmer")],
)
def test_a_name_of_ones_own_is_surer_than_one_that_is_greeted(said: str, name: str) -> None:
    reading = read_caller_name(said, expected=True)
    assert reading is not None
    assert reading.full == name


def test_who_says_only_the_name_behind_a_greeting_is_read_back() -> None:
    greeted, greets = (read_caller_name(said, expected=True) for said in ("Hallo Frau Becker", "Hallo, Frau Becker"))
    assert greeted is not None
    assert greets is not None
    assert greeted.full == greets.full == "Becker"
    assert greeted.confidence < 0.5 < greets.confidence


@pytest.mark.parametrize(
    ("said", "full"),
    [
        ("Schulte im Walde", "Schulte im Walde"),
        ("Schulte im Walde am Apparat", "Schulte im Walde"),
        ("Anton Auf der Heide", "Anton Auf der Heide"),
        ("Mein Name ist Karla In der Au", "Karla In der Au"),
        ("Aus dem Spring", "Aus dem Spring"),
        ("Heinrich Kleine Brüning", "Heinrich Kleine Brüning"),
        ("Werner Große Holthaus", "Werner Große Holthaus"),
        ("Marlies Anders", "Marlies Anders"),
        ("Hans Abend", "Hans Abend"),
        ("Schulze zur Wiesche", "Schulze zur Wiesche"),
        ("Julia Morgen", "Julia Morgen"),
        ("Tran Thi Bich Ngoc", "Tran Thi Bich Ngoc"),
        ("Herr Le Van Hung", "Le Van Hung"),
    ],
)
@pytest.mark.parametrize("again", [True, False])
def test_a_surname_of_words_is_read_to_its_end(said: str, full: str, again: bool) -> None:
    reading = read_caller_name(said, expected=True, again=again)
    assert reading is not None
    assert reading.full == full


@pytest.mark.parametrize(
    ("said", "full"), [("Weber im Büro", "Weber"), ("Anna, morgen ab acht", "Anna"), ("Peter ist falsch", "Peter")]
)
def test_words_behind_a_name_are_no_surname(said: str, full: str) -> None:
    reading = read_caller_name(said, expected=True)
    assert reading is None or reading.full == full


@pytest.mark.parametrize(
    ("before", "said", "after"),
    [
        ("Hofmann", "Doppel-f bitte", "Hoffmann"),
        ("Matthias Lorenz", "nein, nur ein t", "Mathias Lorenz"),
        ("Hermann", "nicht mit einem r, mit zwei", "Herrmann"),
        ("Herrmann", "nicht mit Doppel-r", "Hermann"),
        ("Grossmann", "ohne Doppel-s", "Grosmann"),
        ("Sabine Meier", "mit Ypsilon", "Sabine Meyer"),
        ("Christina Berg", "Christina mit K", "Kristina Berg"),
        ("Christoph Haas", "der Vorname mit k", "Kristoph Haas"),
        ("Johannes Walter", "nein, mit h", "Johannes Walther"),
        ("Sabine Schäfer", "nicht mit ä sondern a e", "Sabine Schaefer"),
        ("Paul Meier", "Meier aber nicht mit e i sondern a y", "Paul Mayer"),
        ("Peter Müller", "Müller, aber hinten nicht mit ü, sondern u e", "Peter Mueller"),
    ],
)
def test_a_remark_on_the_writing_needs_no_mit_and_may_tell_what_is_wrong(before: str, said: str, after: str) -> None:
    given = read_caller_name(before, expected=True)
    reading = read_caller_name(said, given=given)
    assert reading is not None
    assert reading.full == after


@pytest.mark.parametrize(
    ("said", "full"),
    [
        ("Müller, das ist u e, kein ü", "Mueller"),
        ("Janssen, vorne J A N", "Janssen"),
        ("Vischer, nicht mit V, mit F", "Fischer"),
        ("L wie Ludwig, E wie Emil, M wie Martha, nee, L wie Ludwig, A wie Anton, N wie Nordpol, G wie Gustav", "Lang"),
        ("K O W, nee Quatsch, K A W E L K E", "Kawelke"),
        ("H E L L E R, Quatsch, H E L M E R, Vorname Anna", "Anna Helmer"),
        ("R E I M, Moment, R E I N E R T", "Reinert"),
        ("Petra Lindner, seit der Hochzeit Krause", "Petra Krause"),
        ("mein Vorname ist Uwe, ich heiße Brinkmann", "Uwe Brinkmann"),
        ("Vorname Uwe, und mein Name ist von Bülow", "Uwe von Bülow"),
        ("mein Vorname ist Uwe und ich heiße Lang mit Bindestrich Brinkmann", "Uwe Lang-Brinkmann"),
        ("Uwe Lindner, seit meiner Heirat heiße ich Oltmann", "Uwe Oltmann"),
        ("Anna, H E L L E R", "Anna Heller"),
        ("Heinrich, H O L Z", "Heinrich Holz"),
        ("Wilhelm, B E C K", "Wilhelm Beck"),
        ("Samuel, K, O, H, N", "Samuel Kohn"),
        ("Anton N N A", "Anna"),
        ("Meier, hinten y e r", "Meyer"),
        ("Wagner, vorne W E G", "Wegner"),
        ("Peters, hinten mit e n", "Petersen"),
        ("Sommer, hinten noch f e l d", "Sommerfeld"),
        ("Schmieder, hinten e r t", "Schmieder"),
        ("Karsten vorne mit C", "Carsten"),
        ("Burkhard, hinten mit dt", "Burkhardt"),
        ("Bömer mit Dehnungs-h", "Böhmer"),
        ("Günter Walter, beides mit th", "Günther Walther"),
        ("Hermann Baumann, beides mit zwei n", "Hermann Baumann"),
        ("Günther Walther, beides ohne h", "Günter Walter"),
        ("Stefan Adolf, jeweils mit ph", "Stephan Adolph"),
        ("Judith Bart mit th", "Judith Barth"),
        ("Matthias Rot mit th", "Matthias Roth"),
        ("Matthias Voigt mit th", "Matthias Voigt"),
        ("Jan Kerner mit Doppel-r", "Jan Kerrner"),
        ("Petersen, dann ein Bindestrich und dann Löw", "Petersen-Löw"),
        ("Lehmann, Bindestrich, und dahinter Vogt", "Lehmann-Vogt"),
        ("ich hab einen Doppelnamen, vorne Arndt, hinten Bindestrich Kowalski", "Arndt-Kowalski"),
        ("Berger-Wolf mit Bindestrich, Sabine", "Sabine Berger-Wolf"),
        ("Marco Rossi, nein, so heißt mein Kollege, Steffen Kretzschmar", "Steffen Kretzschmar"),
        ("Krause, Quatsch, Krause ist der Vermieter, Lindner", "Lindner"),
        ("Erika Wolter, äh, das war jetzt die Mama, Annika Wolter", "Annika Wolter"),
        ("Heiko Brandes, hoppla, so heißt mein Bruder, ich bin Arne Brandes", "Arne Brandes"),
        ("Karin Voss, ach, das ist übrigens meine Mutter", "Karin Voss"),
        ("Max Rohde, ach und sagen Sie dem Kollegen, Herr Stein war da", "Max Rohde"),
    ],
)
def test_a_pause_tells_where_a_remark_or_another_name_begins(said: str, full: str) -> None:
    reading = read_caller_name(said, expected=True)
    assert reading is not None
    assert reading.full == full


@pytest.mark.parametrize("said", ["nur ein Termin", "nicht mit Rechnung", "doppelt gezahlt", "nicht mit h"])
def test_other_words_are_no_remark_on_the_writing(said: str) -> None:
    assert read_caller_name(said, given=read_caller_name("Thomas Hermann", expected=True)) is None


@pytest.mark.parametrize(
    ("said", "full"),
    [
        ("Sabine Wolf, jetzt Krüger", "Sabine Krüger"),
        ("Petra Lang, verheiratete Kunz", "Petra Kunz"),
        ("Wolf, inzwischen Becker", "Becker"),
        ("ich heiße jetzt Krüger, früher Wolf", "Krüger"),
        ("Claudia Becker, geborene Franke", "Claudia Becker"),
        ("Sabine Wolf, jetzt gleich bitte", "Sabine Wolf"),
        ("Sabine Wolf, heute Nachmittag", "Sabine Wolf"),
        ("Frau Seidel, grüß Sie, hier Hartmann", "Hartmann"),
    ],
)
def test_the_name_is_the_one_that_somebody_has_now(said: str, full: str) -> None:
    reading = read_caller_name(said, expected=True)
    assert reading is not None
    assert reading.full == full


@pytest.mark.parametrize(
    ("said", "after"),
    [
        ("der Nachname ist falsch, Ritter", "Peter Ritter"),
        ("der nachname ist falsch ritter", "Peter Ritter"),
        ("der vorname stimmt nicht paul", "Paul Müller"),
        ("nachname passt nicht es ist ritter", "Peter Ritter"),
        ("der name ist verkehrt paul ritter", "Paul Ritter"),
        ("der nachname ist falsch", None),
        ("der Nachname ist falsch geschrieben", None),
        ("der Name ist falsch, die Nummer auch", None),
    ],
)
def test_what_is_called_wrong_and_put_right_in_one_breath(said: str, after: str | None) -> None:
    reading = read_caller_name(said, given=NameReading("Peter", "Müller", None, (0, 0), 1.0))
    assert (reading and reading.full) == after


@pytest.mark.parametrize(
    "said", ["andersrum, Peter ist der Vorname", "umgekehrt, der Nachname ist Müller", "Peter ist mein Vorname"]
)
def test_the_parts_of_a_name_are_turned_where_one_is_said_to_be_the_other(said: str) -> None:
    reading = read_caller_name(said, given=NameReading("Müller", "Peter", None, (0, 0), 1.0))
    assert reading is not None
    assert (reading.first, reading.last) == ("Peter", "Müller")


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("Von der Linde, Karin.", "Karin", "von der Linde"),
        ("Seidenspinner Georg, i bin vom Bauhof", "Georg", "Seidenspinner"),
        ("mein Name ist aber Jepsen", None, "Jepsen"),
        ("mei Nam is aber Hofer", None, "Hofer"),
    ],
)
def test_surnames_that_look_like_words_or_places(said: str, first: str | None, last: str) -> None:
    reading = read_caller_name(said, expected=True)
    assert reading is not None
    assert (reading.first, reading.last) == (first, last)
