"""Pauses and silences, and which of them each way of ending a turn takes for its end."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log
from random import Random
from statistics import fmean, median
from time import process_time

import yaml

from rueckruf.channel.voice_settings import VoiceSettings, read_voice_settings
from rueckruf.evaluation.dictations import ASKED, Dictation, Kind
from rueckruf.project import CREDENTIALS
from rueckruf.spoken.text.vocabulary import vocabulary
from rueckruf.spoken.turn.turn_end import completeness

MEANING, GATHER = "by meaning", "Gather today"
SHORT, LONG, LONGEST = "fixed 0.8 s", "fixed 2 s", "fixed 3 s"
#: The last is the bound of ours, which never waits for longer.
WAYS = (MEANING, GATHER, SHORT, LONG, LONGEST)

TALKS, CALL_CENTRES = "as in talks", "as in call centres"
#: Pauses within a turn in ms: half of them are shorter than the first figure, 19 of 20 than the second. The second is
#: measured (talks recorded on two channels, calls to call centres), the first assumed; of German digits none is known.
PAUSES: Mapping[str, tuple[float, float]] = {TALKS: (500, 1400), CALL_CENTRES: (600, 2500)}
_NINETEEN_OF_TWENTY = 1.645  # standard deviations

#: The answers of a call in which all goes well, one of each.
PLAIN_CALL: Sequence[Kind] = ("opening", "name", "number", "time", "concern", "yes or no")
#: The listen profile of each question in ``data/responses/``; the others have the default one.
_PROFILES: Mapping[Kind, str] = {
    "number": "phone_number",
    "name": "caller_name",
    "spelled name": "caller_name",
    "time": "callback_time",
    "yes or no": "confirmation",
}


@dataclass(frozen=True)
class Silence:
    """A pause within the value that was asked for, or the end of an answer.

    ``heard``: what was said until then; ``follows``: what comes after a pause. ``drawn``: how long the pause is, in
    standard deviations from the middle one; None at the end. ``waits``: what each way waits for, in ms. ``joins``: for
    so many ms after our wait what follows is joined to what was heard. ``seconds``: what our decision cost.
    """

    kind: Kind
    heard: str
    follows: str
    drawn: float | None
    waits: Mapping[str, float]
    joins: float
    seconds: float

    def lasts(self, pauses: str) -> float:
        """The length of a pause in ms; ``pauses``: a key of PAUSES."""
        assert self.drawn is not None
        middle, long = PAUSES[pauses]
        return middle * exp(self.drawn * log(long / middle) / _NINETEEN_OF_TWENTY)

    def is_taken_for_the_end(self, way: str, pauses: str) -> bool:
        return self.lasts(pauses) >= self.waits[way]

    def is_lost(self, pauses: str) -> bool:
        """Whether what follows comes too late by our way to be joined, if we answer as soon as the turn ends."""
        return self.lasts(pauses) >= self.waits[MEANING] + self.joins


def silences(dictations: Iterable[Dictation], seed: int) -> Iterator[Silence]:
    """Every pause of the dictations and their ends; the same again for the same seed."""
    random = Random(f"{seed} pauses")  # noqa: S311 - chances, no secrets
    fixed = _fixed_waits()
    for dictation in dictations:
        last = len(dictation.pieces)
        for place, heard in enumerate(dictation.heard, start=1):
            if place < dictation.needed:
                yield _silence(dictation.kind, heard, dictation.pieces[place], random.gauss(0, 1), fixed)
            elif place == last:
                yield _silence(dictation.kind, heard, "", None, fixed)


def _silence(
    kind: Kind, heard: str, follows: str, drawn: float | None, fixed: Callable[[Kind], Mapping[str, float]]
) -> Silence:
    before = process_time()
    whole = completeness(heard, ASKED[kind])
    seconds = process_time() - before
    table = vocabulary("turn_end")
    waits = {MEANING: table["waits"][whole], **fixed(kind)}
    return Silence(kind, heard, follows, drawn, waits, table["hardly_heard"][whole], seconds)


def _fixed_waits() -> Callable[[Kind], Mapping[str, float]]:
    """What is waited for whatever was said."""
    gather = _voice_settings()

    def waits(kind: Kind) -> Mapping[str, float]:
        return {
            GATHER: 1000 * gather.profile(_PROFILES.get(kind, "")).speech_timeout,
            SHORT: 800,
            LONG: 2000,
            LONGEST: 3000,
        }

    return waits


def pauses_of(them: Iterable[Silence], kind: Kind) -> list[Silence]:
    """The pauses within answers of that kind."""
    return [silence for silence in them if silence.kind == kind and silence.drawn is not None]


def cut_off(them: Iterable[Silence], kind: Kind, way: str, pauses: str) -> float:
    """The share of the pauses within answers of that kind that end the turn, 0 to 1."""
    return fmean(silence.is_taken_for_the_end(way, pauses) for silence in pauses_of(them, kind))


def lost(them: Iterable[Silence], kind: Kind, pauses: str) -> float:
    """The share of the pauses behind which what follows is not joined by our way, 0 to 1."""
    return fmean(silence.is_lost(pauses) for silence in pauses_of(them, kind))


def wait_behind(them: Iterable[Silence], kind: Kind, way: str) -> float:
    """The silence in seconds that ends answers of that kind, the median."""
    return median(_waits(them, kind, way)) / 1000


def dead_air(them: Sequence[Silence], way: str) -> float:
    """The silences in seconds behind all answers of a plain call, each the mean of its kind."""
    return sum(fmean(_waits(them, kind, way)) for kind in PLAIN_CALL) / 1000


def _waits(them: Iterable[Silence], kind: Kind, way: str) -> list[float]:
    return [silence.waits[way] for silence in them if silence.kind == kind and silence.drawn is None]


def _voice_settings() -> VoiceSettings:
    channels = yaml.safe_load(CREDENTIALS.read_text(encoding="utf-8"))
    return read_voice_settings(channels["rueckruf.channel.twilio_voice.TwilioVoiceInput"])
