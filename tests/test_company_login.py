"""The provider of the environment: whole or not at all, safe, and with roles that there are."""

import pytest

from rueckruf.company_login import CompanyLoginError, Place, read_company_login

pytestmark = pytest.mark.unit

WHOLE = {
    "RUECKRUF_OIDC_ISSUER": "https://login.example/realms/firma",
    "RUECKRUF_OIDC_CLIENT_ID": "rueckruf",
    "RUECKRUF_OIDC_CLIENT_SECRET": "geheim",
    "RUECKRUF_OIDC_ROLES": "Vertrieb Süd=sales:company, chefs=lead,dsb=privacy",
}
TEAMS = {"company": "Vertrieb"}


def test_a_whole_one_is_read_and_its_secret_not_shown() -> None:
    login = read_company_login(WHOLE, TEAMS)

    assert login is not None
    assert login.places == (
        Place("Vertrieb Süd", "sales", "company"),
        Place("chefs", "lead", None),
        Place("dsb", "privacy", None),
    )
    assert login.groups_claim == "groups"
    assert "geheim" not in repr(login)


def test_there_may_be_none() -> None:
    assert read_company_login({}, TEAMS) is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *((name, "") for name in WHOLE),
        *(("RUECKRUF_OIDC_ISSUER", value) for value in ("login.example", "http://login.example", "https://x/?a=b")),
        *(("RUECKRUF_OIDC_ROLES", value) for value in ("a", "a=root", "a=sales", "a=sales:others", "=lead", "a=lead,")),
    ],
)
def test_what_can_not_work_stops_the_start_and_is_named(name: str, value: str) -> None:
    with pytest.raises(CompanyLoginError, match=name):
        read_company_login({**WHOLE, name: value}, TEAMS)
