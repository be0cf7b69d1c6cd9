#!/bin/sh
# unit.sh BUILD   run every unit test program; a program that ends badly without a count is one failure
set -u
build=$1
out=$build/tests/unit/logs
rm -rf "$out"
mkdir -p "$out"
find "$build/tests/unit" -maxdepth 1 -type f -name 'test_*' -perm -u+x | sort |
  xargs -P "${NESTOR_JOBS:-2}" -I@ sh -c 'log=$2/$(basename "$1").log; timeout 300 "$1" >"$log" 2>&1; echo "exit status $?" >>"$log"' sh @ "$out"
passed=0 failed=0 skipped=0
# "[  PASSED  ] 4 test(s)."
count() { sed -n "s/^\[ *$1 *\] \([0-9]*\) test(s).*/\1/p" "$2" | awk '{ n += $1 } END { print n + 0 }'; }
for log in "$out"/*.log; do
  [ -e "$log" ] || { echo "no unit tests in $build"; exit 1; }
  p=$(count PASSED "$log") f=$(count FAILED "$log") s=$(count SKIPPED "$log")
  status=$(sed -n 's/^exit status //p' "$log")
  if [ "$status" != 0 ] && [ "$f" -eq 0 ]; then f=1; fi
  if [ "$p" -eq 0 ] && [ "$f" -eq 0 ] && [ "$s" -eq 0 ]; then f=1; fi
  if [ "$f" -gt 0 ]; then
    echo "--- $(basename "$log" .log): exit status $status"
    tail -n 40 "$log"
  else
    echo "ok $(basename "$log" .log): $p"
  fi
  passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
done
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
