"""Each step of the Containerfile, and the server that it leaves: unprivileged, over a root that is read-only."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from rueckruf.project import ROOT
from rueckruf.simulator.phone import Phone
from rueckruf.simulator.server import free_port, running_server
from rueckruf.storage.cipher import new_key
from tests.deploy.test_files import NEEDS_TOOLS
from tests.support.calls import AUTH_TOKEN
from tests.support.containerfile import build, can_be_built, run
from tests.support.servers import folder_for_all

pytestmark = [pytest.mark.call, NEEDS_TOOLS]  # it takes a minute: where the rest of deploy/ is checked, too


def test_a_call_is_stored_by_a_server_from_the_image(trained_model: Path, tmp_path: Path) -> None:
    with folder_for_all() as folder:
        if not can_be_built(folder / "try"):
            pytest.skip("needs root, and a file system that can be laid over another")
        image = build(ROOT / "deploy/container/Containerfile", ROOT, ROOT / ".rasa", folder)
        data = folder / "data"
        data.mkdir(mode=0o700)
        os.chown(data, int(image.user), -1)
        inside, port = run(folder, data), free_port()
        url = f"http://127.0.0.1:{port}"
        environment = {"TWILIO_AUTH_TOKEN": AUTH_TOKEN, "RUECKRUF_KEYS": new_key(), "RUECKRUF_PUBLIC_URL": url}
        program, folder_inside = (*inside, *image.entrypoint), Path(image.env["RUECKRUF_DATA_DIR"])
        with running_server(folder_inside, environment, program, port=port) as server:
            status = Path(f"/proc/{server.pid}/status").read_text(encoding="utf-8")
            assert f"Uid:\t{image.user}\t{image.user}\t" in status
            assert "CapBnd:\t0000000000000000" in status
            subprocess.run([*inside, *(word.replace("5005", str(port)) for word in image.healthcheck)], check=True)
            assert subprocess.run([*inside, "touch", "company.yml"], check=False).returncode
            call = Phone(url, auth_token=AUTH_TOKEN, caller="anonymous").start()
            # At whatever hour: "morgen" is asked about in the first hours of a day.
            call.say("Mein Name ist Paul Weber, rufen Sie mich nächste Woche Mittwoch um elf Uhr an")
            call.say("null drei null zwei drei eins zwei fünf null sieben sieben")
            assert "Vielen Dank" in call.say("ja")
        told = [*program, "export"]
        export = subprocess.run(told, env={**os.environ, **environment}, capture_output=True, check=True)
        assert [request["name"] for request in json.loads(export.stdout)] == ["Paul Weber"]
