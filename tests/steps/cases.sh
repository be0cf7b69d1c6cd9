#!/bin/sh
# cases.sh BUILD   run tests/cases with the pack of that build
set -u
if [ ! -e "$1/en.npk" ]; then
  echo "there is no pack: the weights are not there"
  exit 1
fi
exec "$1/tests/run_cases" "$1/en.npk" tests/cases
