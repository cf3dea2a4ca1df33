#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# How much of src/ and nss/ the tests run: builds with gcov's counters, runs the units
# and some scripts, and lets coverage.py judge:
#
#     tests/coverage/coverage.sh
#
# COVERAGE_BUILD is the build folder (default: a temporary one).  Needs gcc and gcovr.  Ends
# with the totals.  The exit code is 1 if they are too low, or if coverage.txt does not
# explain a line or branch that is left.
set -eu

top=$(cd "$(dirname "$0")/../.." && pwd)

command -v gcovr >/dev/null || {
  echo "coverage: gcovr is missing (Debian: gcovr)" >&2
  exit 1
}
if [ -n "${COVERAGE_BUILD-}" ]; then
  mkdir -p "$COVERAGE_BUILD"
  build=$(cd "$COVERAGE_BUILD" && pwd)
else
  build=$(mktemp -d)
  trap 'rm -rf "$build"' EXIT
  trap 'exit 1' INT TERM
fi
cd "$build"

# or_log LOG COMMAND...: prints the log if the command fails.
or_log() {
  log=$1
  shift
  "$@" >"$log" 2>&1 </dev/null || { tail -n 100 "$log" && exit 1; }
}

# Without optimisation a branch of the source is a branch of the program.  gcovr adds up the
# copies of one function in several programs.  Threads count at the same time, hence atomic.
[ -f config.status ] || or_log configure.log "$top/configure" CC=gcc --disable-hardening \
  CFLAGS='-O0 -g --coverage -fprofile-update=atomic'
jobs=-j$(nproc)
or_log make.log make "$jobs" all
find . -name '*.gcda' -exec rm -f {} +

# The others take long and run no more of src/ and nss/; symbols.test would find the
# counters' own symbols.
or_log check.log make "$jobs" check VERBOSE=1 TESTS='$(units)
  tests/script/command.test tests/script/fuzz.test tests/script/places.test
  tests/script/programs.test tests/script/secure.test tests/script/seed.test'
grep -E '^# (PASS|SKIP):' check.log

# The programs that configure tried were compiled with counters too.
rm -f ./*conftest*
gcovr --root "$top" --object-directory . --gcov-executable gcov \
  --filter "$top/src/" --filter "$top/nss/" \
  --exclude-unreachable-branches --exclude-throw-branches --json coverage.json .
python3 "$top/tests/coverage/coverage.py" "$top" coverage.json
