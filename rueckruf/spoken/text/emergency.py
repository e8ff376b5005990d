"""Whether somebody is in danger: missed, that is the dearest mistake of all (``data/vocabulary/emergency.yml``)."""

from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from rueckruf.spoken.text.phrases import holds
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import folded_words

_listed = partial(word_set, "emergency")


def tells_of_danger(text: str) -> bool:
    """Whether ``text`` names help or harm that only an emergency has: "ein Krankenwagen", "es riecht nach Gas".

    What is over is none: "letztes Jahr war bei uns Feuer", nor who comes in peace: "die Feuerwehr kommt zur Abnahme".
    """
    words = folded_words(text)
    peaceful = _listed("helpers") if _come_in_peace(words) else frozenset()
    is_danger = holds(words, _listed("danger") - peaceful) or _is_wet_current(words)
    return is_danger and not holds(words, _listed("unless")) and not _is_over(words)


def _come_in_peace(words: Sequence[str]) -> bool:
    """ "Um neun ist die Feuerwehr zur *Begehung* im Haus"."""
    return holds(words, _listed("in_peace")) and not holds(words, _listed("now"))


def _is_over(words: Sequence[str]) -> bool:
    """ "Letztes Jahr war bei uns Feuer", "seit dem Schlaganfall brauchen wir jetzt *Haltegriffe*"."""
    is_past = holds(words, _listed("past"))
    if is_past and not holds(words, _listed("now")):
        return True
    return not _listed("aids").isdisjoint(words) and (is_past or _is_long_ago(words))


def _is_long_ago(words: Sequence[str]) -> bool:
    return holds(words, _listed("long_ago"))


def _is_wet_current(words: Sequence[str]) -> bool:
    """ "Das *Wasser läuft* in den *Sicherungskasten*", "es *tropft durch die Lampe*"; not "es kommt kein Wasser"."""
    things = _listed("water") | _listed("current")
    if any(none in _listed("none") and thing in things for none, thing in pairwise(words)):
        return False
    drips_there = holds(words, _listed("dripping")) and holds(words, _listed("there"))
    return drips_there or all(holds(words, _listed(kind)) for kind in ("water", "current", "flowing"))


def tells_of_a_matter(text: str) -> bool:
    """Whether ``text`` says what is broken or wished for, what papers or errand it is about, and nobody is in danger.

    "Notfall, hier läuft Wasser aus der Decke", "mein Mann steht auf dem Gerüst und schickt mich vor", or somebody was:
    "vor zwei Jahren ist sie gestürzt".
    """
    words = folded_words(text)
    is_over = _is_long_ago(words) and not holds(words, _listed("now"))
    is_matter = not (_listed("damage") | _listed("aids")).isdisjoint(words) or holds(words, _listed("errands"))
    return (is_matter or is_over) and not tells_of_danger(text)
