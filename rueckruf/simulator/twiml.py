"""TwiML read as strictly as Twilio reads it, so that a fault shows in a test and not on the telephone."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from xml.etree import ElementTree

from rueckruf.channel import twilio_german

MAX_SAY_CHARACTERS = 4096


class TwiMLError(ValueError):
    """A document that Twilio would refuse, or that would end the call in silence."""


@dataclass(frozen=True)
class Say:
    text: str
    voice: str
    language: str


@dataclass(frozen=True)
class Pause:
    length: int


@dataclass(frozen=True)
class Gather:
    """Listening; the times are in seconds. ``says`` may be interrupted."""

    action: str
    input: str
    timeout: int
    speech_timeout: int | None
    speech_model: str
    language: str
    hints: tuple[str, ...]
    finish_on_key: str
    num_digits: int | None
    action_on_empty_result: bool
    says: tuple[Say | Pause, ...]


@dataclass(frozen=True)
class Redirect:
    url: str


@dataclass(frozen=True)
class Dial:
    """A call to somebody else; what becomes of it is reported to ``action``, else the next verb follows."""

    number: str
    action: str = ""


@dataclass(frozen=True)
class ConversationRelay:
    """The call goes on over a WebSocket; the end of that is reported to ``action``."""

    action: str
    url: str
    language: str
    voice: str
    hints: tuple[str, ...]
    dtmf_detection: bool
    events: tuple[str, ...]


@dataclass(frozen=True)
class Hangup:
    pass


Verb = Say | Pause | Gather | Redirect | Dial | ConversationRelay | Hangup


def read_twiml(document: str) -> tuple[Verb, ...]:
    """The verbs of a TwiML document, in order.

    Raises TwiMLError for broken XML, an empty response, a verb, attribute or value that Twilio does not know
    for German calls, and text outside the verbs that take some.
    """
    try:
        root = ElementTree.fromstring(document)  # noqa: S314 - only this program's own answers are read
    except ElementTree.ParseError as error:
        raise TwiMLError(f"not XML: {error}") from None
    if root.tag != "Response" or root.attrib:
        raise TwiMLError("the document is not a plain <Response>")
    verbs = tuple(_read(element, _VERBS) for element in _children(root))
    if not verbs:
        raise TwiMLError("an empty <Response> ends the call in silence")
    return verbs


VerbReader = Callable[[ElementTree.Element], Verb]


def _read(element: ElementTree.Element, readers: dict[str, VerbReader]) -> Verb:
    if element.tag not in readers:
        raise TwiMLError(f"<{element.tag}> is not allowed here")
    return readers[element.tag](element)


def _children(element: ElementTree.Element) -> list[ElementTree.Element]:
    if (element.text or "").strip() or any((child.tail or "").strip() for child in element):
        raise TwiMLError(f"<{element.tag}> holds bare text")
    return list(element)


def _text(element: ElementTree.Element) -> str:
    if len(element):
        raise TwiMLError(f"<{element.tag}> holds elements")
    text = (element.text or "").strip()
    if not text:
        raise TwiMLError(f"<{element.tag}> is empty")
    return text


def _attributes(element: ElementTree.Element, *known: str) -> dict[str, str]:
    for name in element.attrib:
        if name not in known:
            raise TwiMLError(f"<{element.tag}> has no attribute {name!r}")
    return element.attrib


def _say(element: ElementTree.Element) -> Say:
    attributes = _attributes(element, "voice", "language", "loop")
    voice, language = attributes.get("voice", ""), attributes.get("language", "en-US")
    if language != twilio_german.LANGUAGE:
        raise TwiMLError(f"<Say> speaks {language!r}")
    if not twilio_german.is_german_voice(voice):
        raise TwiMLError(f"<Say> has no German voice {voice!r}")
    text = _text(element)
    if len(text) > MAX_SAY_CHARACTERS:
        raise TwiMLError(f"<Say> is longer than {MAX_SAY_CHARACTERS} characters")
    return Say(text, voice, language)


def _pause(element: ElementTree.Element) -> Pause:
    return Pause(_whole(element, "length", _attributes(element, "length").get("length", "1")))


def _gather(element: ElementTree.Element) -> Gather:
    attributes = _attributes(
        element,
        *("input", "action", "method", "timeout", "speechTimeout", "speechModel", "language", "hints"),
        *("finishOnKey", "numDigits", "actionOnEmptyResult", "profanityFilter", "bargeIn", "maxSpeechTime"),
    )
    _one_of(element, "method", attributes.get("method", "POST"), ("POST",))
    for name in ("actionOnEmptyResult", "profanityFilter", "bargeIn"):
        _one_of(element, name, attributes.get(name, "true"), ("true", "false"))
    gather = Gather(
        action=attributes.get("action", ""),
        input=_one_of(element, "input", attributes.get("input", "dtmf"), twilio_german.INPUTS),
        timeout=_whole(element, "timeout", attributes.get("timeout", "5")),
        speech_timeout=_optional_whole(element, "speechTimeout"),
        speech_model=_one_of(
            element, "speechModel", attributes.get("speechModel", "default"), twilio_german.SPEECH_MODELS
        ),
        language=attributes.get("language", "en-US"),
        hints=_gather_hints(attributes.get("hints", "")),
        finish_on_key=attributes.get("finishOnKey", "#"),
        num_digits=_optional_whole(element, "numDigits"),
        action_on_empty_result=attributes.get("actionOnEmptyResult") == "true",
        says=tuple(_read(child, _GATHERED) for child in _children(element)),  # type: ignore[misc]
    )
    if "speech" in gather.input and gather.language != twilio_german.LANGUAGE:
        raise TwiMLError(f"<Gather> listens for {gather.language!r}")
    if "speech" in gather.input and gather.speech_timeout is None:
        raise TwiMLError("<Gather> has no speechTimeout and would cut callers off")
    if len(gather.finish_on_key) > 1 or gather.finish_on_key not in twilio_german.KEYS:
        raise TwiMLError(f"<Gather finishOnKey={gather.finish_on_key!r}> is no key")
    return gather


def _gather_hints(sent: str) -> tuple[str, ...]:
    hints = tuple(sent.split(",")) if sent else ()
    if len(hints) > twilio_german.MAX_HINTS:
        raise TwiMLError(f"<Gather> has more than {twilio_german.MAX_HINTS} hints (13330)")
    for hint in hints:
        if not hint.strip() or len(hint) > twilio_german.MAX_HINT_LENGTH:
            raise TwiMLError(f"<Gather> has an empty hint or one too long (13330): {hint!r}")
    return hints


def _redirect(element: ElementTree.Element) -> Redirect:
    _one_of(element, "method", _attributes(element, "method").get("method", "POST"), ("POST",))
    return Redirect(_text(element))


def _dial(element: ElementTree.Element) -> Dial:
    attributes = _attributes(element, "action", "method", "timeout", "callerId", "answerOnBridge")
    _one_of(element, "method", attributes.get("method", "POST"), ("POST",))
    _whole(element, "timeout", attributes.get("timeout", "30"))
    number = _text(element)
    if not re.fullmatch(r"\+[1-9][0-9]{6,14}", number):
        raise TwiMLError("<Dial> is not a number in E.164")
    return Dial(number, attributes.get("action", ""))


def _connect(element: ElementTree.Element) -> ConversationRelay:
    attributes = _attributes(element, "action", "method")
    _one_of(element, "method", attributes.get("method", "POST"), ("POST",))
    nouns = _children(element)
    if [noun.tag for noun in nouns] != ["ConversationRelay"]:
        raise TwiMLError("<Connect> holds something else than one <ConversationRelay>")
    return _relay(nouns[0], attributes.get("action", ""))


def _relay(element: ElementTree.Element, action: str) -> ConversationRelay:
    """Unknown attributes, which Twilio ignores without a word, are faults here."""
    attributes = _attributes(
        element,
        *("url", "language", "ttsProvider", "voice", "transcriptionProvider", "speechModel", "speechTimeout"),
        *("deepgramSmartFormat", "hints", "profanityFilter", "dtmfDetection", "interruptible"),
        *("reportInputDuringAgentSpeech", "ignoreBackchannel", "partialPrompts", "events"),
    )
    for name in ("interruptible", "reportInputDuringAgentSpeech"):
        _one_of(element, name, attributes.get(name, "any"), ("none", "dtmf", "speech", "any"))
    for name in ("deepgramSmartFormat", "profanityFilter", "dtmfDetection", "ignoreBackchannel", "partialPrompts"):
        _one_of(element, name, attributes.get(name, "false"), ("true", "false"))
    _one_of(element, "ttsProvider", attributes.get("ttsProvider", ""), ("Amazon", "Google"))
    timeout = attributes.get("speechTimeout", "auto")
    if timeout != "auto" and not 600 <= _whole(element, "speechTimeout", timeout) <= 5000:
        raise TwiMLError(f"<ConversationRelay speechTimeout={timeout!r}> is not 600 to 5000 ms")
    url = attributes.get("url", "")
    if not re.match(r"wss://|ws://(127\.0\.0\.1|0\.0\.0\.0|localhost)[:/]", url):
        raise TwiMLError("<ConversationRelay> has no address of a WebSocket over TLS")
    language = _one_of(element, "language", attributes.get("language", "en-US"), (twilio_german.LANGUAGE,))
    return ConversationRelay(
        action=action,
        url=url,
        language=language,
        voice=attributes.get("voice", ""),
        hints=_gather_hints(attributes.get("hints", "")),
        dtmf_detection=attributes.get("dtmfDetection") == "true",
        events=tuple(attributes.get("events", "").split()),
    )


def _hangup(element: ElementTree.Element) -> Hangup:
    _attributes(element)
    if len(element) or (element.text or "").strip():
        raise TwiMLError("<Hangup> holds something")
    return Hangup()


def _one_of(element: ElementTree.Element, name: str, value: str, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise TwiMLError(f"<{element.tag} {name}={value!r}> is none of {', '.join(allowed)}")
    return value


def _optional_whole(element: ElementTree.Element, name: str) -> int | None:
    return _whole(element, name, element.attrib[name]) if name in element.attrib else None


def _whole(element: ElementTree.Element, name: str, value: str) -> int:
    if not re.fullmatch(r"[1-9][0-9]{0,3}", value):
        raise TwiMLError(f"<{element.tag} {name}={value!r}> is not a positive whole number")
    return int(value)


_GATHERED: dict[str, VerbReader] = {"Say": _say, "Pause": _pause}
_VERBS: dict[str, VerbReader] = {
    **_GATHERED,
    "Gather": _gather,
    "Redirect": _redirect,
    "Dial": _dial,
    "Connect": _connect,
    "Hangup": _hangup,
}
