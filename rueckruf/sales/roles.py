"""Who may open what: the one table that every route stands in. A route that does not is closed to all."""

from rueckruf.storage.users import Role

PUBLIC: frozenset[Role] = frozenset()
"""For everybody, also without signing in."""

EVERYBODY: frozenset[Role] = frozenset({"sales", "lead", "privacy"})
SELLERS: frozenset[Role] = frozenset({"sales", "lead"})
LEADS: frozenset[Role] = frozenset({"lead"})
OFFICERS: frozenset[Role] = frozenset({"privacy"})

ROUTES: dict[str, frozenset[Role]] = {
    "static": PUBLIC,
    "sign_in.form": PUBLIC,
    "sign_in.enter": PUBLIC,
    "sign_in.leave": EVERYBODY,
    "home": EVERYBODY,
    "day_list.show": SELLERS,
    "request.show": SELLERS,
    "request.claim": SELLERS,
    "request.hand_back": SELLERS,
    "request.finish": SELLERS,
    "request.miss": SELLERS,
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
