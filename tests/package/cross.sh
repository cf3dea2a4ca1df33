#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# In a minimal chroot: builds the source in /share for another architecture, into /share/out.
# Exits 77 if a mirror does not have the packages that its list names.
set -eu

mirror=good
# A list that cannot be fetched matters only if a package is missing later.
update() {
  apt-get update -q || mirror=bad
}
# install APT-GET-ARGUMENT...
install() {
  apt-get -q -y --no-install-recommends "$@" && return
  [ $mirror = bad ] || exit 1
  echo "the lists of packages cannot be had just now"
  exit 77
}

install install dpkg-dev "crossbuild-essential-$1"
dpkg --add-architecture "$1"
update
dpkg-source -x /share/*.dsc /tmp/source
cd /tmp/source
install build-dep -a "$1" -P nocheck,cross .
DEB_BUILD_PROFILES="nocheck cross" dpkg-buildpackage -a "$1" -us -uc -b
cp /tmp/*.deb /share/out/
