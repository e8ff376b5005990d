"""Callers as parties of Tryton: found by their number, or made, and gone once nobody needs them."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import phonenumbers

from rueckruf.callbacks.request import CallbackRequest
from rueckruf.sales.handover.tryton_rpc import TrytonRpc

PARTY, NUMBER, OPPORTUNITY, SALE = ("party.party", "party.contact_mechanism", "sale.opportunity", "sale.sale")

# Stands at the number of a party that we made, with the id of the request whose name it bears.
_MADE_BY_US = "Angelegt von Rückruf"
_NO_NAME = "Name nicht genannt"
_PARTIES_OF_A_SALE = ("party", "invoice_party", "shipment_party")


class Parties:
    """Those of the database behind ``rpc``. One that was there already is never changed."""

    def __init__(self, rpc: TrytonRpc) -> None:
        self._rpc = rpc

    def of(self, request: CallbackRequest) -> int:
        """Whoever has the number, or a new one."""
        of_number = [["value_compact", "=", request.phone], ["active", "=", True], ["party.active", "=", True]]
        found = self._rpc.read(NUMBER, of_number, "party", "party.name", "comment")
        name = request.name or _NO_NAME
        if not found:
            number = {"type": _type_of(request.phone), "value": request.phone, "comment": _mark(request.id)}
            return self._rpc.create(PARTY, {"name": name, "contact_mechanisms": [["create", [number]]]})
        first = found[0]
        if first["comment"] in (_mark(request.id), _MADE_BY_US) and first["party."]["name"] != name:
            self._name(first["party"], first["id"], name, _mark(request.id))
        return int(first["party"])

    def made_for(self, request_id: UUID) -> list[int]:
        """Also one that no opportunity has any more, or had yet."""
        return [int(each["party"]) for each in self._rpc.read(NUMBER, [["comment", "=", _mark(request_id)]], "party")]

    def release(self, party: int, request_id: UUID, but: Sequence[int]) -> None:
        """Of one that we made the request is over: it goes, but not from sales and opportunities other than ``but``.

        Where only requests of ours need it, it loses the name if that was of this one.
        """
        made_by_us = [["party", "=", party], ["comment", "like", f"{_MADE_BY_US}%"]]
        numbers = self._rpc.read(NUMBER, made_by_us, "comment")
        others = self._rpc.read(OPPORTUNITY, [["party", "=", party], ["id", "not in", [*but]]], "create_uid")
        if not numbers or self._is_theirs(party, [each["create_uid"] for each in others]):
            return
        if not others:
            self._rpc.delete(PARTY, [party])
        elif numbers[0]["comment"] == _mark(request_id):
            self._name(party, numbers[0]["id"], _NO_NAME, _MADE_BY_US)

    def _is_theirs(self, party: int, made_by: Sequence[int]) -> bool:
        """Whether sales has made something of it."""
        of_a_sale: list[Any] = ["OR", *([[key, "=", party]] for key in _PARTIES_OF_A_SALE)]
        return any(user != self._rpc.user_id for user in made_by) or self._rpc.count(SALE, of_a_sale) > 0

    def _name(self, party: int, number: int, name: str, mark: str) -> None:
        marked = [["write", [number], {"comment": mark}]]
        self._rpc.write(PARTY, [party], {"name": name, "contact_mechanisms": marked})


def _mark(request_id: UUID) -> str:
    return f"{_MADE_BY_US}: {request_id}"


def _type_of(phone: str) -> str:
    """Tryton takes for a telephone number only what is a valid one."""
    return "phone" if phonenumbers.is_valid_number(phonenumbers.parse(phone)) else "other"
