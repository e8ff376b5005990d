"""A correction that is said once more with the right digits before it: "... eins fünf, nein, eins sechs, also zwei neun
drei null, eins eins eins sechs".
"""

from collections.abc import Sequence
from itertools import accumulate

_SHORTEST = 3


def told_in_full(before: str, groups: Sequence[str]) -> str | None:
    """``before`` with its last digits as the ``groups`` of a correction say them in full; None where they do not.

    First they say what is right, then longer what ends with that and begins like what it stands for.
    """
    said = "".join(groups)
    for at in accumulate(map(len, groups[:-1])):
        right, full = said[:at], said[at:]
        is_full = max(at, _SHORTEST - 1) < len(full) <= len(before) and full.endswith(right)
        if is_full and before[-len(full)] == full[0]:
            return before[: -len(full)] + full
    return None
