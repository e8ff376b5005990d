"""Spelling of which a recogniser has misheard the words: what it wrote of spelled names over a telephone band."""

import pytest

from rueckruf.spoken.name.caller_name import read_caller_name

pytestmark = pytest.mark.unit


def surname(said: str) -> str | None:
    reading = read_caller_name(said, expected=True)
    return reading.last if reading else None


@pytest.mark.parametrize(
    ("said", "name"),
    [
        # The letter, "wie" and the word run together.
        ("Frank Braf, ich buchstabiere, Geh wie Gustav, Erwierigart, Avian Ton, FW Friedrich.", "Graf"),
        ("Sunge, ich buchstabiere, Eswesermul, Oviropov, Enwimaltha, Enwimaltha, BVMIL, Herr Wierichart.", "Sommer"),
        ("Seibö, Ich buchstabiere, Eswesermul, VWMIL, VWGAR, VWGORA, VWMIL, Eswilutwig", "Seidel"),
        ("Christian Seidl, ich buchstabiere, Eswesamur, Ewime, Ewiga, Ewibora, Ewime, El-Wilutwicht.", "Seidel"),
        ("Nugher, ich buchstabiere, H.B. Heinrich, U.W. Ulrich, B.B. Berta, B.W. Emil, Bervierich, Art.", "Huber"),
        ("Frank Jungs, ich buchstabiere, Jotwe Lulius, Uwe Rulrich, Envin Nautpol, Gehwe Gustav.", "Jung"),
        ("Sabine Kräme, ich buchstabiere, KW Kaufmann, Erwähre ich Art, BW Ärger, Enwimata, BW Emil, Erwähre ich Art.",
         "Krämer"),
        ("Sabine Arneult, ich buchstabiere, Arwi Anton, Herr Wierichart, Ennwie Nordpol, Ovi Otto, El-Wielutwicht, "
         "Baby Bora.", "Arnold"),
        # "Wie" alone was heard as a letter.
        ("Christian Saumann, ich buchstabiere, Berta, A.W. Anton, U.W. Ulrich, M.W. Martha, A.W. Anton, N.W. Nordpol, "
         "N.W. Nordpol.", "Baumann"),
        ("Vogel, ich buchstabiere, V.W. Viktor, O.W. Otto, G.W. Gustav, E.W. Emil, L.W. Ludwig", "Vogel"),
        ("Wolf, W. W. Wilhelm, O V Otto, L W Ludwig, F. W. Friedrich", "Wolf"),
        ("Petersen, P W Paula, E W Emil, T W Theodor, E W Emil, R W Richard, S W Samuel, E W Emil, N W Nordpol",
         "Petersen"),
        ("Klaus Pol, ich buch stabiere, P.V. Paula, O.V. Otto, H.V. Heinrich, L.V. Ludwig.", "Pohl"),
        ("Brandt, ich buchstabiere B-W-Berta, R-W-Richard, A-W-Anton, N-W-Nordpol, D-W-Dora, T-W-Theodor", "Brandt"),
        ("Klarebier, Bauman, Bichbuchstabiere, B-Berta, A-W-Anton, U-W-Ulrich, M-V-Martha, A-W-Anton, N-V-Nordpol, "
         "N-W-Nordpol", "Baumann"),
        ("Krause, K-Kaufmann, R-Richard, A-Anton, U-Ulrich, S-Samuel, E-Emil", "Krause"),
        # A pause between the letter and its word.
        ("Sabine Lange, ich buchstabiere, Elf, wie Ludwig, AW Anton, Envy North Pole, wie Gustav, wie Emil.", "Lange"),
        ("Klaus Furcht, ich buchstabiere, Pauli Victor, Ovi Otto, Yvida, G, wie Gustav, TVT, O Dola.", "Voigt"),
        # What announces them was misheard, too.
        ("Laut Müller, ich hochstabiere, in wie Marta, Öwökumum, Elswilutwich, Elswilutwich, Wwimil, der Wirrichat.",
         "Möller"),
        ("Laut Neumann, ich mach stabilere, N.V. Nordkohl, V.W. Emil, U.W. Ruhig, N.V. Malta, A.W. Anton, N.V. "
         "Nordkohl, N.V. Nordkohl.", "Neumann"),
        # Nothing announces them but "wie", which tells at least three.
        ("Fux, W wie Willem, O wie Oddo, L wie Ludwich, F wie Friedrisch", "Wolf"),
    ],
)  # fmt: skip
def test_each_letter_is_known_by_how_the_end_of_its_word_sounds(said: str, name: str) -> None:
    assert surname(said) == name


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Klaus Ernst, ich buchstabiere, wie wir im Jahr, herwierig, als in wie Nordkul, SV Samuel, TVT.", "Ernst"),
        ("Sabine Bauer, ich buchstabiere, BW Berta, AW Anton, UWR, BW Emil, der WRichart.", "Bauer"),
        ("Klaus Richter, ich buchstabiere, Berwerichart, Iwiida, See, Wisa, Parvihainrich, TvTogor, Iwi Emil, "
         "Erwirichart.", "Richter"),
    ],
)  # fmt: skip
def test_where_some_letters_are_lost_the_others_tell_the_name_that_was_said_beside_them(said: str, name: str) -> None:
    assert surname(said) == name


def test_where_too_many_letters_are_lost_the_name_beside_them_counts_and_none_of_their_words() -> None:
    said = "Weber, ich buchstabiere, die Lübe, das Emil, wie wir tage, Avianthon, von der Burg, Er wie Richart."

    assert surname(said) == "Weber"


def test_nor_is_the_one_letter_a_name_that_is_read_of_it_with_its_word() -> None:
    said = (
        "Lago, Pierre Brandt, ich buchstabiere, BVDT, der, wie ich, A-W-Anton, Envy, Nordpol, BVBura, T-VT, E-Dollar."
    )

    assert surname(said) == "Brandt"


def test_where_hardly_a_letter_is_read_none_of_their_words_is_a_name() -> None:
    said = "Wetter, ich buchstabiere, Berta, BBMC, Lisa, KW Kaufmann, BBMC, wie wir tage, das BGB, der WRICH-Art"

    assert surname(said) is None


def test_a_name_of_which_the_end_was_lost_is_none() -> None:
    said = "Pause, ich buchstabiere, KW Kaufmann, Erwierich hat, A-W-Anton, B-W-U-R-R-S-W-S-N-R-E-W-M-I-L"

    assert surname(said) is None


@pytest.mark.parametrize(
    "said",
    [
        "Weber, ich buchstabiere nicht gern, sagen Sie einfach Weber, danke, auf Wiederhören.",
        "Mein Name ist Weber, wie gesagt, wie immer, wie schon am Montag.",
    ],
)
def test_a_sentence_without_such_words_is_no_spelling(said: str) -> None:
    assert surname(said) == "Weber"


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Bewi Berta, Awie Anton, Uwie Ulrich, Erwi Richard", "Baur"),
        ("also Emwe Martha, Ewi Emil, Iwi Ida, Erwie Richard, Ewe Emil", "Meier"),
        ("Kawe Kaufmann, Owie Otto, Hawe Heinrich, Ellwi Ludwig", "Kohl"),
    ],
)
def test_four_sure_letters_are_a_spelling_that_nobody_has_announced(said: str, name: str) -> None:
    assert surname(said) == name


@pytest.mark.parametrize("said", ["Petra Anton, Jens Otto, Ute Berta", "Anna Martha, das ist Martha wie Marta"])
def test_fewer_are_none(said: str) -> None:
    reading = read_caller_name(said, expected=True)

    assert reading is not None
    assert not reading.spelled


def test_a_name_that_no_list_knows_is_read_where_every_letter_is_sure() -> None:
    assert surname("ich buchstabiere, Kawe Kaufmann, Ovi Otto, Zetvi Zacharias, Erwierichart, Avi Anton") == "Kozra"


def test_a_misheard_spelling_is_doubtful() -> None:
    reading = read_caller_name("Frank Braf, ich buchstabiere, Geh wie Gustav, Erwierigart, Avian Ton, FW Friedrich.")

    assert reading is not None
    assert (reading.spelled, reading.confidence) == (True, 0.65)


@pytest.mark.parametrize(("said", "name"), [("ich buchstabiere V, W, Anton, L", "Vwal"), ("A, W, Emil, R", "Awer")])
def test_a_letter_before_a_word_for_another_one_is_no_misheard_wie(said: str, name: str) -> None:
    assert surname(said) == name


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Andri Florenz, Ich buchstabiere, Elf, wie Ludwig, Oh, wie Otto, Herr, wie Richart, Emil, Envy, Nordpol, "
         "Zettwieser, Karlas.", "Lorenz"),
        ("Stefan Windter, ich buchstabiere, Wewe Wilhelm, Iwi Ida, Envy Nordpol, Zettwieser, Karlas, Ewi Emil, "
         "Rawi Schad", "Winter"),
        # Near no listed name, or in a list itself, it stays as it was said.
        ("Frank Zorpf, ich buchstabiere, Samuel, Emil, Zettwieser, Karlas, Dora, Nordpol", "Zorpf"),
        ("Frank Winter, ich buchstabiere, Wewe Wilhelm, Iwi Ida, Envy Nordpol, Zettwieser, Karlas, Rawi Schad",
         "Winter"),
    ],
)  # fmt: skip
def test_broken_letters_and_a_name_beside_them_lead_to_the_listed_one_that_both_are_like(said: str, name: str) -> None:
    assert surname(said) == name


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Fridlau, ich buchstabiere, FW Friedrich, Iwi Ida, EW Emil, Bora, Elswilutwig, EW Emil, Erwierigart.",
         "Fiedler"),
        ("Wieda, ich buchstabiere, RW Richard, Iwi Ida, EW Emil, BW Bora, EW Emil, Elswilutwig", "Riedel"),
        ("Doktor, Lintemans, ich buchstabiere, Elswilutwig, Iwi Ida, NV Nordpol, BW Bora, Emil, MV Marta, Anton, "
         "NV Nordpol, NV Nordpol", "Lindemann"),
        ("Schneides, ich buchstabiere, SV Schule, NV Nordpol, EW Emil, Iwi Ida, Bora, EW Emil, Erwierichart",
         "Schneider"),
        ("Feltmans, ich buchstabiere, FW Friedrich, EW Emil, Elswilutwig, BW Bora, MV Marta, AW Anton, NV Nordpol, "
         "NV Nordpol", "Feldmann"),
    ],
)  # fmt: skip
def test_a_name_in_no_list_that_was_heard_beside_doubtful_letters_leads_to_the_listed_one(said: str, name: str) -> None:
    assert surname(said) == name


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Brandt, ich buchstabiere, Bwiebel, Tarr, Erwierich, AW Anton, NW Nordpol, Bwiebora, TW", "Brandt"),
        ("Müller, ich buchstabiere, MW Martha, Uwe, Elswilutwig, Elswilutwig, EW Emil, Erwierigart", "Müller"),
        ("Bauer, ich buchstabiere, BW Berta, AW Anton, Uwer, Emil, Erwierigart", "Bauer"),
        ("Winkler, ich buchstabiere, Wewe Wilhelm, Iwi Ida, NV Nordpol, Kawi, Elswilutwig, EW Emil, Rawi Schad",
         "Winkler"),
        ("Petersen, ich buchstabiere, PW Paula, EW Emil, TVT, EW Emil, Erwier, SV, EW Emil, NV Nordpol", "Petersen"),
    ],
)  # fmt: skip
def test_a_listed_name_that_was_heard_beside_letters_with_gaps_stands(said: str, name: str) -> None:
    assert surname(said) == name


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Stefan, Seibel, ich buchstabiere, Eswisamul, EW Emil, Lili, Ida, Lili, Bora, Lili Emil, El-Lutwicht.",
         "Seidel"),
        ("Petra Riebel, ich buchstabiere, RW Richard, Iwi Ida, EW Emil, BW Bora, EW Emil, Elswilutwig", "Riedel"),
        ("Markus Heber, ich buchstabiere, Hawe Heinrich, EW Emil, Iwi Ida, BW Bora, EW Emil, Rawi Schad", "Heider"),
        ("Julia Lange, ich buchstabiere, Elswilutwig, AW Anton, NV Nordpol, Gewe Gustav", "Lang"),
        ("Jens Beck, ich buchstabiere, BW Berta, EW Emil, C, wie Cäsar, KW Kaufmann, EW Emil, Erwierigart", "Becker"),
        ("Anna Köhler, ich buchstabiere, KW Kaufmann, Öwökonom, Elswilutwig, Elswilutwig, EW Emil, Erwierigart",
         "Köller"),
    ],
)  # fmt: skip
def test_letters_that_are_nearly_sure_count_more_than_another_listed_name_that_was_heard(said: str, name: str) -> None:
    assert surname(said) == name


@pytest.mark.parametrize(
    "said",
    [
        "Emil, ich buchstabiere, BDM, Envy, Nordpol, Gewe Gustav, EW Emil, Elswilutwig",
        "Bert, ich buchstabiere, BW Berta, EW Emil, Erwierigart, GW Gustav, EW Emil, Erwierichart",
        "Peter, ich buchstabiere, PW Paula, EW Emil, TW Theodor, EW Emil, Erwierigart, SV Samuel, Emil, NV Nordpol",
        "Otto, ich buchstabiere, OV Otto, TVT Odor, TVT Odor, EW Emil",
        "Karl, ich buchstabiere, KW Kaufmann, AW Anton, Elswilutwig, BW Berta",
    ],
)
def test_a_first_name_alone_that_begins_like_the_letters_is_the_surname_misheard(said: str) -> None:
    reading = read_caller_name(said, expected=True)

    assert reading is not None
    assert (reading.first, reading.last) in {
        (None, "Engel"), (None, "Berger"), (None, "Petersen"), (None, "Otte"), (None, "Kalb")
    }  # fmt: skip


def test_another_first_name_alone_stands_beside_the_spelled_surname() -> None:
    said = "Sabine, ich buchstabiere, Gewe Gustav, Erwierigart, AW Anton, FW Friedrich"

    reading = read_caller_name(said, expected=True)

    assert reading is not None
    assert (reading.first, reading.last) == ("Sabine", "Graf")


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Kolbe, Bich, buchstabiere, K wie Kaufmann, O wie Otto, L wie Ludwig, B wie Berta, E wie Emil", "Kolbe"),
        ("Kolbe, dich buchstabiere, K.B. Kaufmann, O.B. Otto, L.B. Ludwig, B.B. Berta, E.B. Emil", "Kolbe"),
        ("Bich Nguyen, ich buchstabiere: N, G, U, Y, E, N", "Bich Nguyen"),
    ],
)
def test_what_was_heard_of_the_words_around_letters_is_no_first_name(said: str, name: str) -> None:
    reading = read_caller_name(said, expected=True)
    assert reading is not None
    assert reading.full == name
