"""What a Containerfile says, done without a container runtime: each stage is laid over the root of this machine.

It takes the place of the base image, so it shows that the steps work and what they leave, and not that the image named
in FROM is enough for them. Needs root, and a file system that can be laid over another.
"""

import json
import os
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

_OWN_MOUNTS = ("unshare", "--mount", "--propagation", "private", sys.executable, "-m", __spec__.name)
# As compose.yaml has it: no capability, and none to be had.
_UNPRIVILEGED = ("--init-groups", "--bounding-set=-all", "--inh-caps=-all", "--no-new-privs")


@dataclass
class Stage:
    """A root of its own: what was written over the machine's lies in ``changes``."""

    folder: Path
    env: dict[str, str] = field(default_factory=lambda: {"PATH": os.environ["PATH"]})
    workdir: str = "/"
    user: str = "root"
    entrypoint: list[str] = field(default_factory=list)
    command: list[str] = field(default_factory=list)
    healthcheck: list[str] = field(default_factory=list)

    @property
    def changes(self) -> Path:
        return self.folder / "changes"

    @property
    def root(self) -> Path:
        return self.folder / "root"

    def at(self, path: str) -> Path:
        """Where ``path`` lies."""
        return self.root / Path(self.workdir, path).relative_to("/")


def can_be_built(folder: Path) -> bool:
    """Whether this machine lets us lay a root over another one in ``folder``."""
    return not os.geteuid() and not subprocess.run([*_OWN_MOUNTS, "try", folder], stderr=subprocess.DEVNULL).returncode


def build(containerfile: Path, context: Path, seed: Path, folder: Path) -> Stage:
    """The last stage of a Containerfile; ``seed`` is copied into each working folder first, as a builder's cache."""
    subprocess.run([*_OWN_MOUNTS, "build", containerfile, context, seed, folder], check=True)
    return _read(folder)


def run(folder: Path, data: Path) -> tuple[str, ...]:
    """A command that does what is put behind it in the image built in ``folder``: on a root that is read-only, as the
    image's user without any capability, with ``data`` as the data folder and a /tmp of its own."""
    return (*_OWN_MOUNTS, "run", str(folder), str(data))


def _build(containerfile: Path, context: Path, seed: Path, folder: Path) -> None:
    stages: dict[str, Stage] = {}
    stage = Stage(folder)
    text = re.sub(r"\\\n\s*", "", re.sub(r"^#.*\n", "", containerfile.read_text(encoding="utf-8"), flags=re.MULTILINE))
    for line in filter(None, text.splitlines()):
        kind, rest = line.split(maxsplit=1)
        if kind == "FROM":
            stage = Stage(folder / f"stage-{len(stages)}")
            stages[rest.partition(" AS ")[2] or "last"] = stage
            _lay_over(stage)
            _open_python(stage)
        elif kind == "COPY":
            _copy(stage, rest.split(), stages, context)
        elif kind == "WORKDIR":
            stage.workdir = rest
            stage.at("").mkdir(parents=True, exist_ok=True)
            shutil.copytree(seed, stage.at(seed.name), dirs_exist_ok=True)
        elif kind == "RUN":
            # What tells of a proxy or an index, as arguments of a build do, but not which Python is to be taken here.
            env = {name: value for name, value in os.environ.items() if name != "PYTHON"} | stage.env
            subprocess.run(_inside(stage, ["/bin/sh", "-ec", rest], env), check=True)
        else:
            _note(stage, kind, rest)
    (folder / "image.json").write_text(json.dumps(asdict(stage), default=str), encoding="utf-8")


def _note(stage: Stage, kind: str, rest: str) -> None:
    if kind == "ENV":
        stage.env |= dict(pair.split("=", 1) for pair in rest.split())
    elif kind == "USER":
        stage.user = rest
    elif kind == "ENTRYPOINT":
        stage.entrypoint = json.loads(rest)
    elif kind == "CMD":
        stage.command = json.loads(rest)
    elif kind == "HEALTHCHECK":
        stage.healthcheck = json.loads(rest.partition(" CMD ")[2])
    else:
        assert kind in ("EXPOSE", "VOLUME"), kind


def _copy(stage: Stage, words: list[str], stages: Mapping[str, Stage], context: Path) -> None:
    origin = context
    if words[0].startswith("--from="):
        origin = stages[words.pop(0).partition("=")[2]].root
    *sources, to = words
    for source in (origin / each.lstrip("/") for each in sources):
        if source.is_dir():
            leave_out = shutil.ignore_patterns("__pycache__") if origin == context else None
            shutil.copytree(source, stage.at(to), symlinks=True, ignore=leave_out, dirs_exist_ok=True)
        else:
            stage.at(to).mkdir(parents=True, exist_ok=True)
            shutil.copy(source, stage.at(to))


def _run(folder: Path, data: Path, *words: str) -> None:
    stage = _read(folder)
    _mount("-t", "overlay", "overlay", "-o", f"ro,lowerdir={stage.changes}:/", stage.root)
    _mount_the_kernels(stage)
    _mount("-t", "tmpfs", "tmpfs", stage.at("/tmp"))  # noqa: S108 - its own
    _mount("--bind", data, stage.at(stage.env["RUECKRUF_DATA_DIR"]))
    passed_on = {name: value for name, value in os.environ.items() if name.startswith(("RUECKRUF_", "TWILIO_"))}
    user = ["setpriv", f"--reuid={stage.user}", f"--regid={_group(stage)}", *_UNPRIVILEGED]
    command = _inside(stage, words, {**passed_on, **stage.env}, user)
    os.execvp(command[0], command)  # noqa: S606 - signals are for the program itself


def _group(stage: Stage) -> str:
    """That of the image's user."""
    entries = [line.split(":") for line in stage.at("/etc/passwd").read_text(encoding="utf-8").splitlines()]
    return next(entry[3] for entry in entries if stage.user in (entry[0], entry[2]))


def _inside(stage: Stage, words: Sequence[str], env: Mapping[str, str], user: Sequence[str] = ()) -> list[str]:
    variables = [f"{name}={value}" for name, value in env.items()]
    return ["chroot", str(stage.root), *user, "env", f"--chdir={stage.workdir}", "-i", *variables, *words]


def _lay_over(stage: Stage) -> None:
    work = stage.folder / "work"
    for folder in (stage.changes, stage.root, work):
        folder.mkdir(parents=True, exist_ok=True)
    _mount("-t", "overlay", "overlay", "-o", f"lowerdir=/,upperdir={stage.changes},workdir={work}", stage.root)
    _mount_the_kernels(stage)


def _open_python(stage: Stage) -> None:
    """An image's Python is there for every user; this machine's may lie in a folder of root's own."""
    for folder in map(stage.at, map(str, Path(sys.base_prefix).parents)):
        folder.chmod(folder.stat().st_mode | stat.S_IXGRP | stat.S_IXOTH)


def _mount_the_kernels(stage: Stage) -> None:
    for name in ("/proc", "/dev"):
        _mount("--rbind", name, stage.at(name))


def _mount(*words: object) -> None:
    subprocess.run(["/bin/mount", *map(str, words)], check=True)


def _read(folder: Path) -> Stage:
    facts = json.loads((folder / "image.json").read_text(encoding="utf-8"))
    return Stage(**{**facts, "folder": Path(facts["folder"])})


if __name__ == "__main__":
    what, *places = sys.argv[1:]
    if what == "run":
        _run(Path(places[0]), Path(places[1]), *places[2:])
    elif what == "build":
        _build(*map(Path, places))
    else:
        _lay_over(Stage(Path(places[0])))
