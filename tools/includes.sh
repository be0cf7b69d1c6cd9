#!/bin/sh
# Does every #include in src/ follow the direction of docs/design.md? Prints the lines that do not.
# usage: tools/includes.sh    (exit 1 if any)
set -eu
cd "$(dirname "$0")/.."
bad=0

# may FOLDER ALLOWED...: headers of FOLDER itself and of these folders, and nestor.h.
may() {
  folder=$1
  shift
  allowed="$folder"
  for f in "$@"; do allowed="$allowed|$f"; done
  for file in src/"$folder"/*.c src/"$folder"/*.h; do
    [ -e "$file" ] || continue
    crossed=$(grep -nE '^[[:space:]]*#[[:space:]]*include[[:space:]]+"' "$file" |
      grep -vE "\"(($allowed)/[a-z0-9_]+\.h|nestor\.h)\"" || true)
    if [ -n "$crossed" ]; then
      echo "$file: may include nestor.h, $allowed, but has line $crossed"
      bad=1
    fi
  done
}

may base
may net base
may pack base
may doc base
may text base doc pack
may syntax base doc pack net
may actors base doc pack
may events base doc pack net
may engine base doc pack net text syntax actors events
may record base
may ingest base
may store base record
may picture base record store
may measure base
may serve base record ingest store picture
may cli base record ingest store picture measure serve

for folder in src/*/; do
  folder=$(basename "$folder")
  case " base net pack doc text syntax actors events engine record ingest store picture measure serve cli " in
  *" $folder "*) ;;
  *)
    echo "src/$folder: no rule says what this folder may include (tools/includes.sh)"
    bad=1
    ;;
  esac
done

# Libraries that only one file may know.
only() {
  header=$1
  owner=$2
  if grep -lE "^[[:space:]]*#[[:space:]]*include[[:space:]]+<$header>" src/*/*.[ch] | grep -vE "^src/$owner\$"; then
    echo "  <$header> belongs to src/$owner alone"
    bad=1
  fi
}
only utf8proc.h base/utf8.c
only xxhash.h base/hash.c
only jansson.h '(ingest/.*|record/.*|measure/json\.h)'
only zstd.h 'ingest/.*'
only zlib.h '(ingest/.*|serve/response.c)'
only microhttpd.h 'serve/.*'
only sqlite3.h 'store/.*'
exit $bad
