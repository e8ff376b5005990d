#!/usr/bin/env bash
# Every check of form; all run, and the first that fails is not the last that is shown.
set -uo pipefail
cd "$(dirname "$0")/.."

failed=0
check() {
  echo "lint: $*"
  "$@" || failed=1
}
check .venv/bin/ruff check --quiet .
check .venv/bin/ruff format --quiet --check .
check .venv/bin/python scripts/complexity.py
check .venv/bin/mypy --no-error-summary
check .venv/bin/yamllint --strict .
check .venv/bin/lint-imports --no-logo
check .venv/bin/rueckruf check-data
exit "$failed"
