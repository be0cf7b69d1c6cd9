#!/bin/sh
# cli.sh BUILD   the command line with the pack of that build
set -u
if [ ! -e "$1/en.npk" ]; then
  echo "there is no pack: the weights are not there"
  exit 1
fi
exec sh tests/cli/run.sh "$1/nestor" "$1/en.npk"
