"""What is published and filed about the processing, written from ``company.yml`` and the templates next to it."""

import json
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from rueckruf.answers import ANSWERS
from rueckruf.answers.concern import Concern
from rueckruf.callbacks.schema import PERSONAL, day_in_german
from rueckruf.company import Company
from rueckruf.dialogue.answer import Answer
from rueckruf.privacy.cases import KEPT_MONTHS
from rueckruf.privacy.confirmed import Claims
from rueckruf.privacy.recipients import others_told, receiving_systems
from rueckruf.privacy.wording import counted
from rueckruf.spoken.aloud.company_facts import say_months
from rueckruf.storage.access_links import LIFETIME
from rueckruf.storage.changes import KEPT
from rueckruf.storage.login_attempts import SPAN
from rueckruf.storage.users import DEVICE_KNOWN, LONGEST_SESSION

TEMPLATES = Environment(
    loader=PackageLoader("rueckruf.privacy"),
    autoescape=select_autoescape(),  # HTML only: these are Markdown
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)


def privacy_notice(claims: Claims) -> str:
    """The page for the website, German Markdown: what Art. 13 GDPR asks for, without what nobody has confirmed."""
    return paper("datenschutzhinweise", claims)


def record_of_processing(claims: Claims, figures: Mapping[str, Any] | None = None) -> str:
    """The record of processing activities (Art. 30 GDPR), German Markdown; ``figures`` as ``read_figures`` gives."""
    return paper("verzeichnis", claims, figures)


PAPERS: Mapping[str, tuple[str, str]] = {
    "datenschutzhinweise": ("Datenschutzhinweise (Art. 13 DSGVO)", "notice.md"),
    "verzeichnis": ("Verzeichnis von Verarbeitungstätigkeiten (Art. 30 DSGVO)", "record.md"),
    "massnahmen": ("Technische und organisatorische Maßnahmen (Art. 32 DSGVO)", "measures.md"),
    "auftragsverarbeiter": ("Auftragsverarbeiter (Art. 28 DSGVO)", "processors.md"),
    "muttergesellschaft": ("Rückrufwünsche bei der Muttergesellschaft", "parent.md"),
    "folgenabschaetzung": ("Datenschutz-Folgenabschätzung, Entwurf (Art. 35 DSGVO)", "impact_assessment.md"),
    "datenpanne": ("Verletzung des Schutzes: Ablauf und Formular (Art. 33, 34 DSGVO)", "breach.md"),
    "zu-bestaetigen": ("Was zu bestätigen ist", "open.md"),
}
"""The papers under the names of their files: title and template. That on the parent is for who has one."""


def papers_of(company: Company) -> Mapping[str, str]:
    """Names and titles of the papers that concern a company."""
    return {name: title for name, (title, _) in PAPERS.items() if company.parent or name != "muttergesellschaft"}


def paper(name: str, claims: Claims, figures: Mapping[str, Any] | None = None) -> str:
    """One of the papers as German Markdown; what is to be confirmed is marked in all but the public notice."""
    _, template = PAPERS[name]
    return _written(template, claims, figures=figures)


def read_figures(path: Path) -> Mapping[str, Any] | None:
    """What ``make bench-data`` measured, from the file that was kept of it; None where none was."""
    return cast(Mapping[str, Any], json.loads(path.read_text(encoding="utf-8"))) if path.exists() else None


def _written(template: str, claims: Claims, **more: Any) -> str:
    company = claims.company
    return TEMPLATES.get_template(template).render(
        company=company,
        privacy=company.privacy,
        claims=claims,
        to_parent=_to_parent(company),
        day=day_in_german,
        whole=_whole,
        personal=PERSONAL,
        optional=_optional(company),
        **_terms(company),
        **_told(company),
        **more,
    )


def _optional(company: Company) -> list[Answer]:
    """What callers may leave out, as far as the company keeps it."""
    skippable = [answer for answer in ANSWERS.values() if answer.may_skip]
    return [answer for answer in skippable if answer.slot != Concern.slot or company.concern != "off"]


def _to_parent(company: Company) -> str | None:
    """Which requests the routing gives to teams of the parent company; None where it gives them none."""
    routing, recipients = company.routing, company.recipients
    topics = [topic.name for topic in routing.topics if recipients[topic.recipient].parent]
    others = [topic.name for topic in routing.topics if not recipients[topic.recipient].parent]
    if recipients[routing.default].parent:
        return f"alle außer denen zu: {', '.join(others)}" if others else "alle"
    return f"die zu: {', '.join(topics)}" if topics else None


def _whole(number: float, digits: int = 0) -> str:
    """A number as Germans write it: ``1.000.000``, ``12,5``."""
    return f"{number:,.{digits}f}".translate(str.maketrans(",.", ".,"))


def _terms(company: Company) -> dict[str, Any]:
    """The terms of deletion in written German; ``retention`` in the words that callers hear."""
    retention = company.retention
    grace = retention.done_grace_days
    return {
        "retention": say_months(retention.months),
        "after_done": f"{counted(grace, 'Tag', 'Tage')} nach dem Rückruf" if grace else "sofort nach dem Rückruf",
        "incomplete": counted(retention.incomplete_hours, "Stunde", "Stunden"),
        "idle": counted(company.conversation.idle_minutes, "Minute", "Minuten"),
        "cases": counted(KEPT_MONTHS // 12, "Jahr", "Jahre"),
        "session": counted(LONGEST_SESSION // timedelta(hours=1), "Stunde", "Stunden"),
        "changes": counted(KEPT.days, "Tag", "Tagen"),
        "link": counted(LIFETIME // timedelta(hours=1), "Stunde", "Stunden"),
        "device": counted(DEVICE_KNOWN // timedelta(days=1), "Tag", "Tage"),
        "attempts": counted(SPAN // timedelta(minutes=1), "Minute", "Minuten"),
    }


def _told(company: Company) -> dict[str, Any]:
    """Who gets requests besides those who answer for them: hosts of systems, mailboxes with personal data, all."""
    mail, systems = company.handover.mail, receiving_systems(company.handover)
    return {
        "crm": systems.get("crm_contract"),
        "tryton": systems.get("tryton_contract"),
        "caldav": systems.get("caldav_contract"),
        "mailed": ", ".join(mail.everybody) if mail.personal_data else None,
        "others_told": list(others_told(company)),
    }
