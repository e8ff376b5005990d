"""What the caller has said or keyed in to the open question, and until when more of it is waited for."""

from rueckruf.channel.relay.end_of_turn import joined, seconds_to_wait
from rueckruf.channel.speech import clean_keys
from rueckruf.channel.turn import Heard
from rueckruf.channel.voice_settings import ListenProfile

#: Somebody who began to speak in time is not noticed before Twilio hands over what they said.
UNNOTICED_SECONDS = 5.0
#: So long after the last word Twilio has handed it over.
HANDED_OVER_SECONDS = 1.5
#: Whoever has spoken for longer is a machine, or Twilio has not told of the end.
LONGEST_SPEECH_SECONDS = 60.0
#: Two finals are at least this far apart: an equal one before that is the same.
_SAME_SECONDS = 0.6


class Listening:
    """Times are those of the event loop, in seconds. Whoever keys something in is not listened to any more.

    ``asked`` is the name of ``profile``. ``since`` is when the caller has heard the question; ``notices_speech``:
    Twilio tells when they begin to speak.
    """

    def __init__(self, asked: str, profile: ListenProfile, since: float, notices_speech: bool) -> None:
        self._asked = asked
        self._profile = profile
        self._words = ""
        self._keys = ""
        self._last = ("", 0.0)
        self._unnoticed = 0.0 if notices_speech else UNNOTICED_SECONDS
        self.due = 0.0
        self.wait_from(since)

    @property
    def has_begun(self) -> bool:
        """Whether anything was said or keyed in."""
        return bool(self._words or self._keys)

    def wait_from(self, now: float) -> None:
        """The caller has heard the question, and may answer."""
        if not self.has_begun:
            self.due = now + self._profile.timeout + self._unnoticed

    def hear(self, text: str, now: float) -> None:
        """Twilio hands over what was said."""
        same = text == self._last[0] and now - self._last[1] < _SAME_SECONDS
        if not self._profile.hears_speech or self._keys or same:
            return
        self._last = (text, now)
        self._words = joined(self._words, text)
        self.due = now + seconds_to_wait(self._words, self._asked)

    def press(self, key: str, now: float) -> None:
        """A key is pressed."""
        if not self._profile.takes_keys:
            return
        if key == self._profile.finish_on_key:
            self.due = now
            return
        self._keys += key
        is_last = self._profile.num_digits and len(self._keys) >= self._profile.num_digits
        self.due = now if is_last else now + self._profile.timeout

    def notice(self, speaks: bool, now: float) -> None:
        """The caller begins or ceases to speak; what they said comes later."""
        if self._keys:
            return
        if speaks:
            self.due = now + LONGEST_SPEECH_SECONDS
        elif self._words:
            self.due = now + max(HANDED_OVER_SECONDS, seconds_to_wait(self._words, self._asked))
        else:
            self.due = now + self._profile.timeout

    def heard(self) -> Heard:
        """All of it; Twilio does not tell how sure its recogniser is."""
        if keys := clean_keys(self._keys):
            return Heard("keys", keys)
        return Heard("speech", self._words) if self._words else Heard("silence")
