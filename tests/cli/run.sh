#!/bin/sh
# The program as a user meets it: output, messages and exit status.
#   run.sh NESTOR PACK            run all checks
#   run.sh NESTOR PACK --update   write the golden files anew (look at the diff before you keep it)
set -u
[ $# -ge 2 ] || { echo "usage: run.sh NESTOR PACK [--update]" >&2; exit 2; }
set -- "$(cd "$(dirname "$1")" && pwd)/$(basename "$1")" "$(cd "$(dirname "$2")" && pwd)/$(basename "$2")" "${3:-}"
cd "$(dirname "$0")" || exit 2
# shellcheck source=/dev/null
. ./harness.sh

# --- help, versions, wrong usage
run 0 --help; golden help.txt; silent
run 0 code --help; golden help-code.txt
run 0 actors --help; golden help-actors.txt
run 0 eval --help; golden help-eval.txt
run 0 parse --help; golden help-parse.txt
run 0 lexicon --help; golden help-lexicon.txt
run 0 lexicon import --help; golden help-lexicon-import.txt
run 0 lexicon lookup --help; golden help-lexicon-lookup.txt
run 0 lexicon missing --help; golden help-lexicon-missing.txt
run 0 pack --help; golden help-pack.txt
run 0 serve --help; golden help-serve.txt
run 0 --version; prints "nestor 0."; prints "pack "
run 2; says "nestor --help"
run 2 cook; says "no command 'cook'"
run 2 code --format xml input/report.txt; says "--format is table, jsonl, csv or none, not 'xml'"
run 2 code --date 2026-02-30 input/report.txt; says "--date wants a date"
run 2 code --threads 0 input/report.txt; says "--threads wants a number"
run 2 code --min-confidence 1.5 input/report.txt; says "--min-confidence"
run 2 code --id x input/report.txt input/report.txt; says "--id names one report"
run 2 code --nonsense; says "nestor code --help"
run 2 serve; says "either --db FILE or --demo is wanted"
run 2 serve --demo --db x; says "either --db FILE or --demo is wanted"
run 2 serve --demo --port 70000; says "--port wants a number"
run 2 serve --demo --listen 0.0.0.0; says "that needs --token-file"
run 2 serve crisis.db; says "what is 'crisis.db'? The store is given with --db"
run 3 serve --demo --token-file no-such-file; says "no-such-file"
run 3 serve --db no-such-file; says "no-such-file"
run 3 serve --demo --listen 127.0.0.x; says "no IPv4 or IPv6 address"
run 2 actors --format csv input/report.txt; says "--format is table or jsonl"
run 2 actors --date 18.3.2026 input/report.txt; says "--date wants a date"
run 2 parse --from pdf input/report.txt; says "--from is text or conllu"
run 2 lexicon; says "check"
run 2 lexicon show; says "show WORD"
run 2 lexicon show --format xml strike; says "--format is table or jsonl, not 'xml'"
run 2 pack build data; says "nestor pack"

# --- coding
run 0 code --date 2026-03-18 input/report.txt; golden report.table; silent
run 0 code --date 2026-03-18 --explain input/report.txt; silent
prints "[source: Kenyan President William Ruto]"; prints '"urges" is REQUEST in the frames (frames/request.frames:'
prints "source      \"Kenyan President William Ruto\" is KEN GOV (William Ruto): subject"
prints "no event of its own: content of another act (frames/"; prints "not read for events"; prints "confidence  0."
echo 'The striker charged forward. The soup simmered.' >"$work/quiet.txt"
run 0 code --explain "$work/quiet.txt"; prints "0 events"; prints "no event"; prints "no word of it is in the frames"
run 0 code --date 2026-03-18 --explain --format jsonl input/report.txt; prints '"grounds":{"to begin with":1,'
run 0 code --date 2026-03-18 --format jsonl input/report.txt; golden report.jsonl
run 0 code --date 2026-03-18 --format csv input/report.txt; golden report.csv
run 0 code --format jsonl input/reports.jsonl; golden reports.jsonl; cp "$work/out" "$work/plain"
for threads in 1 2 7; do
  run 0 code --format jsonl --threads $threads input/reports.jsonl
  if cmp -s "$work/out" "$work/plain"; then ok; else bad "--threads $threads gives other bytes"; fi
done
gzip -c input/reports.jsonl >"$work/packed"
run 0 code --format jsonl "$work/packed"
if cmp -s "$work/out" "$work/plain"; then ok; else bad "gzip input gives other bytes"; fi
if command -v zstd >/dev/null 2>&1; then
  zstd -q -c input/reports.jsonl >"$work/zpacked"
  run 0 code --format jsonl "$work/zpacked"
  if cmp -s "$work/out" "$work/plain"; then ok; else bad "zstd input gives other bytes"; fi
fi
"$nestor" code --format jsonl - <input/reports.jsonl >"$work/out" 2>"$work/err"
if cmp -s "$work/out" "$work/plain"; then ok; else bad "standard input gives other bytes"; fi
run 0 code --format jsonl --min-confidence 1 input/report.txt; lines 0
run 0 code --id my-id --format jsonl --date 2026-03-18 input/report.txt; prints '"doc":"my-id"'

# --- bad input: told with file and line or byte, and the rest is coded
: >"$work/empty.txt"
run 1 code "$work/empty.txt"; says "empty.txt"; says "empty"
head -c 3000 /dev/zero >"$work/zeros.bin"
run 1 code "$work/zeros.bin" input/report.txt; says "zeros.bin"; says "byte"; prints "report"; says "1 report or file failed, 1 coded"
run 1 code "$work/missing.txt"; says "missing.txt"
{ sed -n 1,2p input/reports.jsonl; echo '{"id": "torn", "text": "Half a'; sed -n 3p input/reports.jsonl; } >"$work/torn.jsonl"
run 1 code --format jsonl "$work/torn.jsonl"; says "torn.jsonl"; says "line 3"; says "3 coded"
if cmp -s "$work/out" "$work/plain"; then ok; else bad "a torn line changes the records of the others"; fi
run 1 code --strict --format jsonl "$work/torn.jsonl"; says "stopped at the first"
head -c 200 "$work/packed" >"$work/cut.gz"
run 1 code "$work/cut.gz"; says "cut.gz"
printf 'La ministre fran\347aise a \351t\351 re\347ue. The Spanish minister met his Portuguese counterpart in Madrid.\n' >"$work/latin.txt"
run 0 code --format jsonl "$work/latin.txt"; silent
{ printf '{"id":"long","text":"'; head -c 70000000 /dev/zero | tr '\0' 'x'; printf '"}\n'; sed -n 1p input/reports.jsonl; } >"$work/long.jsonl"
run 1 code --format jsonl "$work/long.jsonl"; says "long.jsonl"; says "line 1"; says "1 coded"
run 3 code --pack "$work/none.npk" input/report.txt; says "none.npk"
run 3 code --pack input/report.txt input/report.txt; says "report.txt"

# --- actors
run 0 actors --date 2026-03-18 input/report.txt; golden actors.table; silent
run 0 actors --date 2026-03-18 --format jsonl input/report.txt; prints "\"country\":\"KEN\",\"org\":\"\",\"sector\":\"GOV\",\"name\":\"William Ruto\",\"basis\":\"lexicon\""
echo 'Olumide Warrick sang with Vladimir Putin.' >"$work/song.txt"
run 0 actors --date 2011-05-02 --unknown --format jsonl "$work/song.txt"; prints '"basis":"none"'; prints '"basis":"lexicon"'
run 0 actors --date 2011-05-02 --format jsonl "$work/song.txt"; lines 1
run 1 actors "$work/missing.txt"; says "missing.txt"

# --- the event between two given actors
run 0 relate input/pairs.jsonl; lines 5; prints '{"id":"1","event":"ACCUSE","score":0.'; prints '{"id":"2","event":"ASSAULT","score":0.'; silent
run 0 relate --evidence input/pairs.jsonl; prints '"evidence":["vote'
printf '{"id":"a","text":"Oslo praised Lima."}\n{"id":"b","text":"Oslo praised Lima.","source":{"span":[0,4]},"target":{"span":[13,99]}}\n{"id":"c","text":"Oslo praised Lima.","source":{"span":[40,44]},"target":{"span":[13,17]}}\n' >"$work/pairs.jsonl"
run 1 relate "$work/pairs.jsonl"; says "line 1"; says '"source" must be'; says "holds no word"; lines 1
run 2 relate --nonsense; says "nestor relate --help"
run 0 relate --help; golden help-relate.txt
# --- measuring on annotated reports
gold=../../examples/annotation
run 0 eval --records input/eval-records.jsonl $gold/first.jsonl; golden eval.table; says "1 record of reports that are not in the gold"
run 0 eval --records input/eval-records.jsonl --format json --errors 1 $gold/first.jsonl; golden eval.json
run 0 eval --second $gold/second.jsonl --errors 1 $gold/first.jsonl; golden eval-second.table; silent
run 0 eval --format json $gold/first.jsonl; prints '"reports":3,"gold":12'; silent; cp "$work/out" "$work/measured"
"$nestor" code --format jsonl $gold/first.jsonl >"$work/coded.jsonl" 2>/dev/null
run 0 eval --format json --records "$work/coded.jsonl" $gold/first.jsonl
if cmp -s "$work/out" "$work/measured"; then ok; else bad "eval of the coder and of its records differ"; fi
run 0 eval --format json --min-confidence 1 $gold/first.jsonl; prints '"predicted":0'
run 2 eval; says "name one file of gold"
run 2 eval --records x --second y $gold/first.jsonl; says "exclude each other"
run 2 eval --format csv $gold/first.jsonl; says "--format is table, json or jsonl"
run 3 eval "$work/missing.jsonl"; says "missing.jsonl"
{ cat $gold/first.jsonl; echo '{"id":"x","text":"Mali fell.","events":[{"quote":"rose","event":["AID"],"source":[],"target":[]}]}'; } >"$work/bad.jsonl"
run 1 eval "$work/bad.jsonl"; says 'bad.jsonl: line 4: event 1: "quote" is not in the text: "rose"'; lines 0
run 1 eval --records "$work/bad.jsonl" $gold/first.jsonl; says 'bad.jsonl: line 1: "doc" is missing'
run 1 eval "$work/empty.txt"; says "there is no report in it"

# --- the pack, lexicons, the parser
run 0 pack show; prints "actors"
run 0 parse input/sentence.txt; golden sentence.conllu
run 0 parse --entities input/sentence.txt; prints "Entity=B-"
cp "$work/out" "$work/parsed.conllu"
run 0 parse --from conllu --entities "$work/parsed.conllu"
if cmp -s "$work/out" "$work/parsed.conllu"; then ok; else bad "parsing a parse again changes it"; fi
printf '1\tonly\ttwo\n' >"$work/bad.conllu"
run 1 parse --from conllu "$work/bad.conllu"; says "line 1"
run 0 lexicon check ../../data; prints "0 mistakes"
printf 'type NONSENSE\nverb\n' >"$work/bad.frames"
run 4 lexicon check "$work/bad.frames"; prints "bad.frames:1:"
run 3 code --lexicon "$work/bad.frames" input/report.txt; says "bad.frames"
run 1 lexicon show brouhaha; says "no frame has the word 'brouhaha'"
run 0 lexicon show give_green_light; prints "*give_green_light"; prints "AGREE"; prints "agree.frames:"
run 0 lexicon show --format jsonl give_green_light; prints '"words":"*give_green_light","class":"verb","event":"AGREE"'
printf 'type AID\nverb gift source=subj target=to if.obj=bicycle\n  "Ghana gifted bicycles to Togo." AID GHA > TGO cameo=070\n' >"$work/own.frames"
run 0 lexicon test "$work/own.frames"; prints "1 example passed, 0 failed"
printf '  "Ghana gifted bicycles to Togo." no AID\n  "Ghana praised Togo." AID GHA > TGO\n' >>"$work/own.frames"
run 4 lexicon test "$work/own.frames"; prints "own.frames:4:"; prints "own.frames:5:"; prints "got    SUPPORT GHA:GOV > TGO:GOV"; prints "1 example passed, 2 failed"
run 3 lexicon test "$work/none.frames"; says "none.frames"
printf 'type AID\nverb gift source=subj\n  "Ghana gifted." AID GHA\n' >"$work/bad.frames"
run 4 lexicon check "$work/bad.frames"; prints "bad.frames:3:"

# --- what the lexicon knows
run 0 lexicon lookup --date 2006-05-01 "Angela Merkel"; prints '"Angela Merkel" is DEU GOV Angela Merkel'; prints "* name of the person"
run 0 lexicon lookup --format jsonl Georgia; prints '"entry":"country"'; prints '"entry":"place"'
run 1 lexicon lookup xyzzy; says "nobody is known as 'xyzzy'"
run 2 lexicon lookup; says "give one phrase"
run 2 lexicon lookup --date 1.5.2006 Georgia; says "--date wants a date"
printf 'Olumide Warrick met Vladimir Putin. Warrick left.\n\nDeputy energy minister Aliya Karimova of Kazakhstan met Olumide Warrick.\n' >"$work/names.txt"
run 0 lexicon missing --min 1 "$work/names.txt"; prints "Olumide Warrick"; prints "Aliya Karimova  (KAZ GOV)"
run 0 lexicon missing --min 1 --format jsonl "$work/names.txt"; prints '"name":"Aliya Karimova","mentions":1'
if grep -q Putin "$work/out"; then grep -q '"name":"[^"]*Putin' "$work/out" && bad "a name that is known is missing" "$(head -3 "$work/out")"; fi
run 0 code --db "$work/names.db" --format none --date 2012-05-01 "$work/names.txt"
run 0 lexicon missing --min 1 --db "$work/names.db"; prints "Aliya Karimova  (KAZ GOV)"
run 1 lexicon missing "$work/none.txt"; says "none.txt"
run 2 lexicon missing --min x; says "--min wants a number"

# --- dictionaries
printf 'HIGHLAND_REPUBLIC [HIG]\n+HIGHLANDER\nLAKE_TOWN [LAK]\n\t[LAKREB > 19990101]\nLOST\n' >"$work/old.actors.txt"
printf 'ELDER [~GOV]\nSOLDIER [~MIL]\n' >"$work/old.agents.txt"
printf '%s\n' '--- CHIDE [111] ---' CHIDE '- * FOR WAR [112]' '- NOT * [125]' >"$work/old.verbs.txt"
run 0 lexicon import --actors "$work/old.actors.txt" --agents "$work/old.agents.txt" --verbs "$work/old.verbs.txt" -o "$work/old"
says "old.actors.txt:5: Lost has no code"; says "old.verbs.txt:4: a frame cannot say this"; prints "old.frames written"
run 0 lexicon check "$work/old.actors" "$work/old.frames"
echo 'Highland Republic elders chided the Lake Town soldiers on Monday.' >"$work/old.txt"
run 0 code --date 1998-05-04 --lexicon "$work/old.actors" --lexicon "$work/old.frames" --format jsonl "$work/old.txt"
prints '"code":"HIGGOV"'; prints '"code":"LAKMIL"'; prints '"cameo":"111"'
run 0 code --date 1999-05-04 --lexicon "$work/old.actors" --lexicon "$work/old.frames" --format jsonl "$work/old.txt"
prints '"code":"LAKREBMIL"'
run 2 lexicon import --actors "$work/old.actors.txt"; says "-o NAME"
run 2 lexicon import -o "$work/x"; says "which dictionary"
run 3 lexicon import --actors "$work/missing" -o "$work/x"; says "missing"

echo "$passed passed, $failed failed, 0 skipped"
[ "$failed" -eq 0 ]
