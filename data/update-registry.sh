#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Puts a registry into a folder, as the snapshot that a release and the packages use:
#
#     update-registry.sh COMMAND FOLDER [FROM]
#
# COMMAND is iana-services; FROM a URL or a file, IANA's list in CSV form unless given.
# What does not convert, or is of an earlier day, leaves the old snapshot.
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

# date_of REGISTRY: it converts, and this is its date.
date_of() {
  "$command" convert --quiet "$1" --index "$tmp/index" 2>"$tmp/err" || {
    cat "$tmp/err" >&2
    return 1
  }
  "$command" info --json --index "$tmp/index" |
    sed -n 's/.*"registry_date":"\([0-9-]*\)".*/\1/p'
}

# The name of the form, by the first bytes.
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
