#!/bin/sh
# gates.sh BUILD   accuracy on gold data that is not part of this repository; skipped where it is not there
set -u
if [ ! -e ../shared/score/score.py ] || [ ! -e ../shared/data ]; then
  echo "0 passed, 0 failed, 13 skipped"
  exit 0
fi
exec python3 tests/gates.py "$1/nestor" "$1/en.npk" ../shared
