#!/bin/sh
# A store as a user meets it: code --db, query, picture, series.
#   store.sh NESTOR PACK            run all checks
#   store.sh NESTOR PACK --update   write the golden help texts anew
set -u
[ $# -ge 2 ] || { echo "usage: store.sh NESTOR PACK [--update]" >&2; exit 2; }
set -- "$(cd "$(dirname "$1")" && pwd)/$(basename "$1")" "$(cd "$(dirname "$2")" && pwd)/$(basename "$2")" "${3:-}"
cd "$(dirname "$0")" || exit 2
# shellcheck source=/dev/null
. ./harness.sh

for command in query picture series export import recode; do
  run 0 $command --help; golden help-$command.txt
done

# --- filling: once, whatever happens
db=$work/crisis.db
run 0 code --db "$db" --format none input/reports.jsonl; prints "3 new reports"; lines 1
run 0 code --db "$db" --format none input/reports.jsonl; prints "0 new reports"; prints "3 known before"
run 0 code --db "$db" --format jsonl --date 2026-03-18 input/report.txt; says "1 new report"; cp "$work/out" "$work/coded"
run 0 code --db "$db" --format jsonl --date 2026-03-18 input/report.txt; lines 0; says "1 known before"
mkdir "$work/north" "$work/south" # a file is known by its path
cp input/report.txt "$work/north/1.txt"
echo "Kenya's president met Sudan's foreign minister in Nairobi on Monday." >"$work/south/1.txt"
run 0 code --db "$work/two.db" --format none --date 2026-03-18 "$work/north/1.txt" "$work/south/1.txt"; prints "2 new reports, 0 corrected"
sed 's/on Tuesday/on Monday/' input/report.txt >"$work/north/1.txt"
run 0 code --db "$work/two.db" --format none --date 2026-03-18 "$work/north/1.txt"; prints "0 new reports, 1 corrected"
run 0 code --db "$work/two.db" --format none --date 2026-03-18 --id story "$work/north/1.txt"; prints "1 copy of known texts"
run 0 query --db "$work/two.db" --source KEN --target SDN --type CONSULT --format jsonl; prints '/south/1.txt"'
cp input/report.txt "$work/again.txt"
run 0 code --db "$db" --format none --date 2026-03-18 "$work/again.txt"; prints "1 copy of known texts"

# --- what went in comes out
run 0 query --db "$db" --count; cp "$work/out" "$work/n"
run 0 query --db "$db" --format jsonl; lines "$(cat "$work/n")"
grep '"doc":"input/report.txt"' "$work/out" | sort >"$work/stored"
sort "$work/coded" >"$work/sorted"
same "$work/stored" "$work/sorted" "records of the store are those that were coded"
run 0 query --db "$db" --format csv; prints "id,doc,date"
run 0 query --db "$db" --limit 2; prints "more: --after"; lines 4
key=$(sed -n 's/^more: --after //p' "$work/out")
run 0 query --db "$db" --format jsonl --after "$key"; lines $(($(cat "$work/n") - 2))
run 0 query --db "$db" --by month --format csv; prints "from,events"
NESTOR_DB=$db
export NESTOR_DB
run 0 query --text "ceasefire OR truce"
unset NESTOR_DB
run 0 query --db "$db" --source NOBODY; prints "no event"
run 0 query --db "$db" --records 1; prints "report"
run 1 query --db "$db" --records 999999; says "no event"
run 0 recode --db "$db" --dry-run --model small; prints "model small"
run 0 picture --db "$db" USA-RUS; prints "talks"; prints "casualties"
run 0 picture --db "$db" --format json USA; prints '"ledgers":{"talks"'
run 0 series --db "$db" --by day; prints "tension"
run 0 series --db "$db" --alert "events all above 100000"; prints "quiet"
run 5 series --db "$db" --alert "events all above 0 over 36500d"; prints "ALERT"

# --- out in every form, and in again
run 0 export --db "$db" --format jsonl -o "$work/out.jsonl"
run 0 import --db "$work/in.db" --format jsonl "$work/out.jsonl"; prints "0 known before"
run 0 import --db "$work/in.db" --format jsonl "$work/out.jsonl"; prints "0 events kept"
run 0 export --db "$work/in.db"; sort "$work/out" >"$work/a"; sort "$work/out.jsonl" >"$work/b"
same "$work/a" "$work/b" "JSONL comes through export and import unchanged"
run 0 export --db "$db" --format csv; pairs=$(($(wc -l <"$work/out") - 1))
for columns in icews:20 gdelt:58 mentions:16 polecat:40 petrarch:26; do
  format=${columns%:*}
  run 0 export --db "$db" --format "$format" -o "$work/out.$format"
  if [ "$(awk -F'\t' '{ print NF }' "$work/out.$format" | sort -u)" = "${columns#*:}" ]; then ok; else bad "$format has ${columns#*:} columns on every line"; fi
  n=$(grep -vc '^Event ID' "$work/out.$format")
  case $format in
  polecat) want=$(wc -l <"$work/out.jsonl") ;;
  *) want=$pairs ;;
  esac
  if [ "$n" -eq "$want" ]; then ok; else bad "$format has a row for every event" "$n, expected $want"; fi
done
for format in icews gdelt polecat; do
  run 0 import --db "$work/$format.db" --format $format "$work/out.$format"; prints "0 bad"
  run 0 query --db "$work/$format.db" --count
  n=$(grep -vc '^Event ID' "$work/out.$format")
  if [ "$(cat "$work/out")" -eq "$n" ]; then ok; else bad "every row of $format came in" "$(cat "$work/out"), expected $n"; fi
done
run 0 export --db "$db" --format edges; prints "</graphml>"
run 0 export --db "$db" --format jsonl --all-records --status actual,negated,disputed,hypothetical; lines "$(cat "$work/n")"
PATH=/nowhere run 3 export --db "$db" --format parquet -o "$work/out.parquet"; says "duckdb"
run 2 export --db "$db" --format parquet; says "-o FILE"
run 2 export --db "$db" --format xml; says "--format is jsonl"
run 2 export --db "$db" --all-records --format icews; says "--all-records"
run 3 export --db "$db" -o "$work/no/such/file"; says "cannot write"
run 2 import --db "$db"; says "--format"
run 2 import --db "$db" --format xml; says "--format"
run 3 import --db "$work/bad.db" --format jsonl "$work/none.jsonl"; says "none.jsonl"
{ head -n 1 "$work/out.jsonl"; echo '{"event":"NONSENSE"}'; echo broken; sed -n 2p "$work/out.jsonl"; } >"$work/mixed.jsonl"
run 1 import --db "$work/mixed.db" --format jsonl "$work/mixed.jsonl"; prints "2 events kept"; prints "2 bad"; says "line 2"; says "line 3"
run 1 import --db "$work/strict.db" --strict --format jsonl "$work/mixed.jsonl"; prints "1 event kept"
run 1 import --db "$work/mixed.db" --format icews "$work/out.gdelt"; says "Event ID"

# --- coded again
run 0 recode --db "$db" --dry-run; prints "dry run: 0 reports coded again"
run 0 recode --db "$db" --dry-run --all; prints "0 changed, 0 added, 0 removed"
run 0 recode --db "$db" --dry-run --min-confidence 1; prints "0 records the same"
run 0 recode --db "$db" --min-confidence 1 --format jsonl; says "removed"; prints '"change":"removed"'
run 0 query --db "$db" --count; prints "0"
run 0 recode --db "$db"; prints "min-confidence 1"; prints "0 removed"
run 0 query --db "$db" --count; same "$work/out" "$work/n" "coded again as before"
run 2 recode --db "$db" extra; says "extra"
run 2 recode --db "$db" --format csv; says "--format"
run 3 recode --db "$work/none.db"; says "there is no file"

# --- wrong usage and bad stores are told clearly
run 2 query; says "--db"
run 2 query --db "$db" extra; says "extra"
run 2 query --db "$db" --dyad RUSSIA; says "a dyad is two countries"
run 2 query --db "$db" --since yesterday; says "yesterday"
run 2 query --db "$db" --type NONSENSE; says "NONSENSE"
run 2 query --db "$db" --quad 5; says "--quad"
run 2 query --db "$db" --status sure; says "--status"
run 2 query --db "$db" --by year; says "--by"
run 2 query --db "$db" --format xml; says "--format"
run 2 query --db "$db" --limit 0; says "--limit"
run 2 query --db "$db" --min-confidence 2; says "--min-confidence"
run 2 query --db "$db" --min-sources x; says "--min-sources"
run 2 query --db "$db" --records x; says "--records"
run 2 query --db "$db" --after x; says "page key"
run 2 query --db "$db" --text '"- "'; says "no word"
run 2 picture --db "$db"; says "whose picture"
run 2 picture --db "$db" Russia; says "neither a dyad"
run 2 picture --db "$db" --ledger sums RUS; says "--ledger"
run 2 picture --db "$db" --limit 0 RUS; says "--limit"
run 2 picture --db "$db" --format xml RUS; says "--format"
run 2 series --db "$db" RUS USA; says "one subject"
run 2 series --db "$db" --alert "fear RUS up 2sd over 4w"; says "'fear' is not a measure"
run 2 series --db "$db" --as-of never; says "--as-of"
run 3 query --db "$work/none.db"; says "there is no file"
echo "not a database, but long enough to be looked at as one" >"$work/text.db"
run 3 query --db "$work/text.db"; says "text.db"
: >"$work/empty.db"
run 3 query --db "$work/empty.db"; says "empty"
head -c 20000 "$db" >"$work/cut.db"
"$nestor" query --db "$work/cut.db" >"$work/out" 2>"$work/err"
if [ $? -eq 3 ]; then ok; else bad "a truncated store is refused"; fi
run 3 code --db "$work/no/such/folder.db" --format none input/report.txt; says "folder.db"

# --- a folder that cannot be written to can be read from, and says so when written to (root may write anywhere)
mkdir "$work/ro" && cp "$db" "$work/ro/crisis.db" && chmod a-w "$work/ro/crisis.db" "$work/ro"
run 0 query --db "$work/ro/crisis.db" --count; same "$work/out" "$work/n" "a store in a read-only folder reads the same"
if [ "$(id -u)" -ne 0 ]; then
  run 3 code --db "$work/ro/crisis.db" --format none --date 2026-03-19 "$work/report.txt"; says "writ"
fi

echo "$passed passed, $failed failed, 0 skipped"
[ "$failed" -eq 0 ]
