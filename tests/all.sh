#!/bin/sh
# all.sh - every check, one step after the other; called by ./do test.
#   all.sh [STEP...]     only these steps
# A step is a command. If its output ends with "N passed, N failed, N skipped", these are added; otherwise it counts
# as one (exit status 0 passed, 77 skipped, else failed). Long output goes to build/test-logs/STEP.log.
set -u
cd "$(dirname "$0")/.." || exit 2
logs=build/test-logs
mkdir -p "$logs"
passed=0 failed=0 skipped=0
only=" $* "
NESTOR_JOBS=$(nproc 2>/dev/null || echo 2)
export NESTOR_JOBS
began=$(date +%s)

step() { # NAME WHAT COMMAND...
  name=$1 what=$2
  shift 2
  if [ "$only" != "  " ]; then
    case $only in *" $name "*) ;; *) return 0 ;; esac
  fi
  start=$(date +%s)
  "$@" >"$logs/$name.log" 2>&1 </dev/null
  status=$?
  counts=$(grep -aE '^[0-9]+ passed, [0-9]+ failed, [0-9]+ skipped$' "$logs/$name.log" | tail -n 1)
  p=0 f=0 s=0
  if [ -n "$counts" ]; then
    # shellcheck disable=SC2086
    set -- $counts
    p=$1 f=$3 s=$5
    [ "$status" -eq 0 ] || [ "$f" -gt 0 ] || f=1
  elif [ "$status" -eq 0 ]; then p=1
  elif [ "$status" -eq 77 ]; then s=1
  else f=1; fi
  passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
  verdict=ok
  [ "$p" -gt 0 ] || verdict=skipped
  [ "$f" -eq 0 ] || verdict=FAILED
  printf '%-8s %-10s %4ss  %s (%s passed, %s failed, %s skipped)\n' "$verdict" "$name" $(($(date +%s) - start)) \
    "$what" "$p" "$f" "$s"
  if [ "$f" -gt 0 ]; then
    tail -n 25 "$logs/$name.log" | sed 's/^/    /'
    echo "    (whole log: $logs/$name.log)"
  fi
}

step shell "scripts are POSIX sh" sh tests/steps/shell.sh
step includes "direction of includes" sh tools/includes.sh
step docs "links and manual pages" sh tests/steps/docs.sh
step format "clang-format" sh tests/steps/format.sh
step gcc "build with gcc, warnings are errors" sh tests/steps/build.sh build -DCMAKE_C_COMPILER=gcc -DCMAKE_BUILD_TYPE=Release
step unit "unit tests" sh tests/steps/unit.sh build
step lexicon "lexicons have no mistakes" build/nestor lexicon check data
step examples "examples of the frames" sh tests/steps/examples.sh build
step cases "plain-text cases" sh tests/steps/cases.sh build
step cli "command line" sh tests/steps/cli.sh build
step faults "a store killed, full, shared, read-only" sh tests/steps/faults.sh build
step replay "saved fuzz inputs" sh tests/steps/replay.sh build
step web "the page is built from its sources" sh tests/steps/web.sh
step api "the server, held against docs/openapi.json" sh tests/steps/page.sh build api
step page "the page in Chromium" sh tests/steps/page.sh build page
step install "install, build the example against it" sh tests/steps/install.sh build
step gates "accuracy on the shared data" sh tests/steps/gates.sh build
step clang "build with clang, warnings are errors" sh tests/steps/build.sh build/clang -DCMAKE_C_COMPILER=clang -DCMAKE_BUILD_TYPE=Release
step tidy "clang-tidy" sh tests/steps/tidy.sh build/clang
step asan "build with sanitizers" sh tests/steps/build.sh build/asan --preset asan
step asanunit "unit tests with sanitizers" sh tests/steps/unit.sh build/asan
step asancases "cases with sanitizers" sh tests/steps/cases.sh build/asan
step asanreplay "saved fuzz inputs with sanitizers" sh tests/steps/replay.sh build/asan
step tiny "build with tiny limits" sh tests/steps/build.sh build/tiny --preset tiny
step tinyunit "unit tests with tiny limits" sh tests/steps/unit.sh build/tiny
step fuzz "fuzz targets" sh tests/steps/fuzz.sh ${NESTOR_FUZZ_SECONDS:-}
step train "training code" sh tests/steps/train.sh

echo "$(($(date +%s) - began)) seconds; logs in $logs/"
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
