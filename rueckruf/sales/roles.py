"""Who may open what: the one table that every route stands in. A route that does not is closed to all."""

from rueckruf.storage.users import Role


class _Public:
    """Its own type: an empty set of roles means nobody, and must never be taken for it."""


PUBLIC = _Public()
"""For everybody, also without signing in."""

EVERYBODY: frozenset[Role] = frozenset({"sales", "lead", "privacy"})
SELLERS: frozenset[Role] = frozenset({"sales", "lead"})
LEADS: frozenset[Role] = frozenset({"lead"})
OFFICERS: frozenset[Role] = frozenset({"privacy"})

ROUTES: dict[str, frozenset[Role] | _Public] = {
    "static": PUBLIC,
    "sign_in.form": PUBLIC,
    "sign_in.enter": PUBLIC,
    "sign_in.leave": EVERYBODY,
    "sign_in.ending": EVERYBODY,
    "sign_in.stay": EVERYBODY,
    "home": EVERYBODY,
    "day_list.show": SELLERS,
    "request.show": SELLERS,
    "request.claim": SELLERS,
    "request.hand_back": SELLERS,
    "request.finish": SELLERS,
    "request.settle": SELLERS,
    "request.note": SELLERS,
    "request.undo": SELLERS,
    "search.ask": SELLERS,
    "search.find": SELLERS,
    "overview.show": LEADS,
    "export.download": LEADS,
    "privacy.ask": OFFICERS,
    "privacy.find": OFFICERS,
    "privacy.disclose": OFFICERS,
    "privacy.restrict": OFFICERS,
    "privacy.release": OFFICERS,
    "privacy.erase": OFFICERS,
    "audit.show": OFFICERS,
}


def may_open(role: Role, endpoint: str) -> bool:
    """Whether who is signed in in that role may open a route."""
    roles = ROUTES.get(endpoint, frozenset())
    return isinstance(roles, _Public) or role in roles
