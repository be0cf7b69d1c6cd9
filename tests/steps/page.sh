#!/bin/sh
# page.sh BUILD TEST   run tests/web/TEST.mjs against the program of that build
set -u
if [ ! -d web/node_modules/playwright-core ]; then
  echo "the packages of web/ are not there (step web fetches them)"
  exit 1
fi
exec node "tests/web/$2.mjs" "$1/nestor"
