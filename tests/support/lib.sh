# SPDX-License-Identifier: GPL-2.0-or-later
# What every test script sources: TAP, a private folder, the things under test.
# shellcheck shell=sh disable=SC2034

: "${top_srcdir:=$(cd "$(dirname "$0")/.." && pwd)}"
: "${top_builddir:=$top_srcdir/build}"
: "${IANA_SHARED:=$top_srcdir/../shared}"

cmd=$top_builddir/iana-services
plugin=$top_builddir/libnss_iana.so.2
n_tests=0

tmp=$(mktemp -d "${TMPDIR:-/tmp}/iana-test.XXXXXX") || exit 99
trap 'rm -rf "$tmp"' EXIT
trap 'exit 99' HUP INT TERM

# ok STATUS SENTENCE: one check; 0 is a pass.
ok() {
  n_tests=$((n_tests + 1))
  if [ "$1" -eq 0 ]; then
    echo "ok $n_tests - $2"
  else
    echo "not ok $n_tests - $2"
  fi
}

# skip SENTENCE REASON
skip() {
  n_tests=$((n_tests + 1))
  echo "ok $n_tests - $1 # SKIP $2"
}

# is SENTENCE WANT GOT
is() {
  if [ "$2" = "$3" ]; then
    ok 0 "$1"
  else
    ok 1 "$1"
    echo "# want: $2"
    echo "# got:  $3"
  fi
}

# exits CODE SENTENCE COMMAND...: output is kept in $tmp/out and $tmp/err.
exits() {
  want=$1
  sentence=$2
  shift 2
  "$@" >"$tmp/out" 2>"$tmp/err" </dev/null
  got=$?
  is "$sentence" "exit $want" "exit $got"
  [ "$got" = "$want" ] || sed 's/^/# /' "$tmp/err"
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

done_testing() {
  echo "1..$n_tests"
}

# All full registries in CSV form that this machine has, one a line.
full_registries() {
  for f in "$IANA_SHARED"/registry/*.csv \
    /usr/share/ipv6toolkit/service-names-port-numbers.csv; do
    [ ! -f "$f" ] || echo "$f"
  done
}

# The newest of them, or nothing.
newest_registry() {
  full_registries | grep -v ipv6toolkit | sort | tail -n 1 | grep . ||
    full_registries | tail -n 1
}

# ask ARGUMENT...: getent through the plugin, on the index $IANA_SERVICES_INDEX.
ask() {
  LD_LIBRARY_PATH=$top_builddir getent -s iana services "$@"
}

# Can this user have a mount namespace?  Sets $ns to the command that makes one.
have_namespace() {
  for ns in "unshare -m" "unshare -rm"; do
    if $ns true 2>/dev/null; then
      return 0
    fi
  done
  return 1
}

# in_etc SERVICE TEXT COMMAND...: run with an /etc of nothing but an
# nsswitch.conf that names SERVICE, and TEXT as its services.
in_etc() {
  rm -rf "${tmp:?}/etc"
  mkdir "$tmp/etc"
  echo "services: $1" >"$tmp/etc/nsswitch.conf"
  cp "$2" "$tmp/etc/services"
  shift 2
  # shellcheck disable=SC2016
  $ns sh -c 'mount --bind "$0" /etc && exec "$@"' "$tmp/etc" "$@"
}

# in_places LOCAL SHIPPED COMMAND...: with these indexes in the places that the build
# was configured with: FILE of $tmp or FILE:OWNER:MODE, or - for none.
in_places() {
  local=$1
  shipped=$2
  shift 2
  local_index=$(sed -n 's/^LOCAL_INDEX = //p' "$top_builddir/Makefile")
  shipped_index=$(sed -n 's/^SHIPPED_INDEX = //p' "$top_builddir/Makefile")
  # shellcheck disable=SC2016
  $ns sh -c '
    # put INDEX PATH: lay a fresh layer over the folder above, INDEX in it.
    put() {
      dir=$(dirname "$2")
      layer=$(mktemp -d "$tmp/layer.XXXXXX")
      mount -t tmpfs none "$layer"
      mkdir "$layer/upper" "$layer/work"
      mount -t overlay none "$(dirname "$dir")" -o \
        "lowerdir=$(dirname "$dir"),upperdir=$layer/upper,workdir=$layer/work" || exit 77
      rm -rf "$dir"
      [ "$1" != - ] || return 0
      mkdir "$dir"
      path=$2
      IFS=:
      set -- $1
      unset IFS
      cp "$tmp/$1" "$path" && chown "${2:-0}" "$path" && chmod "${3:-644}" "$path" || exit 99
    }
    tmp=$1
    put "$2" "$4"
    put "$3" "$5"
    shift 5
    exec "$@"' sh "$tmp" "$local" "$shipped" "$local_index" "$shipped_index" \
    env -u IANA_SERVICES_INDEX LD_LIBRARY_PATH="$top_builddir" "$@"
}
