"""Where others may ring the server there is no telephone in the browser."""

from dataclasses import replace

import pytest

from rueckruf.browser_phone.telephone import telephone
from rueckruf.server.errors import StartError
from rueckruf.settings import load_settings

pytestmark = pytest.mark.unit


@pytest.mark.parametrize("public_url", ["https://rueckruf.example", "http://localhost:5005"])
def test_it_does_not_start_with_a_public_address(public_url: str) -> None:
    settings = replace(load_settings({}), public_url=public_url)
    with pytest.raises(StartError, match=r"^--phone: not with RUECKRUF_PUBLIC_URL"), telephone(settings, 5005):
        raise AssertionError
