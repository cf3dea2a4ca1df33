#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Builds the fuzzers and runs each for some seconds on a working copy of its seeds.
#
#     tests/fuzz/fuzz.sh SECONDS [FUZZER...]
#
# FUZZER is csv, services, check, text, xml, index or tables; the default is all.
# ENGINE=afl takes AFL++ in place of libFuzzer.  FUZZ_BUILD is the build folder (default:
# build-fuzz beside the sources).  libFuzzer keeps its corpus there for later runs.  Needs
# clang or afl++.
# Inputs that break something are printed in base64, and the exit code is 1.
set -eu
top=$(cd "$(dirname "$0")/../.." && pwd)
engine=${ENGINE:-libfuzzer}
build=${FUZZ_BUILD:-$top/build-fuzz}/$engine
seconds=${1:?"usage: fuzz.sh SECONDS [FUZZER...]"}
shift
[ $# -gt 0 ] || set -- csv services check text xml index tables

configure() {
  mkdir -p "$build"
  cd "$build"
  case $engine in
    # Without tracing of comparisons: it takes half of the time, because the writer compares
    # each port.  Seeds and dictionaries have the words that tracing would find.
    libfuzzer)
      cc=clang flags="-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-coverage=trace-cmp"
      ;;
    # afl-clang-fast adds the instrumentation.
    afl) cc=afl-clang-fast flags="-fsanitize=address,undefined" ;;
    *) echo "ENGINE is libfuzzer or afl" >&2 && exit 64 ;;
  esac
  [ -f config.status ] || "$top/configure" --disable-hardening --disable-dependency-tracking \
    CC=$cc CFLAGS="-g -O2 $flags -fno-sanitize-recover=all" >configure.log 2>&1
  AFL_QUIET=1 make -s -j"$(nproc)" fuzz-build iana-services
}

# corpus FUZZER: the seeds, a whole registry or index, and the inputs of earlier runs
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

# limit FUZZER: the largest useful input in bytes
limit() {
  case $1 in
    csv | services | check | text | xml) echo 4096 ;;
    index) echo 16384 ;;
    tables) echo 81 ;;
  esac
}

# dictionary FUZZER OPTION: the option with the dictionary; nothing without one
dictionary() {
  case $1 in
    check) words=$top/tests/fuzz/services.dict ;;
    *) words=$top/tests/fuzz/$1.dict ;;
  esac
  [ ! -f "$words" ] || echo "$2$words"
}

# found FILE...: prints the files that exist: the inputs that broke something.
found() {
  for f in "$@"; do
    [ -f "$f" ] || continue
    echo "$fuzzer breaks on $(basename "$f"); base64 -d gives it:"
    base64 -w 0 "$f"
    echo
    broken=1
  done
}

# A leak is a fault, and so is an input that takes seconds.
run_libfuzzer() {
  dict=$(dictionary "$1" -dict=)
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
  dict=$(dictionary "$1" "-x ")
  rm -rf "$build/afl-$1"
  # Start whatever the settings of the machine.
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
