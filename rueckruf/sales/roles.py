"""Who may open what, people and systems: a route that does not stand in this one table is closed to all."""

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
    "sign_in.code": PUBLIC,
    "passkey_login.begin": PUBLIC,
    "passkey_login.end": PUBLIC,
    "company_login.begin": PUBLIC,
    "company_login.end": PUBLIC,
    "sign_in.leave": EVERYBODY,
    "sign_in.ending": EVERYBODY,
    "sign_in.stay": EVERYBODY,
    "access_link.show": PUBLIC,
    "access_link.use": PUBLIC,
    "account.show": EVERYBODY,
    "account.change_password": EVERYBODY,
    "account.end_session": EVERYBODY,
    "account.end_others": EVERYBODY,
    "second_factor.begin": EVERYBODY,
    "second_factor.confirm": EVERYBODY,
    "second_factor.remove": EVERYBODY,
    "passkeys.show": EVERYBODY,
    "passkeys.begin": EVERYBODY,
    "passkeys.add": EVERYBODY,
    "passkeys.remove": EVERYBODY,
    "people.show": LEADS,
    "people.add": LEADS,
    "people.reset": LEADS,
    "people.disable": LEADS,
    "people.sign_out": LEADS,
    "tokens.show": LEADS,
    "tokens.add": LEADS,
    "tokens.revoke": LEADS,
    "home": EVERYBODY,
    "day_list.show": SELLERS,
    "request.show": SELLERS,
    "request.card": SELLERS,
    "request.claim": SELLERS,
    "request.assign": SELLERS,
    "request.hand_back": SELLERS,
    "request.finish": SELLERS,
    "request.settle": SELLERS,
    "request.note": SELLERS,
    "request.undo": SELLERS,
    "selected.assign": SELLERS,
    "selected.finish": SELLERS,
    "selected.postpone": SELLERS,
    "selected.undo": SELLERS,
    "search.ask": SELLERS,
    "search.find": SELLERS,
    "calendar.show": SELLERS,
    "calendar.renew": SELLERS,
    "calendar.revoke": SELLERS,
    "calendar.feed": PUBLIC,  # its address is secret
    "push.worker": PUBLIC,
    "push.subscribe": SELLERS,
    "push.unsubscribe": SELLERS,
    "overview.show": LEADS,
    "export.download": LEADS,
    "privacy.ask": OFFICERS,
    "privacy.find": OFFICERS,
    "privacy.disclose": OFFICERS,
    "privacy.rectify": OFFICERS,
    "privacy.restrict": OFFICERS,
    "privacy.release": OFFICERS,
    "privacy.erase": OFFICERS,
    "cases.overview": OFFICERS,
    "cases.receive": OFFICERS,
    "cases.show": OFFICERS,
    "cases.correct": OFFICERS,
    "cases.check_identity": OFFICERS,
    "cases.extend": OFFICERS,
    "cases.close": OFFICERS,
    "cases.letter": OFFICERS,
    "papers.overview": OFFICERS,
    "papers.download": OFFICERS,
    "audit.show": OFFICERS,
    "api.guide": PUBLIC,
    "api.description": PUBLIC,
    "api.list_requests": SELLERS,
    "api.get_request": SELLERS,
    "api.claim": SELLERS,
    "api.hand_back": SELLERS,
    "api.assign": SELLERS,
    "api.note": SELLERS,
    "api.settle": SELLERS,
    "api.list_events": SELLERS,
    "api.export": LEADS,
    "audit.download": OFFICERS,
}


def may_open(role: Role, endpoint: str) -> bool:
    """Whether who is signed in, or a system that calls, in that role may open a route."""
    roles = ROUTES.get(endpoint, frozenset())
    return isinstance(roles, _Public) or role in roles
