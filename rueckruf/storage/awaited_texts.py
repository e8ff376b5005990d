"""Short-lived texts for the event loop that answers calls."""

import asyncio
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any, TypeVar

from rueckruf.settings import Settings
from rueckruf.storage.short_lived import TextKind, open_short_lived

_Result = TypeVar("_Result")

_threads = ThreadPoolExecutor(32, thread_name_prefix="texts")


class AwaitedTexts:
    """``ShortLivedTexts`` of a kind that do not hold up other calls; raises StoreError when it is made.

    They are waited for in a thread, also the own file: reading it takes less than changing threads, but many calls at
    once go on more evenly so (docs/architecture.md).
    """

    def __init__(self, settings: Settings, kind: TextKind) -> None:
        self._texts = open_short_lived(settings, kind)

    async def get(self, call: str, name: str) -> str | None:
        return await in_thread(self._texts.get, call, name)

    async def find(self, call: str, name: str, other: str) -> tuple[str | None, bool]:
        """A text, and whether there is the other one: both at once, for changing threads takes longer than reading."""
        return await in_thread(lambda: (self._texts.get(call, name), self._texts.has(call, other)))

    async def has(self, call: str, name: str) -> bool:
        return await in_thread(self._texts.has, call, name)

    async def texts(self, call: str) -> Iterable[str]:
        """All texts of a call."""
        found = [await self.get(call, name) for name in await in_thread(self._texts.names, call)]
        return filter(None, found)

    async def put(self, call: str, name: str, text: str) -> None:
        await in_thread(self._texts.put, call, name, text)

    async def delete(self, call: str) -> None:
        await in_thread(self._texts.delete, call)

    async def keep_only(self, call: str, name: str) -> None:
        await in_thread(self._texts.keep_only, call, name)

    async def expire(self, now: datetime) -> None:
        await in_thread(self._texts.expire, now)

    async def calls(self) -> Iterable[str]:
        return await in_thread(self._texts.calls)


async def in_thread(work: Callable[..., _Result], *arguments: Any) -> _Result:
    """What ``work`` returns or raises, which waits for Redis or a file: other calls go on meanwhile."""
    return await asyncio.get_running_loop().run_in_executor(_threads, work, *arguments)
