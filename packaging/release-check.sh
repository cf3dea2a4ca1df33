#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# All that must hold before a release:
#
#     release-check.sh FOLDER
#
# in a git checkout.  FOLDER takes two clones and the tarball.  Speaks TAP and ends with the
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
one=$folder/one
two="$folder/a longer path/two"

# run SENTENCE COMMAND...: exit code 0, or the end of its output.
run() {
  sentence=$1
  shift
  "$@" >"$folder/log" 2>&1 </dev/null
  status=$?
  ok $status "$sentence"
  [ $status -eq 0 ] || tail -n 40 "$folder/log" | sed 's/^/# /'
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
mkdir "$folder/debian"
cp -R "$top/debian/." "$folder/debian"
sh "$here/update-address.sh" "$address" "$folder/debian"
diff -r "$top/debian" "$folder/debian" >"$folder/log"
ok $? "debian/ has the address of configure.ac: ${address:-none}"
sed 's/^/# /' "$folder/log"

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
git -C "$top" ls-files | grep -v -e '^\.ci/' -e '^\.gitignore$' | sort >"$folder/files"
tar -tf "$one/build/$release" | sed -n 's|^[^/]*/\(.*[^/]\)$|\1|p' | sort >"$folder/packed"
is "it has every file of git" "" "$(comm -23 "$folder/files" "$folder/packed")"
is "and beside them what is made for a release" "Makefile.in aclocal.m4 build-aux configure \
iana-services.spec" "$(comm -13 "$folder/files" "$folder/packed" | sed 's|/.*||' | sort -u |
  tr '\n' ' ' | sed 's/ $//')"
says "$one/build/iana-services.spec" "^Version: *$version\$" "the spec file has the version"

# ---- the build, the registry and the tests ------------------------------------------------

cp "$one/build/$release" "$folder/"
run "make distcheck" make -C "$one/build" -j"$(nproc)" distcheck VERBOSE=1
make -C "$one/build" -j"$(nproc)" >"$folder/log" 2>&1
cmd=$one/build/iana-services
is "the command tells the version" "iana-services $version" "$("$cmd" --version | head -n 1)"
run "data/registry.csv converts without a warning" "$cmd" convert --strict \
  "$top/data/registry.csv" --overlay "$top/data/compat.services" --index "$folder/index"
run "its index is sound" "$cmd" verify "$folder/index"
registry=$("$cmd" info --json --index "$folder/index" |
  sed -n 's/.*"registry_date":"\([0-9-]*\)".*/\1/p')
says "$top/data/README.md" "IANA's registry of $registry\\." "data/README.md tells its date"
days=$(((epoch - $(date -d "$registry" +%s)) / 86400))
[ "$days" -ge 0 ] && [ "$days" -le $max_days ]
ok $? "the registry is $days days older than the release, at most $max_days"

rm -rf "$one" "${two%/*}" "$folder/debian"
done_testing
(cd "$folder" && sha256sum "$release")
echo "$((n_tests - n_failed)) passed, $n_failed failed, 0 skipped"
[ "$n_failed" -eq 0 ]
