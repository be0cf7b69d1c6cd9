#!/bin/sh
# The layout of every C file is that of .clang-format.
find src include tests fuzz bench examples -name '*.[ch]' | sort | xargs clang-format --dry-run --Werror
