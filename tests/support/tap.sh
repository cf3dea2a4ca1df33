# SPDX-License-Identifier: GPL-2.0-or-later
# The Test Anything Protocol, for every script that checks something: a check prints a
# line that begins with "ok" or "not ok".
# shellcheck shell=sh

n_tests=0
n_failed=0

# ok STATUS SENTENCE: one check; 0 is a pass.
ok() {
  n_tests=$((n_tests + 1))
  if [ "$1" -eq 0 ]; then
    echo "ok $n_tests - $2"
  else
    echo "not ok $n_tests - $2"
    n_failed=$((n_failed + 1))
  fi
}

# skip SENTENCE REASON
skip() {
  n_tests=$((n_tests + 1))
  echo "ok $n_tests - $1 # SKIP $2"
}

# skip_all SENTENCE REASON: the script has nothing else to check, and ends.
skip_all() {
  skip "$1" "$2"
  done_testing
  exit 0
}

# is SENTENCE WANT GOT
is() {
  if [ "$2" = "$3" ]; then
    ok 0 "$1"
  else
    ok 1 "$1"
    printf 'want: %s\ngot:  %s\n' "$2" "$3" | sed 's/^/# /'
  fi
}

# has SENTENCE WORD TEXT: the text has the word.
has() {
  if printf '%s\n' "$3" | grep -qwF -e "$2"; then
    ok 0 "$1"
  else
    ok 1 "$1"
    printf '%s\n' "$3" | sed "s|^|# no $2: |" | head -n 5
  fi
}

# says FILE PATTERN SENTENCE: a line of the file matches the basic expression.
says() {
  if grep -q -e "$2" "$1"; then
    ok 0 "$3"
  else
    ok 1 "$3"
    sed 's/^/# /' "$1" | head -n 5
  fi
}

# done_testing: after the last check.  automake's driver counts the failed checks and
# wants exit code 0; a script that others start adds [ "$n_failed" -eq 0 ].
done_testing() {
  echo "1..$n_tests"
}
