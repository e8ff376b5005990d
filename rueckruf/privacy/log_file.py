"""The log of deletions and accesses as a file for people, CSV that spreadsheets take."""

import csv
import io
from collections.abc import Iterable, Iterator

from rueckruf.callbacks.schema import in_berlin
from rueckruf.privacy.wording import ACTIONS, REASONS
from rueckruf.storage.audit_log import Entry

_TITLES = ("Nr.", "Zeit (Berlin)", "Wer", "Was", "Anlass", "Rückrufwünsche", "Prüfwert")


def as_csv(entries: Iterable[Entry]) -> Iterator[bytes]:
    """Line by line; times to the second, with their offset."""
    yield b"\xef\xbb\xbf" + _line(_TITLES)
    for entry in entries:
        yield _line(
            (
                entry.number,
                in_berlin(entry.at),
                entry.actor,
                ACTIONS[entry.action],
                REASONS.get(entry.reason, entry.reason),
                " ".join(entry.request_ids),
                entry.digest,
            )
        )


def _line(values: Iterable[object]) -> bytes:
    line = io.StringIO()
    csv.writer(line, delimiter=";").writerow(values)
    return line.getvalue().encode()
