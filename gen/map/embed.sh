#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Prints a C file with the templates of the page:
#
#     embed.sh PAGE STYLE SCRIPT...
#
# The scripts become one, in their order.  Each template has its hash, by which the
# Content-Security-Policy of the page lets it run and nothing else.
set -eu

# The SHA-256 of standard input, in base64.
hash() {
  # shellcheck disable=SC2059
  printf "$(sha256sum | LC_ALL=C awk '{
    digits = "0123456789abcdef"
    for (i = 1; i < 64; i += 2) {
      n = (index(digits, substr($1, i, 1)) - 1) * 16 + index(digits, substr($1, i + 1, 1)) - 1
      printf "\\%03o", n
    } }')" | base64
}

# template NAME FILE...
template() {
  name=$1
  shift
  echo "static const unsigned char ${name}_bytes[] = {"
  cat "$@" | od -An -v -tu1 | sed -e 's/^ *//' -e 's/  */,/g' -e 's/$/,/'
  echo "};"
  echo "const struct iana_template iana_template_$name = {"
  echo "	${name}_bytes, sizeof ${name}_bytes, \"sha256-$(cat "$@" | hash)\""
  echo "};"
}

page=$1
style=$2
shift 2
echo "/* Made by gen/map/embed.sh. */"
echo '#include "map/templates.h"'
template page "$page"
template style "$style"
template script "$@"
