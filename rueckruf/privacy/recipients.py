"""Who gets what callers say besides the teams that call back and those who carry the call and the servers."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from rueckruf.company import Company


def others_told(company: Company) -> Iterator[str]:
    """Each as the notice names it to callers (Art. 13 (1) e GDPR), and a disclosure (Art. 15 (1) c)."""
    handover = company.handover
    if crm := crm_of(company):
        yield f"das System, in dem unser Vertrieb arbeitet (CRM), und wer es betreibt: {crm}"
    if systems := ", ".join(company.privacy.systems):
        yield f"weitere Systeme, mit denen unser Vertrieb arbeitet, und wer sie betreibt: {systems}"
    if handover.mail.personal_data:
        yield "wer die Postfächer unseres Vertriebs betreibt"
    if handover.names_in_calendars:
        yield "wer die Kalender unseres Vertriebs betreibt"


def crm_of(company: Company) -> str | None:
    """The host of the CRM that requests are handed over to."""
    return urlsplit(company.handover.webhook_url).hostname
