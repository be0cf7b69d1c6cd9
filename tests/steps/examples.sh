#!/bin/sh
# examples.sh BUILD   code the examples that the frames carry
set -u
"$1/nestor" lexicon test data >"$1/examples.log"
status=$?
cat "$1/examples.log"
tail -n 1 "$1/examples.log" | sed -n 's/^\([0-9]*\) examples* passed, \([0-9]*\) failed$/\1 passed, \2 failed, 0 skipped/p'
exit $status
