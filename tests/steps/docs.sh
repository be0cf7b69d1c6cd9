#!/bin/sh
# Every relative link of the documentation leads to a file; the manual pages have no errors.
set -u
passed=0 failed=0 skipped=0
for page in *.md docs/*.md data/*.md train/*.md tests/*/*.md; do
  [ -e "$page" ] || continue
  bad=0
  folder=$(dirname "$page")
  for link in $(sed 's/`[^`]*`//g' "$page" | grep -oE '\]\([^)# ]+' | sed 's/^](//' | grep -vE '^[a-z]+:'); do
    if [ ! -e "$folder/$link" ]; then
      echo "$page: there is no $link"
      bad=1
    fi
  done
  if [ $bad -eq 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
done
for page in docs/man/*.1; do
  [ -e "$page" ] || continue
  if command -v groff >/dev/null 2>&1; then
    said=$(groff -man -ww -z "$page" 2>&1)
    if [ -z "$said" ]; then
      passed=$((passed + 1))
    else
      printf '%s\n' "$said"
      failed=$((failed + 1))
    fi
  else
    # Without groff: at least the parts that a manual page must have.
    if grep -q '^\.TH' "$page" && grep -q '^\.SH NAME' "$page" && grep -q '^\.SH SYNOPSIS' "$page"; then
      passed=$((passed + 1))
    else
      echo "$page: .TH, NAME or SYNOPSIS is missing"
      failed=$((failed + 1))
    fi
  fi
done
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
