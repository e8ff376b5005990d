#!/usr/bin/env bash
# Adds the packages of requirements-tensorflow.lock to .venv. Does nothing when they came from the same file.
set -euo pipefail
cd "$(dirname "$0")/.."

stamp=.venv/.tensorflow-stamp
wanted=$(cksum <requirements-tensorflow.lock)
if [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ]; then
  exit 0
fi
echo "tensorflow: at most 270 MB to download, 1.3 GB in .venv"
VIRTUAL_ENV=$PWD/.venv .venv/bin/uv pip install --no-config --require-hashes --no-deps -r requirements-tensorflow.lock
echo "$wanted" >"$stamp"
echo "tensorflow: done"
