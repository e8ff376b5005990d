"""The one door to systems that keep requests of ours: each of them is one module that can do what a System can.

docs/connectors.md tells how to write the next.
"""

from collections.abc import Collection, Mapping
from typing import Protocol
from uuid import UUID

from rueckruf.callbacks.repository import CallbackRequests
from rueckruf.callbacks.request import CallbackRequest
from rueckruf.sales.handover.caldav import CalDav
from rueckruf.sales.handover.tryton import Tryton
from rueckruf.settings import Outlet, Settings
from rueckruf.storage.outbox import Event


class System(Protocol):
    """Each call may come again with the same, and does then what it would have done once; raises UndeliveredError."""

    def write(self, request: CallbackRequest) -> bool:
        """Have the request there as it is now, whatever of it is there already; whether any of it is to be there."""

    def remove(self, request_id: UUID) -> None:
        """Have nothing there any more of what was written of a request, also if nothing is."""

    def check(self) -> None:
        """Whether it is there, lets us in and lets us write, without leaving anything."""


class ConnectorOutlet:
    """Tells a system of events; what is written is read from ``requests`` at that moment."""

    def __init__(self, system: System, requests: CallbackRequests) -> None:
        self._system = system
        self._requests = requests

    def send(self, event: Event) -> Collection[UUID] | None:
        """Deliver ``event``; None if its request is deleted or restricted. Raises UndeliveredError.

        What is restricted may not be used (Art. 18 GDPR), so it goes from there until it is released.
        """
        assert event.request_id is not None
        request_id = UUID(event.request_id)
        if event.kind in ("deleted", "restricted"):
            self._system.remove(request_id)
            return ()
        request = self._requests.get(request_id)
        if request is None:
            return None
        return (request_id,) if self._system.write(request) else ()


def systems_of(settings: Settings) -> Mapping[Outlet, System]:
    """Those that ``company.yml`` names."""
    company, systems = settings.company, dict[Outlet, System]()
    handover = company.handover
    if settings.caldav_password:
        systems["caldav"] = CalDav(handover.caldav, settings.caldav_password, company.titles, handover.request_page)
    if settings.tryton_password:
        systems["tryton"] = Tryton(handover.tryton, settings.tryton_password, company.titles, handover.request_page)
    return systems
