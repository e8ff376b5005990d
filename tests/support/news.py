"""Settings of a company that lets browsers tell of new requests."""

from dataclasses import replace
from typing import Any

from rueckruf.settings import Settings

CONTACT = "it@musterwerk.example"


def with_push(settings: Settings, **changes: Any) -> Settings:
    """``settings`` with a contact for the services of browsers, or other ``changes`` of that part of company.yml."""
    handover = settings.company.handover
    push = handover.push.model_copy(update={"contact": CONTACT, **changes})
    company = settings.company.model_copy(update={"handover": handover.model_copy(update={"push": push})})
    return replace(settings, company=company)
