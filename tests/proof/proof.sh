#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Proves the contracts of the reader (the comments that begin with an at sign in
# src/ and nss/pack.c) with Frama-C's WP and the provers z3 and cvc4:
#
#     proof.sh [FUNCTION,...]
#
# For any bytes of any size each access is inside the image or the caller's
# buffer, no pointer outside them is even formed, no arithmetic overflows or wraps,
# every loop ends, and nothing else is written.  doc/reliability.md says what this
# leaves out.  Ends with "proof: PROVED of TOTAL goals", and 1 unless all are.
set -eu

top=${top_srcdir:-$(dirname "$0")/../..}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
trap 'exit 1' INT TERM

for tool in frama-c why3 z3 cvc4; do
  command -v "$tool" >/dev/null || {
    echo "proof: $tool is missing (Debian: frama-c-base why3 z3 cvc4)" >&2
    exit 1
  }
done

# An own list of provers, whatever the settings of the user.
export HOME="$tmp"
why3 config detect >"$tmp/why3" 2>&1 || { cat "$tmp/why3" >&2; exit 1; }

# The memory model has no casts of bytes to pointers, which these functions make.
casts=iana_pack,iana_pack_short

set -- ${1:+-wp-fct "$1"}
frama-c -c11 \
  -cpp-extra-args="-iquote $top -D_Alignof=sizeof" \
  -warn-unsigned-overflow -warn-invalid-pointer \
  -wp -wp-rte -wp-skip-fct "$casts" -wp-prover cvc4,z3 -wp-timeout 30 -wp-par "$(nproc)" \
  -wp-cache none -wp-warn-key pedantic-assigns=inactive \
  "$@" "$top/tests/proof/proof.c" >"$tmp/log" 2>&1 || { tail -n 40 "$tmp/log"; exit 1; }

grep -E -A4 '\[(Failed|Timeout|Unknown|Stepout)\]|[Ww]arning|Cast with' "$tmp/log" || true
awk '
  /Proved goals:/ { proved = $4; total = $6 }
  END {
    printf "proof: %d of %d goals\n", proved, total
    exit !(total > 0 && proved == total)
  }' "$tmp/log"
