"""What the caller says or keys in to the open question, and until when more of it is waited for."""

from rueckruf.channel.speech import clean_keys
from rueckruf.channel.turn import Heard
from rueckruf.channel.voice_settings import ListenProfile
from rueckruf.spoken.turn.hold import Hold

#: Somebody who began to speak in time is not noticed before Twilio hands over what they said.
UNNOTICED_SECONDS = 5.0
#: Whoever has spoken for longer is a machine, or Twilio has not told of the end.
LONGEST_SPEECH_SECONDS = 60.0

#: Profiles have the names of the slots they are for, but for this one.
_ASKED = {"confirmation": "confirmed"}


class Listening:
    """One call's answers, one after the other; times are those of the event loop, in seconds.

    ``silent_ms``: how long Twilio's recogniser listens into a silence. Whoever keys something in is not listened to.
    """

    def __init__(self, silent_ms: int) -> None:
        self._hold = Hold(silent_ms)
        self._keys = ""
        self._speaks_until: float | None = None
        self._unnoticed = UNNOTICED_SECONDS

    def ask(self, profile_name: str, profile: ListenProfile, heard_at: float) -> None:
        """A question is said now; the caller has heard it at that time."""
        self._hold.answer(_ASKED.get(profile_name, profile_name))
        self._profile = profile
        self._keys = ""
        self._keys_due = 0.0
        self._speaks_until = None
        self.wait_from(heard_at)

    def hand_over_after(self, silent_ms: int) -> None:
        """Twilio's recogniser listens into a silence for so long from now on."""
        self._hold.silent = silent_ms

    @property
    def has_begun(self) -> bool:
        """Whether anything was said or keyed in."""
        return bool(self._hold.text or self._keys)

    @property
    def due(self) -> float:
        """When the turn ends if nothing more is heard."""
        if self._keys_due:
            return self._keys_due
        if self._speaks_until is not None:
            return self._speaks_until
        return self._silence_due if self._hold.ends_at is None else self._hold.ends_at / 1000

    def wait_from(self, now: float) -> None:
        """The caller has heard what was said, and may answer."""
        self._silence_due = now + self._profile.timeout + self._unnoticed

    def expect_notice(self) -> None:
        """Twilio tells when either side speaks: nobody speaks unnoticed."""
        self._unnoticed = 0.0

    def hear(self, text: str, now: float) -> None:
        """Twilio hands over what was said."""
        self._speaks_until = None
        if self._profile.hears_speech and not self._keys:
            self._hold.hear(text, _ms(now))

    def interrupt(self, played_ms: int, now: float) -> None:
        """The caller breaks in when so much of our answer was played."""
        self._hold.interrupt(played_ms)
        self.wait_from(now)

    def press(self, key: str, now: float) -> None:
        """A key is pressed. The one that ends the input says nothing alone: it belongs to the input before."""
        is_end = key == self._profile.finish_on_key
        if not self._profile.takes_keys or (is_end and not self._keys):
            return
        self._hold.forget()
        self._keys += "" if is_end else key
        is_last = is_end or len(self._keys) == self._profile.num_digits
        self._keys_due = now if is_last else now + self._profile.timeout

    def notice(self, speaks: bool, now: float) -> None:
        """The caller begins or ceases to speak; what they said comes later."""
        self._speaks_until = now + LONGEST_SPEECH_SECONDS if speaks else None
        self._hold.speak(_ms(now))
        self.wait_from(now)

    def take(self, now: float) -> Heard:
        """What was heard; Twilio does not tell how sure its recogniser is."""
        keys, self._keys, self._keys_due, self._speaks_until = clean_keys(self._keys), "", 0.0, None
        if keys:
            return Heard("keys", keys)
        said = self._hold.take(max(_ms(now), self._hold.ends_at or 0))
        return Heard("speech", said.text) if said else Heard("silence")


def _ms(seconds: float) -> int:
    return round(seconds * 1000)
