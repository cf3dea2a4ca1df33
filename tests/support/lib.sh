# SPDX-License-Identifier: GPL-2.0-or-later
# What every test script sources: TAP, a folder of its own, the things under test.
# shellcheck shell=sh disable=SC2034

: "${top_srcdir:=$(cd "$(dirname "$0")/../.." && pwd)}"
: "${top_builddir:=$top_srcdir/build}"
: "${IANA_SHARED:=$top_srcdir/../shared}"
: "${TMPDIR:=/tmp}"
. "$top_srcdir/tests/support/tap.sh"

# Root refuses an index that its group may write to.
umask 022

# No folder of compiled modules beside the scripts.
export PYTHONDONTWRITEBYTECODE=1

cmd=$top_builddir/iana-services
plugin=$top_builddir/libnss_iana.so.2

tmp=$(mktemp -d "$TMPDIR/iana-test.XXXXXX") || exit 99
trap 'rm -rf "$tmp"' EXIT
trap 'exit 99' HUP INT TERM

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

# Debian's registry of 2014, if this machine has it.  It has other titles, and names that
# today's rules repair.
old_registry=/usr/share/ipv6toolkit/service-names-port-numbers.csv
no_old_registry="no $old_registry"

# All full registries in CSV form that are here, one a line.
full_registries() {
  for f in "$IANA_SHARED"/registry/*.csv "$top_srcdir/data/registry.csv" $old_registry; do
    [ ! -f "$f" ] || echo "$f"
  done
}

# The newest of IANA's own, which has every field; without one, that of the project.
newest_registry() {
  find "$IANA_SHARED"/registry/ -maxdepth 1 -name '*.csv' 2>/dev/null | sort | tail -n 1 | grep . ||
    echo "$top_srcdir/data/registry.csv"
}

# ask ARGUMENT...: getent through the plugin, on the index $IANA_SERVICES_INDEX.
ask() {
  LD_LIBRARY_PATH=$top_builddir getent -s iana services "$@"
}

# What the machine may lack.  Each of these sets why to the reason.

# have_namespace: sets ns to the command that makes a mount namespace: for root, for an
# ordinary user, and for root in a chroot whose root is no mount point.
have_namespace() {
  for ns in "unshare -m" "unshare -rm" \
    "unshare -m --propagation unchanged sh $top_srcdir/tests/support/own_root.sh"; do
    # shellcheck disable=SC2086
    if $ns mount --bind "$tmp" "$tmp" 2>"$tmp/why"; then
      return 0
    fi
  done
  ns=
  why="no mount namespace: $(tail -n 1 "$tmp/why")"
  return 1
}

# have_places: does in_places work?
have_places() {
  have_namespace || return 1
  if ! in_places - - true 2>"$tmp/err"; then
    why="no overlay can be mounted: $(grep -v 'dmesg(1)' "$tmp/err" | tail -n 1)"
  elif ! in_places - - test -f "$cmd"; then
    why="the mounts for this test would hide the build in $top_builddir"
  else
    return 0
  fi
  return 1
}

have_plugin() {
  [ ! -f "$plugin" ] || return 0
  why="built without the plugin"
  return 1
}

# Can the command fetch?
have_fetch() {
  why="built without libcurl"
  grep -q '^CURL_LIBS = .' "$top_builddir/Makefile"
}

have_strace() {
  if ! command -v strace >/dev/null; then
    why="no strace"
  elif ! strace -o /dev/null true 2>"$tmp/err"; then
    why="strace may trace nothing: $(tail -n 1 "$tmp/err")"
  else
    return 0
  fi
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

# Where in_places shows $tmp: a folder of every system that has neither the sources nor the
# build, which would be hidden.
for public in /mnt /srv /opt; do
  case $top_srcdir/:$top_builddir/ in
  $public/* | *:$public/*) ;;
  *) break ;;
  esac
done

# in_places LOCAL SHIPPED COMMAND...: with these indexes in the places that the build
# was configured with: FILE of $tmp or FILE:OWNER:MODE, or - for none.  $tmp is at $public,
# too, where every user reaches it: the build may lie in a folder that others cannot enter.
# With places=MERGED they are the places of merged indexes, and /etc is empty: so an index
# that was merged without a services file fits.
places=INDEX
in_places() {
  local=$1
  shipped=$2
  shift 2
  local_index=$(sed -n "s/^LOCAL_$places = //p" "$top_builddir/Makefile")
  shipped_index=$(sed -n "s/^SHIPPED_$places = //p" "$top_builddir/Makefile")
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
      # Hide what the machine has there: in a user namespace, a folder that is removed
      # cannot be made again.
      [ "$1" != - ] || [ -d "$dir" ] || return 0
      mkdir -p "$dir" && mount -t tmpfs -o mode=755 none "$dir" || exit 99
      [ "$1" != - ] || return 0
      path=$2
      IFS=:
      set -- $1
      unset IFS
      cp "$tmp/$1" "$path" && chown "${2:-0}" "$path" && chmod "${3:-644}" "$path" || exit 99
    }
    mount --bind "$1" "$2" || exit 77
    tmp=$2
    put "$3" "$5"
    put "$4" "$6"
    if [ "$7" = MERGED ]; then
      mkdir -p "$tmp/empty" && mount --bind "$tmp/empty" /etc || exit 77
    fi
    shift 7
    exec "$@"' sh "$tmp" "$public" "$local" "$shipped" "$local_index" "$shipped_index" "$places" \
    env -u IANA_SERVICES_INDEX LD_LIBRARY_PATH="$top_builddir" "$@"
}

# in_machine FOLDER COMMAND...: with FOLDER/etc at /etc, and FOLDER/var and FOLDER/usr as the
# folders of the local and of the shipped indexes.  COMMAND finds the modules of the build.
in_machine() {
  machine=$1
  shift
  # shellcheck disable=SC2016
  $ns sh -c '
    # show FOLDER PATH: PATH may be missing.
    show() {
      layer=$(mktemp -d "$1.XXXXXX")
      mount -t tmpfs none "$layer"
      mkdir -p "$layer/work" "$layer/upper/$(basename "$2")"
      mount -t overlay none "$(dirname "$2")" -o \
        "lowerdir=$(dirname "$2"),upperdir=$layer/upper,workdir=$layer/work" &&
        mount --bind "$1" "$2" || exit 77
    }
    show "$1/var" "$2"
    show "$1/usr" "$3"
    mount --bind "$1/etc" /etc || exit 77
    shift 3
    exec "$@"' sh "$machine" \
    "$(dirname "$(sed -n 's/^LOCAL_MERGED = //p' "$top_builddir/Makefile")")" \
    "$(dirname "$(sed -n 's/^SHIPPED_MERGED = //p' "$top_builddir/Makefile")")" \
    env -u IANA_SERVICES_INDEX LD_LIBRARY_PATH="$top_builddir" "$@"
}

# merge_without_services REGISTRY OUT: the merged index of a registry's index, of a system
# without a services file
merge_without_services() {
  shipped_merged=$(sed -n 's/^SHIPPED_MERGED = //p' "$top_builddir/Makefile")
  rm -rf "${tmp:?}/tree"
  mkdir -p "$tmp/tree$(dirname "$shipped_merged")"
  cp "$1" "$tmp/tree$(sed -n 's/^SHIPPED_INDEX = //p' "$top_builddir/Makefile")"
  "$cmd" merge --quiet --root "$tmp/tree" && cp "$tmp/tree$shipped_merged" "$2"
}

# new_machine FOLDER: a machine with the services file of $tmp/services, if it is there, and
# the registry index of $tmp/registry.  It is not merged.
new_machine() {
  mkdir -p "$1/etc" "$1/var" "$1/usr"
  [ ! -f "$tmp/services" ] || cp "$tmp/services" "$1/etc/services"
  cp "$tmp/registry" "$1/usr/services.idx"
  chmod 644 "$1"/etc/* "$1/usr/services.idx"
}

# all_in_places SENTENCE: run the whole script in places of its own, with no index in them;
# $local_folder and $shipped_folder are theirs.  Where there are none, skip SENTENCE.
all_in_places() {
  if [ -z "${IANA_IN_PLACES-}" ]; then
    have_places || skip_all "$1" "$why"
    IANA_IN_PLACES=yes in_places - - sh "$0"
    exit
  fi
  unset IANA_IN_PLACES
  local_folder=$(dirname "$(sed -n 's/^LOCAL_INDEX = //p' "$top_builddir/Makefile")")
  shipped_folder=$(dirname "$(sed -n 's/^SHIPPED_INDEX = //p' "$top_builddir/Makefile")")
  mkdir -p "$local_folder" "$shipped_folder"
}

# is_only_root: is root the only user here, as in the user namespace of an ordinary user?
is_only_root() {
  [ "$(awk '{ n += $3 } END { print n }' /proc/self/uid_map)" = 1 ]
}

# messages: standard error of a run, without what a build that is not installed always says.
messages() {
  grep -v "compat.services: warning: not there" "$tmp/err"
}
