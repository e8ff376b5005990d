"""Trains a small set that never changes, and prints a digest of each part: ``python -m tests.nlu.fixed_training``.

``--shuffled`` reads the set in another order. The project's own data, which designers change, is not asked.
"""

import random
import sys
from hashlib import sha256
from unittest.mock import patch

from rueckruf.nlu import name_recogniser
from rueckruf.nlu.intent_model import IntentModel, Reach
from rueckruf.nlu.name_recogniser import NameRecogniser, Utterance

OPENINGS = ("ja", "äh", "Guten Tag,", "also", "hallo", "na gut,", "ach", "moment,", "gern,", "hm")
MEANT = {
    "affirm": ("ja genau", "das stimmt", "richtig so", "passt", "einverstanden"),
    "deny": ("nein danke", "auf keinen Fall", "das stimmt nicht", "falsch", "lieber nicht"),
    "time": ("morgen um zehn", "am Freitag ab 14 Uhr", "übermorgen früh", "nächste Woche", "gegen elf"),
    "hours": ("wann haben Sie offen", "bis wann sind Sie da", "haben Sie samstags auf", "ab wann erreiche ich Sie"),
}
CARRIERS = ("hier ist {}", "{} am Apparat", "ich bin die {}", "mein Name ist {}", "{}")
NAMES = ("Anna Amsel", "Bernd Buche", "Celik", "dr. dora dachs", "Emil Erle")
LISTS = {
    "first_names": {"german": ["Frieda", "Gustav", "Hanne", "Ingo"], "turkish": ["Jale", "Kemal"]},
    "surnames": {"german": ["Linde", "Meise", "Nachtigall", "Otter"], "turkish": ["Pınar", "Rüzgar", "Şahin"]},
}


def digests(seed: int = 42, shuffled: bool = False) -> list[str]:
    """Of the intents' weights and of the recogniser's, all their bits."""
    meant = [(text, intent) for intent, texts in MEANT.items() for text in texts]
    intents = [(f"{opening} {text}", intent) for text, intent in meant for opening in OPENINGS]
    utterances: list[Utterance] = [(text, []) for text, _ in intents]
    for opening in OPENINGS:
        for carrier in CARRIERS:
            for name in NAMES:
                start = len(opening) + 1 + carrier.index("{}")
                utterances.append((f"{opening} {carrier.format(name)}", [(start, start + len(name))]))
    if shuffled:
        random.Random(1).shuffle(intents)  # noqa: S311 - variety, no secret
        random.Random(2).shuffle(utterances)  # noqa: S311 - the same
    model = IntentModel.train(intents, Reach(words=2, least_letters=1, most_letters=4), closeness=10)
    with patch.object(name_recogniser, "vocabulary", LISTS.__getitem__):
        recogniser = NameRecogniser.train(utterances, seed)
    tables = ([model.rarity, model.coefficients, model.intercept], [recogniser.weights])
    return [sha256(b"".join(table.tobytes() for table in part)).hexdigest() for part in tables]


if __name__ == "__main__":
    print(*digests(shuffled="--shuffled" in sys.argv), sep="\n")
