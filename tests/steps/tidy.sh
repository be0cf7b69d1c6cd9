#!/bin/sh
# tidy.sh BUILD   clang-tidy over src/, with the commands of that build; sources of other processors are left out
set -u
build=$1
find src -name '*.c' | sort | while read -r file; do
  if grep -qF "/$file\"" "$build/compile_commands.json"; then echo "$file"; fi
done | xargs -P "${NESTOR_JOBS:-2}" -n 2 clang-tidy --quiet -p "$build"
