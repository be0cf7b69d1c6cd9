#!/bin/sh
# fuzz.sh [SECONDS [TARGET...]]   fuzz every target that long, starting from fuzz/corpus/TARGET
# Without SECONDS: what reads a stranger's bytes first (text, jsonl, pack) 60 seconds each, the others 25.
# New inputs are kept in build/fuzz/corpus/TARGET, findings in build/fuzz/findings.
set -u
seconds=${1:-}
[ $# -eq 0 ] || shift
sh tests/steps/build.sh build/fuzz --preset fuzz || exit 1
mkdir -p build/fuzz/findings build/fuzz/logs
if [ $# -gt 0 ]; then targets=$*; else targets=$(cd build/fuzz/fuzz && ls -d fuzz_* | sed 's/^fuzz_//'); fi
cat >build/fuzz/one.sh <<'END'
name=$1 seconds=${2:-}
if [ -z "$seconds" ]; then
  case $name in text | jsonl | pack) seconds=60 ;; *) seconds=25 ;; esac
fi
mkdir -p "build/fuzz/corpus/$name"
timeout $((seconds + 120)) build/fuzz/fuzz/fuzz_$name "build/fuzz/corpus/$name" "fuzz/corpus/$name" \
  -max_total_time="$seconds" -timeout=20 -rss_limit_mb=2048 -print_final_stats=1 \
  -artifact_prefix="build/fuzz/findings/$name-" >"build/fuzz/logs/$name.log" 2>&1
echo "exit status $?" >>"build/fuzz/logs/$name.log"
END
for name in $targets; do echo "$name"; done | xargs -P "${NESTOR_JOBS:-2}" -I@ sh build/fuzz/one.sh @ "$seconds"
passed=0 failed=0
for name in $targets; do
  log=build/fuzz/logs/$name.log
  if [ "$(tail -n 1 "$log")" = "exit status 0" ]; then
    echo "ok $name: $(sed -n 's/^stat::number_of_executed_units: */inputs run: /p' "$log")"
    passed=$((passed + 1))
  else
    echo "--- $name"
    tail -n 40 "$log"
    failed=$((failed + 1))
  fi
done
echo "$passed passed, $failed failed, 0 skipped"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
