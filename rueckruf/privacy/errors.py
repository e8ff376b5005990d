"""What whoever answers for the data must know before it can be done."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID


class PrivacyError(ValueError):
    """Why something is not done, in one German sentence without personal data."""


class SeveralPeopleError(PrivacyError):
    """More than one person may be meant: ``requests`` are the ids of theirs, each with its aware time."""

    def __init__(self, requests: Sequence[tuple[UUID, datetime]]) -> None:
        super().__init__(
            "Dazu gibt es Angaben von mehr als einer Person. Es wurde nichts mitgeteilt und nichts gelöscht: "
            "Fragen Sie nach Namen und Nummer oder nach dem Tag des Anrufs."
        )
        self.requests = requests
