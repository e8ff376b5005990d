#!/usr/bin/env bash
# Runs commands at once, each on a processor that is free: what the first has to say comes as it is said, what the
# others have after that, in their order. Fails if one of them fails.
set -uo pipefail
cd "$(dirname "$0")/.."

said=$(mktemp -d)
others=()
trap 'kill "${others[@]}" 2>/dev/null; rm -rf "$said"' EXIT
for command in "${@:2}"; do
  bash -c "exec $command" >"$said/${#others[@]}" 2>&1 &
  others+=($!)
done

failed=0
bash -c "exec $1" || failed=1
for each in "${!others[@]}"; do
  wait "${others[$each]}" || failed=1
  cat "$said/$each"
done
exit "$failed"
