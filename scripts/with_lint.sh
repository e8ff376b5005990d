#!/usr/bin/env bash
# Runs a command, and lint.sh on another processor meanwhile: what that has to say comes after the command's own words.
set -uo pipefail

said=$(mktemp)
"$(dirname "$0")/lint.sh" >"$said" 2>&1 &
lint=$!
trap 'kill "$lint" 2>/dev/null; rm -f "$said"' EXIT

failed=0
"$@" || failed=1
wait "$lint" || failed=1
cat "$said"
exit "$failed"
