"""``make demo``: one whole call on a server of its own, and the request that it leaves behind."""

import os
import subprocess
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

from rueckruf import clock
from rueckruf.callbacks.opening_hours import OpeningHours
from rueckruf.settings import load_settings
from rueckruf.simulator.phone import Phone
from rueckruf.simulator.server import RUECKRUF, running_server
from rueckruf.spoken.aloud.times import say_window

CALLER = "+493023125042"


def demo() -> None:
    """Rings, answers what is asked, prints every turn and the export; raises RuntimeError if the call goes wrong."""
    with tempfile.TemporaryDirectory(prefix="rueckruf-demo-") as folder:
        data_dir = Path(folder)
        print("The server starts (about ten seconds) ...", flush=True)
        with running_server(data_dir) as server:
            print(f"ready after {server.seconds_to_ready:.0f} s on {server.url}\n")
            _play(server.url)
        print("\nWhat sales sees (rueckruf export --format json):\n", flush=True)
        environment = {**os.environ, "RUECKRUF_DATA_DIR": str(data_dir)}
        subprocess.run([*RUECKRUF, "export", "--format", "json"], env=environment, check=True)


def _play(url: str) -> None:
    wish = _wished_time(load_settings().company.hours())
    call = Phone(url, caller=CALLER)
    call.start()
    _print_heard(call)
    for words in (
        "Guten Tag, Müller mein Name, Sabine Müller.",
        "Nein, lieber auf dem Festnetz: null drei null, zwei drei eins, zwo fünf, null sieben sieben.",
        f"Gern {wish}.",
        "Nein, die Nummer stimmt nicht ganz, am Ende sieben acht.",
        "Ja, genau.",
    ):
        print(f"  Anrufer:    {words}", flush=True)
        call.say(words)
        _print_heard(call)
        if call.ended:
            return
    raise RuntimeError("the demo's call did not come to its end")


def _wished_time(hours: OpeningHours) -> str:
    """A time tomorrow or later that is open, so that the demo works on every day of the year."""
    tomorrow = clock.berlin_now().replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    opening = hours.next_open(tomorrow)
    if opening is None:
        raise RuntimeError("company.yml: there are no opening hours within two months")
    wish = opening.replace(minute=0) + timedelta(hours=2)
    return say_window(wish, None, clock.berlin_now())


def _print_heard(call: Phone) -> None:
    for sentence in call.heard_last:
        print(f"  Assistent:  {sentence}", flush=True)


if __name__ == "__main__":
    try:
        demo()
    except (RuntimeError, subprocess.CalledProcessError) as error:
        sys.exit(f"demo: {error}")
