#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The command with musl, without the plugin and libcurl, and all tests of it:
#
#     musl.sh FOLDER
#
# FOLDER takes the libraries, which are built of Debian's sources, and the build.  Needs
# musl-gcc and cmake.
set -eu

mkdir -p "$1"
folder=$(cd "$1" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
triplet=$(gcc -print-multiarch)

# musl-gcc does not look for the headers of the kernel, which Alpine has in a package.
mkdir -p "$folder/kernel"
ln -sfn /usr/include/linux /usr/include/asm-generic "/usr/include/$triplet/asm" "$folder/kernel"
cc="musl-gcc -idirafter $folder/kernel"
"$here/sysroot.sh" musl "$triplet" musl-gcc "$folder/sys"
mkdir -p "$folder/build"
cd "$folder/build"
"$top/configure" --disable-nss --without-curl --enable-werror CC="$cc" \
  CPPFLAGS="-isystem $folder/sys/include" LDFLAGS="-L$folder/sys/lib" \
  EXPAT_CFLAGS=" " EXPAT_LIBS=-lexpat ZLIB_CFLAGS=" " ZLIB_LIBS=-lz \
  JSON_C_CFLAGS="-isystem $folder/sys/include/json-c" JSON_C_LIBS=-ljson-c \
  CHECK_CFLAGS=-pthread CHECK_LIBS="-lcheck -pthread -lm"
make -j"$(nproc)"
case $(readelf -l iana-services) in
*/lib/ld-musl-*) ;;
*)
  echo "musl.sh: the command is not linked with musl" >&2
  exit 1
  ;;
esac
make -j"$(nproc)" check VERBOSE=1
