#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Tests the page of `iana-services map` in headless Chromium, and its scripts with a linter:
#
#     tests/browser/check.sh BUILD
#
# BUILD is the build folder.  What is tested, screenshots and the packages of npm are in its
# tests/browser.  Needs chromium, node and npm, and npm's registry for the first run; without
# them everything is skipped.  Ends with the sum.
set -eu

top=$(cd "$(dirname "$0")/../.." && pwd)
build=$(cd "$1" && pwd)
out=$build/tests/browser

skip_all() {
  echo "# skipped: $1"
  echo "0 passed, 0 failed, 1 skipped"
  exit 0
}
for tool in chromium node npm; do
  command -v $tool >/dev/null || skip_all "$tool is missing"
done
node -e 'process.exit(Number(process.versions.node.split(".")[0]) < 20 ? 1 : 0)' || skip_all "node is older than 20"

mkdir -p "$out"
cd "$out"
if ! cmp -s "$top/tests/browser/package.json" package.json || [ ! -f node_modules/.done ]; then
  cp "$top/tests/browser/package.json" package.json
  npm install --no-audit --no-fund --no-package-lock --ignore-scripts >npm.log 2>&1 ||
    skip_all "npm cannot install: $(tail -n 1 npm.log)"
  touch node_modules/.done
fi

# ---- what is tested --------------------------------------------------------------------------
cmd=$build/iana-services
"$cmd" convert "$top/data/registry.csv" --index index >/dev/null 2>summary
"$cmd" map --index index -o ports.html -o ports.svg

head='Service Name,Port Number,Transport Protocol,Description,Assignee,Contact,Registration Date,Modification Date,Reference,Service Code,Unauthorized Use Reported,Assignment Notes'
{
  echo "$head"
  echo 'stays,7000,tcp,It stays,,,2010-01-02,,,,,'
  echo 'before,7001,tcp,Renamed,,,2010-01-02,,,,,'
  echo 'given-back,7002,udp,Reserved later,,,2011,,,,,'
  echo ',7003,tcp,Reserved,,,,,,,,'
  echo 'leaves,7004,tcp,It leaves,,,2012-05,,,,,'
} >old.csv
{
  echo "$head"
  echo 'stays,7000,tcp,It stays,,,2010-01-02,,,,,'
  echo 'after,7001,tcp,Renamed,,,2010-01-02,,,,,'
  echo ',7002,udp,Reserved,,,,,,,,'
  echo ',7003,tcp,Unassigned,,,,,,,,'
  echo 'arrives,7005,tcp,It arrives,,,2020-02-03,,,,,'
  echo 'arrives,7006,udp,It arrives,,,2020-02-03,,,,,'
} >new.csv
"$cmd" convert new.csv --index new.index --quiet
"$cmd" map --index new.index --diff old.csv -o changes.html -o changes.svg
{
  echo "$head"
  echo '<img/src=x>,80,tcp,"</script><script>hacked()</script> &lt;b&gt; <img src=x onerror=hacked()>",,,2001-01-01,,"[<svg onload=hacked()>]",,"""><b>&",'
  printf '"\047-->]]>",81,udp,"a\342\200\250b\342\200\256c\007d {{rows}} {{data}}",,,2002-01-01,,,,,\n'
  echo 'onerror,82,<b>,x,,,,,,,,'
} >hostile.csv
"$cmd" convert hostile.csv --index hostile.index --quiet
"$cmd" map --index hostile.index -o hostile.html -o hostile.svg
{
  echo "$head"
  echo 'ssh,22,tcp,,,,,,,,,'
} >small.csv
"$cmd" convert small.csv --index small.index --quiet
"$cmd" map --index small.index -o small.html

# ---- the tests ---------------------------------------------------------------------------------
lint=0
(cd "$top" && "$out/node_modules/.bin/eslint" -c tests/browser/eslint.config.mjs \
  gen/map tests/browser) || lint=1
[ $lint = 0 ] && echo "ok - the linter has nothing to say" || echo "not ok - the linter"

status=0
NODE_PATH=$out/node_modules OUT=$out IANA_COMMAND=$cmd REGISTRY=$top/data/registry.csv \
  CHROMIUM=$(command -v chromium) timeout 300 node "$top/tests/browser/main.js" >tap 2>&1 || status=1
sed '/^[0-9]* passed/d' tap
sum=$(tail -n 1 tap)
passed=$(echo "$sum" | sed -n 's/^\([0-9]*\) passed, .*/\1/p')
failed=$(echo "$sum" | sed -n 's/.* \([0-9]*\) failed, .*/\1/p')
echo "$((${passed:-0} + 1 - lint)) passed, $((${failed:-1} + lint)) failed, 0 skipped"
exit $((status | lint))
