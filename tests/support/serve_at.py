"""``rueckruf`` with its clock set: ``python -m tests.support.serve_at 2026-03-10T09:00:00Z run --port 5005``."""

import sys

import time_machine

from rueckruf.cli import main

if __name__ == "__main__":
    moment = sys.argv.pop(1)
    with time_machine.travel(moment, tick=True):
        main()
