"""What Rasa works out several times in each training, it works out once.

Files of utterances are read three times: with the language of ``config.yml``, and with Rasa's default language when it
looks for what the utterances tell of the domain; the language changes nothing of what is read. What was read is merged
with next to nothing eleven times, and each time every message is copied in depth and hashed. And to know whether a
policy must be trained again, Rasa hashes each story up to seven times, which takes longer than the training; of each
word of each utterance it hashes five properties, and then their hashes, and each utterance so as well. The domain that
it keeps in the model it writes by a slow writer of YAML. Before it reads a file of YAML, Rasa reads it by a slow parser
that knows the lines, and the schemas once more, to hold one to the other: lines are asked for only where that finds a
fault, and without one what was held to a schema is what is read. And it packs the model with three times the effort
that makes it no smaller.
"""

import json
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import rasa
from pykwalify.core import Core
from pykwalify.errors import SchemaError
from rasa.engine.storage import local_model_storage
from rasa.nlu.tokenizers.tokenizer import Token
from rasa.shared.constants import LATEST_TRAINING_DATA_FORMAT_VERSION, RESPONSES_SCHEMA_FILE, SCHEMA_EXTENSIONS_FILE
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.shared.utils import io, validation
from rasa.shared.utils.common import cached_method
from rasa.shared.utils.io import get_text_hash, read_yaml_file

#: Of 9: gzip's own default, where Python's is 9.
_EFFORT = 6
_RASA = Path(rasa.__file__).parent

_read_by_rasa = RasaFileImporter.get_nlu_data
_merged_by_rasa = TrainingData.merge
_fingerprint_by_rasa = DialogueStateTracker.fingerprint
_fingerprint_of_message_by_rasa = Message.fingerprint
_yaml_by_rasa = Domain.as_yaml
_packed_by_rasa: Any = local_model_storage.TarSafe
_validate_by_rasa = validation.validate_yaml_schema
_read_yaml_by_rasa = io.read_yaml

#: What was read to be held to a schema, by its text, until it is asked for.
_held: dict[str, Any] = {}


def install() -> None:
    """In force for the rest of this process, which trains and does not serve."""
    RasaFileImporter.get_nlu_data = lambda importer, language=None: _read(importer)
    TrainingData.merge = _merged
    DialogueStateTracker.fingerprint = _fingerprint
    Token.fingerprint = _hash
    Message.fingerprint = _fingerprint_of_message
    Domain.as_yaml = _as_yaml
    local_model_storage.TarSafe = _Packed
    validation.validate_yaml_schema = _validate
    io.read_yaml = _read_yaml


@cached_method
def _read(self: RasaFileImporter) -> TrainingData:
    return _read_by_rasa(self)


def _merged(self: TrainingData, *others: TrainingData | None) -> TrainingData:
    """As Rasa does, but with the messages themselves: each was made clean, and knows its hash, since it was read."""
    parts = [self, *(other for other in others if other)]
    bare = [TrainingData([], *_tables(part)) for part in parts]
    merged = _merged_by_rasa(*bare)
    merged.training_examples = list(dict.fromkeys(chain.from_iterable(part.training_examples for part in parts)))
    return merged


def _tables(data: TrainingData) -> tuple[Any, ...]:
    return data.entity_synonyms, data.regex_features, data.lookup_tables, data.responses


def _fingerprint(self: DialogueStateTracker) -> str:
    """A story that was generated for training is changed by nobody; one that is still growing has more events."""
    known: tuple[int, str] | None = vars(self).get("_known_fingerprint")
    if known is None or known[0] != len(self.events):
        known = self._known_fingerprint = (len(self.events), _fingerprint_by_rasa(self))
    return known[1]


def _hash(self: Token) -> str:
    return str(get_text_hash(repr((self.text, self.start, self.end, self.lemma, self.data))))


def _fingerprint_of_message(self: Message) -> str:
    """Of all that Rasa hashes, at once; features, which no component of ours makes, are hashed by Rasa."""
    if self.features:
        return str(_fingerprint_of_message_by_rasa(self))
    if self._cached_fingerprint is None:
        self._cached_fingerprint = get_text_hash(repr(_ordered(self.data)))
    return str(self._cached_fingerprint)


def _ordered(value: Any) -> Any:
    """What is the same for equal values: tables by their keys, and what hashes itself by its hash."""
    if isinstance(value, dict):
        return {key: _ordered(value[key]) for key in sorted(value, key=str)}
    if isinstance(value, list | tuple):
        return [_ordered(each) for each in value]
    return value.fingerprint() if hasattr(value, "fingerprint") else value


def _as_yaml(self: Domain) -> str:
    """All JSON is YAML; what JSON does not know, such as a day, Rasa writes."""
    try:
        return json.dumps({"version": LATEST_TRAINING_DATA_FORMAT_VERSION, **self.as_dict()}, ensure_ascii=False)
    except TypeError:
        return str(_yaml_by_rasa(self))


class _Packed(_packed_by_rasa):  # type: ignore[misc]
    """A model's archive."""

    @classmethod
    def gzopen(cls, *arguments: Any, **options: Any) -> "_Packed":
        packed: _Packed = super().gzopen(*arguments, **{"compresslevel": _EFFORT, **options})
        return packed


def _validate(content: str, schema: str, package: str = rasa.__name__) -> None:
    try:
        _hold_to(schema, content)
    except Exception:  # whatever it is, Rasa says it in its words
        _validate_by_rasa(content, schema, package)


def _hold_to(schema: str, content: str) -> None:
    value, core = _read_yaml_by_rasa(content), _core(schema)
    core.errors = []
    core._validate(value, core.root_rule, "", [])
    if core.errors:
        raise SchemaError
    _held[content] = value


@cache
def _core(schema: str) -> Core:
    """What holds to a schema; its rules are made of the schema by the first validation."""
    rules, responses = (dict(read_yaml_file(_RASA / each)) for each in (schema, RESPONSES_SCHEMA_FILE))
    core = Core(source_data={}, schema_data={**rules, **responses}, extensions=[str(_RASA / SCHEMA_EXTENSIONS_FILE)])
    core._start_validate({})
    return core


def _read_yaml(content: str, reader_type: str | list[str] = "safe") -> Any:
    return _held.pop(content) if content in _held else _read_yaml_by_rasa(content, reader_type)
