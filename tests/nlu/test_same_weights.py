"""The same examples train the same weights, to the last bit, whatever the processor, the order or the process.

Numpy, OpenBLAS and the C library choose their instructions by the processor; here they are told to do without some, as
older ones do. What is pinned holds for CPython 3.11 to 3.13. Another numpy or scipy may sum in another order: then the
pins move, and all of them must move alike.
"""

import os
import subprocess
import sys
from functools import cache

import pytest

from rueckruf.project import ROOT
from tests.nlu.fixed_training import digests

pytestmark = pytest.mark.process

PINNED = [
    "cf66e1c47084086797f3069df0e02a801d40721d9f6ff050a745f86479fc7311",
    "2124f9a00da12fea718408f4fbad5e412b412d2fbf2399b8f0232043ca308a38",
]
_AVX512 = "AVX512F AVX512CD AVX512_SKX AVX512_CLX AVX512_CNL AVX512_ICL AVX512_SPR"

ENVIRONMENTS = {
    "as it is": {},
    "numpy without AVX-512": {"NPY_DISABLE_CPU_FEATURES": _AVX512},
    "numpy without AVX2": {"NPY_DISABLE_CPU_FEATURES": f"{_AVX512} AVX2 FMA3"},
    "OpenBLAS for Nehalem": {"OPENBLAS_CORETYPE": "Nehalem"},
    "OpenBLAS for Haswell": {"OPENBLAS_CORETYPE": "Haswell"},
    "the C library without FMA": {"GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX2,-AVX512F,-FMA,-FMA4"},
    "one thread": {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
    "another order of sets": {"PYTHONHASHSEED": "7"},
}


@cache
def trained(*arguments: str, **environment: str) -> list[str]:
    child = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.nlu.fixed_training", *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return child.stdout.split()


@pytest.mark.parametrize("name", ENVIRONMENTS)
def test_the_weights_do_not_depend_on_the_processor(name: str) -> None:
    assert trained(**ENVIRONMENTS[name]) == PINNED


def test_the_weights_do_not_depend_on_the_order_of_the_files() -> None:
    assert trained("--shuffled") == PINNED


def test_another_seed_takes_other_names() -> None:
    intents, names = digests(seed=43)

    assert intents == PINNED[0]
    assert names != PINNED[1]
