"""What the assistant says, and how it listens, as TwiML: Twilio's markup for telephone calls."""

from collections.abc import Sequence

from twilio.twiml.voice_response import Dial, Gather, VoiceResponse

from rueckruf.channel.reply import Utterance, firm_until
from rueckruf.channel.speakable import speakable
from rueckruf.channel.voice_settings import ListenProfile, VoiceSettings

#: So long a person's telephone rings: five times in Germany.
RINGING_SECONDS = 25


def farewell(utterances: Sequence[Utterance], settings: VoiceSettings) -> str:
    """TwiML that says everything and then ends the call."""
    response = VoiceResponse()
    _say(response, utterances, settings)
    response.hangup()
    return str(response)


def hangs_up(document: bytes) -> bool:
    """Whether TwiML of ours ends the call; in what is said no markup stands."""
    return b"<Hangup" in document


def transfer(utterances: Sequence[Utterance], settings: VoiceSettings, number: str, next_turn: str) -> str:
    """TwiML that says everything and connects to a number (E.164); what becomes of it goes to ``next_turn``."""
    response = VoiceResponse()
    _say(response, utterances, settings)
    response.append(Dial(number, action=next_turn, method="POST", timeout=RINGING_SECONDS, answer_on_bridge=True))
    return str(response)


def question(utterances: Sequence[Utterance], settings: VoiceSettings, listen: ListenProfile, next_turn: str) -> str:
    """TwiML that says everything and listens; what is heard, even nothing, goes to the address ``next_turn``.

    All up to the last message that cannot be interrupted is said before listening begins.
    """
    firm = firm_until(utterances)
    response = VoiceResponse()
    _say(response, utterances[:firm], settings)
    gather = _gather(listen, settings, next_turn)
    _say(gather, utterances[firm:], settings)
    response.append(gather)
    return str(response)


def _gather(listen: ListenProfile, settings: VoiceSettings, next_turn: str) -> Gather:
    speech = {
        "language": settings.language,
        "speech_model": listen.speech_model,
        "speech_timeout": listen.speech_timeout,
        "hints": ",".join(listen.hints) or None,
        "profanity_filter": False,  # it would blank out surnames
    }
    keys = {"finish_on_key": listen.finish_on_key, "num_digits": listen.num_digits}
    return Gather(
        input=listen.input,
        action=next_turn,
        method="POST",
        timeout=listen.timeout,
        action_on_empty_result=True,
        **(speech if listen.hears_speech else {}),
        **(keys if listen.takes_keys else {}),
    )


def _say(verb: VoiceResponse | Gather, utterances: Sequence[Utterance], settings: VoiceSettings) -> None:
    for said in utterances:
        if text := speakable(said.text):
            verb.say(text, voice=settings.voice, language=settings.language)
