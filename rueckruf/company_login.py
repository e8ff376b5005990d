"""How people sign in with an account of their company: an OpenID provider, and which of its groups has which role."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from rueckruf.loopback import is_loopback

_ROLE = re.compile(r"(?P<group>[^=,]+)=(?:(?P<lead>lead|privacy)|sales:(?P<team>[a-z0-9_-]+))")


class CompanyLoginError(ValueError):
    """A variable with a value that can't work; names it, never its secret."""


@dataclass(frozen=True)
class Place:
    """What members of a group are on the page: a role and, for sales, a recipient."""

    group: str
    role: str
    recipient: str | None


@dataclass(frozen=True)
class CompanyLogin:
    """A provider, how it knows us, which claim holds somebody's groups, and the place of each group."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    groups_claim: str
    places: tuple[Place, ...]

    def place_of(self, groups: Sequence[str]) -> Place | None:
        """The first that somebody of these groups has."""
        return next((place for place in self.places if place.group in groups), None)


def read_company_login(environ: Mapping[str, str], teams: Mapping[str, object]) -> CompanyLogin | None:
    """The provider of the environment, None without one; raises CompanyLoginError."""
    names = ("ISSUER", "CLIENT_ID", "CLIENT_SECRET", "ROLES")
    values = [environ.get(f"RUECKRUF_OIDC_{name}", "").strip() for name in names]
    if not any(values):
        return None
    for name, value in zip(names, values, strict=True):
        if not value:
            raise CompanyLoginError(f"RUECKRUF_OIDC_{name}: must be set with the others of RUECKRUF_OIDC_")
    issuer, client_id, client_secret, roles = values
    claim = environ.get("RUECKRUF_OIDC_GROUPS_CLAIM", "").strip() or "groups"
    return CompanyLogin(_issuer(issuer), client_id, client_secret, claim, tuple(_places(roles, teams)))


def _issuer(value: str) -> str:
    address = urlsplit(value)
    is_safe = address.scheme == "https" or (address.scheme == "http" and is_loopback(address.netloc))
    if not is_safe or not address.hostname or address.query or address.fragment:
        raise CompanyLoginError("RUECKRUF_OIDC_ISSUER: must be the https address that the provider calls itself by")
    return value


def _places(roles: str, teams: Mapping[str, object]) -> list[Place]:
    places = []
    for part in roles.split(","):
        found = _ROLE.fullmatch(part.strip())
        if found is None or (found["team"] and found["team"] not in teams):
            raise CompanyLoginError(
                "RUECKRUF_OIDC_ROLES: must look like group=sales:company, chiefs=lead, officers=privacy, "
                f"with recipients of company.yml ({', '.join(teams)})"
            )
        places.append(Place(found["group"].strip(), found["lead"] or "sales", found["team"]))
    return places
