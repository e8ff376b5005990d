"""How much work a reader has, in lines of our code that it runs: the same on every machine, however busy."""

import sys
from types import FrameType
from typing import Any

from rueckruf.project import ROOT
from tests.fuzz.readers import Reader, forget

_OURS = str(ROOT / "rueckruf")


def work_of(reader: Reader, text: str) -> int:
    """The lines that run to read ``text`` anew; tables that it is the first to need are made before."""
    reader(text)
    forget()
    lines = 0

    def count(frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal lines
        if event == "call" and not frame.f_code.co_filename.startswith(_OURS):
            return None
        lines += event == "line"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        reader(text)
    finally:
        sys.settrace(before)
    return lines
