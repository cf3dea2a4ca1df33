#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# make check for another architecture:
#
#     check.sh ARCH NATIVE FOLDER
#
# ARCH is Debian's name of it.  NATIVE is a finished build for this machine, whose files and
# answers are compared.  FOLDER takes the libraries and the build.  Programs run under
# qemu-user; i386 does without where this machine can.  Needs Debian's cross compilers.  The
# build is without libcurl, whose archive needs those of ten more libraries.
set -eu

arch=$1
native=$(cd "$2" && pwd)
mkdir -p "$3"
folder=$(cd "$3" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
build=$folder/build

cc=
libs_triplet=
case $arch in
i386)
  triplet=i686-linux-gnu
  libs_triplet=i386-linux-gnu
  # The package gcc-multilib has a link to the folder asm, but conflicts with the cross
  # compilers.  The headers of this machine serve as well.
  cc="gcc -m32 -idirafter /usr/include/$(gcc -print-multiarch)"
  ;;
s390x) triplet=s390x-linux-gnu ;;
armhf) triplet=arm-linux-gnueabihf ;;
arm64) triplet=aarch64-linux-gnu ;;
riscv64) triplet=riscv64-linux-gnu ;;
*)
  echo "check.sh: no such architecture: $arch" >&2
  exit 64
  ;;
esac
: "${libs_triplet:=$triplet}" "${cc:=$triplet-gcc}"

# runner: prints the command that starts a program of the architecture, or nothing if the
# kernel can.
runner() {
  case $arch in
  i386)
    echo 'int main(void) { return 0; }' >"$folder/try.c"
    $cc "$folder/try.c" -o "$folder/try"
    "$folder/try" 2>/dev/null || echo qemu-i386-static
    ;;
  armhf) echo "qemu-arm-static -L /usr/$triplet" ;;
  arm64) echo "qemu-aarch64-static -L /usr/$triplet" ;;
  *) echo "qemu-$arch-static -L /usr/$triplet" ;;
  esac
}

"$here/sysroot.sh" "$arch" "$libs_triplet" "$triplet-gcc" "$folder/sys"
run=$(runner)

check_libs=-lcheck
[ ! -f "$folder/sys/lib/libsubunit.a" ] || check_libs="-lcheck_pic -lsubunit"
mkdir -p "$build"
cd "$build"
"$top/configure" --build="$(gcc -print-multiarch)" --host="$triplet" --without-curl --enable-werror \
  CC="$cc" CPPFLAGS="-isystem $folder/sys/include" LDFLAGS="-L$folder/sys/lib" \
  EXPAT_CFLAGS=" " EXPAT_LIBS=-lexpat ZLIB_CFLAGS=" " ZLIB_LIBS=-lz \
  JSON_C_CFLAGS="-isystem $folder/sys/include/json-c" JSON_C_LIBS=-ljson-c \
  CHECK_CFLAGS=-pthread CHECK_LIBS="$check_libs -pthread -lrt -lm"
make -j"$(nproc)"

# The tests see this folder as the build: its programs start by themselves.
seen=$folder/seen
mkdir -p "$seen/tests/support" "$folder/path"
ln -sf "$build/libnss_iana.so.2" "$build/libnss_iana_local.so.2" "$build/Makefile" "$seen/"
starts() {
  rm -f "$1"
  if [ -z "$run" ]; then
    ln -s "$2" "$1"
  else
    printf '#!/bin/sh\nexec %s "%s" "$@"\n' "$run" "$2" >"$1"
    chmod 755 "$1"
  fi
}
for program in iana-services tests/support/ask tests/support/oracle tests/support/secure; do
  starts "$seen/$program" "$build/$program"
done
scripts="tests/arch/same.test tests/script/badinput.test tests/script/command.test
  tests/script/format.test tests/script/seed.test tests/script/symbols.test"
if [ -f "$folder/sys/bin/getent" ]; then
  starts "$folder/path/getent" "$folder/sys/bin/getent"
  scripts="$scripts tests/script/known.test tests/script/places.test"
fi
# With a runner the helper is a script, and a script cannot be set-user-ID.
[ -n "$run" ] || scripts="$scripts tests/script/secure.test"

PATH=$folder/path:$PATH make -j"$(nproc)" check VERBOSE=1 LOG_COMPILER="$run" \
  TESTS_ENVIRONMENT="top_builddir='$seen'; IANA_NATIVE='$native'; \
    export IANA_NATIVE;" \
  TESTS='$(units)'" $scripts"
