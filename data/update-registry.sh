#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Puts a registry into a folder, for a release and for the packages:
#
#     update-registry.sh COMMAND FOLDER [FROM]
#
# COMMAND is iana-services.  FROM is a URL or a file; the default is IANA's registry in CSV
# form.  If FROM does not convert, or has an earlier date, the old registry stays.
set -eu

command=$1
folder=$2
from=${3:-https://www.iana.org/assignments/service-names-port-numbers/service-names-port-numbers.csv}
name=service-names-port-numbers
new=$(mktemp "$folder/.new.XXXXXX")
tmp=$(mktemp -d)
trap 'rm -rf "$new" "$tmp"' EXIT
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

# form FILE: print the ending for its form, which the first bytes tell.
form() {
  case $(head -c 512 "$1" | tr -d '\000' | tr 'A-Z\r\n' 'a-z  ') in
  *"<html"* | *"<!doctype html"*) echo xhtml ;;
  *"<?xml"* | *"<registry"*) echo xml ;;
  *"service name,"*) echo csv ;;
  *) echo txt ;;
  esac
}

if [ -f "$from" ]; then
  cp "$from" "$new"
else
  curl -fsSL --retry 2 --connect-timeout 10 --max-time 300 --max-filesize 67108864 \
    -o "$new" "$from" || die "$from: cannot be fetched"
fi
date=$(date_of "$new") || die "$from: does not convert"

for old in "$folder/$name".*; do
  [ -f "$old" ] || continue
  old_date=$(date_of "$old") || continue
  [ "$(printf '%s\n' "$old_date" "$date" | sort | tail -n 1)" = "$date" ] ||
    die "$from: of $date, but $old is of $old_date; remove that first"
done

chmod 644 "$new"
target=$folder/$name.$(form "$new")
mv "$new" "$target"
for old in "$folder/$name".*; do
  [ "$old" = "$target" ] || rm -f "$old"
done
echo "$target: the registry of ${date:-an unknown date}"
