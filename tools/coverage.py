#!/usr/bin/env python3
"""Lines and branches that the unit tests run, folder by folder.

usage: tools/coverage.py BUILD FOLDER... [--missing]

BUILD is a folder of the preset "coverage" in which tests have run:
  cmake --preset coverage && cmake --build build/coverage && ctest --test-dir build/coverage
  tools/coverage.py build/coverage store picture record
"""
import glob
import json
import os
import subprocess
import sys


def counts_of(build, data):
    """(file, line, executed, [branches]) of every line that one object file knows."""
    said = subprocess.run(["gcov", "--json-format", "-b", "-c", "--stdout", data], cwd=build, capture_output=True, text=True)
    for document in said.stdout.splitlines():
        for file in json.loads(document)["files"]:
            for line in file["lines"]:
                yield file["file"], line["line_number"], line["count"] > 0, [b["count"] > 0 for b in line["branches"]]


def main():
    words = [w for w in sys.argv[1:] if w != "--missing"]
    if len(words) < 2:
        sys.exit(__doc__)
    build, folders = os.path.abspath(words[0]), words[1:]
    for folder in folders:
        lines = run = branches = taken = 0
        for data in sorted(glob.glob("%s/**/src/%s/*.gcda" % (build, folder), recursive=True)):
            for name, number, executed, ways in counts_of(build, data):
                if "/src/%s/" % folder not in name or name.endswith(".h"):
                    continue
                lines, run = lines + 1, run + executed
                branches, taken = branches + len(ways), taken + sum(ways)
                if "--missing" in sys.argv and not (executed and all(ways)):
                    print("%s:%d: %s" % (name, number, "%d of %d branches" % (sum(ways), len(ways)) if executed else "not run"))
        if lines == 0:
            sys.exit("%s: no test has run, or there is no such folder" % folder)
        print("%-10s lines %.1f%% of %d, branches %.1f%% of %d" % (
            folder, 100 * run / lines, lines, 100 * taken / max(branches, 1), branches))


if __name__ == "__main__":
    main()
