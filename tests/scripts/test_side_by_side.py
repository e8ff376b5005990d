"""Commands that run side by side: what each says comes in their order, and one that fails fails all."""

import subprocess

import pytest

from rueckruf.project import ROOT

pytestmark = pytest.mark.process


def side_by_side(*commands: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [ROOT / "scripts" / "side_by_side.sh", *commands], capture_output=True, text=True, check=False
    )


def test_whoever_is_done_first_waits_for_its_turn_to_speak() -> None:
    run = side_by_side("sh -c 'sleep 0.3; echo first'", "sh -c 'echo second >&2; sleep 0.1'", "echo third")

    assert (run.returncode, run.stdout) == (0, "first\nsecond\nthird\n")


@pytest.mark.parametrize("fails", range(3))
def test_one_that_fails_fails_all_and_the_others_go_on_to_their_ends(fails: int) -> None:
    run = side_by_side(*(f"sh -c 'sleep 0.1; echo {each}; exit {3 * (each == fails)}'" for each in range(3)))

    assert (run.returncode, run.stdout) == (1, "0\n1\n2\n")
