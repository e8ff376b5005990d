"""The answers given to the turns of running calls, so that a repeated webhook gets the same one."""

from collections.abc import Iterable
from datetime import datetime

from rueckruf.settings import Settings
from rueckruf.storage.awaited_texts import AwaitedTexts


class TurnStore:
    """Answers by call and number of the turn, deleted with the call or when it is idle."""

    def __init__(self, texts: AwaitedTexts) -> None:
        self._texts = texts

    async def get(self, call_sid: str, turn: int) -> str | None:
        """The answer that was given, or None."""
        return await self._texts.get(call_sid, str(turn))

    async def find(self, call_sid: str, turn: int, before: int) -> tuple[str | None, bool]:
        """The same, and whether the answer to the turn ``before`` is kept."""
        return await self._texts.find(call_sid, str(turn), str(before))

    async def all(self, call_sid: str) -> Iterable[str]:
        """All answers of a call that are kept, in no order."""
        return await self._texts.texts(call_sid)

    async def put(self, call_sid: str, turn: int, answer: str) -> None:
        """Remember an answer."""
        await self._texts.put(call_sid, str(turn), answer)

    async def delete(self, call_sid: str) -> None:
        """Forget the answers of a call that has ended."""
        await self._texts.delete(call_sid)

    async def keep_only(self, call_sid: str, turn: int) -> None:
        """Forget the other answers of a call that is about to end: only its last one may be asked for again."""
        await self._texts.keep_only(call_sid, str(turn))

    async def expire(self, now: datetime) -> None:
        """Forget what was answered longer than the idle time before the aware time ``now``."""
        await self._texts.expire(now)


def open_turns(settings: Settings) -> TurnStore:
    """The store of this configuration; raises StoreError if its own file is out of reach."""
    return TurnStore(AwaitedTexts(settings, "turn"))
