# SPDX-License-Identifier: GPL-2.0-or-later
# What the tests of packages begin with: a release tarball, as a maintainer makes it, or a clone.
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

# copy_clone FOLDER: copies what a clone of this tree has, with the changes that are not
# committed.  If this tree is no clone, it fails and sets why.
copy_clone() {
  mkdir -p "$1"
  (cd "$top_srcdir" && git -c safe.directory='*' ls-files -z --cached --others --exclude-standard |
    xargs -0 sh -c 'for f; do [ ! -f "$f" ] || printf "%s\0" "$f"; done' sh |
    tar --null -T - -cf -) 2>"$tmp/err" | tar -C "$1" -xf -
  why="not a clone: $(head -n 1 "$tmp/err")"
  [ -f "$1/bootstrap" ]
}
