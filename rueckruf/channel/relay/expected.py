"""What Twilio's recogniser is told of the answer that a question has: words to expect, and how long people pause."""

from collections.abc import Iterable

from rueckruf.channel.relay.settings import SPEECH_TIMEOUTS
from rueckruf.channel.voice_settings import ListenProfile


def hints(profiles: Iterable[ListenProfile]) -> str:
    """The words to expect in answers to these, without those of ``<Gather>`` alone ("$FULLPHONENUM")."""
    words = dict.fromkeys(hint for profile in profiles for hint in profile.hints)
    return ",".join(hint for hint in words if not hint.startswith("$"))


def pause_ms(profile: ListenProfile) -> int:
    """The pause after which what was said is to be handed over, as near as ConversationRelay comes to it."""
    return min(max(round(1000 * profile.speech_timeout), SPEECH_TIMEOUTS[0]), SPEECH_TIMEOUTS[-1])
