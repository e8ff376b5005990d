"""What is left of a sentence without what its speaker calls somebody."""

import pytest

from rueckruf.spoken.text.abuse import without_abuse
from tests.support.cases import each

pytestmark = pytest.mark.unit

LEFT = {
    "nein du dumme Kiste": "nein",
    "nein, Sie Idiot": "nein",
    "nö, du blöder, dummer Automat": "nö",
    "ja verdammt noch mal": "ja",
    "Himmelherrgott, ja": "ja",
    "ja ihr Deppen, das stimmt": "ja , das stimmt",
    # what somebody does is no name for them
    "ja du spinnst": "ja du spinnst",
    "ja ihr könnt mich mal": "ja ihr könnt mich mal",
    "ja leck mich": "ja leck mich",
    "ja fahren Sie zur Hölle": "ja fahren Sie zur Hölle",
    "": "",
}


@each(("said", "left"), LEFT.items())
def test_what_is_left(said: str, left: str) -> None:
    assert without_abuse(said) == left
