"""When Python looks for garbage: seldom, and not among what stays.

To look through what is imported and loaded at a start each 2,000 objects, as Python does by default, takes a fifth of
the start, and an eighth where it is done seldom.
"""

import gc

_OBJECTS = 100_000


def look_seldom() -> None:
    """Each time that so many objects were made."""
    gc.set_threshold(_OBJECTS)


def wait_for_what_stays() -> None:
    """Not at all until ``keep_what_is_there``."""
    gc.disable()


def keep_what_is_there() -> None:
    """Look from now on, and only among what is made later: what is there stays, and children share its pages."""
    gc.freeze()
    gc.enable()
