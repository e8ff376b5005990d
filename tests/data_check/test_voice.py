"""Voice lint: what callers would hear wrong."""

import pytest

from rueckruf.company import load_company
from rueckruf.data_check.voice import USUAL_COMPANY, seconds
from rueckruf.project import COMPANY
from rueckruf.spoken.aloud.company_facts import company_facts
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
    assert seconds("{company}") == pytest.approx(len(USUAL_COMPANY.name) * CHARACTER)
    assert seconds("{phone_number}") > seconds("{caller_name}") > 0.5


def test_a_company_of_usual_size_has_every_fact() -> None:
    usual, shipped = company_facts(USUAL_COMPANY), company_facts(load_company(COMPANY))

    assert usual.keys() == shipped.keys()
    assert all(usual.values())
    assert {name for name, words in usual.items() if len(words) < len(shipped[name])} == set()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("name: Musterwerk GmbH", f"name: {'Musterwerk ' * 30}GmbH"),
        ("parent: Musterwerk Holding AG", f"parent: {'Musterwerk ' * 30}Holding AG"),
        ("address: Musterstraße 1, 80331 München", f"address: {'An der langen Straße ' * 20}1, 80331 München"),
        ("privacy_page: https://www.musterwerk", f"privacy_page: https://www.{'musterwerk.' * 30}musterwerk"),
        ('webhook_url: ""', "webhook_url: https://crm.example/hooks"),
        ("monday: 08:00-12:00", f"monday: {', '.join(f'{hour:02}:00-{hour:02}:30' for hour in range(24))}"),
    ],
)
def test_how_long_a_text_may_be_does_not_hang_on_the_company(project: Project, old: str, new: str) -> None:
    said = "{company}, {website}, {opening_hours}"
    project.replace(BESIDE, SENTENCE, f"{said}.")
    project.replace("data/responses/opening.yml", "dem Rückruf", "nur dem Rückruf, hier und jetzt")
    before = project.faults()
    assert len(before) == 2

    project.replace("company.yml", old, new)

    assert project.faults() == before


def test_what_a_company_can_have_counts_where_this_one_has_it_not(project: Project) -> None:
    text = "a" * 180 + "{connected_systems}."
    project.replace(BESIDE, SENTENCE, text)
    [fault] = [fault for fault in project.faults() if "seconds" in fault]
    assert fault.endswith("at most 12: shorten it")

    project.replace(BESIDE, text, text.replace("{connected_systems}", ""))
    assert not any("seconds" in fault for fault in project.faults())
