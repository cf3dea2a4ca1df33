#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Replaces the registry in a folder, for a release and for the packages:
#
#     update-registry.sh COMMAND FOLDER [FROM]
#
# COMMAND is iana-services.  FROM is a URL or a file; the default is IANA's registry in XML
# form, which has its date.  FOLDER/registry.csv gets its rows, without people and notes.  If
# FROM does not convert, or has an earlier date, the old registry stays.
set -eu

command=$1
folder=$2
from=${3:-https://www.iana.org/assignments/service-names-port-numbers/service-names-port-numbers.xml}
registry=$folder/registry.csv
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
trap 'exit 1' HUP INT TERM

die() {
  echo "update-registry: $*" >&2
  exit 1
}

# date_of REGISTRY: print its date.  Fails if it does not convert.
date_of() {
  "$command" convert --quiet "$1" --index "$tmp/index" 2>"$tmp/err" || {
    cat "$tmp/err" >&2
    return 1
  }
  "$command" info --json --index "$tmp/index" |
    sed -n 's/.*"registry_date":"\([0-9-]*\)".*/\1/p'
}

new=$from
if [ ! -f "$from" ]; then
  new=$tmp/fetched
  curl -fsSL --retry 2 --connect-timeout 10 --max-time 300 --max-filesize 67108864 \
    -o "$new" "$from" || die "$from: cannot be fetched"
fi
date=$(date_of "$new") || die "$from: does not convert"
[ -n "$date" ] || die "$from: has no date"

if [ -f "$registry" ] && old_date=$(date_of "$registry"); then
  [ "$(printf '%s\n' "$old_date" "$date" | sort | tail -n 1)" = "$date" ] ||
    die "$from: of $date, but $registry is of $old_date; remove that first"
fi

"$command" convert --quiet "$new" --csv "$registry" --without assignee,contact,notes ||
  die "$from: cannot be written as CSV"
# The text beside it tells the date.
if [ -f "$folder/README.md" ]; then
  sed "s/^\(\`registry.csv\` is IANA's registry of\) [0-9-]*/\1 $date/" "$folder/README.md" \
    >"$tmp/readme"
  cat "$tmp/readme" >"$folder/README.md"
fi
echo "$registry: the registry of $date"
