"""A telephone behind a simulated Twilio: one call on the real webhook, turn by turn."""

import secrets
from dataclasses import dataclass
from urllib.parse import urljoin

from rueckruf.simulator.line import CallFailedError, Line
from rueckruf.simulator.relay import Said, Session
from rueckruf.simulator.twiml import (
    ConversationRelay,
    Dial,
    Gather,
    Hangup,
    Pause,
    Redirect,
    Say,
    Verb,
    read_twiml,
)
from rueckruf.simulator.websocket import NoSocketError

WEBHOOK = "/webhooks/twilio_voice/webhook"
STATUS = "/webhooks/twilio_voice/status"

# Numbers that belong to nobody (Bundesnetzagentur's numbers for films).
CALLER = "+493023125042"
CALLED = "+493023125000"

MAX_REDIRECTS = 10


class NoCallError(RuntimeError):
    """Something was said, keyed in or hung up while no call was on the line."""


@dataclass(frozen=True)
class _Sent:
    address: str
    parameters: dict[str, str]


class Phone:
    """One call after the other. Each ``start`` begins a new one under a new CallSid.

    ``heard`` holds every message spoken to the caller so far, ``heard_last`` those of the latest answer,
    ``gather`` how the server listens now (None once the call has ended), ``document`` the latest TwiML,
    ``transferred_to`` the number that rings while the call is being handed over; ``session`` is set while the call goes
    over ConversationRelay, and ``said`` what came there last.
    With ``status_callback`` Twilio's report of the end follows a hang-up of either side. ``transport`` asks the server
    for another way than its settings choose; without ``sockets`` none can be opened.
    """

    def __init__(
        self,
        url: str,
        auth_token: str | None = None,
        caller: str = CALLER,
        public_url: str | None = None,
        status_callback: bool = True,
        transport: str | None = None,
        sockets: bool = True,
    ) -> None:
        self._line = Line(url, auth_token, public_url)
        self._caller = caller
        self._status_callback = status_callback
        self._sockets = sockets
        self._webhook = f"{WEBHOOK}?transport={transport}" if transport else WEBHOOK
        self._reset()

    def _reset(self) -> None:
        self.call_sid = "CA" + secrets.token_hex(16)
        self.heard: list[str] = []
        self.heard_last: list[str] = []
        self.document = ""
        self.gather: Gather | None = None
        self.session: Session | None = None
        self.said = Said()
        self.ended = False
        self.transferred_to: str | None = None
        self._sent: _Sent | None = None
        self._rest: tuple[Verb, ...] = ()
        self._dial: Dial | None = None

    @property
    def last(self) -> str:
        """The latest answer as one text."""
        return " ".join(self.heard_last)

    def start(self, call_sid: str | None = None) -> "Phone":
        """Ring; the server answers with its opening."""
        self._reset()
        self.call_sid = call_sid or self.call_sid
        self._post(_Sent(self._line.public(self._webhook), self._parameters("ringing")))
        return self

    def say(self, text: str, confidence: float | None = 0.9) -> str:
        """Speak, and get what is answered. Where only keys are taken nobody hears it: that is silence.

        ConversationRelay does not tell the ``confidence``.
        """
        if self.session:
            self.session.prompt(text)
            return self.listen()
        if "speech" not in self._listening().input:
            return self.silence()
        heard = {"SpeechResult": text}
        if confidence is not None:
            heard["Confidence"] = str(confidence)
        return self._answer(heard)

    def press(self, keys: str) -> str:
        """Press keys, and get what is answered. Where only speech is taken nobody notices: silence."""
        if self.session:
            self.session.press(keys)
            return self.listen()
        gather = self._listening()
        if "dtmf" not in gather.input:
            return self.silence()
        pressed = keys.partition(gather.finish_on_key)[0] if gather.finish_on_key else keys
        digits = pressed[: gather.num_digits]
        return self._answer({"Digits": digits, "FinishedOnKey": keys[len(digits) :][:1]})

    def silence(self) -> str:
        """Say and press nothing until the server stops listening, and get what is answered."""
        if self.session:
            return self.listen()
        gather = self._listening()
        if gather.action_on_empty_result:
            return self._answer({"SpeechResult": ""} if "speech" in gather.input else {"Digits": ""})
        self.gather, self.heard_last = None, []
        self._run(self._rest)
        return self.last

    def listen(self) -> str:
        """What the server says next over ConversationRelay, up to where it listens or ends the session."""
        session = self.session
        if session is None:
            raise NoCallError("no session goes on")
        self.heard_last = []
        self.said = said = session.listen()
        self.heard += said.texts
        self.heard_last += said.texts
        if said.handoff is not None:
            self._leave_session({"SessionStatus": "ended", "HandoffData": said.handoff})
        elif said.lost:
            self._leave_session({"SessionStatus": "failed", "ErrorCode": "39001"})
        return self.last

    def drop(self) -> str:
        """Lose the session's connection, as a network does, and get what is answered then."""
        if self.session is None:
            raise NoCallError("no session goes on")
        self.session.socket.drop()
        self.heard_last = []
        self._leave_session({"SessionStatus": "failed", "ErrorCode": "39001"})
        return self.last

    def _connect(self, noun: ConversationRelay) -> None:
        """Open the socket and hear what is said first; where there is none, the call goes on without."""
        assert self._sent is not None
        self._relay = noun
        try:
            if not self._sockets:
                raise NoSocketError("no way there")
            socket = self._line.open_socket(noun.url)
        except NoSocketError:
            self._report_session({"SessionStatus": "failed", "ErrorCode": "64102"})
            return
        self.session = Session(socket, noun, self._sent.parameters)
        self.listen()

    def _leave_session(self, told: dict[str, str]) -> None:
        assert self.session is not None
        self.session.socket.close()
        told = {"SessionId": self.session.session_id, **told}
        self.session = None
        self._report_session(told)

    def _report_session(self, told: dict[str, str], status: str = "in-progress") -> None:
        assert self._sent is not None
        address = urljoin(self._sent.address, self._relay.action)
        heard = self.heard_last
        self._post(_Sent(address, {**self._parameters(status), **told}))
        self.heard_last = heard + self.heard_last

    def end_transfer(self, status: str = "completed") -> str:
        """How the call to a person ends: ``completed`` after a talk, else ``no-answer``, ``busy`` or ``failed``."""
        if self._dial is None:
            raise NoCallError("nobody is being called")
        dial, self._dial, self.transferred_to, self.heard_last = self._dial, None, None, []
        if dial.action:
            assert self._sent is not None
            address = urljoin(self._sent.address, dial.action)
            self._post(_Sent(address, {**self._parameters("in-progress"), "DialCallStatus": status}))
        else:
            self._run(self._rest)
        return self.last

    def hang_up(self, status: str = "completed") -> None:
        """End the call; Twilio reports it with a status callback."""
        if self.ended:
            return
        if self.session:
            session, self.session = self.session, None
            session.socket.close()
            told = {"SessionId": session.session_id, "SessionStatus": "completed"}
            self._report_session(told, "completed")
            return
        if self._dial is None:
            self._listening()
        self._end(status)

    def report_end(self, status: str = "completed") -> int:
        """Send Twilio's status callback, and get the HTTP status of the answer."""
        parameters = {**self._parameters(status), "CallDuration": "42"}
        return self._line.post(self._line.public(STATUS), parameters)[0]

    def repeat_last_webhook(self) -> str:
        """Send the latest webhook once more, as Twilio does after a lost answer, and get the TwiML."""
        if self._sent is None:
            raise NoCallError("no call has begun")
        return self._document(self._sent)

    def close(self) -> None:
        """Let go of the connection to the server."""
        if self.session:
            self.session.socket.close()
        self._line.close()

    def _listening(self) -> Gather:
        if self.gather is None:
            raise NoCallError("the call has ended" if self.ended else "no call has begun")
        return self.gather

    def _answer(self, heard: dict[str, str]) -> str:
        gather = self._listening()
        assert self._sent is not None
        address = urljoin(self._sent.address, gather.action)
        self._post(_Sent(address, {**self._parameters("in-progress"), **heard}))
        return self.last

    def _parameters(self, status: str) -> dict[str, str]:
        return {
            "AccountSid": "AC" + "0" * 32,
            "ApiVersion": "2010-04-01",
            "CallSid": self.call_sid,
            "CallStatus": status,
            "Called": CALLED,
            "Caller": self._caller,
            "CallerCountry": "DE",
            "Direction": "inbound",
            "From": self._caller,
            "To": CALLED,
        }

    def _post(self, sent: _Sent, redirects: int = 0) -> None:
        if redirects > MAX_REDIRECTS:
            raise CallFailedError("redirected in a circle")
        self._sent, self.gather = sent, None
        if not redirects:
            self.heard_last = []
        self.document = self._document(sent)
        self._run(read_twiml(self.document), redirects)

    def _document(self, sent: _Sent) -> str:
        status, content_type, text = self._line.post(sent.address, sent.parameters)
        if status != 200:
            raise CallFailedError(f"HTTP {status}: {text[:200]}")
        if content_type.partition(";")[0].strip() not in ("text/xml", "application/xml"):
            raise CallFailedError(f"not TwiML but {content_type or 'nothing named'}")
        return text

    def _run(self, verbs: tuple[Verb, ...], redirects: int = 0) -> None:
        """Obey the verbs up to the first that waits, leads elsewhere or ends the call."""
        for place, verb in enumerate(verbs):
            if isinstance(verb, Say):
                self._hear(verb)
            elif isinstance(verb, Gather):
                for say in verb.says:
                    self._hear(say)
                self.gather, self._rest = verb, verbs[place + 1 :]
                return
            elif isinstance(verb, Redirect):
                assert self._sent is not None
                address = urljoin(self._sent.address, verb.url)
                self._post(_Sent(address, self._parameters("in-progress")), redirects + 1)
                return
            elif isinstance(verb, Dial):
                self.transferred_to, self._dial, self._rest = verb.number, verb, verbs[place + 1 :]
                return
            elif isinstance(verb, ConversationRelay):
                self._connect(verb)
                return
            elif isinstance(verb, Hangup):
                break
        self._end("completed")

    def _hear(self, said: Say | Pause) -> None:
        if isinstance(said, Say):
            self.heard.append(said.text)
            self.heard_last.append(said.text)

    def _end(self, status: str) -> None:
        self.gather, self._dial, self.ended = None, None, True
        if self._status_callback:
            self.report_end(status)
