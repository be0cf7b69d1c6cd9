#!/bin/sh
# faults.sh BUILD   a store killed, filled by two at once, on a full disk, in a read-only folder
set -u
if [ ! -e "$1/en.npk" ]; then
  echo "there is no pack: the weights are not there"
  exit 1
fi
exec python3 tests/store_faults.py "$1/nestor" "$1/en.npk" --kills "${NESTOR_KILLS:-12}"
