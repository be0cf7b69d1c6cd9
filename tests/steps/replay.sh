#!/bin/sh
# replay.sh BUILD   run the fuzz targets over their saved inputs, without a fuzzer
set -u
passed=0 failed=0
for target in "$1"/fuzz/replay_*; do
  [ -x "$target" ] || continue
  name=$(basename "$target" | sed 's/^replay_//')
  if timeout 600 "$target" "fuzz/corpus/$name"; then
    passed=$((passed + 1))
  else
    echo "replay_$name failed"
    failed=$((failed + 1))
  fi
done
echo "$passed passed, $failed failed, 0 skipped"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
