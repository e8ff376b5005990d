"""Numbers are found in notes and searches however Germans write them, and nothing else is taken for one."""

import pytest

from rueckruf.callbacks.written_phones import written_phones

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    "text",
    [
        "Weitere Nummer: +493023125042",
        "030 23125042",
        "030/231 250-42 (Büro)",
        "auch unter (030) 23 12 50 42 zu erreichen",
        "0049 30 23125042,",
        "+49 (0)30 23125042.",
        "0 3 0 2 3 1 2 5 0 4 2",
    ],
)
def test_a_number_is_found_however_it_is_written(text: str) -> None:
    assert [phone.e164 for phone in written_phones(text)] == ["+493023125042"]


@pytest.mark.parametrize("between", [" oder ", ", ", " / ", "\n"])
def test_each_of_several_numbers_is_found(between: str) -> None:
    found = written_phones(f"0171 2345678{between}030 23125042")
    assert [phone.e164 for phone in found] == ["+491712345678", "+493023125042"]


def test_it_is_told_where_a_number_stands() -> None:
    text = "Büro 030 23125042, ab zwei"
    (phone,) = written_phones(text)
    assert text[phone.start : phone.end] == "030 23125042"


@pytest.mark.parametrize(
    "text", ["", "Frau Müller", "morgen um 14:30 Uhr", "am 10.3. ab 9", "Ende 5042", "Haus 12, 3. Stock", "1" * 30]
)
def test_what_is_no_number_is_none(text: str) -> None:
    assert list(written_phones(text)) == []
