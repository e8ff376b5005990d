"""Training utterances are read once.

At each training Rasa reads all files of utterances three times: with the language of ``config.yml``, and with its own
default language when it looks for what the utterances tell of the domain. The language changes nothing of what is read.
"""

from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.shared.utils.common import cached_method

_by_rasa = RasaFileImporter.get_nlu_data


def install() -> None:
    """Lets each importer keep what it has read; nobody changes it, for Rasa merges it into copies."""
    RasaFileImporter.get_nlu_data = lambda importer, language=None: _read(importer)


@cached_method
def _read(self: RasaFileImporter) -> TrainingData:
    return _by_rasa(self)
