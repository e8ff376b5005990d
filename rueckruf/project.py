"""Where the files of the project lie: the checkout this package is run from."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
COMPANY = ROOT / "company.yml"
CONFIG = ROOT / "config.yml"
CREDENTIALS = ROOT / "credentials.yml"
DATA = ROOT / "data"
DOMAIN = ROOT / "domain.yml"
ENDPOINTS = ROOT / "endpoints.yml"
FIGURES = ROOT / "docs" / "personal_data.json"
MODELS = ROOT / "models"
RESULTS = ROOT / "results"
TRAINED = MODELS / ".trained"
"""By its time `make train` sees whether there is anything to do."""


def newest_model() -> Path | None:
    """The model trained last, or None before the first training."""
    return max(MODELS.glob("*.tar.gz"), key=lambda model: model.stat().st_mtime, default=None)
