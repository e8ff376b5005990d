"""Whether somebody is in danger: missed, that is the dearest mistake of all (``data/vocabulary/emergency.yml``)."""

from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from rueckruf.spoken.text.phrases import holds, one_of
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import folded_words

_listed = partial(word_set, "emergency")


def tells_of_danger(text: str) -> bool:
    """Whether ``text`` names help or harm that only an emergency has: "ein Krankenwagen", "es riecht nach Gas".

    What is over is none: "letztes Jahr war bei uns Feuer", nor who comes in peace: "die Feuerwehr kommt zur Abnahme".
    """
    words = folded_words(text)
    is_now = holds(words, _listed("now"))
    over = holds(words, _listed("past")) and not is_now
    peaceful = _listed("helpers") if holds(words, _listed("in_peace")) and not is_now else frozenset()
    is_danger = holds(words, _listed("danger") - peaceful) or _is_wet_current(words)
    return is_danger and not holds(words, _listed("unless")) and not over


def _is_wet_current(words: Sequence[str]) -> bool:
    """ "Das *Wasser läuft* in den *Sicherungskasten*", "es *tropft durch die Lampe*"; not "es kommt kein Wasser"."""
    things = _listed("water") | _listed("current")
    if any(none in _listed("none") and thing in things for none, thing in pairwise(words)):
        return False
    drips_there = holds(words, _listed("dripping")) and one_of(_listed("there")).stand_in(words)
    return drips_there or all(holds(words, _listed(kind)) for kind in ("water", "current", "flowing"))


def tells_of_a_matter(text: str) -> bool:
    """Whether ``text`` says what is broken, what papers or errand it is about, and names nobody in danger.

    "Notfall, hier läuft Wasser aus der Decke", "mein Mann steht auf dem Gerüst und schickt mich vor".
    """
    words = folded_words(text)
    is_matter = not _listed("damage").isdisjoint(words) or holds(words, _listed("errands"))
    return is_matter and not tells_of_danger(text)
