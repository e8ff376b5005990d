"""``company.yml`` and ``credentials.yml``: their own readers judge them, here their faults get path and line."""

import re
from pathlib import Path
from typing import Any

import yaml

from rueckruf.channel.voice_settings import VoiceSettingsError, read_voice_settings
from rueckruf.checked_yaml import LOADER
from rueckruf.company import Company, CompanyError, load_company
from rueckruf.data_check import shape
from rueckruf.data_check.fault import Faults, Place
from rueckruf.data_check.yaml_lines import Part, read_yaml

COMPANY = "company.yml"
CREDENTIALS = "credentials.yml"
_CHANNEL = re.compile("twilio_voice")
_COMPANY_FAULT = re.compile(r"[^:]*?(?::(\d+))?: (.*)")


def read_company(root: Path, faults: Faults) -> Company | None:
    """The company, None after a fault."""
    try:
        return load_company(root / COMPANY)
    except CompanyError as error:
        faults.broken(COMPANY)
        for line in str(error).splitlines():
            if match := _COMPANY_FAULT.fullmatch(line):
                faults.add(Place(COMPANY, int(match.group(1) or 1)), match.group(2))
    return None


def company_keys(root: Path) -> set[str]:
    """Every key of ``company.yml``, however deep; none where it cannot be read, which ``read_company`` reports."""
    file = read_yaml(root / COMPANY, COMPANY, Faults())
    return {key.text for part in (file.walk() if file else ()) for key, _ in part.entries}


def read_profiles(root: Path, file: Part, faults: Faults) -> dict[str, Part]:
    """The listen profiles in ``credentials.yml`` with their places."""
    key, section = next((entry for entry in file.entries if _CHANNEL.search(entry[0].text)), (file, None))
    if section is None or section.kind != "table":
        shape.broken(file, "the section of the telephone channel is missing or has no keys and values", faults)
        return {}
    try:
        values: Any = yaml.load((root / CREDENTIALS).read_text(encoding="utf-8"), LOADER)  # noqa: S506 - a safe one
        read_voice_settings(values[key.text])
    except VoiceSettingsError as error:
        for line in str(error).splitlines():
            _, path, problem = line.split(": ", 2)
            names = path.split(".")[1:]
            faults.add(_place(key, section, names), f"{'.'.join(names)}: {problem}")
    except ValueError as error:
        faults.add(key, f"a value that is none: {error}")
    listen = section.get("listen")
    if listen is None:
        faults.broken(CREDENTIALS)
        return {}
    return {name.text: name for name, _ in listen.entries}


def _place(key: Part, section: Part, names: list[str]) -> Part:
    place = key
    for name in names:
        found = next(((key, value) for key, value in section.entries if key.text == name), None)
        if found is None:
            break
        place, section = found
    return place
