#!/usr/bin/env bash
# Makes .venv with CPython 3.13, 3.12 or 3.11 and exactly the packages of requirements.lock; with --run only those that a
# server needs, of requirements-run.lock.
# Does nothing when the last set-up came from the same files. PYTHON=/path/to/python takes that one.
# A .venv that `make tensorflow` was called for keeps what it added.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { echo "set-up: $*"; }
fail() { say "$*" >&2; exit 1; }

# Whether this is a Python to run on: a shim may exist and fail, and one that was built by hand may lack a library.
runs_rueckruf() {
  [ -n "$1" ] && "$1" -c 'import sys, sqlite3, ssl, zlib
sys.exit(sys.implementation.name != "cpython" or not (3, 11) <= sys.version_info[:2] <= (3, 13))' >/dev/null 2>&1
}

lock=requirements.lock
for_tests=requirements-redis.lock
if [ "${1:-}" = --run ]; then lock=requirements-run.lock for_tests=; fi
stamp=.venv/.setup-stamp
wanted=$(cat "$lock" $for_tests scripts/setup.sh | cksum)
tensorflow=.venv/.tensorflow-stamp
[ -e "$tensorflow" ] || tensorflow=
add_tensorflow() { [ -z "$tensorflow" ] || ./scripts/tensorflow.sh; }
version() { "$1" -c 'import sys; print(sys.version)' 2>/dev/null; }
if [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ] && version .venv/bin/python >/dev/null &&
  { [ -z "${PYTHON:-}" ] || [ "$(version "$PYTHON")" = "$(version .venv/bin/python)" ]; }; then
  add_tensorflow
  exit 0
fi

container='docker run --platform linux/amd64 -itv "$PWD:/rueckruf" -w /rueckruf python:3.13 make demo'
help="install one, then call again:
  Debian:  sudo apt install python3 python3-venv
  Ubuntu:  sudo apt install python3 python3-venv   (22.04: python3.11 python3.11-venv)
  Fedora:  sudo dnf install python3.13
  macOS:   $container
or name one: PYTHON=/path/to/python3.13 make setup"
if [ "$(uname -sm)" != "Linux x86_64" ]; then
  fail "the locked packages are for Linux on x86-64, and this is $(uname -sm); take a container: $container"
fi

# All Pythons of a name: on the PATH, and in each folder of pyenv. Behind one of its shims on the PATH lies such a
# folder, also where PYENV_ROOT does not tell of it.
on_path() { type -aP "$1" || true; }
pyenv_roots() {
  printf '%s\n' "${PYENV_ROOT:-}" "${HOME:-}/.pyenv"
  on_path python3 | sed -n 's#/shims/python3$##p'
}
candidates() {
  printf '%s\n' "${PYTHON:-}"
  local version root
  for version in 3.13 3.12 3.11; do
    on_path "python$version"
    pyenv_roots | sort -u | while read -r root; do
      [ -z "$root" ] || ls -d "$root/versions/$version."*/bin/python 2>/dev/null | sort -rV || true
    done
  done
  on_path python3
  on_path python
}

python=
while read -r candidate; do
  if runs_rueckruf "$candidate"; then python=$candidate; break; fi
done < <(candidates)
if [ -n "${PYTHON:-}" ] && [ "$python" != "$PYTHON" ]; then
  fail "PYTHON=$PYTHON is no CPython 3.11, 3.12 or 3.13 with sqlite3, ssl and zlib"
fi

# uv installs in parallel, checks hashes, and can fetch a Python. Any Python 3 with pip or venv brings it.
tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT
fetch_uv() {
  local any
  while read -r any; do
    [ -n "$any" ] || continue
    "$any" -m pip install --quiet --target "$tools" 'uv>=0.5' >"$tools/log" 2>&1 && return
    "$any" -m venv "$tools" >"$tools/log" 2>&1 &&
      "$tools/bin/python" -m pip install --quiet 'uv>=0.5' >"$tools/log" 2>&1 && return
  done < <(printf '%s\n' "$python"; candidates)
  return 1
}
fetch_uv || {
  tail -n 3 "$tools/log" >&2 2>/dev/null || true
  fail "needs a Python 3 with pip or venv, and a package index that answers; $help"
}

if [ -n "$python" ]; then
  say "$("$python" --version) found"
else
  say "no CPython 3.11 to 3.13 found; fetching one"
  "$tools/bin/uv" python install --no-config 3.13 2>"$tools/log" || {
    tail -n 1 "$tools/log" >&2
    fail "no CPython 3.11 to 3.13 could be found or fetched; $help"
  }
  python=3.13
fi
rm -rf .venv
"$tools/bin/uv" venv --quiet --seed --python "$python" .venv
cp "$tools/bin/uv" .venv/bin/
[ -z "$tensorflow" ] || touch "$tensorflow" # also if this set-up breaks off

# Of uv's own words those that tell how far it is; on a terminal each takes the place of the one before.
progress() {
  local line
  while read -r line; do
    case $line in
      Downloading* | Downloaded* | Building* | Built*) [ ! -t 1 ] || printf '\r\033[Kset-up: %s' "${line:0:70}" ;;
      Prepared* | Installed* | Bytecode*) [ ! -t 1 ] || printf '\r\033[K'; say "$line" ;;
      Resolved* | Uninstalled* | "+ "* | "- "* | Using*) ;;
      *) printf '%s\n' "$line" >&2 ;;
    esac
  done
}
export VIRTUAL_ENV=$PWD/.venv
.venv/bin/uv pip install --no-config --require-hashes --no-deps -r "$lock" 2>&1 | progress
# The program in this package is of no Python, but its wheels are of older ones.
[ -z "$for_tests" ] ||
  .venv/bin/uv pip install --no-config --quiet --require-hashes --no-deps --python-version 3.12 --target .venv/redis \
    -r "$for_tests"

# The project is run from its checkout: on the path, with one command next to Python.
packages=$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
ln -s "$PWD/rueckruf/lean/importing.py" "$packages/rasa_importing.py"
printf '%s\n' "$PWD" "import rasa_importing" >"$packages/rueckruf.pth"
cat >.venv/bin/rueckruf <<COMMAND
#!$PWD/.venv/bin/python
import rueckruf.__main__
COMMAND
chmod +x .venv/bin/rueckruf

echo "$wanted" >"$stamp"
add_tensorflow
say "done"
