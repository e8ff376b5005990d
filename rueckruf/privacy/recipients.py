"""Who gets what callers say besides the teams that call back and those who carry the call and the servers."""

from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from rueckruf.company import Company
from rueckruf.data_protection import Topic
from rueckruf.handover import Handover


def others_told(company: Company) -> Iterator[str]:
    """Each as the notice names it to callers (Art. 13 (1) e GDPR), and a disclosure (Art. 15 (1) c)."""
    handover = company.handover
    systems = receiving_systems(handover)
    for topic in ("crm_contract", "tryton_contract"):
        if crm := systems.get(topic):
            yield f"das System, in dem unser Vertrieb arbeitet (CRM), und wer es betreibt: {crm}"
    if calendars := systems.get("caldav_contract"):
        yield f"die Kalender unseres Vertriebs, und wer sie betreibt: {calendars}"
    if others := ", ".join(company.privacy.systems):
        yield f"weitere Systeme, mit denen unser Vertrieb arbeitet, und wer sie betreibt: {others}"
    if handover.mail.personal_data:
        yield "wer die Postfächer unseres Vertriebs betreibt"
    if handover.names_in_calendars:
        yield "wer die Kalender unseres Vertriebs betreibt"


def receiving_systems(handover: Handover) -> Mapping[Topic, str]:
    """Those that are told of requests and keep them: their hosts, under what is to be confirmed of them."""
    addresses: dict[Topic, tuple[str, ...]] = {
        "crm_contract": (handover.webhook_url,),
        "tryton_contract": (handover.tryton.url,),
        "caldav_contract": handover.caldav.addresses,
    }
    hosts = {
        topic: dict.fromkeys(urlsplit(each).hostname or "" for each in those) for topic, those in addresses.items()
    }
    return {topic: ", ".join(those) for topic, those in hosts.items() if any(those)}
