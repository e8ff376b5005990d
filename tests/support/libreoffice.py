"""Debian's LibreOffice, which opens files as people do and writes what it has understood into another one."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.support.patience import PATIENCE

SOFFICE = shutil.which("soffice")
NEEDS_LIBREOFFICE = pytest.mark.skipif(
    SOFFICE is None, reason="LibreOffice is not installed (Debian: libreoffice-calc)"
)

#: Semicolons, quotes, UTF-8, from the first line on, German (1031), and numbers are looked for as in a cell typed into.
GERMAN_CSV = "CSV:59,34,76,1,,1031,false,true"


def converted(file: Path, ending: str, *, opened_as: str | None = None) -> Path:
    """``file`` opened, by a certain filter or as LibreOffice sees fit, and written again in the format ``ending``."""
    assert SOFFICE is not None
    target = file.parent / "converted"
    command = [SOFFICE, f"-env:UserInstallation={(file.parent / 'profile').as_uri()}", "--headless"]
    command += [f"--infilter={opened_as}"] if opened_as else []
    command += ["--convert-to", ending, "--outdir", str(target), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)
    return target / f"{file.stem}.{ending}"
