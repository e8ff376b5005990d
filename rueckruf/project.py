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
CANDIDATES = MODELS / "candidates"
"""Models that nobody serves yet."""
RESULTS = ROOT / "results"
TRAINED = MODELS / ".trained"
"""By its time `make train` sees whether there is anything to do."""


def newest_model(*folders: Path) -> Path | None:
    """The model that came last into the folders, by default the one of ``models/`` that is served; None without any."""
    return next(iter(models_in(*(folders or (MODELS,)))), None)


def models_in(*folders: Path) -> list[Path]:
    """The models in the folders themselves, newest first."""
    models = (model for folder in folders for model in folder.glob("*.tar.gz"))
    return sorted(models, key=lambda model: model.stat().st_mtime_ns, reverse=True)


def shown(path: Path) -> str:
    """A path as it is told: below the root of the project from there."""
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)
