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
