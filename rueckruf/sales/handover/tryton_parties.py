"""Callers as parties of Tryton: found by number and name, or made, and gone once nobody needs them."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

import phonenumbers

from rueckruf.callbacks.request import CallbackRequest
from rueckruf.callbacks.same_name import are_same, is_same
from rueckruf.callbacks.schema import COLUMNS
from rueckruf.sales.handover.tryton_rpc import TrytonRpc

PARTY, NUMBER, OPPORTUNITY, SALE = ("party.party", "party.contact_mechanism", "sale.opportunity", "sale.sale")
NOTE = "ir.note"

# Stands at the number of a party that we made, with the id of the request whose name it bears.
_MADE_BY_US = "Angelegt von Rückruf"
_NO_NAME = "Name nicht genannt"
_PARTIES_OF_A_SALE = ("party", "invoice_party", "shipment_party")
# What the line of a note begins with that tells the caller's name.
_NAME_LINE = next(f"{column.title}: " for column in COLUMNS if column.key == "name")


class _Number(NamedTuple):
    """A number, and the party that has it, without a name if we made it for somebody who told none."""

    id: int
    party: int
    name: str
    comment: str

    @property
    def is_nameless(self) -> bool:
        """Whether it is ours and waits for a name."""
        return self.comment.startswith(_MADE_BY_US) and not self.name


class Parties:
    """Those of the database behind ``rpc``. One that was there already is never changed.

    A household or a switchboard has one number, so a number alone is nobody.
    """

    def __init__(self, rpc: TrytonRpc) -> None:
        self._rpc = rpc

    def of(self, request: CallbackRequest, before: int | None = None) -> int:
        """Who has both number and name, or a new one; ``before`` is which one the request had."""
        name, mark = request.name or _NO_NAME, _mark(request.id)
        found = self._found(request, before)
        if found is None:
            number = {"type": _type_of(request.phone), "value": request.phone, "comment": mark}
            return self._rpc.create(PARTY, {"name": name, "contact_mechanisms": [["create", [number]]]})
        if found.name != request.name and (found.comment == mark or found.is_nameless):
            self._name(found.party, found.id, name, mark)
        return found.party

    def _found(self, request: CallbackRequest, before: int | None) -> _Number | None:
        numbers = self._numbers(request.phone)
        made = (each for each in numbers if each.comment == _mark(request.id) and self._may_bear(each, request))
        nameless = (each for each in numbers if each.is_nameless and self._may_name(each, request, before))
        return next(made, None) or self._of_same_name(numbers, request) or next(nameless, None)

    def _of_same_name(self, numbers: Sequence[_Number], request: CallbackRequest) -> _Number | None:
        """None where it may be either of two people, as "Hofmann" may."""
        same = [each for each in numbers if is_same(each.name, request.name) and self._is_no_other_there(each, request)]
        return same[0] if same and are_same([each.name for each in same]) else None

    def _numbers(self, phone: str) -> Sequence[_Number]:
        """Oldest first."""
        of_number = [["value_compact", "=", phone], ["active", "=", True], ["party.active", "=", True]]
        found = self._rpc.read(NUMBER, of_number, "party", "party.name", "comment")
        return [_number_of(each) for each in found]

    def _may_bear(self, number: _Number, request: CallbackRequest) -> bool:
        """Whether a party that was made for the request is still the one, under a new name if need be."""
        return _is_one(number.name, request.name) or self._is_no_other_there(number, request)

    def _may_name(self, number: _Number, request: CallbackRequest, before: int | None) -> bool:
        """Whether a party without a name is the caller's: nobody's name is theirs, unless they are there already."""
        names = self._names_there(number, request)
        is_known = not request.name or number.party == before or bool(names)
        return is_known and all(_is_one(each, request.name) for each in names)

    def _is_no_other_there(self, number: _Number, request: CallbackRequest) -> bool:
        return all(_is_one(each, request.name) for each in self._names_there(number, request))

    def _names_there(self, number: _Number, request: CallbackRequest) -> list[str]:
        """What callers of other requests there told: since Sabine is found by "Hofmann", Karl is not."""
        found = self._rpc.read(OPPORTUNITY, [["party", "=", number.party]], "reference")
        others = [f"{OPPORTUNITY},{each['id']}" for each in found if each["reference"] != str(request.id)]
        ours = [["resource", "in", others], ["create_uid", "=", self._rpc.user_id]]
        return [_name_in(note["message"]) for note in self._rpc.read(NOTE, ours, "message")] if others else []

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


def _number_of(found: Mapping[str, Any]) -> _Number:
    name, comment = (found["party."]["name"] or "", found["comment"] or "")
    is_nameless = comment.startswith(_MADE_BY_US) and name == _NO_NAME
    return _Number(found["id"], found["party"], "" if is_nameless else name, comment)


def _is_one(one: str, other: str) -> bool:
    """Whether two names are of one person, or neither is told."""
    return is_same(one, other) or not (one or other)


def _name_in(note: str) -> str:
    lines = (line for line in note.splitlines() if line.startswith(_NAME_LINE))
    return next(lines, "").removeprefix(_NAME_LINE)


def _type_of(phone: str) -> str:
    """Tryton takes for a telephone number only what is a valid one."""
    return "phone" if phonenumbers.is_valid_number(phonenumbers.parse(phone)) else "other"
