"""What is published and filed about the processing, written from ``company.yml`` and the templates beside."""

from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from rueckruf.company import Company
from rueckruf.privacy.wording import counted
from rueckruf.spoken.company_facts import say_months

TEMPLATES = Environment(
    loader=PackageLoader("rueckruf.privacy"),
    autoescape=select_autoescape(),  # HTML only: these are Markdown
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)


def privacy_notice(company: Company) -> str:
    """The page for the website, German Markdown: everything that Art. 13 GDPR asks for."""
    return _written("notice.md", company)


def record_of_processing(company: Company) -> str:
    """The record of processing activities (Art. 30 GDPR), German Markdown."""
    return _written("record.md", company)


def _written(template: str, company: Company) -> str:
    return TEMPLATES.get_template(template).render(
        company=company, privacy=company.privacy, **_terms(company), **_told(company)
    )


def _terms(company: Company) -> dict[str, Any]:
    """The terms of deletion in written German; ``retention`` in the words that callers hear."""
    retention = company.retention
    grace = retention.done_grace_days
    return {
        "retention": say_months(retention.months),
        "after_done": f"{counted(grace, 'Tag', 'Tage')} nach dem Rückruf" if grace else "sofort nach dem Rückruf",
        "incomplete": counted(retention.incomplete_hours, "Stunde", "Stunden"),
        "idle": counted(company.conversation.idle_minutes, "Minute", "Minuten"),
    }


def _told(company: Company) -> dict[str, str | None]:
    """Who gets requests beside those who answer for them: the host of a CRM, mailboxes with personal data."""
    mail = company.handover.mail
    return {
        "crm": urlsplit(company.handover.webhook_url).hostname,
        "mailed": ", ".join((*mail.company, *mail.parent, *mail.lead)) if mail.personal_data else None,
    }
