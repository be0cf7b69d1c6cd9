#!/bin/sh
# cli.sh BUILD   the command line with the pack of that build
set -u
if [ ! -e "$1/en.npk" ]; then
  echo "there is no pack: the weights are not there"
  exit 1
fi
passed=0 failed=0
for script in run store; do
  said=$(sh "tests/cli/$script.sh" "$1/nestor" "$1/en.npk" 2>&1)
  printf '%s\n' "$said"
  counts=$(printf '%s\n' "$said" | grep -E '^[0-9]+ passed, [0-9]+ failed, [0-9]+ skipped$' | tail -n 1)
  # shellcheck disable=SC2086
  set -- "$1" ${counts:-0 passed, 1 failed, 0 skipped}
  passed=$((passed + $2)) failed=$((failed + $4))
  set -- "$1"
done
echo "$passed passed, $failed failed, 0 skipped"
[ "$failed" -eq 0 ]
