# SPDX-License-Identifier: GPL-2.0-or-later
# For the tests of packages: a release tarball, as a maintainer makes it.
# shellcheck shell=sh disable=SC2034,SC2154

# make_release FOLDER: sets release to the tarball there, with a registry in it, and
# version; false without any registry on this machine.
make_release() {
  registry=$(newest_registry)
  [ -n "$registry" ] || return 1
  version=$("$cmd" --version | sed 's/.* //')
  release=$1/iana-services-$version.tar.xz
  make -s -C "$top_builddir" distdir distdir="$1/iana-services-$version" >"$tmp/log" 2>&1 &&
    cp "$registry" "$1/iana-services-$version/data/service-names-port-numbers.csv" &&
    tar -C "$1" -cf - "iana-services-$version" | xz -0 >"$release" &&
    rm -rf "$1/iana-services-$version" || {
    tail -n 20 "$tmp/log"
    exit 99
  }
}
