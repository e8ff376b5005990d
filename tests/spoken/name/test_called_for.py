"""Whom a caller rings for, by name."""

import pytest

from rueckruf.spoken.name.called_for import called_for, with_name_behind

pytestmark = pytest.mark.unit


def words(text: str, span: tuple[int, int]) -> str:
    return text[slice(*span)]


@pytest.mark.parametrize(
    ("said", "whom"),
    [
        ("ich rufe für Herrn Stein an", "für Herrn Stein"),
        ("ich ruf hier mal an für die Frau Seidl", "für die Frau Seidl"),
        ("ich rufe für Herrn von der Heide an", "für Herrn von der Heide"),
        ("ich rufe für Erika Pohl an", "für Erika Pohl"),
        ("ich ruf für den alten Herrn Stein an", "für den alten Herrn Stein"),
        ("ich rufe für Tante Gerda an", "für Tante Gerda"),
        ("ich soll für Herrn Stein anrufen", "für Herrn Stein"),
        ("ich melde mich für Frau Hartwig, die hört nicht mehr so gut", "für Frau Hartwig"),
        ("ich rufe im Auftrag von Frau Lindner an", "im Auftrag von Frau Lindner"),
        ("ich rufe hier im Auftrag der Familie Özdemir an", "im Auftrag der Familie Özdemir"),
        ("im Namen von Herrn Doktor Berger bitte ich um Rückruf", "im Namen von Herrn Doktor Berger"),
        ("ich vertrete die Frau Pohl und brauche einen Rückruf", "ich vertrete die Frau Pohl"),
        ("ich bin die Pflegerin von Frau Pohl", "Pflegerin von Frau Pohl"),
        ("ich bin die Enkelin von der Frau Hartwig und heiße Lena Moll", "Enkelin von der Frau Hartwig"),
        ("i bin da Sohn vom Herrn Gruber", "Sohn vom Herrn Gruber"),
        ("hier ist die gesetzliche Betreuung von Herrn Maurer", "Betreuung von Herrn Maurer"),
        ("guten Tag, Hausmeister der Familie Schubert", "Hausmeister der Familie Schubert"),
        ("ich bin die schwester von peter hahn", "schwester von peter hahn"),
    ],
)
def test_somebody_else(said: str, whom: str) -> None:
    found = called_for(said)
    assert found
    assert words(said, found.words) == whom


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("ich rufe für den alten Herrn Stein an", "Herrn Stein"),
        ("im Namen der Familie Krause", "Familie Krause"),
        ("ich bin der Sohn von Erika Pohl und rufe wegen der Rechnung an", "Erika Pohl"),
    ],
)
def test_their_name(said: str, name: str) -> None:
    found = called_for(said)
    assert found
    assert words(said, found.name) == name


@pytest.mark.parametrize(
    "said",
    [
        "der Rückruf ist für Herrn Stein",
        "ich bitte um Rückruf für Frau Lindner",
        "bitte rufen Sie für Herrn Stein an",
        "ich brauche für Herrn Stein ein Angebot",
        "ich rufe wegen der Rechnung für Herrn Stein an",
        "ich habe mit der Tochter von Frau Moll gesprochen",
        "der Sohn von Frau Gerlach hat mich angerufen",
        "ich rufe für meine Mutter an",
        "ich rufe für morgen an",
        "ich bin die Tochter von nebenan",
    ],
)
def test_nobody_else(said: str) -> None:
    assert called_for(said) is None


@pytest.mark.parametrize(
    ("said", "relative", "whole"),
    [
        (
            "im Auftrag meiner Chefin, Frau Neumann",
            "im Auftrag meiner Chefin",
            "im Auftrag meiner Chefin, Frau Neumann",
        ),
        ("für meinen Nachbarn den Herrn Stein", "für meinen Nachbarn", "für meinen Nachbarn den Herrn Stein"),
        ("für meine Mutter, bitte morgen", "für meine Mutter", "für meine Mutter"),
        ("für meine Mutter", "für meine Mutter", "für meine Mutter"),
    ],
)
def test_the_name_right_behind_a_relative(said: str, relative: str, whole: str) -> None:
    assert words(said, with_name_behind(said, (0, len(relative)))) == whole
