"""At the summary somebody else is put down to be rung: the name changes, and nothing else."""

import pytest

from tests.dialogue.hearing import NAME, NUMBER, TIME, filled, hear

pytestmark = pytest.mark.unit

SAID = [
    ("schreib's auf meinen Kollegen, den Huber Toni, der ist da erreichbar", "Toni Huber"),
    ("notieren Sie's lieber auf meine Frau, die Petra Lang", "Petra Lang"),
    ("auf den Namen von meinem Mann, Jens Ohlsen", "Jens Ohlsen"),
    ("machen Sie das auf Schneider, das ist mein Mitbewohner", "Schneider"),
    ("tragen Sie das bitte auf meine Kollegin ein, Birgit Sommer", "Birgit Sommer"),
    ("nein, lassen Sie das auf meine Chefin laufen, Frau Doktor Ewald", "Dr. Ewald"),
    ("schreibens des auf mei Frau, die Resi Obermeier", "Resi Obermeier"),
    ("können Sie das auf den Namen meiner Tochter machen, Julia Berner", "Julia Berner"),
    ("lassen Sie's auf Özdemir laufen, das ist mein Partner", "Özdemir"),
    ("mach's auf die Steffi Ludwig, meine Schwester", "Steffi Ludwig"),
    ("setzen Sie das lieber auf meinen Vater, Heinz Wegner", "Heinz Wegner"),
    ("Moment, nicht mich, die Frau Kunze sollen Sie zurückrufen, die Ingrid Kunze, der Rest stimmt", "Ingrid Kunze"),
    ("Halt, die Frau Kunze soll angerufen werden, nicht ich, sonst ist alles richtig", "Kunze"),
    ("Nein, nicht ich, meine Mutter soll angerufen werden, Erna Kunze heißt die", "Erna Kunze"),
    ("nee nicht ich soll da stehen der opa hermann dietz heißt der", "Hermann Dietz"),
    ("Naa, net i, d Oma soit da steh, Erna Kunze hoaßt de", "Erna Kunze"),
    ("stimmt alles, nur nicht ich werd zurückgerufen, sondern die Frau Kunze, Ingrid Kunze", "Ingrid Kunze"),
    ("der Name, da soll nicht ich stehen, sondern mein Chef, Hermann Dietz", "Hermann Dietz"),
]
WITH_THE_KNOWN_TIME = [
    ("nehmen Sie's lieber auf meinen Bruder, den Uwe Kranz, der ist morgen um zehn da", "Uwe Kranz"),
    ("machen wir's auf Kowalski, das ist mein Schwiegersohn, der ist morgen um zehn erreichbar", "Kowalski"),
    ("schreiben Sie's auf meine Nachbarin, die Frau Lorenz, die ist morgen da", "Lorenz"),
]


@pytest.mark.parametrize("intent", ["correct", "inform_caller_name", "deny"])
@pytest.mark.parametrize(("words", "name"), [*SAID, *WITH_THE_KNOWN_TIME])
def test_the_name_changes_and_neither_number_nor_time(words: str, name: str, intent: str) -> None:
    _, after = hear(words, intent=intent, asked="confirmed", slots=filled())

    time = after["callback_time"]
    assert (after["caller_name"]["spoken"], after["phone_number"]) == (name, NUMBER)
    assert (time["start"], time["end"]) == (TIME["start"], TIME["end"])
    assert after["confirmed"] is None


def test_another_of_the_same_surname_is_put_down() -> None:
    _, after = hear(
        "Nei, nit i söll do stoh, d Oma, Rosa Müller heißt die", intent="correct", asked="confirmed", slots=filled()
    )

    assert after["caller_name"]["spoken"] == "Rosa Müller"


@pytest.mark.parametrize("words", ["nicht ich, sonst stimmt alles", "passt alles, nur nicht mich, die Chefin anrufen"])
def test_who_takes_themselves_back_has_not_said_yes(words: str) -> None:
    _, after = hear(words, intent="affirm", asked="confirmed", slots=filled())

    assert after["confirmed"] is None


@pytest.mark.parametrize(
    "words", ["ja, die Frau Kunze hat mir die Nummer gegeben, stimmt alles", "passt alles, Frau Kunze weiß Bescheid"]
)
def test_who_is_told_of_beside_a_yes_changes_nothing(words: str) -> None:
    _, after = hear(words, intent="affirm", asked="confirmed", slots=filled())

    assert (after["caller_name"], after["confirmed"]) == (NAME, True)


@pytest.mark.parametrize(
    "words", ["machen Sie das auf Kulanz", "schreiben Sie das auf Deutsch", "machen Sie es auf Anhieb"]
)
def test_how_something_is_done_is_nobody(words: str) -> None:
    _, after = hear(words, intent="correct", asked="confirmed", slots=filled())

    assert after["caller_name"] == NAME
