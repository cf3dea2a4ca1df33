#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The libraries that the command and the units link, for another architecture:
#
#     sysroot.sh ARCH TRIPLET CC FOLDER
#
# leaves headers in FOLDER/include, archives in FOLDER/lib and, where Debian has the
# architecture, getent in FOLDER/bin.  ARCH is Debian's name, or musl: that of
# this machine, with another libc.  CC is the compiler.  The libraries are Debian's packages,
# or Debian's sources, built with CC.  apt fetches both with a state of its own: the machine's
# lists of architectures and packages stay.
set -eu

arch=$1
triplet=$2
cc=$3
apt_arch=$arch
[ "$arch" != musl ] || apt_arch=$(dpkg --print-architecture)
mkdir -p "$4"
out=$(cd "$4" && pwd)
work=$out/work
mkdir -p "$work/lists/partial" "$work/cache/archives/partial" "$work/parts" \
  "$out/include" "$out/lib" "$out/bin"
cd "$work"
: >status
cat >apt.conf <<END_OF_CONF
APT::Architecture "$apt_arch";
APT::Architectures { "$apt_arch"; };
APT::Sandbox::User "root";
Acquire::Languages "none";
Acquire::Retries "3";
Dir::State::lists "$work/lists";
Dir::State::status "$work/status";
Dir::Cache "$work/cache";
END_OF_CONF

apt() {
  APT_CONFIG=$work/apt.conf apt-get -q "$@" </dev/null
}

# A list that cannot be fetched matters only if a package is missing later.
update() {
  apt update || echo "apt-get update: exit $?"
}

# fetch HOW SHOW PACKAGE...: apt-get HOW fetches the newest version that can be fetched.
# apt-cache SHOW lists the versions; a mirror may have dropped some of them.
fetch() {
  how=$1
  show=$2
  shift 2
  for p in "$@"; do
    for v in $(APT_CONFIG=$work/apt.conf apt-cache "$show" "$p" |
      sed -n 's/^Version: //p' | sort -Vru); do
      apt "$how" "$p=$v" && continue 2
    done
    echo "sysroot.sh: no version of $p is to be had" >&2
    return 1
  done
}

from_packages() {
  update
  fetch download show libcsv-dev libexpat1-dev zlib1g-dev libjson-c-dev check \
    libsubunit-dev libc-bin
  for p in ./*.deb; do
    dpkg-deb -x "$p" root
  done
  cp -R root/usr/include/. "$out/include/"
  cp "root/usr/lib/$triplet"/*.a "$out/lib/"
  cp root/usr/bin/getent "$out/bin/"
}

# Ask the same mirrors for sources, whatever the form of their lists.
use_sources() {
  for f in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
    [ ! -f "$f" ] || sed -n 's/^deb[[:space:]]/deb-src /p' "$f"
  done >parts/sources.list
  for f in /etc/apt/sources.list.d/*.sources; do
    [ ! -f "$f" ] || sed 's/^Types:.*/Types: deb-src/' "$f" >"parts/$(basename "$f")"
  done
  cat >>apt.conf <<END_OF_CONF
Dir::Etc::sourcelist "/dev/null";
Dir::Etc::sourceparts "$work/parts";
END_OF_CONF
}

# with_cmake SOURCE OPTION...: builds an archive of position-independent code.
with_cmake() {
  source=$1
  shift
  cmake -S "$source" -B "$source/build" -DCMAKE_SYSTEM_NAME=Linux \
    -DCMAKE_SYSTEM_PROCESSOR="$arch" -DCMAKE_C_COMPILER="$cc" -DCMAKE_C_FLAGS="-O2 -w" \
    -DCMAKE_POSITION_INDEPENDENT_CODE=ON -DCMAKE_INSTALL_PREFIX="$out" \
    -DCMAKE_INSTALL_LIBDIR=lib -DBUILD_SHARED_LIBS=OFF -DBUILD_TESTING=OFF "$@"
  make -C "$source/build" -j"$(nproc)" install
}

from_sources() {
  use_sources
  update
  fetch source showsrc libcsv expat zlib json-c check
  "$cc" -O2 -fPIC -w -c libcsv-*/libcsv.c -o libcsv.o
  "$triplet-ar" rcs "$out/lib/libcsv.a" libcsv.o
  cp libcsv-*/csv.h "$out/include/"
  # Debian's patches do not compile with the expat_config.h that cmake makes.
  : >expat_config.h
  "$cc" -O2 -fPIC -w -I. -DXML_DTD=1 -DXML_NS=1 -DXML_GE=1 -DXML_CONTEXT_BYTES=1024 \
    -DBYTEORDER=1234 -DHAVE_GETRANDOM -c expat-*/expat/lib/xmlparse.c \
    expat-*/expat/lib/xmlrole.c expat-*/expat/lib/xmltok.c
  "$triplet-ar" rcs "$out/lib/libexpat.a" xmlparse.o xmlrole.o xmltok.o
  cp expat-*/expat/lib/expat.h expat-*/expat/lib/expat_external.h "$out/include/"
  (cd zlib-*/ && CHOST=$triplet CC=$cc CFLAGS="-O2 -fPIC -w" ./configure --static \
    --prefix="$out" && make -j"$(nproc)" install)
  with_cmake json-c-*/ -DDISABLE_EXTRA_LIBS=ON -DBUILD_APPS=OFF
  with_cmake check-*/ -DCHECK_ENABLE_SUBUNIT=OFF -DINSTALL_CHECKMK=OFF
  rm "$out"/lib/*.so*
}

case $arch in
riscv64 | musl) from_sources ;;
*) from_packages ;;
esac
