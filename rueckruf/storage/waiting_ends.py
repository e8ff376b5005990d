"""Ends of calls that wait in the data folder until the database is back.

Else a call that ended while it was away could go on later, and Twilio would keep its log for good.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from rueckruf.settings import Settings
from rueckruf.storage.cipher import Cipher, open_cipher
from rueckruf.storage.waiting_files import WaitingFiles, held, remove

_SUFFIX = ".ended"


class WaitingEnds:
    """One sealed file a call, beside the requests of the spool; raises OSError where the folder can't be used."""

    def __init__(self, folder: Path, cipher: Cipher) -> None:
        self._files = WaitingFiles(folder, _SUFFIX, "the end of a call", cipher)
        self.has, self.tokens = self._files.has, self._files.tokens

    def put(self, call_sid: str, at: datetime) -> None:
        """Keep that a call has ended at the aware time ``at``."""
        self._files.put(call_sid, f"{at.isoformat()} {call_sid}")

    def is_any(self) -> bool:
        """Whether one waits."""
        return bool(self._files.files())

    def deliver(self, note: Callable[[str, datetime], object]) -> None:
        """Hand each to ``note`` and forget it; raises what that raises, and the others go on waiting."""
        for path in self._files.files():
            with held(path, wait=False) as file:
                if file is None:
                    continue
                text = self._files.read(file)
                if text is None:
                    self._files.set_aside(path, "can't be read")
                    continue
                moment, call_sid = text.split(" ", 1)
                note(call_sid, datetime.fromisoformat(moment))
                remove(path, file)


def open_waiting_ends(settings: Settings) -> WaitingEnds:
    """Those of this machine; raises what opening the keys raises."""
    return WaitingEnds(settings.spool_folder, open_cipher(settings))
