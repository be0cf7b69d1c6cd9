#!/bin/sh
# build.sh FOLDER CMAKE-OPTION...   configure and build everything
set -eu
folder=$1
shift
generator=""
[ -e "$folder/CMakeCache.txt" ] || generator="-GNinja"
cmake -S . -B "$folder" $generator "$@"
cmake --build "$folder" --parallel "${NESTOR_JOBS:-2}"
