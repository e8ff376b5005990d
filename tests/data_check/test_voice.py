"""Voice lint: what callers would hear wrong."""

import pytest

from rueckruf.data_check.voice import seconds
from rueckruf.spoken.aloud.speed import CHARACTER
from tests.data_check.small_project import Project

pytestmark = pytest.mark.unit

BESIDE = "data/responses/beside.yml"
QUESTIONS = "data/responses/questions.yml"
SUMMARY = "Ist das richtig?"
SENTENCE = "Sagen Sie mir einfach Ihren Namen."


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Wir rufen um 15 Uhr an.", "digits '15': write numbers as words, as they shall be spoken"),
        ("Sagen Sie z. B. morgen.", "abbreviation 'z. B.': write it out"),
        ("Sagen Sie z.B. morgen.", "abbreviation 'z.B.': write it out"),
        ("Das dauert ca. eine Minute.", "abbreviation 'ca.': write it out"),
        ("Wie ist Ihre Nr. bitte?", "abbreviation 'Nr.': write it out"),
        ("Name, Nummer usw.", "abbreviation 'usw.': write it out"),
        ("Guten Tag, Dr. Amsel.", "abbreviation 'Dr.': write it out"),
        ("Gern. 😀.", "emoji or symbol '😀': a voice can't say it"),
        ("<b>Gern.", "markup '<': a voice can't say it"),
        ("Gern &amp; gut.", "markup '&amp;': a voice can't say it"),
        ("Das ist *wichtig.", "markup '*': a voice can't say it"),
        ("Ihr Name (bitte).", "bracket '(': nobody hears it, make it a sentence"),
        ("Name/Nummer bitte.", "symbol '/': write it as a word"),
        ("Siehe musterwerk.de.", "web address 'musterwerk.de': write it as it is spoken, or use {privacy_page}"),
        ("Kannst du das sagen?", "'du': callers are addressed with Sie"),
        ("Wie ist Deine Nummer?", "'Deine': callers are addressed with Sie"),
        ("Wir rufen euch an.", "'euch': callers are addressed with Sie"),
        ("Wie ist Ihr Name", "the text ends without full stop, question or exclamation mark"),
        ("a" * 227 + ".", "takes about 13.0 seconds to say, at most 12: shorten it"),
    ],
)
def test_what_a_voice_cannot_say_well(project: Project, text: str, problem: str) -> None:
    project.replace(BESIDE, SENTENCE, text)

    assert f"{BESIDE}:4: {problem}" in project.faults()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Also " + "a" * 154 + ".", "takes about 9.1 seconds to say, at most 9: shorten it"),
        ("{phone_number} " + "a" * 135 + ".", "takes about 12.1 seconds to say, at most 12: shorten it"),
    ],
)
def test_a_summary_is_short_and_a_number_takes_its_time(project: Project, text: str, problem: str) -> None:
    project.replace(QUESTIONS, SUMMARY, text)
    assert [fault for fault in project.faults() if "seconds" in fault] == [f"{QUESTIONS}:16: {problem}"]

    project.replace(QUESTIONS, text, text.replace("a" * 5, ""))
    assert not any("seconds" in fault for fault in project.faults())


@pytest.mark.parametrize(
    "text",
    [
        "Machen wir es so. Gern, am Dienstag!",
        "Sagen Sie Ihren Namen, bitte?",
        "Ich bin eine KI der Musterwerk GmbH.",
        "Das dauert maximal eine Minute – versprochen.",
        "I only speak German, but you can leave your number.",
    ],
)
def test_what_a_voice_says_well(project: Project, text: str) -> None:
    project.replace(BESIDE, SENTENCE, text)

    assert project.faults() == []


def test_every_digit_and_abbreviation_of_a_text_is_told(project: Project) -> None:
    project.replace(BESIDE, SENTENCE, "Um 3 oder 4 Uhr bzw. ca. um fünf.")

    assert [fault.split(": ")[1].split()[1] for fault in project.faults()] == ["'bzw.'", "'ca.'", "'3'", "'4'"]


def test_variables_count_with_the_length_they_are_spoken_with() -> None:
    assert seconds("{company}", {"company": "x" * 28}) == pytest.approx(28 * CHARACTER)
    assert seconds("{phone_number}", {}) > seconds("{caller_name}", {}) > 0.5
