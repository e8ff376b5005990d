"""Whether a name is said to somebody, or of somebody whose name the caller hardly knows."""

from collections.abc import Container, Sequence

from rueckruf.spoken.name.run import Run
from rueckruf.spoken.name.sentence import Sentence
from rueckruf.spoken.name.words import is_first
from rueckruf.spoken.text.phrases import holds
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import Token

#: So many tokens before a name, or behind it, tell to whom or of whom it is said.
_NEAR = 4
#: Behind so many tokens a name that is called begins: "*Komm her*, Lina".
_CALL = 3


def is_spoken_to(sentence: Sentence, run: Run) -> bool:
    """Whether a name is called: "*Komm* mal her, Lina", "Herr Müller, *sind Sie das*?", "*danke*, Herr Müller"."""
    said = sentence.said
    behind = (token.folded for token in said[run.end :] if token.kind == "word")
    if holds(behind, word_set("caller_name", "looked_for")) or _is_turned_to(sentence, run):
        return True
    if not all(map(is_first, run.words)):
        return False
    if not sentence.is_led_to(run) and any(map(sentence.places, word_set("caller_name", "to_one_known"))):
        return True
    if run.start < _CALL or said[run.start - 1].raw != ",":
        return False
    begins = max((at + 1 for at in range(run.start - 1) if said[at].kind == "mark"), default=0)
    return said[begins].folded in word_set("caller_name", "orders") and run.start - 1 - begins > 1


def _is_turned_to(sentence: Sentence, run: Run) -> bool:
    """Whether who has "Frau" or a title before the name is thanked, asked for or sought: "*Frau Fuchs* bitte"."""
    if not (run.salutation or run.titles) or sentence.is_led_to(run):
        return False
    said = sentence.said
    before, behind = _words(said[max(0, run.start - _NEAR) : run.start]), _words(said[run.end : run.end + _NEAR + 1])
    please = word_set("caller_name", "asking_for")
    if _ends_with(before, word_set("caller_name", "said_to")) or holds(behind, word_set("caller_name", "wished_for")):
        return True
    if behind:
        return len(behind) == 1 and behind[0] in please
    is_sought = run.end < len(said) and said[run.end].raw == "?" and not before
    is_asked_for = len(before) == 1 and said[run.start - 1].folded in please
    return is_sought or is_asked_for


def _words(said: Sequence[Token]) -> list[str]:
    return [token.folded for token in said if token.kind == "word"]


def _ends_with(words: Sequence[str], phrases: Container[str]) -> bool:
    return any(" ".join(words[at:]) in phrases for at in range(len(words)))


def is_doubted(sentence: Sentence, run: Run) -> bool:
    """Whether a caller is not sure of a name, as nobody is of their own: "der hieß Lohmann, *glaub ich*"."""
    behind = _words(sentence.said[run.end : run.end + _NEAR])
    doubts = word_set("caller_name", "doubts")
    return any(" ".join(behind[:width]) in doubts for width in range(1, len(behind) + 1))
