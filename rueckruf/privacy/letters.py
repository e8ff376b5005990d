"""Letters to people whose case it is: that it was received, that it takes longer, and the answer."""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from rueckruf.callbacks import schema
from rueckruf.callbacks.written_phones import international
from rueckruf.clock import wall_clock
from rueckruf.company import Company
from rueckruf.privacy.cases import KEPT_MONTHS, KINDS
from rueckruf.privacy.errors import PrivacyError
from rueckruf.privacy.values import OF_VALUES
from rueckruf.privacy.wording import counted
from rueckruf.storage.privacy_cases import Case

Letter = Literal["receipt", "extension", "answer"]

LETTERS: Mapping[Letter, str] = {
    "receipt": "Eingangsbestätigung",
    "extension": "Mitteilung der Fristverlängerung",
    "answer": "Antwort",
}


def letters_of(case: Case) -> list[Letter]:
    """Those that can be written as the case stands."""
    possible: Mapping[Letter, bool] = {
        "receipt": case.closed_at is None,
        "extension": bool(case.extension) and case.closed_at is None,
        "answer": case.closed_at is not None,
    }
    return [letter for letter, is_possible in possible.items() if is_possible]


def needs_disclosure(case: Case, letter: Letter) -> bool:
    """Whether what is kept of the person goes with the letter."""
    return letter == "answer" and case.kind == "access" and case.outcome == "granted"


def write_letter(letter: Letter, case: Case, company: Company, now: datetime, disclosed: str = "") -> str:
    """The letter as German Markdown, what was ``disclosed`` being its annex. Raises PrivacyError if it is too early."""
    if letter not in letters_of(case):
        raise PrivacyError(f"Das gibt der Fall nicht her: {LETTERS[letter]}.")
    kind = KINDS[case.kind].replace("(", "nach ").removesuffix(")")
    written = OF_VALUES.get_template("letter.md").render(
        letter=letter,
        case=case,
        kind=kind,
        subject=f"{LETTERS[letter]}: {kind}",
        phone=case.phone and international(case.phone).replace(" ", "\N{NO-BREAK SPACE}"),
        has_annex=bool(disclosed),
        company=company,
        privacy=company.privacy,
        today=_day(now),
        received=_day(case.received_at),
        due=_day(case.due_at),
        cases=counted(KEPT_MONTHS // 12, "Jahr", "Jahren"),
    )
    return f"{written}\n---\n\n{disclosed}" if disclosed else written


def _day(moment: datetime) -> str:
    return schema.day_in_german(wall_clock(moment).date())
