"""Each file in deploy/ passes the tool of its field; where a tool is missing, its test tells which."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from rueckruf.project import ROOT
from tests.support.nginx import NEEDS_NGINX, NGINX, example
from tests.support.yaml_files import read_yaml

pytestmark = pytest.mark.process

DEPLOY = ROOT / "deploy"
TOOLS = ROOT / ".venv" / "deploy" / "bin"
NEEDS_TOOLS = pytest.mark.skipif(not TOOLS.exists(), reason="these tools come by `make deploy-tools`")
CADDY = shutil.which("caddy")
NEEDS_CADDY = pytest.mark.skipif(CADDY is None, reason="Caddy is not installed (Debian: caddy)")
NEEDS_SYSTEMD = pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="this machine has no systemd")


def passes(*command: object, **environment: str) -> None:
    done = subprocess.run(
        list(map(str, command)), env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@NEEDS_TOOLS
def test_the_containerfile() -> None:
    passes(TOOLS / "hadolint", DEPLOY / "container" / "Containerfile")


def test_the_container_gets_what_it_copies() -> None:
    lines = (DEPLOY / "container" / "Containerfile.containerignore").read_text().splitlines()
    let_in = {line[1:] for line in lines if line.startswith("!")}
    containerfile = (DEPLOY / "container" / "Containerfile").read_text(encoding="utf-8")
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", containerfile, re.MULTILINE)
    for path in " ".join(copied).split():
        assert (ROOT / path).exists()
        assert any(f"{path}/".startswith(f"{each}/") for each in let_in), path


@NEEDS_TOOLS
def test_the_compose_file() -> None:
    passes(TOOLS / "check-jsonschema", "--builtin-schema", "vendor.compose-spec", DEPLOY / "container" / "compose.yaml")


def test_the_compose_file_asks_for_what_the_example_of_its_environment_names() -> None:
    asked = set(re.findall(r"\$\{(\w+)", (DEPLOY / "container" / "compose.yaml").read_text()))
    named = set(re.findall(r"^(\w+)=", (DEPLOY / "container" / "example.env").read_text(), re.MULTILINE))
    assert asked == named


@NEEDS_TOOLS
@pytest.mark.parametrize("file", sorted((DEPLOY / "kubernetes").glob("*.yaml")), ids=lambda file: file.name)
def test_the_manifests(file: Path) -> None:
    passes(TOOLS / "kubernetes-validate", "--strict", file)


@NEEDS_SYSTEMD
def test_the_unit_is_sound_and_exposes_little(tmp_path: Path) -> None:
    unit = (DEPLOY / "systemd" / "rueckruf.service").read_text(encoding="utf-8")
    assert unit.count("/opt/rueckruf") == 3
    here = tmp_path / "rueckruf.service"
    here.write_text(unit.replace("/opt/rueckruf", str(ROOT)).replace("User=rueckruf", "User=daemon"))
    passes("systemd-analyze", "verify", "--man=no", here)
    passes("systemd-analyze", "security", "--offline=yes", "--threshold=20", here)


@NEEDS_CADDY
def test_the_caddyfile(tmp_path: Path) -> None:
    names = {"RUECKRUF_HOST": "rueckruf.example", "RUECKRUF_SALES_HOST": "vertrieb.example", "HOME": str(tmp_path)}
    passes(CADDY, "validate", "--adapter", "caddyfile", "--config", DEPLOY / "proxy" / "Caddyfile", **names)


@NEEDS_NGINX
def test_the_configuration_of_nginx(tmp_path: Path) -> None:
    file, _ = example(tmp_path, 8443, ["127.0.0.1:5005", "127.0.0.1:5007"])
    passes(NGINX, "-t", "-e", tmp_path / "error.log", "-c", file)


def test_the_ports_are_those_that_the_server_takes() -> None:
    """The pieces name each other by these."""
    services = read_yaml(DEPLOY / "container" / "compose.yaml")["services"]
    caddyfile = (DEPLOY / "proxy" / "Caddyfile").read_text(encoding="utf-8")
    named = set(re.findall(r"\b([a-z][a-z0-9-]*):5\d{3}\b", caddyfile))
    assert named == {"rueckruf-1", "rueckruf-2", "sales"}
    assert named <= services.keys()
