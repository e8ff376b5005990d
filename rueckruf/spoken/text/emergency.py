"""Whether somebody is in danger: missed, that is the dearest mistake of all (``data/vocabulary/emergency.yml``)."""

from functools import partial

from rueckruf.spoken.text.phrases import holds
from rueckruf.spoken.text.vocabulary import word_set
from rueckruf.spoken.text.words import folded_words

_listed = partial(word_set, "emergency")


def tells_of_danger(text: str) -> bool:
    """Whether ``text`` names help or harm that only an emergency has: "ein Krankenwagen", "es riecht nach Gas".

    What is over is none: "letztes Jahr war bei uns Feuer".
    """
    words = folded_words(text)
    over = holds(words, _listed("past")) and not holds(words, _listed("now"))
    return holds(words, _listed("danger")) and not holds(words, _listed("unless")) and not over


def tells_of_a_matter(text: str) -> bool:
    """Whether ``text`` says what is broken, what papers or errand it is about, and names nobody in danger.

    "Notfall, hier läuft Wasser aus der Decke", "mein Mann steht auf dem Gerüst und schickt mich vor".
    """
    words = folded_words(text)
    is_matter = not _listed("damage").isdisjoint(words) or holds(words, _listed("errands"))
    return is_matter and not tells_of_danger(text)
