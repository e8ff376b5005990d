"""``rueckruf`` with its clock set: ``python -m rueckruf.simulator.serve_at 2026-03-10T09:00:00Z run --port 5005``."""

import runpy
import sys

if __name__ == "__main__":
    sys.modules["pytest"] = None  # type: ignore[assignment] # else time_machine imports it, for a fixture of its own
    import time_machine

    del sys.modules["pytest"]
    moment = sys.argv.pop(1)
    with time_machine.travel(moment, tick=True):
        runpy.run_module("rueckruf", run_name="__main__", alter_sys=True)
