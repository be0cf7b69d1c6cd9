#!/bin/sh
# The page: types fit, and the committed bundle is what its sources give. Fetches the packages of web/package-lock.json once.
set -u
command -v node >/dev/null 2>&1 && command -v npm >/dev/null 2>&1 || {
  echo "there is no Node"
  exit 1
}
if [ ! -e web/node_modules/.package-lock.json ] || [ web/package-lock.json -nt web/node_modules/.package-lock.json ]; then
  (cd web && npm ci --no-audit --no-fund --ignore-scripts) || {
    echo "the packages of web/package-lock.json cannot be fetched from the npm registry"
    exit 1
  }
  touch web/node_modules/.package-lock.json
fi
passed=0 failed=0
check() { # WHAT COMMAND...
  what=$1
  shift
  if "$@"; then
    passed=$((passed + 1))
  else
    echo "FAILED: $what"
    failed=$((failed + 1))
  fi
}
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
cd web || exit 1
check "shapes and licences are made" node tools/shapes.mjs
check "types fit" node node_modules/typescript/bin/tsc --noEmit
check "the bundle is built" node node_modules/vite/bin/vite.js build --outDir "$out" --emptyOutDir --logLevel error
check "web/dist is what the sources give (else: cd web && npm run build)" diff -r "$out" dist
size=0
for file in dist/assets/*.js dist/assets/*.css dist/index.html; do size=$((size + $(gzip -9c "$file" | wc -c))); done
echo "bundle without the shapes: $size bytes packed; with them, not packed: $(cat dist/assets/* dist/*.* | wc -c)"
check "less than 250 KB packed" test "$size" -lt 250000
echo "$passed passed, $failed failed, 0 skipped"
[ "$failed" -eq 0 ]
