#!/bin/sh
# run.sh BUILD [FILE [REPORTS]]   the benchmark over a file of reports
set -eu
build=$1
file=${2:-}
if [ -z "$file" ]; then
  file=examples/report.txt
  for news in ../shared/data/news/wikinews.jsonl.gz ../shared/data/news/*.jsonl.gz; do
    if [ -e "$news" ]; then
      file=$news
      break
    fi
  done
fi
echo "machine           $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2>/dev/null | head -n 1)"
echo "reports from      $file"
"$build/bench/bench_nestor" "$build/en.npk" "$file" "${3:-60}"

# The parser beside the classic one, which comes with its Python package where that can be had.
echo
if ! command -v python3 >/dev/null 2>&1; then
  echo "the table of parsers needs python3: left out"
  exit 0
fi
model=../shared/baseline/en_ewt.udpipe
python=
if [ ! -e "$model" ]; then
  echo "UDPipe left out: its model is not at $model"
elif python3 -c 'import ufal.udpipe' 2>/dev/null; then
  python=python3
else
  venv=$build/udpipe-venv
  [ -x "$venv/bin/python" ] || python3 -m venv "$venv" >/dev/null 2>&1 || true
  "$venv/bin/python" -c 'import ufal.udpipe' 2>/dev/null || "$venv/bin/pip" install -q ufal.udpipe >/dev/null 2>&1 || true
  if "$venv/bin/python" -c 'import ufal.udpipe' 2>/dev/null; then
    python=$venv/bin/python
  else
    echo "UDPipe left out: its package (pip install ufal.udpipe) cannot be had here"
  fi
fi
if [ -n "$python" ]; then
  python3 bench/table.py "$build" --udpipe "$python" "$model"
else
  python3 bench/table.py "$build"
fi
