#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# All that must hold before a release:
#
#     release-check.sh FOLDER
#
# in a git checkout.  FOLDER takes the tarball.  Speaks TAP and ends with the
# sum of all checks.  doc/releasing.md has the steps before and after it.
set -u
export LC_ALL=C
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/.." && pwd)
. "$top/tests/support/tap.sh"
# A registry is renewed a few times a year.
max_days=184

git -C "$top" rev-parse HEAD >/dev/null || {
  echo "release-check: $top is no git checkout" >&2
  exit 1
}
rm -rf "$1"
mkdir -p "$1"
folder=$(cd "$1" && pwd)
# The clones have short paths.  Messages cut long ones, and kill.test looks for whole ones.
work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
one=$work/one
two="$work/a longer path/two"

# run SENTENCE COMMAND...: exit code 0, or the failed checks and the end of its output.
run() {
  sentence=$1
  shift
  "$@" >"$work/log" 2>&1 </dev/null
  status=$?
  ok $status "$sentence"
  [ $status -eq 0 ] || {
    grep -A 3 '^not ok' "$work/log"
    tail -n 40 "$work/log"
  } | sed 's/^/# /'
}

# ---- the files of the checkout -----------------------------------------------------------

version=$(sed -n 's/^AC_INIT(\[[^]]*\], \[\([^]]*\)\].*/\1/p' "$top/configure.ac")
address=$(sed -n 's/^m4_define(\[project_address\], \[\(.*\)\])$/\1/p' "$top/configure.ac")
newest=$(head -n 1 "$top/debian/changelog")
day=$(sed -n 's/^ -- .*>  //p' "$top/debian/changelog" | head -n 1)
epoch=$(date -d "$day" +%s)
echo "# version $version of $day"

is "git has all changes" "" "$(git -C "$top" status --porcelain)"
is "NEWS begins with this version" "$version" "$(sed -n '/^[0-9]/ { p; q; }' "$top/NEWS")"
is "debian/changelog begins with it" "$version" \
  "$(echo "$newest" | sed 's/^[^(]*(\(.*\)-[^-]*) .*/\1/')"
is "and does not say UNRELEASED" 0 "$(echo "$newest" | grep -c UNRELEASED)"
tag=$(git -C "$top" rev-parse -q --verify "v$version^{commit}")
is "the tag v$version is this commit, or is not there yet" \
  "${tag:+$(git -C "$top" rev-parse HEAD)}" "$tag"
mkdir "$work/debian"
cp -R "$top/debian/." "$work/debian"
sh "$here/update-address.sh" "$address" "$work/debian"
diff -r "$top/debian" "$work/debian" >"$work/log"
ok $? "debian/ has the address of configure.ac: ${address:-none}"
sed 's/^/# /' "$work/log"

# ---- two clones ---------------------------------------------------------------------------

# tarball CLONE UMASK ZONE LANGUAGE
tarball() {
  (umask "$2" && git clone -q --no-hardlinks "$top" "$1" && cd "$1" && autoreconf -fi &&
    mkdir build && cd build && ../configure &&
    env TZ="$3" LC_ALL="$4" SOURCE_DATE_EPOCH="$epoch" make dist)
}
run "a clone makes a tarball" tarball "$one" 022 UTC C
run "another clone makes one, elsewhere and otherwise" tarball "$two" 077 Asia/Kathmandu C.UTF-8
release=iana-services-$version.tar.xz
cmp "$one/build/$release" "$two/build/$release" 2>&1 | sed 's/^/# /'
cmp -s "$one/build/$release" "$two/build/$release"
ok $? "both have the same bytes"
git -C "$top" ls-files | grep -v -e '^\.ci/' -e '^\.gitignore$' | sort >"$work/files"
tar -tf "$one/build/$release" | sed -n 's|^[^/]*/\(.*[^/]\)$|\1|p' | sort >"$work/packed"
is "it has every file of git" "" "$(comm -23 "$work/files" "$work/packed")"
is "and beside them what is made for a release" "Makefile.in aclocal.m4 build-aux configure \
iana-services.spec" "$(comm -13 "$work/files" "$work/packed" | sed 's|/.*||' | sort -u |
  tr '\n' ' ' | sed 's/ $//')"
says "$one/build/iana-services.spec" "^Version: *$version\$" "the spec file has the version"

# ---- the build, the registry and the tests ------------------------------------------------

cp "$one/build/$release" "$folder/"
# With IANA_RELEASE=quick it runs the units and the quick tests, where all have run before.
quick=
[ "${IANA_RELEASE-}" != quick ] || quick="TESTS='\$\$(units) \$\$(quick_scripts)'"
run "make distcheck" make -C "$one/build" -j"$(nproc)" distcheck VERBOSE=1 AM_MAKEFLAGS="$quick"
make -C "$one/build" -j"$(nproc)" >"$work/log" 2>&1
cmd=$one/build/iana-services
is "the command tells the version" "iana-services $version" "$("$cmd" --version | head -n 1)"
run "data/registry.csv converts without a warning" "$cmd" convert --strict \
  "$top/data/registry.csv" --overlay "$top/data/compat.services" --index "$work/index"
run "its index is sound" "$cmd" verify "$work/index"
registry=$("$cmd" info --json --index "$work/index" |
  sed -n 's/.*"registry_date":"\([0-9-]*\)".*/\1/p')
says "$top/data/README.md" "IANA's registry of $registry\\." "data/README.md tells its date"
days=$(((epoch - $(date -d "$registry" +%s)) / 86400))
[ "$days" -ge 0 ] && [ "$days" -le $max_days ]
ok $? "the registry is $days days older than the release, at most $max_days"

done_testing
(cd "$folder" && sha256sum "$release")
echo "$((n_tests - n_failed)) passed, $n_failed failed, 0 skipped"
[ "$n_failed" -eq 0 ]
