#!/bin/sh
# install.sh BUILD   install into a fresh folder, build the example against it as a user would, and run it
set -eu
build=$1
prefix=$(pwd)/$build/installed
rm -rf "$prefix"
cmake -S . -B "$build/install-build" -GNinja -DCMAKE_BUILD_TYPE=Release -DNESTOR_TESTS=OFF "-DCMAKE_INSTALL_PREFIX=$prefix"
cmake --build "$build/install-build" --parallel "${NESTOR_JOBS:-2}"
cmake --install "$build/install-build"
PKG_CONFIG_PATH=$(dirname "$(find "$prefix" -name nestor.pc)")
export PKG_CONFIG_PATH
libraries=$(pkg-config --variable=libdir nestor)
# shellcheck disable=SC2046
cc -std=c17 -Wall -Wextra -Wpedantic -Werror examples/code_report.c $(pkg-config --cflags --libs nestor) -o "$build/code_report"
passed=1
# Nothing but the API may be visible.
foreign=$(nm -D --defined-only "$libraries/libnestor.so" | awk '$2 ~ /[TDBR]/ { print $3 }' | grep -v '^nst_' || true)
[ -z "$foreign" ] || { echo "foreign symbols: $foreign"; exit 1; }
missing=$(grep -oE '\bnst_[a-z_]+\(' include/nestor.h | tr -d '(' | sort -u | while read -r name; do
  grep -qE "^(NST_API|/\*\*).*" include/nestor.h && grep -qE "NST_API.*[ *]$name\(" include/nestor.h || continue
  nm -D --defined-only "$libraries/libnestor.so" | grep -q " T $name\$" || echo "$name"
done)
[ -z "$missing" ] || { echo "not in the library: $missing"; exit 1; }
passed=2
pack=$(pkg-config --variable=pack nestor)
if [ -e "$pack" ]; then
  LD_LIBRARY_PATH=$libraries "$build/code_report" "$pack" examples/report.txt 2026-03-18
  (cd / && "$prefix/bin/nestor" --version)
  passed=4
fi
echo "$passed passed, 0 failed, 0 skipped"
