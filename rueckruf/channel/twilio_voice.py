"""The telephone's door: Twilio's voice webhook and status callback as a Rasa input channel."""

import asyncio
import logging
from collections.abc import Coroutine, Mapping
from typing import Any

from rasa.core.channels.channel import InputChannel
from rasa.shared.exceptions import InvalidConfigException
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from rueckruf import logs
from rueckruf.channel.answering import Answering, OnNewMessage
from rueckruf.channel.call_ends import CallEnds
from rueckruf.channel.capacity import Capacity
from rueckruf.channel.conversations import TurnStore, check_lock_store, conversation_store, sweep_forever
from rueckruf.channel.documents import RELAY, WEBHOOK, Documents
from rueckruf.channel.gather import twiml
from rueckruf.channel.relay.sessions import Sessions
from rueckruf.channel.running_calls import RunningCalls
from rueckruf.channel.signature import is_signed
from rueckruf.channel.this_machine import is_of_this_machine
from rueckruf.channel.voice_settings import VoiceSettings, VoiceSettingsError, read_voice_settings
from rueckruf.channel.webhook import (
    Form,
    RequestRefusedError,
    Webhook,
    call_has_ended,
    read_call_sid,
    read_form,
    read_webhook,
)
from rueckruf.settings import load_settings
from rueckruf.spoken.aloud.company_facts import company_facts

logger = logging.getLogger(__name__)

#: A session in another process notices its end by itself, and answers what was said in it last.
SECONDS_TO_NOTICE = 0.5

MAX_BODY_BYTES = 256 * 1024


class TwilioVoiceInput(InputChannel):  # type: ignore[misc]
    """Takes calls over Twilio; see ``credentials.yml`` for voice and listen profiles.

    ``auth_token`` None: no signature is checked, but only this machine may call, and through no proxy.
    ``public_url``: base address that Twilio calls and signs; None: the one the request names.
    ``transfer_number``: a person's, in E.164; None: there is none.
    ``facts``: the company's, as variables of responses.
    ``ends``: which calls have ended.
    """

    def __init__(
        self,
        settings: VoiceSettings,
        turns: TurnStore,
        ends: CallEnds,
        auth_token: str | None,
        public_url: str | None,
        transfer_number: str | None = None,
        facts: Mapping[str, str] | None = None,
    ) -> None:
        self._facts = facts
        self._capacity = Capacity()
        self._calls = RunningCalls()
        self._documents = Documents(settings, transfer_number)
        self._sessions = Sessions(self._documents)
        self._settings = settings
        self._turns = turns
        self._auth_token = auth_token
        self._public_url = public_url.rstrip("/") if public_url else None
        self._ends = ends

    @classmethod
    def name(cls) -> str:
        return "twilio_voice"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> "TwilioVoiceInput":
        """The channel with its section of ``credentials.yml`` and the program's settings.

        Raises InvalidConfigException, naming file and key, for what Twilio would refuse.
        """
        try:
            voice_settings = read_voice_settings(credentials)
        except VoiceSettingsError as faults:
            raise InvalidConfigException(str(faults)) from None
        from rueckruf.storage.database import open_database
        from rueckruf.storage.tombstones import open_call_ends
        from rueckruf.storage.turns import open_turns

        settings = load_settings()
        # `rasa run` takes calls too; of its classes with a hand in that, this one is built first.
        logs.configure(settings.log_level, settings.keys)
        database = open_database(settings)
        database.close()  # workers are forked, and a connection is for one process
        return cls(
            voice_settings,
            open_turns(settings),
            open_call_ends(settings, database),
            settings.twilio_auth_token,
            settings.public_url,
            settings.company.transfer_number or None,
            company_facts(settings.company),
        )

    def drain(self) -> None:
        """No call begins here any more, and sockets end with their next answer: Gather says it, here or elsewhere."""
        self._calls.drain()
        self._sessions.leave()

    @property
    def has_calls(self) -> bool:
        """Whether any call goes on here."""
        return bool(self._calls or self._sessions)

    def answering(self, agent: Any, on_new_message: OnNewMessage) -> Answering:
        """What answers the turns that this channel hears."""
        return Answering(self._turns, self._ends, agent, on_new_message, self._facts, self._capacity)

    def blueprint(self, on_new_message: OnNewMessage) -> Blueprint:  # noqa: C901 - Sanic's handlers are inner functions
        """The three addresses that Twilio calls, and the sweep of conversations that nobody ended."""
        blueprint = Blueprint("rueckruf_twilio_voice")
        sessions = self._sessions
        begun: set[asyncio.Future[Any]] = set()

        async def to_its_end(work: Coroutine[Any, Any, Any]) -> Any:
            """Go on even if Twilio drops the connection: its retry must find the turn answered."""
            task = asyncio.ensure_future(work)
            begun.add(task)
            task.add_done_callback(begun.discard)
            return await asyncio.shield(task)

        def answering(request: Request) -> Answering:
            return self.answering(request.app.ctx.agent, on_new_message)

        async def end(request: Request, call_sid: str) -> None:
            self._calls.end(call_sid)
            await sessions.end(call_sid)
            await to_its_end(answering(request).end(call_sid))

        @blueprint.post(WEBHOOK)
        async def webhook(request: Request) -> HTTPResponse:
            sent = read_webhook(self._checked_form(request), request.query_string)
            if sent.call_ended:
                await end(request, sent.turn.call_sid)
                return _xml(twiml.farewell((), self._settings))
            self._calls.hear_of(sent.turn.call_sid, begins=sent.turn.position.turn == 0)
            if sent.session == "broken" and not await sessions.end(sent.turn.call_sid):
                await asyncio.sleep(SECONDS_TO_NOTICE)
            return _xml(await to_its_end(self._answer(sent, answering(request), self._address(request))))

        @blueprint.websocket(RELAY)
        async def relay(request: Request, websocket: Any) -> None:
            await to_its_end(sessions.talk(websocket, answering(request)))

        @blueprint.middleware("request")
        async def check_handshake(request: Request) -> None:
            """Before Sanic takes a socket."""
            if not request.path.endswith(RELAY):
                return
            if not self._comes_from_twilio(request, {}):
                self._log_refusal(request)
                raise RequestRefusedError("not signed by Twilio", status=403)
            self._calls.check_open()

        @blueprint.post("/status")
        async def status(request: Request) -> HTTPResponse:
            form = self._checked_form(request)
            call_sid = read_call_sid(form)
            if call_has_ended(form):
                await end(request, call_sid)
            return response.empty()

        @blueprint.exception(RequestRefusedError)
        async def refuse(_request: Request, refusal: RequestRefusedError) -> HTTPResponse:
            return response.text(str(refusal), status=refusal.status)

        @blueprint.listener("before_server_start")
        async def limit_bodies(app: Any, _loop: Any) -> None:
            """Sanic refuses what is longer while it reads: nobody who signs nothing may fill the memory."""
            app.config.REQUEST_MAX_SIZE = MAX_BODY_BYTES

        @blueprint.listener("after_server_start")
        async def begin_sweep(app: Any, _loop: Any) -> None:
            try:
                tracker_store = conversation_store(app.ctx.agent.tracker_store)
                check_lock_store(app.ctx.agent.lock_store)
            except RuntimeError as error:  # ends the start; logs tell of exceptions only where they were raised
                logger.critical("%s", error)
                raise
            self._name_unconfirmed()
            app.ctx.rueckruf_sweep = asyncio.ensure_future(sweep_forever(tracker_store, self._turns))

        @blueprint.listener("before_server_stop")
        async def end_sweep(app: Any, _loop: Any) -> None:
            app.ctx.rueckruf_sweep.cancel()
            await sessions.close()

        return blueprint

    async def _answer(self, sent: Webhook, answering: Answering, address: str) -> str:
        if sent.session:
            handed_over = sent.session == "handed_over"
            reply = await answering.after_session(sent.turn, handed_over)
            document = self._documents.after_session(reply, sent.turn.call_sid, address, handed_over)
        else:
            reply = await answering.answer(sent.turn)
            document = self._documents.answer(reply, sent.turn.call_sid, address, sent.called)
        if reply.ends_call:
            self._calls.end(sent.turn.call_sid)
        return document

    def _name_unconfirmed(self) -> None:
        relay = self._settings.relay
        if relay is not None and "relay" in self._settings.transports.values():
            for setting in relay.unconfirmed():
                logger.warning("credentials.yml: relay: not confirmed for German, so try it: %s", setting)

    def _checked_form(self, request: Request) -> Form:
        """The parameters of a request that Twilio signed. Raises RequestRefusedError for any other."""
        form = read_form(request.body)
        if not self._comes_from_twilio(request, form):
            self._log_refusal(request)
            raise RequestRefusedError("not signed by Twilio", status=403)
        return form

    def _comes_from_twilio(self, request: Request, form: Form) -> bool:
        if not self._auth_token:
            return is_of_this_machine(request.ip, request.headers)
        query = f"?{request.query_string}" if request.query_string else ""
        signature = request.headers.get("X-Twilio-Signature", "")
        address = self._address(request) + query
        # Twilio signs the address of a WebSocket with or without a slash at its end.
        addresses = [address, f"{address}/"] if request.path.endswith(RELAY) else [address]
        return any(is_signed(self._auth_token, each, form, signature) for each in addresses)

    def _log_refusal(self, request: Request) -> None:
        if self._auth_token:
            # The usual cause is a wrong RUECKRUF_PUBLIC_URL, so the log shows which address was checked.
            logger.warning("refused a request not signed for %r", self._address(request))
        else:
            logger.warning("refused a request that was not made on this machine: for others, set TWILIO_AUTH_TOKEN")

    def _address(self, request: Request) -> str:
        """The address of this request as Twilio knows it, without its query."""
        base = self._public_url or f"{request.scheme}://{request.host}"
        if request.path.endswith(RELAY):
            base = f"ws{base.removeprefix('http').removeprefix('ws')}"
        return f"{base}{request.path}"


def _xml(document: str) -> HTTPResponse:
    return response.text(document, content_type="text/xml; charset=utf-8")
