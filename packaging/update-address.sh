#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Writes the project's address into the files of a folder debian/:
#
#     update-address.sh ADDRESS FOLDER
#
# ADDRESS is the project's page and its git repository, from configure.ac.  If it is empty,
# the files say nothing that needs an address.
set -eu

address=$1
folder=$2
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
trap 'exit 1' HUP INT TERM

case $address in
'' | https://*[!/]) ;;
*)
  echo "update-address: $address: an address is https://HOST/PATH, or empty" >&2
  exit 1
  ;;
esac
case $address in
*[!A-Za-z0-9:/._~-]*)
  echo "update-address: $address: only letters, digits and : / . _ ~ - are taken" >&2
  exit 1
  ;;
esac

# edit FILE SED-OPTION...: change a file in place, and keep its mode.
edit() {
  file=$1
  shift
  sed "$@" "$file" >"$tmp/new"
  cmp -s "$tmp/new" "$file" || cat "$tmp/new" >"$file"
}

set -- -e '/^Homepage:/d' -e '/^Vcs-[A-Za-z]*:/d'
source="the project's release; the project has no address yet"
if [ -n "$address" ]; then
  set -- "$@" -e "s|^Rules-Requires-Root:|Homepage: $address\\
Vcs-Browser: $address\\
Vcs-Git: $address\\
&|"
  source=$address
fi
edit "$folder/control" "$@"
edit "$folder/copyright" "s|^Source:.*|Source: $source|"

# lintian asks for a watch file that checks a signature.  Without an address it asks for an
# address, too.
{
  if [ -n "$address" ]; then
    echo "# Releases are tags.  doc/releasing.md tells when a tag can be checked, and more."
    echo "iana-services source: debian-watch-does-not-check-openpgp-signature [debian/watch]"
    echo "iana-services source: upstream-metadata-missing-bug-tracking [debian/upstream/metadata]"
  else
    echo "# The project has no address yet.  doc/releasing.md tells what to do when it has one."
    echo "iana-services source: debian-watch-file-is-missing"
    echo "iana-services source: no-homepage-field"
    echo "iana-services source: upstream-metadata-file-is-missing"
  fi
} >"$folder/source/lintian-overrides"

rm -f "$folder/watch" "$folder/upstream/metadata"
rmdir "$folder/upstream" 2>/dev/null || :
if [ -n "$address" ]; then
  mkdir -p "$folder/upstream"
  printf '%s\n' "version=4" "opts=\"mode=git\" $address refs/tags/v([\\d.]+)" >"$folder/watch"
  printf '%s\n' "Repository: $address" "Repository-Browse: $address" >"$folder/upstream/metadata"
fi
