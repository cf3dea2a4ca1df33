#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Builds the fuzzers and runs each for some seconds on a working copy of its seeds.
#
#     tests/fuzz/fuzz.sh SECONDS [FUZZER...]
#
# FUZZER is csv, services, text, xml, index or tables; without one, all.  ENGINE=afl
# takes AFL++ in place of libFuzzer.  FUZZ_BUILD is where to build (build-fuzz beside
# the sources); libFuzzer keeps its corpus there, and a later run goes on from it.
# Needs clang, or afl++.
# Inputs that break something are printed in base64, and the exit code is 1.
set -eu
top=$(cd "$(dirname "$0")/../.." && pwd)
engine=${ENGINE:-libfuzzer}
build=${FUZZ_BUILD:-$top/build-fuzz}/$engine
seconds=${1:?"usage: fuzz.sh SECONDS [FUZZER...]"}
shift
[ $# -gt 0 ] || set -- csv services text xml index tables

configure() {
  mkdir -p "$build"
  cd "$build"
  case $engine in
    # Comparisons are not traced: the writer makes one for each port, and it took half
    # of the time.  Seeds and the dictionary have the words that tracing would find.
    libfuzzer)
      cc=clang flags="-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-coverage=trace-cmp"
      ;;
    # AFL++ brings its own instrumentation, and its own way to ask for sanitizers.
    afl) cc=afl-clang-fast flags="-fsanitize=address,undefined" ;;
    *) echo "ENGINE is libfuzzer or afl" >&2 && exit 64 ;;
  esac
  [ -f config.status ] || "$top/configure" --disable-hardening --disable-dependency-tracking \
    CC=$cc CFLAGS="-g -O2 $flags -fno-sanitize-recover=all" >configure.log 2>&1
  AFL_QUIET=1 make -s -j"$(nproc)" fuzz-build iana-services
}

# Seeds and what an earlier run found; and for the index, whole ones as they are.
corpus() {
  mkdir -p "$build/corpus/$1"
  cp "$top/tests/fuzz/seeds/$1"/* "$build/corpus/$1"
  case $1 in
    csv) cp "$top/tests/data/seed.csv" "$build/corpus/csv" ;;
    index)
      ./iana-services convert --quiet "$top/tests/data/seed.csv" --index whole.idx
      # mode 1, port 80, "http", "tcp"
      { printf '\001\120\000\004http\003tcp' && cat whole.idx; } >"$build/corpus/index/whole"
      ;;
  esac
}

# limit FUZZER: bytes of an input, beyond which nothing new is to be had.
limit() {
  case $1 in
    csv | services | text | xml) echo 4096 ;;
    index) echo 16384 ;;
    tables) echo 81 ;;
  esac
}

# found FILE...: the reproducers that exist, for whoever reads the log.
found() {
  for f in "$@"; do
    [ -f "$f" ] || continue
    echo "$fuzzer breaks on $(basename "$f"); base64 -d gives it:"
    base64 -w 0 "$f"
    echo
    broken=1
  done
}

# Leaks count: -detect_leaks.  A slow input does as well: nothing here takes seconds.
run_libfuzzer() {
  dict=
  [ ! -f "$top/tests/fuzz/$1.dict" ] || dict=-dict=$top/tests/fuzz/$1.dict
  rm -f "$build/found/$1-"*
  ./tests/fuzz/fuzz_"$1" -max_total_time="$seconds" -max_len="$(limit "$1")" -timeout=10 \
    -print_final_stats=1 -artifact_prefix="$build/found/$1-" $dict \
    "$build/corpus/$1" >"$build/$1.log" 2>&1 || broken=1
  if grep -q '^no mount namespace' "$build/$1.log"; then
    echo "$1: skipped, $(cat "$build/$1.log")"
    broken=0
  elif [ "$broken" -ne 0 ]; then
    tail -n 60 "$build/$1.log"
  else
    grep -E '^(#[0-9]+.DONE|stat::(number_of_executed|slowest))' \
      "$build/$1.log" | sed "s/^/$1: /"
  fi
  found "$build/found/$1-"*
}

run_afl() {
  dict=
  [ ! -f "$top/tests/fuzz/$1.dict" ] || dict="-x $top/tests/fuzz/$1.dict"
  rm -rf "$build/afl-$1"
  # No advice on the machine's settings: a short run wants to start.
  # shellcheck disable=SC2086
  AFL_SKIP_CPUFREQ=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_NO_UI=1 AFL_NO_AFFINITY=1 \
    ASAN_OPTIONS=abort_on_error=1:symbolize=0:detect_leaks=0 \
    UBSAN_OPTIONS=abort_on_error=1:halt_on_error=1:symbolize=0 \
    afl-fuzz -V "$seconds" -m none -t 10000 -G "$(limit "$1")" $dict \
    -i "$build/corpus/$1" -o "$build/afl-$1" -- ./tests/fuzz/fuzz_"$1" \
    >"$build/$1.log" 2>&1 || broken=1
  [ "$broken" -eq 0 ] || tail -n 60 "$build/$1.log"
  grep -E '^(execs_done|edges_found|saved_crashes) ' \
    "$build/afl-$1/default/fuzzer_stats" | sed "s/^/$1: /"
  found "$build/afl-$1/default/crashes/id"* "$build/afl-$1/default/hangs/id"*
}

configure
mkdir -p "$build/found"
status=0
for fuzzer in "$@"; do
  broken=0
  corpus "$fuzzer"
  "run_$engine" "$fuzzer"
  [ "$broken" -eq 0 ] || status=1
done
exit $status
