"""The answers given to the turns of running calls, so that a repeated webhook gets the same one."""

from datetime import datetime

from rueckruf.settings import Settings
from rueckruf.storage.short_lived import ShortLivedTexts, open_short_lived


class TurnStore:
    """Answers (TwiML) by call and number of the turn, deleted with the call or when it is idle."""

    def __init__(self, texts: ShortLivedTexts) -> None:
        self._texts = texts

    def get(self, call_sid: str, turn: int) -> str | None:
        """The answer that was given, or None."""
        return self._texts.get(call_sid, str(turn))

    def put(self, call_sid: str, turn: int, answer: str) -> None:
        """Remember an answer."""
        self._texts.put(call_sid, str(turn), answer)

    def delete(self, call_sid: str) -> None:
        """Forget the answers of a call that has ended."""
        self._texts.delete(call_sid)

    def expire(self, now: datetime) -> None:
        """Forget what was answered longer than the idle time before the aware time ``now``."""
        self._texts.expire(now)


def open_turns(settings: Settings) -> TurnStore:
    """The store of this configuration; raises StoreError if it cannot be reached."""
    return TurnStore(open_short_lived(settings, "turn"))
