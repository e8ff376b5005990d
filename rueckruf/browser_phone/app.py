"""The telephone in the browser as a web application, for this machine alone."""

import re
from pathlib import Path

from flask import Blueprint, Flask, Response, abort, redirect, render_template, request, url_for
from jinja2 import StrictUndefined
from werkzeug.wrappers import Response as AnyResponse

from rueckruf import sales
from rueckruf.browser_phone.call import Call, Done
from rueckruf.browser_phone.calls import Calls
from rueckruf.channel.this_machine import is_of_this_machine
from rueckruf.sales.browser_rules import HTMX_CONFIG, headers
from rueckruf.simulator.line import CallFailedError
from rueckruf.simulator.phone import CALLER, NoCallError
from rueckruf.simulator.twiml import TwiMLError

#: The page looks as the sales page does.
_shared = Blueprint(
    "shared", __name__, static_folder=Path(str(sales.__file__)).parent / "static", static_url_path="/gemeinsam"
)
_HEADERS = headers(microphone="(self)")
_NUMBER = re.compile(r"\+[1-9][0-9]{6,14}|anonymous")


def create_app(calls: Calls) -> Flask:
    """The application over the calls that are made with it."""
    app = Flask(__name__)
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.config["MAX_CONTENT_LENGTH"] = 64 * 1024
    app.register_blueprint(_shared)
    app.before_request(_refuse_others)
    app.after_request(_add_headers)
    app.register_error_handler(404, _tell_of_no_call)
    for error in (CallFailedError, TwiMLError, NoCallError):
        app.register_error_handler(error, _tell_of_no_answer)

    @app.get("/")
    def idle() -> str:
        return _page(None)

    @app.post("/anrufe")
    def ring() -> AnyResponse:
        caller = request.form.get("caller", "").replace(" ", "") or "anonymous"
        if not _NUMBER.fullmatch(caller):
            return Response(_page(None, problem="Die Nummer muss mit + und der Landesvorwahl beginnen."), 400)
        return _to(calls.ring(caller))

    @app.get("/anrufe/<call_sid>")
    def show(call_sid: str) -> str:
        return _page(_known(call_sid))

    @app.post("/anrufe/<call_sid>/weiter")
    def go_on(call_sid: str) -> AnyResponse:
        call = _known(call_sid)
        with call.lock:
            call.do(_done())
        return _to(call)

    @app.post("/anrufe/<call_sid>/auflegen")
    def hang_up(call_sid: str) -> AnyResponse:
        call = _known(call_sid)
        with call.lock:
            call.hang_up()
        return _to(call)

    @app.post("/anrufe/<call_sid>/noch-einmal")
    def again(call_sid: str) -> AnyResponse:
        changed = request.form.get("changed", type=int)
        return _to(calls.again(_known(call_sid), changed, None if changed is None else _done()))

    def _known(call_sid: str) -> Call:
        return calls.find(call_sid) or abort(404)

    return app


def _page(call: Call | None, problem: str = "") -> str:
    return render_template("phone.html", call=call, problem=problem, caller=CALLER, htmx_config=HTMX_CONFIG)


def _to(call: Call) -> AnyResponse:
    return redirect(url_for("show", call_sid=call.call_sid), 303)


def _done() -> Done:
    """What the form tells; a browser that knows no confidence sends none, or 0."""
    line, confidence = request.form.get("line", "").strip(), request.form.get("confidence", 0.0, type=float)
    return Done(line, confidence, was_recognised=True) if 0 < confidence <= 1 else Done(line)


def _refuse_others() -> None:
    """Whoever is not at this machine, and pages of others that a browser on it has open."""
    sent = {name.lower(): value for name, value in request.headers.items()}
    own = request.host_url.rstrip("/")
    if not is_of_this_machine(request.remote_addr or "", sent) or sent.get("origin", own) != own:
        abort(403)


def _tell_of_no_answer(error: Exception) -> tuple[str, int]:
    return _page(None, problem=f"Niemand nimmt ab: {error}"), 502


def _tell_of_no_call(_: Exception) -> tuple[str, int]:
    return _page(None, problem="Diesen Anruf gibt es hier nicht mehr. Rufen Sie noch einmal an."), 404


def _add_headers(response: Response) -> Response:
    response.headers.update(_HEADERS)
    if request.endpoint not in ("static", "shared.static"):
        response.headers["Cache-Control"] = "no-store"
    return response
