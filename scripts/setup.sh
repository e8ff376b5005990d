#!/usr/bin/env bash
# Makes .venv with Python 3.10 and exactly the packages of requirements.lock.
# Does nothing when the last set-up came from the same files.
set -euo pipefail
cd "$(dirname "$0")/.."

stamp=.venv/.setup-stamp
wanted=$(cat requirements.lock scripts/setup.sh | cksum)
if [ -x .venv/bin/rueckruf ] && [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ]; then
  exit 0
fi

# A shim may exist and still fail, so each candidate has to prove itself.
is_python310() {
  [ -n "$1" ] && "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info[:2] != (3, 10))' >/dev/null 2>&1
}

python=
for candidate in "${PYTHON:-}" python3.10 "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.10.*/bin/python3.10 \
  "$HOME"/.pyenv/versions/3.10.*/bin/python3.10 python3 python; do
  if is_python310 "$candidate"; then python=$candidate; break; fi
done

rm -rf .venv
if [ -n "$python" ]; then
  echo "set-up: $("$python" --version) found; installing the locked packages into .venv"
  "$python" -m venv .venv
  .venv/bin/python -m pip install --quiet 'uv>=0.5'
  uv=.venv/bin/uv
else
  echo "set-up: no working Python 3.10 found; fetching one with uv"
  any_python=
  for candidate in "${PYTHON:-}" python3 python; do
    if [ -n "$candidate" ] && "$candidate" -m venv --help >/dev/null 2>&1; then any_python=$candidate; break; fi
  done
  tool=$(mktemp -d)
  trap 'rm -rf "$tool"' EXIT
  if ! { [ -n "$any_python" ] && "$any_python" -m venv "$tool" && "$tool/bin/python" -m pip install --quiet 'uv>=0.5' \
    && "$tool/bin/uv" python install 3.10 && "$tool/bin/uv" venv --quiet --seed --python 3.10 .venv; }; then
    cat >&2 <<'HELP'
set-up: Rückruf needs CPython 3.10 (Rasa 3.6 runs on nothing newer) and could neither find nor fetch one.
Install it (Debian/Ubuntu with deadsnakes: python3.10 python3.10-venv; macOS: brew install python@3.10;
anywhere: pyenv install 3.10), or name it: PYTHON=/path/to/python3.10 make setup
HELP
    exit 1
  fi
  uv="$tool/bin/uv"
fi

export VIRTUAL_ENV=$PWD/.venv
"$uv" pip install --quiet --require-hashes --no-deps --compile-bytecode -r requirements.lock

# The project is run from its checkout: on the path, with one command beside Python.
pwd >.venv/lib/python3.10/site-packages/rueckruf.pth
cat >.venv/bin/rueckruf <<COMMAND
#!$PWD/.venv/bin/python
from rueckruf.cli import main

main()
COMMAND
chmod +x .venv/bin/rueckruf

echo "$wanted" >"$stamp"
echo "set-up: done"
