"""Reads parts of YAML as what they should be; what they are not becomes a fault."""

from collections.abc import Collection, Mapping

from rueckruf.data_check.fault import Faults
from rueckruf.data_check.names import nearest
from rueckruf.data_check.yaml_lines import Part

_TAKEN_FOR = {
    "number": "a number",
    "truth": "yes or no",
    "nothing": "nothing",
    "date": "a date",
    "list": "a list",
    "table": "keys and values",
    "text": "text",
}
VERSION = "3.1"


def section(file: Part, name: str, faults: Faults) -> Part | None:
    """The part ``name`` of a file that Rasa reads: ``version: "3.1"`` and that one key."""
    found = table(file, "the file", faults, known=("version", name))
    version = found.get("version")
    if version is None:
        faults.add(file, f"'version: \"{VERSION}\"' is missing")
    elif version.kind != "text" or version.text != VERSION:
        faults.add(version, f'version must be "{VERSION}", in quotes')
    if name not in found:
        broken(file, f"the key '{name}' is missing", faults)
    return found.get(name)


def broken(part: Part, problem: str, faults: Faults) -> None:
    """A fault that leaves ``part`` without what it should say."""
    faults.add(part, problem)
    faults.broken(part.section)


def table(part: Part, what: str, faults: Faults, known: Collection[str] = ()) -> dict[str, Part]:
    """The values by key; empty if it is no table. Keys that are not ``known`` are faults if any are known."""
    if part.kind != "table":
        broken(part, f"{what} must consist of keys and values, but is {_TAKEN_FOR[part.kind]}", faults)
        return {}
    for key, _ in part.entries:
        if known and key.text not in known:
            faults.add(key, f"'{key.text}' is no key of {what}: use {', '.join(known)}")
    return {key.text: value for key, value in part.entries}


def check_top_keys(
    file: Part, needed: Collection[str], known: Collection[str], elsewhere: Mapping[str, str], faults: Faults
) -> None:
    """Faults of the keys at the top of ``file``: those that are not ``known``, and ``needed`` ones that are missing.

    A misspelled one counts once, as what it means. ``elsewhere``: what to say of a key that belongs in another file.
    """
    missing = [name for name in needed if file.get(name) is None]
    for key in (key for key, _ in file.entries if key.text not in known):
        meant = nearest(key.text, missing)
        proposal = f"is '{meant}' meant?" if meant else f"use {', '.join(known)}"
        faults.add(key, elsewhere.get(key.text, f"'{key.text}' is no key of {file.path}: {proposal}"))
        if meant:
            missing.remove(meant)
            faults.broken(f"{file.path}/{meant}")
    for name in missing if file.kind == "table" else ():
        faults.add(file, f"the key '{name}' is missing")
        faults.broken(f"{file.path}/{name}")


def items(part: Part, what: str, faults: Faults) -> tuple[Part, ...]:
    """The items of a list that must not be empty; nothing if it is no list."""
    if part.kind != "list":
        broken(part, f"{what} must be a list, but is {_TAKEN_FOR[part.kind]}", faults)
    elif not part.items:
        broken(part, f"{what} must not be empty", faults)
    return part.items


def text(part: Part, what: str, faults: Faults) -> str:
    """The text of a scalar, empty if it is none."""
    if part.kind in ("list", "table"):
        broken(part, f"{what} must be text, but is {_TAKEN_FOR[part.kind]}", faults)
        return ""
    if part.kind != "text":
        shown = f"'{part.text}'" if part.text else "an empty value"
        broken(part, f"{what}: {shown} is read as {_TAKEN_FOR[part.kind]}; put text in quotes", faults)
        return ""
    if not part.text.strip():
        broken(part, f"{what} must not be empty", faults)
    return part.text


def truth(part: Part, what: str, faults: Faults) -> bool:
    """Whether the part is ``true``."""
    if part.kind != "truth":
        faults.add(part, f"{what} must be true or false")
    return part.true
