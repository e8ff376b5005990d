"""Words that tell by their end what somebody is, and surnames that only look so."""

import pytest

from rueckruf.spoken.name.office import is_compound_office, sounds_like_a_trade, without_retirement
from rueckruf.spoken.name.words import name_tokens
from tests.support.cases import each

pytestmark = pytest.mark.unit


@each("word", ["jugendwart", "oberfeldwebel", "stationsleiterin", "hafenmeister", "feuerwehrkommandant", "taxifahrer"])
def test_a_word_or_a_rank_before_an_office_makes_one(word: str) -> None:
    assert is_compound_office(word)


@each("word", ["hofmeister", "burmeister", "stewart", "markwart", "antwort", "konrad", "schiedsrichter"])
def test_surnames_and_other_words_are_no_office(word: str) -> None:
    assert not is_compound_office(word)


@each("word", ["elektriga", "jeschaeftsfuehra", "metzga", "schreina", "schtudent", "hausmeesta", "krankenschwesta"])
def test_a_trade_is_known_by_its_sounds_in_dialect(word: str) -> None:
    assert sounds_like_a_trade(word)


@each("word", ["kretschmann", "vahldiek", "pagel", "stellmach", "koehler", "trappmann", "rentmeyer", "burmeister"])
def test_a_surname_sounds_like_none(word: str) -> None:
    assert not sounds_like_a_trade(word)


@each("said", ["Hauptmann a. D. Sven Riecke", "Hauptmann außer Dienst Sven Riecke", "Hauptmann i. R. Sven Riecke"])
def test_a_former_office_is_named_like_one_that_somebody_has(said: str) -> None:
    assert [token.raw for token in without_retirement(name_tokens(said))] == ["Hauptmann", "Sven", "Riecke"]


def test_who_is_not_in_an_office_is_not_retired_from_one() -> None:
    said = name_tokens("Sven Riecke a. D.")
    assert tuple(without_retirement(said)) == said
