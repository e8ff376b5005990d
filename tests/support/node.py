"""Programs of npm that ours are held against: each in a folder here, with what it needs and the lock of that."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rueckruf.project import ROOT
from rueckruf.simulator.server import free_port
from tests.support.patience import PATIENCE

NO_NODE = "no node and npm on this machine: install Debian's packages nodejs and npm"


@contextmanager
def running_node(source: Path, program: str, *arguments: str) -> Iterator[str]:
    """The address of a server that the folder holds; it is given its port and the arguments."""
    installed = _installed(source)
    port = free_port()
    command = ["node", program, str(port), *arguments]
    with subprocess.Popen(command, cwd=installed, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as node:
        assert node.stdout is not None
        assert node.stdout.readline() == f"ready http://127.0.0.1:{port}\n"
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            node.terminate()
            node.wait(PATIENCE)


def has_node() -> bool:
    return bool(shutil.which("node") and shutil.which("npm"))


def _installed(source: Path) -> Path:
    """A folder with what the lock says, made once; two seconds where npm has it already."""
    folder = ROOT / ".venv" / source.name
    folder.mkdir(exist_ok=True)
    lock = "package-lock.json"
    is_there = (folder / "node_modules").exists() and (folder / lock).exists()
    if not is_there or (folder / lock).read_bytes() != (source / lock).read_bytes():
        for name in ("package.json", lock):
            shutil.copy(source / name, folder / name)
        command = ["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--silent"]
        subprocess.run(command, cwd=folder, env=os.environ, check=True, timeout=PATIENCE)
    for program in source.glob("*.mjs"):
        shutil.copy(program, folder / program.name)
    return folder
