# SPDX-License-Identifier: GPL-2.0-or-later
# A release tarball for the tests of packages, as a maintainer makes it.
# shellcheck shell=sh disable=SC2034,SC2154

# make_release FOLDER: makes a tarball, sets release to its path and version to its version.
make_release() {
  version=$("$cmd" --version | sed 's/.* //')
  release=$1/iana-services-$version.tar.xz
  make -s -C "$top_builddir" distdir distdir="$1/iana-services-$version" >"$tmp/log" 2>&1 &&
    tar -C "$1" -cf - "iana-services-$version" | xz -0 >"$release" &&
    rm -rf "$1/iana-services-$version" || {
    tail -n 20 "$tmp/log"
    exit 99
  }
}
