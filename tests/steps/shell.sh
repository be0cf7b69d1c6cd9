#!/bin/sh
# Every shell script parses as POSIX sh; shellcheck has nothing to say where it is installed.
set -u
passed=0 failed=0 skipped=0
for script in do .ci/run tools/*.sh tests/*.sh tests/*/*.sh bench/*.sh; do
  [ -e "$script" ] || continue
  shell=sh
  command -v dash >/dev/null 2>&1 && shell=dash
  if $shell -n "$script"; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
done
if command -v shellcheck >/dev/null 2>&1; then
  if shellcheck -s sh do .ci/run tools/*.sh tests/*.sh tests/*/*.sh; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
fi
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
