#!/bin/sh
# harness.sh - sourced by the tests of the command line: runs the program, compares what it says, counts.
# Before: set -- NESTOR PACK [--update] with whole paths, in tests/cli. $work is a folder that is gone at the end.
# Golden files hold the bytes of standard output, with LINE for the line of a lexicon: an entry more moves those below.
nestor=$1
NESTOR_PACK=$2
export NESTOR_PACK
unset NESTOR_DB
update=${3:-}
work=$(mktemp -d) || exit 2
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
passed=0 failed=0

ok() { passed=$((passed + 1)); }
bad() { failed=$((failed + 1)); echo "FAILED: $1"; shift; for line in "$@"; do echo "  $line"; done; }

# run STATUS ARGUMENT...   output in $work/out, messages in $work/err
run() {
  want=$1
  shift
  "$nestor" "$@" >"$work/out" 2>"$work/err" </dev/null
  got=$?
  if [ "$got" -eq "$want" ]; then ok; else bad "nestor $*" "exit status $got, expected $want" "$(head -c 300 "$work/err")"; fi
}

# golden NAME   the output of the last run is golden/NAME
golden() {
  sed -E 's/\.(frames|actors):[0-9]+/.\1:LINE/g' "$work/out" >"$work/masked"
  if [ "$update" = --update ]; then cp "$work/masked" "golden/$1"; fi
  if cmp -s "$work/masked" "golden/$1"; then ok; else bad "golden/$1" "$(diff "golden/$1" "$work/masked" | head -8)"; fi
}

# says TEXT   the messages of the last run hold TEXT;  silent: there are none;  prints TEXT: the output holds TEXT
says() { if grep -qF -- "$1" "$work/err"; then ok; else bad "message" "expected: $1" "got: $(head -c 300 "$work/err")"; fi; }
silent() { if [ -s "$work/err" ]; then bad "no message expected" "$(head -c 300 "$work/err")"; else ok; fi; }
prints() { if grep -qF -- "$1" "$work/out"; then ok; else bad "output" "expected: $1" "got: $(head -c 300 "$work/out")"; fi; }
lines() { n=$(wc -l <"$work/out"); if [ "$n" -eq "$1" ]; then ok; else bad "lines of output" "$n, expected $1"; fi; }
same() { if cmp -s "$1" "$2"; then ok; else bad "$3" "$(diff "$1" "$2" | head -5)"; fi; }
