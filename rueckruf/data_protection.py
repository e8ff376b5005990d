"""The parts of ``company.yml`` that papers on data protection are written from: who answers, and what was confirmed."""

import datetime
from collections.abc import Iterator
from typing import Literal

from rueckruf.checked_yaml import Part, Text
from rueckruf.handover import Email

ParentWay = Literal["joint", "processor", "legitimate_interest"]
"""The legal way of what the parent company receives.

Joint controllers (Art. 26 GDPR), a processor (Art. 28), or another controller on the ground of legitimate interests
(Art. 6 (1) f).
"""

Topic = Literal[
    "telephony_contract",
    "region",
    "recognition",
    "voice",
    "transport",
    "no_recording",
    "call_log",
    "traces",
    "hosting_contract",
    "crm_contract",
    "tryton_contract",
    "caldav_contract",
    "systems_contract",
    "mailboxes",
    "calendars",
    "parent_papers",
    "journals",
    "staff",
    "backups",
    "impact_assessment",
    "website",
]
"""What software cannot know; ``rueckruf/privacy/confirmed.py`` says each as a sentence."""


class Confirmation(Part):
    """That a person has looked into a topic: who, on which day, and of which services of ``credentials.yml``."""

    by: Text
    date: datetime.date
    of: tuple[Text, ...] = ()


class Privacy(Part):
    """Who answers for the data, and whom callers can turn to (Art. 13 and 30 GDPR), as written in German."""

    address: Text
    represented_by: Text
    email: Email
    officer: str  # empty: none is appointed
    authority: Text
    parent_address: str = ""  # empty: there is no parent
    parent_way: ParentWay | Literal[""] = ""  # empty: there is no parent
    telephony: Text
    hosting: str  # empty: on the company's own ground
    systems: tuple[Text, ...] = ()  # with a token of the API

    def faults_of_parent(self, parent: str) -> Iterator[tuple[str, str]]:
        """Keys that do not fit there being a parent company, or none, each with what is wrong."""
        for key in ("parent_address", "parent_way"):
            if bool(parent) != bool(getattr(self, key)):
                yield key, "must be given with a parent, and only then"
