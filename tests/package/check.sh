#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The Debian packages, from the source to the purge:
#
#     check.sh NATIVE FOLDER
#
# NATIVE is a configured build for this machine, FOLDER takes all files.  Needs root, on
# Debian; the chroots come from the mirrors of this machine's apt.  Speaks TAP, with the
# times of its phases, and ends with the sum.
set -u
native=$(cd "$1" && pwd)
mkdir -p "$2"
folder=$(cd "$2" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
top_srcdir=$(cd "$here/../.." && pwd)
export top_srcdir
. "$top_srcdir/tests/support/lib.sh"
. "$top_srcdir/tests/package/release.sh"
. "$top_srcdir/tests/package/user.sh"
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8
unset IANA_REGISTRY
DEB_BUILD_OPTIONS="nocheck nodoc parallel=$(nproc)"
export DEB_BUILD_OPTIONS DEB_BUILD_PROFILES=nocheck
version=$(dpkg-parsechangelog -l "$top_srcdir/debian/changelog" -S Version)
upstream=${version%-*}
source=iana-services-$upstream

have_user || {
  echo "check.sh: $why" >&2
  exit 1
}

# All checks go to this file, also those of scripts in chroots.
exec 3>&1
exec >"$folder/tap"

began=$(date +%s)
phase() {
  now=$(date +%s)
  echo "# $1 (after $((now - began)) s)"
  echo "# $1 (after $((now - began)) s)" >&3
}

# check SENTENCE LOG COMMAND...: exit code 0, or the end of its output.
check() {
  sentence=$1
  log=$2
  shift 2
  "$@" >"$log" 2>&1 </dev/null
  status=$?
  ok $status "$sentence"
  [ $status -eq 0 ] || tail -n 40 "$log" | sed 's/^/# /'
}

# merge LOG: the checks of another script, with our numbers.
merge() {
  grep -E '^(not )?ok [0-9]+ - |^# (want|got):' "$1" >"$tmp/merged"
  while IFS= read -r line; do
    case $line in
    '#'*) printf '%s\n' "$line" ;;
    *)
      n_tests=$((n_tests + 1))
      printf '%s\n' "$line" | sed -E "s/^((not )?ok) [0-9]+/\\1 $n_tests/"
      ;;
    esac
  done <"$tmp/merged"
}

# ---- chroots ---------------------------------------------------------------------

# copy_sources WITHOUT: copies the source lists of this machine's apt to $folder/sources,
# without the sources that match.
copy_sources() {
  rm -rf "$folder/sources"
  mkdir "$folder/sources"
  for f in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
    [ ! -s "$f" ] || grep -v -e "$1" "$f" >"$folder/sources/$(basename "$f" .list).list"
  done
  for f in /etc/apt/sources.list.d/*.sources; do
    [ ! -s "$f" ] ||
      awk -v RS= -v ORS='\n\n' -v without="$1" '$0 !~ without' "$f" \
        >"$folder/sources/$(basename "$f")"
  done
  find "$folder/sources" -type f -size 0 -exec rm {} +
}

# have_lists ARCH: can the lists of $folder/sources be fetched for it?
have_lists() {
  lists=$folder/apt
  rm -rf "$lists"
  mkdir -p "$lists/lists/partial" "$lists/cache/archives/partial"
  : >"$lists/status"
  cat >"$lists/apt.conf" <<END
APT::Architecture "$1";
APT::Architectures { "$1"; };
APT::Sandbox::User "root";
Dir::State::lists "$lists/lists";
Dir::State::status "$lists/status";
Dir::Cache "$lists/cache";
Dir::Etc::sourcelist "/dev/null";
Dir::Etc::sourceparts "$folder/sources";
END
  APT_CONFIG=$lists/apt.conf apt-get -q update
}

# One base for all chroots: the smallest, with the lists of apt.  Packages of two
# architectures must have one version to be installed together.  If a mirror has no
# security updates for i386, the base has none at all.
make_base() {
  copy_sources 'nothing^'
  have_lists i386 || copy_sources -security
  # An empty suite: mmdebstrap takes the lists unchanged.
  # shellcheck disable=SC2016
  mmdebstrap --variant=minbase --include=netbase --skip=cleanup/apt/lists \
    --customize-hook='printf "#!/bin/sh\nexit 101\n" >"$1/usr/sbin/policy-rc.d"' \
    --customize-hook='chmod 755 "$1/usr/sbin/policy-rc.d"' \
    '' "$folder/base.tar" "$folder"/sources/* || return 1
  rm -rf "$folder/base"
  mkdir "$folder/base"
  tar -C "$folder/base" -xf "$folder/base.tar" --exclude='./dev/*'
}

# on_layer COMMAND...: run with a temporary copy of the base mounted at $folder/layer.  Its
# processes end with COMMAND.  $folder/share is at /share there.
on_layer() {
  mkdir -p "$folder/layer"
  # shellcheck disable=SC2016
  unshare -mpf --kill-child sh -c '
    base=$1/base root=$1/layer share=$1/share
    shift
    mount -t tmpfs none "$root" && mkdir "$root/upper" "$root/work" "$root/root" &&
      mount -t overlay none "$root/root" \
        -o "lowerdir=$base,upperdir=$root/upper,workdir=$root/work" &&
      mount --move "$root/root" "$root" &&
      mount -t proc proc "$root/proc" && mount --rbind /dev "$root/dev" &&
      mount -t tmpfs none "$root/tmp" && mkdir "$root/share" &&
      mount --bind "$share" "$root/share" || exit 99
    "$@"' sh "$folder" "$@"
}

# inside COMMAND...: on_layer, in a chroot.
inside() {
  on_layer chroot "$folder/layer" "$@"
}

# ---- the packages ----------------------------------------------------------------------

# unpack_source FOLDER: the tarball of a release, and its files
unpack_source() {
  make -C "$native" -s deb-source DEB="$1"
}

# As an ordinary user, with the tests of debian/rules.
build() {
  as_user "$1" env -C "$source" LC_ALL=C.UTF-8 DEB_BUILD_OPTIONS="nodoc parallel=$(nproc)" \
    dpkg-buildpackage -us -uc
}

# As root, in another folder, with another umask, language, time zone and user name, without
# tests.
build_otherwise() {
  (umask 002 && cd "$folder/elsewhere/deeper/$source" &&
    env TZ=Asia/Kathmandu LC_ALL=C LANG=tr_TR.UTF-8 HOME=/nonexistent USER=somebody \
      DEB_BUILD_OPTIONS="nocheck nodoc parallel=1" dpkg-buildpackage -us -uc)
}

# By git-buildpackage, of a clone: the orig tarball alone, in a checkout without a branch, as
# Debian's forge does; the packages; and a source package with the release's tarball.
build_from_git() {
  as_user "$folder/git" env -C clone LC_ALL=C.UTF-8 DEB_BUILD_PROFILES="$DEB_BUILD_PROFILES" \
    DEB_BUILD_OPTIONS="$DEB_BUILD_OPTIONS" sh -euc '
      git init -q -b main
      git add -A
      git -c user.name=nobody -c user.email=nobody@example.org commit -q -m clone
      git checkout -q --detach
      mkdir ../forge
      gbp export-orig --tarball-dir=../forge
      git checkout -q main
      gbp buildpackage --git-export-dir=../made --git-builder="dpkg-buildpackage -us -uc"
      gbp buildpackage --git-export-dir=../source --git-tarball-dir=../release \
        --git-builder="dpkg-buildpackage -S -nc -us -uc"'
}

phase "the base of the chroots, and the packages"
make_base >"$folder/base.log" 2>&1 &
base_job=$!

is "the changelog has the version of configure.ac" "$upstream" \
  "$(sed -n 's/^PACKAGE_VERSION = //p' "$native/Makefile")"
unpack_source "$folder/place" >"$folder/unpack.log" 2>&1
check "the packages build" "$folder/build.log" build "$folder/place"
says "$folder/build.log" '^# PASS:  *[1-9]' "and their tests run"
debs=$(cd "$folder/place" && echo ./*.deb)
unpack_source "$folder/elsewhere/deeper" >>"$folder/unpack.log" 2>&1
check "they build elsewhere" "$folder/other.log" build_otherwise
for f in $debs "iana-services_$version.dsc" "iana-services_$version.debian.tar.xz" \
  "iana-services_$upstream.orig.tar.xz"; do
  cmp "$folder/place/$f" "$folder/elsewhere/deeper/$f" 2>&1 | sed 's/^/# /'
  cmp -s "$folder/place/$f" "$folder/elsewhere/deeper/$f"
  ok $? "the same bytes: $f"
done
date=$("$native/iana-services" info --json --index \
  "$folder/place/$source/debian/iana-services-data/usr/lib/iana-services/services.idx" |
  sed -n 's/.*"registry_date":"\([0-9-]*\)".*/\1/p')
dpkg-deb -f "$folder"/place/iana-services-data_*.deb Description >"$tmp/description"
says "$tmp/description" "registry of $date\\.\$" "the description has the date of the registry"

phase "git-buildpackage"
rm -rf "$folder/git"
if ! command -v gbp >/dev/null; then
  skip "git-buildpackage makes the same packages" "no gbp"
elif ! copy_clone "$folder/git/clone"; then
  skip "git-buildpackage makes the same packages" "$why"
else
  mkdir "$folder/git/release"
  cp "$folder/place/iana-services_$upstream.orig.tar.xz" "$folder/git/release/"
  check "git-buildpackage makes packages of a clone" "$folder/git.log" build_from_git
  for f in $debs; do
    cmp -s "$folder/place/$f" "$folder/git/made/$f"
    ok $? "the same bytes as from a release: $f"
  done
  for f in "iana-services_$version.dsc" "iana-services_$version.debian.tar.xz"; do
    cmp -s "$folder/place/$f" "$folder/git/source/$f"
    ok $? "the same bytes with the release's tarball: $f"
  done
fi
if ! python3 -c 'import yaml' 2>/dev/null; then
  skip "debian/salsa-ci.yml includes the recipe of Debian's forge" "no yaml for python3"
else
  is "debian/salsa-ci.yml includes the recipe of Debian's forge" \
    "include https://salsa.debian.org/salsa-ci-team/pipeline/raw/master/recipes/debian.yml" \
    "$(python3 -c 'import sys, yaml
tree = yaml.safe_load(sys.stdin)
print(*tree, *tree["include"])' <"$top_srcdir/debian/salsa-ci.yml" 2>&1)"
fi

phase "lintian"
lintian -I --pedantic --allow-root --fail-on none "$folder"/place/*.changes \
  >"$folder/lintian.log" 2>"$folder/lintian.err"
is "lintian has nothing to say" "exit 0, 0 lines" \
  "exit $?, $(grep -c '^[A-Z]: ' "$folder/lintian.log") lines"
sed 's/^/# /' "$folder/lintian.log"
dpkg-deb -c "$folder"/place/libnss-iana_*.deb | awk '{ print $6 }' >"$tmp/files"
! { for f in $debs; do dpkg-deb -c "$folder/place/$f"; done; } | grep -q ' \./etc/services$'
ok $? "no package has /etc/services"

wait $base_job
ok $? "mmdebstrap makes a base"
[ -d "$folder/base/etc" ] || tail -n 20 "$folder/base.log" | sed 's/^/# /'

rm -rf "$folder/share"
mkdir -p "$folder/share/out" "$folder/share/new" "$folder/share/old"
cp -R "$here" "$folder/share/package"
cp "$top_srcdir/tests/support/tap.sh" "$top_srcdir/tests/support/https.py" \
  "$top_srcdir/data/registry.csv" "$folder/share/"

# ---- a cross build in a chroot that has the build dependencies and no more ---------------

phase "a cross build, for i386"
(cd "$folder/place" && cp iana-services_*.dsc iana-services_*.tar.xz "$folder/share/")
inside /share/package/cross.sh i386 >"$folder/cross.log" 2>&1 </dev/null
status=$?
foreign=
if [ $status -eq 77 ]; then
  skip "they are built for i386, with the build dependencies alone" \
    "$(tail -n 1 "$folder/cross.log")"
else
  ok $status "they are built for i386, with the build dependencies alone"
  [ $status -eq 0 ] || tail -n 40 "$folder/cross.log" | sed 's/^/# /'
  cmp -s "$folder/share/out/"iana-services-data_*.deb "$folder/place/"iana-services-data_*.deb
  ok $? "the data package of a cross build is the same"
  foreign=$(ls "$folder/share/out/"libnss-iana_*_i386.deb 2>/dev/null)
fi

# ---- from the installation to the purge ---------------------------------------------------

phase "lifecycle"
for f in $debs; do
  case $f in
  *dbgsym*) ;;
  *) cp "$folder/place/$f" "$folder/share/new/" ;;
  esac
done
# The same packages under an earlier version.
for f in "$folder/share/new/"*.deb; do
  rm -rf "$tmp/old"
  dpkg-deb -R "$f" "$tmp/old"
  sed -i "s/^Version: .*/Version: $version~/" "$tmp/old/DEBIAN/control"
  dpkg-deb -b "$tmp/old" "$folder/share/old" >/dev/null
done
inside sh /share/package/lifecycle.sh >"$folder/lifecycle.log" 2>&1 </dev/null
status=$?
merge "$folder/lifecycle.log"
grep -q '^1\.\.' "$folder/lifecycle.log"
ok $? "the lifecycle was gone through to its end"
[ $status -eq 0 ] || tail -n 20 "$folder/lifecycle.log" | sed 's/^/# /'

# ---- where systemd runs ---------------------------------------------------------------------

phase "systemd"
rm -rf "$folder/systemd"
cp -a "$folder/base" "$folder/systemd"
rm "$folder/systemd/usr/sbin/policy-rc.d"
mkdir "$folder/systemd/share"
# shellcheck disable=SC2016
unshare -mpf --kill-child sh -c 'mount -t proc proc "$1/proc" && mount --bind "$2" "$1/share" &&
  chroot "$1" sh -c "apt-get install -q -y --no-install-recommends systemd dbus openssl python3 /share/new/*.deb"' \
  sh "$folder/systemd" "$folder/share" >"$folder/systemd.log" 2>&1 </dev/null
ok $? "systemd and the packages are installed"
sh "$here/boot.sh" "$folder/systemd" "$folder/share" /share/package/systemd.sh 300 \
  >>"$folder/systemd.log" 2>&1 </dev/null
status=$?
if [ $status -eq 77 ]; then
  skip "the units merge the index again" "this machine gives no control groups"
else
  ok $status "systemd boots, and ends"
  merge "$folder/share/boot.log"
  says "$folder/share/boot.log" '^1\.\.' "its test was gone through to its end"
fi
rm -rf "$folder/systemd"

# ---- the tests of the package ----------------------------------------------------------------

phase "autopkgtest"
rm -rf "$folder/autopkgtest"
# autopkgtest confuses two packages of one name, so apt offers the one for i386.
if [ -n "$foreign" ]; then
  mkdir "$folder/share/apt"
  cp "$foreign" "$folder/share/apt/"
  (cd "$folder/share/apt" && dpkg-scanpackages . >Packages 2>/dev/null)
  echo 'deb [trusted=yes] file:/share/apt ./' >"$folder/base/etc/apt/sources.list.d/share.list"
fi
# The chroot has processes and mounts of its own, and the test programs has a network of its
# own.  That is the isolation which it asks for, but autopkgtest does not know.
on_layer autopkgtest -B --ignore-restrictions=isolation-container -o "$folder/autopkgtest" \
  "$folder/place/"iana-services_*.dsc "$folder/share/new/"*.deb \
  -- chroot "$folder/layer" \
  >"$folder/autopkgtest.log" 2>&1 </dev/null
status=$?
for t in programs foreign local update; do
  if [ $t = foreign ] && [ -z "$foreign" ]; then
    skip "its test foreign" "there is no package for i386"
    continue
  fi
  merge "$folder/autopkgtest/$t-stdout"
  says "$folder/autopkgtest/summary" "^$t *PASS" "its test $t passes"
done
# Exit code 2: a test was skipped.
[ $status -eq 0 ] || [ $status -eq 2 ] || tail -n 40 "$folder/autopkgtest.log" | sed 's/^/# /'

# ---- piuparts -------------------------------------------------------------------------------

phase "piuparts"
(cd "$folder" && gzip -1 -c base.tar >base.tar.gz)
check "piuparts finds nothing left behind" "$folder/piuparts.log" \
  piuparts -b "$folder/base.tar.gz" --keep-sources-list \
  "$folder/share/new/"*.deb

phase "done"
exec >&3
cat "$folder/tap"
awk '
  /^ok .* # SKIP / { skipped++; next }
  /^ok / { passed++ }
  /^not ok / { failed++ }
  END { printf "%d passed, %d failed, %d skipped\n", passed, failed, skipped
        exit failed != 0 || passed == 0 }' "$folder/tap"
