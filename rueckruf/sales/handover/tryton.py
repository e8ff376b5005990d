"""Requests in Tryton: the caller as a party, the request as an opportunity, what was said in a note of it.

Tryton keeps the history of opportunities for good, also of deleted ones, but not of notes and parties. So nothing that
a caller has said stands in an opportunity itself.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from rueckruf.callbacks.request import CallbackRequest
from rueckruf.callbacks.schema import COLUMNS, as_data, in_german
from rueckruf.handover import TrytonAccount
from rueckruf.sales.handover.delivery import UndeliveredError
from rueckruf.sales.handover.tryton_parties import NOTE, NUMBER, OPPORTUNITY, PARTY, SALE, Parties
from rueckruf.sales.handover.tryton_rpc import TrytonRpc

_RIGHTS = {
    **dict.fromkeys((PARTY, NUMBER, OPPORTUNITY, NOTE), ("read", "write", "create", "delete")),
    **dict.fromkeys((SALE, "res.user"), ("read",)),
}
# What sales has made of it is theirs.
_SOLD = ("converted", "won")


class Tryton:
    """The database of ``account``; ``titles`` are those of the teams, ``page`` is where a request's page lies."""

    def __init__(self, account: TrytonAccount, password: str, titles: Mapping[str, str], page: str) -> None:
        self._rpc = TrytonRpc(account, password)
        self._parties = Parties(self._rpc)
        self._titles = titles
        self._page = page

    def write(self, request: CallbackRequest) -> bool:
        """Not without a number: nobody could be found by it, nor called."""
        if not request.phone:
            return False
        found = self._found(request.id)
        first, doubles = next(iter(found), None), found[1:]
        self._cancel(doubles)  # of an attempt that was given up as too slow, and was not
        self._rpc.delete(OPPORTUNITY, [each["id"] for each in doubles])
        if first is None:
            opportunity = self._rpc.create(OPPORTUNITY, {"reference": str(request.id), **self._values(request)})
        else:
            opportunity = int(first["id"])
            if first["state"] == "lead":
                self._update(first, request)
        self._note(opportunity, self._words(request))
        return True

    def remove(self, request_id: UUID) -> None:
        """Of a sale that has come of it the note only. What is needed to find the rest goes last."""
        found = self._found(request_id)
        ours = [each for each in found if each["state"] not in _SOLD]
        for each in found:
            self._rpc.delete(NOTE, self._notes(each["id"]))
        self._cancel(ours)  # or they would need their party
        parties = {*self._parties.made_for(request_id), *(each["party"] for each in found)} - {None}
        for party in parties:
            self._parties.release(party, request_id, but=[each["id"] for each in ours])
        self._rpc.delete(OPPORTUNITY, [each["id"] for each in ours])

    def check(self) -> None:
        rights = self._rpc.call("ir.model.access", "get_access", list(_RIGHTS))
        for model, needed in _RIGHTS.items():
            for right in needed:
                if not rights[model][right]:
                    raise UndeliveredError(f"no right to {right} {model}", "all")
        if not self._rpc.context.get("company"):
            raise UndeliveredError("the user has no company", "all")

    def _values(self, request: CallbackRequest, before: int | None = None) -> Mapping[str, Any]:
        start = in_german(as_data(request), self._titles)["callback_start"]
        employee = self._employee(request.claimed_by)
        return {"party": self._parties.of(request, before), "employee": employee, "description": f"Rückruf {start}"}

    def _update(self, opportunity: Mapping[str, Any], request: CallbackRequest) -> None:
        values = self._values(request, opportunity["party"])
        changed = {key: value for key, value in values.items() if opportunity[key] != value}
        if changed:
            self._rpc.write(OPPORTUNITY, [opportunity["id"]], changed)
        if "party" in changed and opportunity["party"]:
            self._parties.release(opportunity["party"], request.id, but=[opportunity["id"]])

    def _employee(self, login: str | None) -> int | None:
        """Who works on it, if that is an employee of the company under the same login."""
        found = self._rpc.read("res.user", [["login", "=", login]], "employee", "employee.company") if login else ()
        for user in found:
            if user["employee"] and user["employee."]["company"] == self._rpc.context.get("company"):
                return int(user["employee"])
        return None

    def _note(self, opportunity: int, words: str) -> None:
        if notes := self._notes(opportunity):
            self._rpc.write(NOTE, notes, {"message": words})
        else:
            self._rpc.create(NOTE, {"resource": f"{OPPORTUNITY},{opportunity}", "message": words})

    def _words(self, request: CallbackRequest) -> str:
        words = in_german(as_data(request), self._titles)
        told = (column for column in COLUMNS if column.key != "id" and words[column.key])
        return "\n".join((f"{self._page}{request.id}", *(f"{column.title}: {words[column.key]}" for column in told)))

    def _cancel(self, opportunities: Sequence[Mapping[str, Any]]) -> None:
        """Tryton deletes only what is cancelled, and cancels no loss."""
        for each in opportunities:
            if each["state"] == "lost":
                self._rpc.call(OPPORTUNITY, "lead", [each["id"]])
            if each["state"] != "cancelled":
                self._rpc.call(OPPORTUNITY, "cancel", [each["id"]])

    def _found(self, request_id: UUID) -> Sequence[Mapping[str, Any]]:
        fields = ("state", "party", "employee", "description")
        return self._rpc.read(OPPORTUNITY, [["reference", "=", str(request_id)]], *fields)

    def _notes(self, opportunity: int) -> list[int]:
        """Ours: people write others."""
        ours = [["resource", "=", f"{OPPORTUNITY},{opportunity}"], ["create_uid", "=", self._rpc.user_id]]
        return [int(note["id"]) for note in self._rpc.read(NOTE, ours)]
