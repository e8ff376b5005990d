"""To whom requests were given, how, and where it lies: out of the log, and of what waits for its delivery."""

from collections.abc import Mapping, Sequence

from sqlalchemy import and_, or_, select
from sqlalchemy.engine import Connection

from rueckruf.callbacks.schema import in_berlin
from rueckruf.company import Company
from rueckruf.privacy.recipients import receiving_systems
from rueckruf.storage.audit_log import Entry, streamed_entries
from rueckruf.storage.tables import audit_log, outbox

Given = Mapping[str, str]
"""``at``, ISO with the Berlin offset, and ``how`` in German."""

_BY_A_SYSTEM = "api:"
_WAYS = {
    "webhook": "an das Kundensystem {} übergeben",
    "tryton": "an das Kundensystem {} übergeben",
    "caldav": "in Kalender des Vertriebs {} eingetragen",
    "mail": "per E-Mail {} übergeben",
}


def given_away(connection: Connection, company: Company, request_ids: Sequence[str]) -> Mapping[str, list[Given]]:
    """Of each request what has left and then what is about to, in one pass over the log.

    An entry of exports names a thousand requests. Staff who read are no recipients; systems and calendars are.
    """
    given: dict[str, list[Given]] = {each: [] for each in request_ids}
    if not given:
        return given
    to_others = or_(audit_log.c.reason == "calendar", audit_log.c.actor.startswith(_BY_A_SYSTEM))
    left = or_(audit_log.c.action == "export", and_(audit_log.c.action == "read", to_others))
    places = _places(company)
    for entry in streamed_entries(connection, select(audit_log).where(left).order_by(audit_log.c.number)):
        for each in given.keys() & entry.request_ids:
            given[each].append({"at": in_berlin(entry.at), "how": _how(entry, places)})
    waiting = select(outbox).where(outbox.c.outlet.in_(_WAYS), outbox.c.delivered_at.is_(None))
    for row in connection.execute(waiting.order_by(outbox.c.number)):
        if row.request_id in given and (row.outlet != "mail" or company.handover.mail.personal_data):
            how = f"zur Übergabe vorgesehen: {_in_words(row.outlet, places)}"
            given[row.request_id].append({"at": in_berlin(row.created_at), "how": how})
    return given


def _how(entry: Entry, places: Mapping[str, str]) -> str:
    if entry.action == "read" and entry.reason == "calendar":
        return "in einem abonnierten Kalender des Vertriebs gelesen"
    if entry.action == "read":
        return f"über die Schnittstelle gelesen (System {entry.actor.removeprefix(_BY_A_SYSTEM)})"
    if entry.reason in _WAYS:
        return _in_words(entry.reason, places)
    return f"als Datei ausgegeben ({entry.reason})"


def _in_words(outlet: str, places: Mapping[str, str]) -> str:
    place = places.get(outlet)
    return " ".join(_WAYS[outlet].format(f"({place})" if place else "").split())


def _places(company: Company) -> Mapping[str, str]:
    """Where what an outlet delivers lies, as far as it is known: ``company.yml`` may have named another one then."""
    systems = receiving_systems(company.handover)
    mailboxes = dict.fromkeys(address.rpartition("@")[2] for address in company.handover.mail.everybody)
    return {
        "webhook": systems.get("crm_contract", ""),
        "tryton": systems.get("tryton_contract", ""),
        "caldav": systems.get("caldav_contract", ""),
        "mail": ", ".join(mailboxes),
    }
