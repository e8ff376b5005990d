"""A time that was read back is put off, and no other one is named."""

import pytest

from rueckruf.spoken.time.another_time import wants_another_time

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    "text",
    [
        "da kann ich ja gar nicht",
        "oh je, da hab ich ja schon was vor",
        "da muss ich ja arbeiten",
        "da sitze ich im Bus",
        "da bin ich noch in der Arbeit",
        "da hab ich ja Physio",
        "da schlaf ich noch",
        "da bin ich verhindert",
        "zu der Zeit muss ich die Kinder abholen",
        "um die Zeit bin ich im Garten",
        "an dem Tag hab ich Chemo",
        "da geht's bei mir nicht",
        "do hob i koa Zeit",
        "da ist bei uns Beerdigung",
        "halt, da bin ich gar nicht zu Hause",
        "ich bräuchte doch einen anderen Termin",
        "können wir das bitte verschieben",
        "geht es auch zu einer anderen Zeit",
    ],
)
def test_another_time_is_wanted(text: str) -> None:
    assert wants_another_time(text)


@pytest.mark.parametrize(
    "text",
    [
        "da bin ich zu Hause",
        "da hab ich Zeit",
        "da bin ich erreichbar",
        "da bin ich im Büro",
        "da sitz ich am Telefon",
        "da bin ich froh",
        "da haben Sie recht",
        "da hab ich nichts dagegen",
        "da muss ich Ihnen recht geben",
        "da muss ich lachen",
        "da ist die Heizung kaputt",
        "da kann ich nicht meckern",
        "da hab ich keine Einwände",
        "da hab ich noch eine Frage",
        "da warte ich dann auf den Anruf",
        "da kenn ich mich nicht aus",
        "da passt alles",
        "",
    ],
)
def test_the_time_stands(text: str) -> None:
    assert not wants_another_time(text)
