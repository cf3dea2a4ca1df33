# SPDX-License-Identifier: GPL-2.0-or-later
# The ordinary user who builds packages.
# shellcheck shell=sh disable=SC2034,SC2154

# have_user: does as_user work?  If not, why has the reason.
have_user() {
  [ "$(id -u)" -eq 0 ] || return 0
  have_namespace || return 1
  why="root of this machine may mount nothing"
  [ "$ns" != "unshare -rm" ]
}

# as_user FOLDER COMMAND...: run in FOLDER as an ordinary user, to whom it then belongs.  For
# root this is another user, who sees FOLDER at /mnt: the ways to it may be closed to others.
# The environment is new: variables of this test and of make would reach the tests of the
# package.
as_user() {
  place=$1
  shift
  if [ "$(id -u)" -ne 0 ]; then
    (cd "$place" && env -i PATH="$PATH" HOME="$place" TMPDIR="$place" "$@")
    return
  fi
  chown -R 65534:65534 "$place"
  # shellcheck disable=SC2016
  $ns sh -c 'mount --bind "$1" /mnt && cd /mnt && shift && exec "$@"' sh "$place" \
    setpriv --reuid 65534 --regid 65534 --clear-groups \
    env -i PATH="$PATH" HOME=/mnt TMPDIR=/mnt "$@"
}

# built STATUS LOG SENTENCE: the packages are made, and their tests ran.  If not, the script
# ends, with the failed tests and the last lines.
built() {
  failed_before=$n_failed
  ok "$1" "$3"
  is "and their tests ran: some passed, none failed" "some, 0" "$(awk '
    /^# [A-Z]+:/ { n[$2] = $3 }
    END { print (n["PASS:"] ? "some" : "none") ", " n["FAIL:"] + n["ERROR:"] + n["XPASS:"] }' \
    "$2")"
  [ "$n_failed" -gt "$failed_before" ] || return 0
  {
    grep -A 3 -E '^(not ok|FAIL: |ERROR: )' "$2"
    tail -n 30 "$2"
  } | sed 's/^/# /'
  done_testing
  exit 0
}
