"""Calls methods of Tryton's models over its JSON-RPC, in a session as its own clients have one."""

import base64
import json
from collections.abc import Mapping, Sequence
from typing import Any

from rueckruf.handover import TrytonAccount
from rueckruf.sales.handover.delivery import UndeliveredError
from rueckruf.sales.handover.posting import Answer, Post, refusal

# Errors that name themselves; whatever else comes in that place may be words of a caller.
_ERRORS = ("UserError", "UserWarning", "ConcurrencyException")


class TrytonRpc:
    """The database of ``account``. A session begins with the first call, and again once it has ended."""

    def __init__(self, account: TrytonAccount, password: str) -> None:
        self._url = f"{account.url}rpc/"
        self._user = account.user
        self._password = password
        self._post = Post()
        self._session = ""
        self.user_id = 0
        self.context: Mapping[str, Any] = {}

    def call(self, model: str, method: str, *arguments: Any) -> Any:
        """What the method returns, of the active and the inactive; raises UndeliveredError."""
        if not self._session:
            self._begin()
        answer = self._ask(f"model.{model}.{method}", *arguments, self.context)
        if answer.status == 401:
            self._begin()
            answer = self._ask(f"model.{model}.{method}", *arguments, self.context)
        return _result(answer)

    def read(self, model: str, domain: Sequence[Any], *fields: str) -> Sequence[Mapping[str, Any]]:
        """Oldest first; what is read behind a relation stands under its name and a dot."""
        found: Sequence[Mapping[str, Any]] = self.call(
            model, "search_read", domain, 0, None, [["id", "ASC"]], [*fields]
        )
        return found

    def count(self, model: str, domain: Sequence[Any]) -> int:
        return int(self.call(model, "search_count", domain))

    def create(self, model: str, values: Mapping[str, Any]) -> int:
        (made,) = self.call(model, "create", [values])
        return int(made)

    def write(self, model: str, ids: Sequence[int], values: Mapping[str, Any]) -> None:
        self.call(model, "write", [*ids], values)

    def delete(self, model: str, ids: Sequence[int]) -> None:
        if ids:
            self.call(model, "delete", [*ids])

    def _begin(self) -> None:
        """The context is that of the user: company and language."""
        self._session = ""
        user_id, token, *_ = _result(self._ask("common.db.login", self._user, {"password": self._password}))
        session = f"{self._user}:{user_id}:{token}".encode()
        self._session, self.user_id = f"Session {base64.b64encode(session).decode()}", user_id
        preferences = _result(self._ask("model.res.user.get_preferences", True, {}))
        self.context = {**preferences, "active_test": False}

    def _ask(self, method: str, *params: Any) -> Answer:
        headers = {"Content-Type": "application/json", "User-Agent": "Rueckruf"}
        if self._session:
            headers["Authorization"] = self._session
        body = json.dumps({"id": 1, "method": method, "params": params}).encode()
        return self._post.request("POST", self._url, body, headers)


def _result(answer: Answer) -> Any:
    if answer.status != 200:
        raise refusal(answer.status)
    try:
        said = json.loads(answer.body)
    except ValueError:
        said = None
    if not isinstance(said, dict) or not said.keys() & {"result", "error"}:
        raise UndeliveredError("no JSON-RPC", "all")
    if "error" in said:
        name = next(iter(said["error"] or ()), None)
        raise UndeliveredError(str(name) if name in _ERRORS else "error", "this")
    return said["result"]
