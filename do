#!/bin/sh
# do - everything a developer does with Nestor, by name. POSIX sh; knows Debian, goes on elsewhere.
set -eu
cd "$(dirname "$0")"

usage() {
  cat <<'END'
usage: ./do COMMAND

  deps             install what building needs (Debian packages; on another system: print the list)
  build            build the program, the library and the language pack: build/nestor
  demo             build, and code a sample report
  test             install what is missing, build and run every test
  bench [FILE]     speed, start-up time, memory
  fuzz [SECONDS]   run every fuzz target (default 600 seconds each)
  docs             check the documentation
  install [PREFIX] install program, library, header, manual, pack (default /usr/local)
END
}

say() { printf '%s\n' "$*"; }
die() {
  printf 'do: %s\n' "$*" >&2
  exit 1
}
have() { command -v "$1" >/dev/null 2>&1; }
jobs() { nproc 2>/dev/null || echo 2; }

# ---- dependencies -------------------------------------------------------------------------------

missing=""   # Debian packages
libraries="" # pkg-config modules that are not there
want_command() { have "$1" || missing="$missing $2"; }
want_library() {
  if ! { have pkg-config && pkg-config --exists "$1"; }; then
    missing="$missing $2"
    libraries="$libraries $1"
  fi
}
compiles() { printf 'int main(void) { return 0; }\n' | "$@" -x c - -o /dev/null >/dev/null 2>&1; }

find_missing() { # build | test
  missing=""
  libraries=""
  compiles cc -include stdio.h || compiles clang -include stdio.h || missing="gcc libc6-dev"
  want_command cmake cmake
  have ninja || have make || missing="$missing ninja-build"
  want_command pkg-config pkg-config
  want_library libutf8proc libutf8proc-dev
  want_library libxxhash libxxhash-dev
  want_library jansson libjansson-dev
  want_library zlib zlib1g-dev
  want_library libzstd libzstd-dev
  want_library sqlite3 libsqlite3-dev
  want_library libmicrohttpd libmicrohttpd-dev
  [ "$1" = test ] || return 0
  compiles gcc -include stdio.h || missing="$missing gcc libc6-dev"
  want_command ninja ninja-build
  want_library cmocka libcmocka-dev
  want_command clang clang
  want_command clang-format clang-format
  want_command clang-tidy clang-tidy
  want_command python3 python3
  want_command node nodejs
  want_command npm npm
  want_command chromium chromium
  for python in python3 /usr/bin/python3 none; do
    if [ "$python" = none ]; then missing="$missing python3-numpy"; elif "$python" -c 'import numpy' 2>/dev/null; then break; fi
  done
  if have clang && ! compiles clang -fsanitize=fuzzer-no-link,address; then
    missing="$missing libclang-rt-$(clang -dumpversion | cut -d. -f1)-dev"
  fi
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

deps() { # build | test
  for round in 1 2; do # clang must be there before its version can be asked
    find_missing "$1"
    [ -n "$missing" ] || return 0
    if ! have apt-get || { [ "$(id -u)" != 0 ] && ! have sudo; }; then
      say "Please install (names of the Debian packages):$missing"
      say "pkg-config modules that are not found:${libraries:- none}"
      [ -z "$libraries" ] && have cmake && have pkg-config && return 0
      exit 1
    fi
    say "Installing:$missing"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq
    # shellcheck disable=SC2086
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
  done
  find_missing "$1"
  [ -z "$missing" ] || die "still missing after installing:$missing"
}

# ---- building -----------------------------------------------------------------------------------

configure() { # FOLDER [cmake options]
  folder=$1
  shift
  generator=""
  if [ ! -e "$folder/CMakeCache.txt" ] && have ninja; then generator="-GNinja"; fi
  cmake -S . -B "$folder" $generator "$@" >"$folder.configure.log" 2>&1 || {
    cat "$folder.configure.log"
    die "cmake failed in $folder"
  }
}

build() {
  mkdir -p build
  configure build -DCMAKE_BUILD_TYPE=Release "$@"
  grep 'No pack' build.configure.log || true
  mv build.configure.log build/configure.log
  cmake --build build --parallel "$(jobs)" --target product
}

demo() {
  build
  [ -e build/en.npk ] || die "there is no language pack: see train/README.md"
  say ""
  cat examples/report.txt
  say ""
  build/nestor code --date 2026-03-18 examples/report.txt
  say ""
  say "To see a crisis in the browser:  build/nestor serve --demo   then open http://127.0.0.1:8080/"
}

install_to() { # PREFIX
  build "-DCMAKE_INSTALL_PREFIX=$1"
  cmake --install build
}

bench() {
  build -DNESTOR_BENCH=ON
  cmake --build build --parallel "$(jobs)" --target bench_nestor
  sh bench/run.sh build "$@"
}

fuzz() {
  mkdir -p build
  deps test
  sh tests/steps/fuzz.sh "${1:-600}"
}

# ---- main ---------------------------------------------------------------------------------------

command=${1:-help}
[ $# -eq 0 ] || shift
case $command in
deps) deps build ;;
build)
  deps build
  build
  ;;
demo)
  deps build
  demo
  ;;
test)
  deps test
  exec sh tests/all.sh "$@"
  ;;
bench)
  deps build
  bench "$@"
  ;;
fuzz) fuzz "$@" ;;
docs) sh tests/steps/docs.sh ;;
install)
  deps build
  install_to "${1:-/usr/local}"
  ;;
help | -h | --help) usage ;;
*)
  usage >&2
  exit 2
  ;;
esac
