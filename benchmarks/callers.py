"""What rings the servers of ``make bench``: the same words for each, the last of which store a request."""

import http.client
import secrets
from collections.abc import Callable, Iterator
from functools import partial
from typing import Protocol
from urllib.parse import urlencode, urlsplit

from rueckruf.simulator.callers.dictation import DIGITS
from rueckruf.simulator.phone import WEBHOOK, Phone

SAID = (
    "Guten Tag, mein Name ist Sabine Müller.",
    "null drei null, zwei drei eins, zwei fünf, null sieben sieben",
    "nächste Woche Mittwoch zwischen zehn und zwölf Uhr",  # at whatever hour: at night "morgen" is asked about
    "Nein, die Nummer stimmt nicht.",
    "null drei null, zwei drei eins, zwei fünf, null sieben acht",
    "Ja, das stimmt.",
)
STORING = len(SAID)
"""The number of the turn that stores; the opening is turn 0."""

# One round of a long call after the other: what a caller says who answers, corrects themselves and asks in between. The
# answers change, because a call in which they do not would end; a number that was called wrong does not come back.
_ROUND = (
    "Mein Name ist Sabine {surname}",
    "was passiert mit meinen Daten",
    "null drei null, zwei drei eins, zwei fünf, {last}",
    "wer sind Sie",
    "Nein, die Nummer stimmt nicht.",
)
_SURNAMES = ("Müller", "Becker")


def _said(turn: int) -> str:
    """What is said in a turn of a long call."""
    round_, place = divmod(turn, len(_ROUND))
    last = " ".join(DIGITS[int(digit)] for digit in f"{round_:03}")
    return _ROUND[place].format(surname=_SURNAMES[round_ % 2], last=last)


class Call(Protocol):
    """One call, turn by turn."""

    def turns(self) -> Iterator[Callable[[], object]]: ...

    def close(self) -> None:
        """Let go of the connection; the next turn opens one."""

    def end(self) -> None:
        """After the last turn."""


class PhoneCall:
    """The simulated telephone, for ours and for the bare handler."""

    def __init__(self, url: str, stores: bool = False) -> None:
        """``stores``: the call must end with its last turn, as it does once the request is stored."""
        self._phone = Phone(url, caller="anonymous", status_callback=False)
        self._stores = stores

    def turns(self) -> Iterator[Callable[[], object]]:
        yield self._phone.start
        yield from (partial(self._phone.say, sentence) for sentence in SAID)

    def many_turns(self, count: int) -> Iterator[Callable[[], object]]:
        """So many turns after the opening; the fifth, fifteenth, ... say the same."""
        self._phone.start()
        yield from (partial(self._phone.say, _said(turn)) for turn in range(count))

    def hang_up(self) -> None:
        """In the middle of the call."""
        self._phone.hang_up()
        self.end()

    def close(self) -> None:
        self._phone.close()

    def end(self) -> None:
        if self._stores and not self._phone.ended:
            raise RuntimeError(f"nothing was stored: {self._phone.last}")
        self._phone.report_end()
        self.close()


class PlainCall:
    """For a server that knows no turn numbers; the built-in channel tells calls apart by ``From``."""

    def __init__(self, url: str) -> None:
        address = urlsplit(url)
        self._connection = http.client.HTTPConnection(address.hostname or "", address.port)
        self._line = {"CallSid": "CA" + secrets.token_hex(16), "From": "+49" + str(secrets.randbelow(10**10))}

    def turns(self) -> Iterator[Callable[[], object]]:
        yield partial(self._post, {"CallStatus": "ringing"})
        yield from (partial(self._post, {"CallStatus": "in-progress", "SpeechResult": sentence}) for sentence in SAID)

    def close(self) -> None:
        self._connection.close()

    def end(self) -> None:
        self.close()

    def _post(self, parameters: dict[str, str]) -> None:
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        self._connection.request("POST", WEBHOOK, urlencode({**self._line, **parameters}), headers)
        answer = self._connection.getresponse()
        text = answer.read()
        if answer.status != http.HTTPStatus.OK or b"<Say" not in text:
            raise RuntimeError(f"HTTP {answer.status} instead of TwiML: {text[:200]!r}")
