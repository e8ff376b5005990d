"""vCard: an entry of an address book, and nothing but that."""

from dataclasses import replace

import pytest

from rueckruf.sales.export.as_vcard import card
from tests.support.exports import FIRST, lines_of_vcard
from tests.support.requests import request_of

pytestmark = pytest.mark.unit

LINK = "https://vertrieb.example/wunsch/1"


def test_it_is_a_card_of_version_3() -> None:
    assert card(FIRST, LINK).decode().split("\r\n") == [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "UID:00000000-0000-0000-0000-000000000001@rueckruf",
        "FN:Jürgen Müller-Lüdenscheidt",
        "N:Jürgen Müller-Lüdenscheidt;;;;",
        "TEL;TYPE=VOICE:+493023125042",
        "TEL;TYPE=VOICE:+491713920011",
        "TEL;TYPE=VOICE:+43123456789",
        f"URL:{LINK}",
        "NOTE:Rückrufwunsch",
        "END:VCARD",
        "",
    ]


def test_what_was_said_and_noted_stays_where_it_is_deleted() -> None:
    content = card(FIRST, LINK).decode()

    for said in (FIRST.callback_text, FIRST.concern, FIRST.note):
        assert said not in content


@pytest.mark.parametrize("name", ["A;B,C\\D", "eins\nzwei", "END:VCARD\r\nTEL:110", "Größe " * 40])
def test_a_name_is_nothing_but_a_name(name: str) -> None:
    content = card(replace(FIRST, name=name), LINK)

    lines, read = lines_of_vcard(content), name.replace("\r\n", "\n")
    assert dict(lines)["FN"] == read
    assert dict(lines)["N"] == f"{read};;;;"
    assert [line for line, _ in lines].count("TEL") == 3
    assert content.count(b"\n") == content.count(b"\r\n")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))


def test_a_call_that_broke_off_has_a_card_without_what_it_lacks() -> None:
    broken_off = dict(lines_of_vcard(card(request_of("CA1", status="incomplete", name="", phone=""), LINK)))

    assert broken_off["FN"] == "Name nicht genannt"
    assert "TEL" not in broken_off
