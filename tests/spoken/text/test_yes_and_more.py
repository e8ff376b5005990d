"""What stands behind a yes, what is asked not to be passed on, and what is said no longer to hold."""

import pytest

from rueckruf.spoken.text.beside import wants_it_erased_then, wants_it_kept
from rueckruf.spoken.text.no_longer import no_longer_holds
from rueckruf.spoken.text.yes_and_more import takes_back, without_remark, yes_and_more

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("text", "more", "is_clear"),
    [
        ("Passt, und kostet mich der Anruf was?", ", und kostet mich der Anruf was?", True),
        ("ja und wer hebt das auf", " und wer hebt das auf", True),
        ("Ja. Wer hebt das auf?", ". Wer hebt das auf?", True),
        ("jawohl wie lang heben sie das auf", " wie lang heben sie das auf", True),
        ("ja wie lang heben sie das auf", " wie lang heben sie das auf", False),
    ],
)
def test_a_mere_ja_before_a_question_may_only_lead_into_it(text: str, more: str, is_clear: bool) -> None:
    assert yes_and_more(text) == (more, is_clear)


@pytest.mark.parametrize("text", ["ja genau", "passt so, danke", "wer hebt das auf", "nein, und wer hebt das auf", ""])
def test_nothing_behind_a_yes(text: str) -> None:
    assert yes_and_more(text) is None


@pytest.mark.parametrize(
    ("text", "yes"),
    [
        ("Ja. Lieb, dass Sie sich so viel Zeit lassen.", "Ja"),
        ("Genau, bei uns regnet es seit einer Stunde", "Genau"),
        ("Passt. Hat ja eine geschlagene Stunde gedauert.", "Passt"),
        ("Stimmt. Wie geht's jetzt weiter?", "Stimmt"),
        ("ja kann ich dann auflegen", "ja"),
        ("Jo. Leg das Messer weg, Lukas.", "Jo. Leg das Messer weg, Lukas."),
        ("Ja. Der Nachname war falsch.", "Ja. Der Nachname war falsch."),
        ("Ja. Wer liest das?", "Ja. Wer liest das?"),
        ("Passt, nur eine Stunde später.", "Passt, nur eine Stunde später."),
        ("Ja. Brechen Sie das ab.", "Ja. Brechen Sie das ab."),
    ],
)
def test_what_is_only_remarked_behind_a_yes_is_no_part_of_it(text: str, yes: str) -> None:
    assert without_remark(text) == yes


@pytest.mark.parametrize(
    "text",
    [
        "Passt. Ach nee.",
        "Genau, oder also doch nicht, nein",
        "Stimmt. Etwas später.",
        "richtig, vergessen Sie das Ganze",
        "Ja. Rufen Sie lieber meine Tochter an.",
        "genau lesen Sie alles von vorn",
    ],
)
def test_a_yes_is_taken_back(text: str) -> None:
    assert takes_back(text)


@pytest.mark.parametrize(
    "text", ["Passt. Besser spät als nie.", "genau, nein, alles gut", "ja, nicht wieder vergessen", "nein, ach nee"]
)
def test_or_is_not(text: str) -> None:
    assert not takes_back(text)


@pytest.mark.parametrize(
    "text",
    [
        "geben Sie meine Nummer aber nicht her",
        "aber bitte keine Werbeanrufe",
        "das wird aber nicht an Fremde weitergeleitet",
        "verkaaft mei Nummer fei ned",
        "bitte nix weitersagen",
        "das bleibt aber unter uns",
        "behandelt das vertraulich",
        "des geht sonst niemand was an",
    ],
)
def test_what_was_told_shall_be_kept(text: str) -> None:
    assert wants_it_kept(text)


@pytest.mark.parametrize(
    "text", ["aber nicht an die Nummer", "aber nicht vor neun", "ich komm nicht weiter", "Werbung"]
)
def test_other_pleas(text: str) -> None:
    assert not wants_it_kept(text)


@pytest.mark.parametrize(
    "text",
    [
        "und nachher schmeißt ihr die Daten wieder raus",
        "und wenn das erledigt ist, weg damit",
        "nach dem Telefonat wird das aber vernichtet",
        "aber nicht ewig aufheben, gell",
        "hernach streicht mich bitte aus der Kartei",
        "und heben Sie das nicht für immer auf",
    ],
)
def test_all_shall_be_forgotten_once_they_have_rung(text: str) -> None:
    assert wants_it_erased_then(text)


@pytest.mark.parametrize(
    "text", ["löschen Sie das wieder", "und streichen Sie den Rückruf", "danach", "das dauert nicht lange"]
)
def test_what_shall_be_erased_at_once_or_is_no_plea(text: str) -> None:
    assert not wants_it_erased_then(text)


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("oh, die Nummer ist ja längst abgemeldet", ["phone_number"]),
        ("warten Sie, die Nummer hab ich nimmer", ["phone_number"]),
        ("äh das Festnetz gibt es gar nicht mehr", ["phone_number"]),
        ("die nummer gehört jetzt jemand anderem", ["phone_number"]),
        ("ach so heiße ich doch gar nicht", ["caller_name"]),
        ("moment so hoaß i ned", ["caller_name"]),
        ("so heiß ich", []),
        ("Meier heiß ich nicht, sondern Maier", []),
        ("die Nummer gibt es noch", []),
        ("das gibts nicht mehr", []),
    ],
)
def test_an_answer_that_no_longer_holds(text: str, slots: list[str]) -> None:
    assert no_longer_holds(text) == slots
