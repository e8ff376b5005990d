"""``confirmations`` of ``company.yml``: whether they hold for what ``credentials.yml`` uses."""

from pathlib import Path

import yaml

from rueckruf import clock
from rueckruf.company import Company
from rueckruf.data_check.fault import Faults, Located, at
from rueckruf.data_check.settings_files import CREDENTIALS
from rueckruf.data_check.yaml_lines import Part
from rueckruf.privacy.confirmed import Claim, Claims
from rueckruf.privacy.speech_services import SpeechServices, read_speech_services


def check_confirmations(company: Company, root: Path, companys: Part, credentials: Part, faults: Faults) -> None:
    """Faults of the confirmations in ``companys`` file; ``credentials`` is the file that they are held against."""
    claims = Claims(company, _services(root))
    places = _confirmations(companys)
    known = {claim.topic for claim in claims.all}
    today = clock.wall_clock(clock.now()).date()
    for topic, confirmation in company.confirmations.items():
        if topic not in known:
            faults.add(places[topic], f"confirmations.{topic}: concerns nothing that this company uses")
        if confirmation.date > today:
            faults.add(places[topic], f"confirmations.{topic}.date: lies ahead: nobody can have confirmed it yet")
    for claim in claims.all:
        if claim.confirmation:
            _check_services(claim, places[claim.topic], credentials, faults)


def _check_services(claim: Claim, place: Located, credentials: Part, faults: Faults) -> None:
    for service in claim.uncovered:
        used: list[Located] = [part for part in credentials.walk() if part.text == service]
        for each in used or [place]:
            problem = f"'{service}' is in use, but 'of' of confirmations.{claim.topic} ({at(place)}) does not name it"
            faults.add(each, problem, CREDENTIALS)


def _confirmations(company: Part) -> dict[str, Located]:
    """Where each stands."""
    table = company.get("confirmations")
    return {key.text: key for key, _ in (table.entries if table else ())}


def _services(root: Path) -> SpeechServices:
    """None of what cannot be read: the file's own checks report it."""
    try:
        return read_speech_services(root / CREDENTIALS)
    except (ValueError, yaml.YAMLError):
        return SpeechServices()
