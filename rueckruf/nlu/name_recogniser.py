"""Trains spaCy's entity recogniser to find callers' names, on utterances of the project and the lists of names."""

import random
from collections.abc import Iterator, Sequence
from typing import Any

import spacy
from spacy.training import Example
from spacy.util import compounding, fix_random_seed, minibatch
from tqdm import tqdm  # type: ignore[import-untyped]

from rueckruf.spoken.vocabulary import vocabulary

NAME = "NAME"
Utterance = tuple[str, Sequence[tuple[int, int]]]
"""A text and the character spans of the names in it."""

_COPIES = 6
_SHORT_FORMS = 0.3
_REVERSED = 0.08
_TITLED = 0.06
_MODEL = {
    "model": {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": "ner",
        "hidden_width": 48,
        "maxout_pieces": 2,
        "use_upper": False,
        "tok2vec": {
            "@architectures": "spacy.HashEmbedCNN.v2",
            "width": 64,
            "depth": 2,
            "embed_size": 1000,
            "window_size": 1,
            "maxout_pieces": 2,
            "subword_features": True,
            "pretrained_vectors": None,
        },
    }
}


def train_recogniser(utterances: Sequence[Utterance], epochs: int, seed: int) -> Any:
    """A spaCy pipeline that marks names; the same arguments give the same pipeline. None without any name.

    Each utterance with a name is repeated with names of the lists in its place, every utterance in the casings and
    punctuations of recognisers; those without a name teach what is none.
    """
    if not any(spans for _, spans in utterances):
        return None
    fix_random_seed(seed)
    nlp = spacy.blank("de")
    recogniser = nlp.add_pipe("ner", config=_MODEL)
    recogniser.add_label(NAME)
    chance = random.Random(seed)  # noqa: S311 - variety, no secret
    examples = [
        example for utterance in _varied(utterances, chance) for example in [_example(nlp, *utterance)] if example
    ]
    optimizer = nlp.initialize(lambda: examples[:200])
    for _ in tqdm(range(epochs), desc="Caller names", unit="epoch"):
        chance.shuffle(examples)
        for batch in minibatch(examples, compounding(16.0, 128.0, 1.01)):
            nlp.update(batch, sgd=optimizer, drop=0.2)
    return nlp


def _example(nlp: Any, text: str, spans: Sequence[tuple[int, int]]) -> Example | None:
    """The utterance for spaCy; None where a name does not end with a token."""
    doc = nlp.make_doc(text)
    marked = [doc.char_span(start, end, label=NAME) for start, end in spans]
    if None in marked:
        return None
    return Example.from_dict(doc, {"entities": [(span.start_char, span.end_char, NAME) for span in marked]})


def _varied(utterances: Sequence[Utterance], chance: random.Random) -> Iterator[Utterance]:
    for text, spans in utterances:
        yield from _as_heard(text, spans)
        if len(spans) == 1:
            start, end = spans[0]
            for _ in range(_COPIES):
                name = _some_name(chance)
                new = text[:start] + name + text[end:]
                yield chance.choice(list(_as_heard(new, [(start, start + len(name))])))


def _as_heard(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[Utterance]:
    """As it stands, in small letters, and without marks at the end."""
    yield text, spans
    if text.lower() != text and len(text.lower()) == len(text):
        yield text.lower(), spans
    bare = text.rstrip(".,!? ")
    if bare and bare != text and all(end <= len(bare) for _, end in spans):
        yield bare, spans


def _some_name(chance: random.Random) -> str:
    """A name of the lists: mostly first name and surname of one origin."""
    origin = chance.choice(list(vocabulary("surnames")))
    first = chance.choice(vocabulary("first_names")[origin])
    last = chance.choice(vocabulary("surnames")[origin])
    dice = chance.random()
    if dice < _SHORT_FORMS:
        return str(last)
    if dice < _SHORT_FORMS + _REVERSED:
        return f"{last} {first}"
    if dice < _SHORT_FORMS + _REVERSED + _TITLED:
        return f"Dr. {first} {last}"
    return f"{first} {last}"
