"""Thousands of cases of one test."""

import inspect
from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import Any

import pytest

_Test = Callable[..., None]


def each(names: str | tuple[str, ...], cases: Iterable[Any]) -> Callable[[_Test], _Test]:
    """As ``pytest.mark.parametrize``, but all cases in one test that tells each one that fails.

    For sentences by the thousand: what pytest does for a test takes longer than to read one.
    """
    rows = [{names: case} if isinstance(names, str) else dict(zip(names, case, strict=True)) for case in cases]
    assert rows, "no cases"

    def decorated(test: _Test) -> _Test:
        @wraps(test)
        def all_cases(**others: Any) -> None:
            failures = [failure for row in rows if (failure := _failure(test, row, others))]
            if failures:
                pytest.fail("\n".join([f"{len(failures)} of {len(rows)} cases:", *failures]), pytrace=False)

        signature = inspect.signature(test)
        others = [parameter for name, parameter in signature.parameters.items() if name not in rows[0]]
        all_cases.__signature__ = signature.replace(parameters=others)  # type: ignore[attr-defined]
        return all_cases

    return decorated


def _failure(test: _Test, case: Mapping[str, Any], others: Mapping[str, Any]) -> str:
    try:
        test(**case, **others)
    except (Exception, pytest.fail.Exception) as error:
        return f"{case}: {type(error).__name__}: {error}"
    return ""
