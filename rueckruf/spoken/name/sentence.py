"""A sentence with its carriers, spelled letters and the places where no name can go on."""

from collections.abc import Sequence
from itertools import chain

from rueckruf.spoken.name.carriers import CarrierLine, is_filler
from rueckruf.spoken.name.extent import read_run
from rueckruf.spoken.name.run import Run, Trust
from rueckruf.spoken.name.spelling import Spelled
from rueckruf.spoken.text.words import Token

#: Kinds of words in front of a name, the surest first (data/vocabulary/caller_name.yml).
SECTIONS = ("named", "present", "hint", "dictated", "asked")


def is_cased(said: Sequence[Token]) -> bool:
    """Whether capitals in the text tell something: not all small, not all capital, not just the first word."""
    words = [token.raw for token in said if token.kind == "word"]
    if len(words) == 1:
        return words[0][0].isupper() and not words[0].isupper()
    return any(word[0].isupper() for word in words[1:]) and not all(word.isupper() for word in words)


class Sentence:
    """The tokens of a sentence with the places where no name can go on; whether the name was ``asked`` ``again``."""

    def __init__(
        self, said: Sequence[Token], spelled: Sequence[Spelled], asked: bool = False, again: bool = False
    ) -> None:
        self.said = said
        self.asked = asked
        self.again = again
        self.letters = {index for letters in spelled for index in range(letters.start, letters.end)}
        self.cased = is_cased(said)
        line = CarrierLine(said)
        self.first_cues = line.find("first_name_cues")
        self.last_cues = line.find("last_name_cues")
        self.after = line.find("carriers_after")
        self.after_present = line.find("carriers_after_present")
        self.after_hint = line.find("carriers_after_hint")
        self.before = {section: line.find(f"carriers_{section}") for section in SECTIONS}
        cues = self.first_cues + self.last_cues
        carriers = self.before["named"] + self.before["present"]
        self.barriers = sorted(
            {match.start for match in (*cues, *carriers, *self.after, *self.after_present, *self.after_hint)}
            | {letters.start for letters in spelled}
        )

    def stop_after(self, index: int) -> int:
        return next((barrier for barrier in self.barriers if barrier > index), len(self.said))

    def run_at(self, index: int, trust: Trust, stop: int | None = None) -> Run | None:
        """The name at ``index`` or after the fillers there."""
        stop = self.stop_after(index) if stop is None else stop
        first = index
        while index < stop and is_filler(self.said[index]):
            index += 1
        free = index < stop and index not in self.letters
        run = read_run(self.said, index, stop, trust, self.cased) if free else None
        words = [at for at in range(first, index) if self.said[at].kind == "word"]
        if run is None and trust == "named" and words:
            # "mein Name ist Bitte": the filler itself is the name.
            run = read_run(self.said, words[-1], index, trust, self.cased)
        return run

    def covered(self) -> set[int]:
        """The tokens that belong to carriers."""
        matches = (*chain(*self.before.values()), *self.after, *self.after_present, *self.after_hint)
        return {index for match in matches for index in range(match.start, match.end)}
