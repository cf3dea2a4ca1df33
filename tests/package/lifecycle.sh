#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# In a chroot: install, upgrade, remove, install again and purge, with every shape of
# nsswitch.conf.  Packages are in /share/old and /share/new.
. /share/tap.sh

tmp=$(mktemp -d)
conf=/etc/nsswitch.conf
old=$(echo /share/old/libnss-iana_*.deb)
new=$(echo /share/new/libnss-iana_*.deb)
export DEBIAN_FRONTEND=noninteractive

# dpkg without a sync for each file; its messages are in $tmp/said.
package() {
  dpkg --force-unsafe-io "$@" >"$tmp/said" 2>&1 </dev/null ||
    sed 's/^/# /' "$tmp/said"
}

apt-get install -q -y --no-install-recommends /share/old/iana-services_*.deb \
  /share/old/iana-services-data_*.deb >"$tmp/said" 2>&1 || sed 's/^/# /' "$tmp/said"
cp -p /etc/services "$tmp/services"

# A name of the registry that is not in /etc/services.
name=$(sed 's/#.*//' /usr/share/iana-services/services |
  awk 'NR == FNR { for (i = 1; i <= NF; i++) known[$i] = 1; next }
    NF == 2 && !($1 in known) && !($2 in known) { print $1; exit }' /etc/services -)

# outcome: prints answers; told, if the package said that it does not answer; or the fault.
outcome() {
  getent services "$name" >/dev/null && answers=yes || answers=no
  grep -q '^libnss-iana: services are not resolved' "$tmp/said" && told=yes || told=no
  case $answers/$told in
  yes/no) echo answers ;;
  no/yes) echo told ;;
  yes/yes) echo "told, but it answers" ;;
  *) echo "no answer, and nothing told" ;;
  esac
}

# state: the kind, mode, owner and checksum of $conf
state() {
  [ -e $conf ] || [ -L $conf ] || { echo none && return; }
  stat -c '%F %a %u:%g' $conf
  sha256sum <$conf
}

services_line() {
  [ ! -e $conf ] || sed -n 's/^[[:space:]]*services:/services:/p' $conf
}

leftovers() {
  find /etc /var/lib -name '*iana*' ! -name 'iana-services*' ! -path '/var/lib/dpkg/*'
  find /etc -name 'nsswitch.conf?*'
}

# through SHAPE OUTCOME LINE: from the present $conf to the purge.
through() {
  before=$(state)
  package -i "$old"
  is "$1: installed" "$2, $3" "$(outcome), $(services_line)"
  installed=$(state)
  package -i "$new"
  is "$1: an upgrade changes nothing" "$installed" "$(state)"
  package -r libnss-iana
  is "$1: removed, the file is as it was" "$before" "$(state)"
  package -i "$new"
  is "$1: installed again" "$2, $3" "$(outcome), $(services_line)"
  package -P libnss-iana
  is "$1: purged, the file is as it was" "$before" "$(state)"
  is "$1: nothing is left" "" "$(leftovers)"
}

# shape NAME OUTCOME LINE TEXT: LINE and TEXT are formats of printf.
shape() {
  rm -f $conf
  # shellcheck disable=SC2059
  printf "passwd: files\nhosts:\tfiles  dns \n$4" >$conf
  # shellcheck disable=SC2059
  through "$1" "$2" "$(printf "$3")"
}

shape "files" answers "services: files iana" "services: files\n"
shape "db files" answers "services:       db files iana" "services:       db files\nrpc: db files\n"
shape "tabs and blanks at the end" answers "services:\tdb\tfiles iana " "services:\tdb\tfiles\t \n"
shape "no end of line" told "services: files iana" "services: files"
shape "a comment behind" answers "services: files iana # mine" "services: files # mine\n"
shape "files in the comment, too" answers "services: db  iana # no files" \
  "services: db # no files\n"
shape "another source" answers "services: files iana nis" "services: files nis\n"
shape "no files" answers "services: db iana" "services: db\n"
shape "an action that goes on" answers "services: db [NOTFOUND=continue] files [SUCCESS=return] iana" \
  "services: db [NOTFOUND=continue] files [SUCCESS=return]\n"
shape "an action that ends it" told "services: files [NOTFOUND=return] iana" \
  "services: files [NOTFOUND=return]\n"
shape "an action of a source that is not there" answers \
  "services: db [!UNAVAIL=return] files iana" \
  "services: db [!UNAVAIL=return] files\n"
shape "an action that ends it otherwise" told "services: files [!SUCCESS=return] iana" \
  "services: files [!SUCCESS=return]\n"
shape "iana is there" answers "services: iana files" "services: iana files\n"
shape "no blank behind the colon" told "services:files" "services:files\n"
shape "a blank before" told "services: files" "  services: files\n"
shape "no sources" told "services:" "services:\n"
shape "no services line" told "" "rpc: db files\n"
shape "services in a comment alone" told "" "# services: files iana\n"

: >$conf
through "an empty file" told ""
rm -f $conf
through "no file" told ""
printf 'services: files\n' >/etc/elsewhere.conf
ln -s elsewhere.conf $conf
through "a symbolic link" told "services: files"
rm -f $conf
printf 'services: files\n' >$conf
chmod 640 $conf
chown 1:1 $conf
through "another mode and owner" answers "services: files iana"
chown 0:0 $conf
chmod 644 $conf

# ---- the administrator's own edits -----------------------------------------------------

printf 'services: files # mine\nhosts: files\n' >$conf
package -i "$old"
sed -i 's/^hosts:.*/hosts: files dns/' $conf
package -i "$new"
package -P libnss-iana
is "edited meanwhile: purged, the edit stays and iana goes" "services: files hosts: files dns" \
  "$(sed 's/  *# mine//' $conf | tr '\n' ' ' | sed 's/ $//')"

printf 'services: files\n' >$conf
package -i "$old"
printf 'services: iana [NOTFOUND=return] files\n' >$conf
package -i "$new"
is "put before files: an upgrade leaves that" "services: iana [NOTFOUND=return] files" "$(cat $conf)"
package -P libnss-iana
is "purged, it is gone with its action" "services: files" "$(cat $conf)"

package -i "$old"
printf 'services: files\n' >$conf
package -i "$new"
is "taken out: an upgrade does not put it back" "services: files" "$(cat $conf)"
package -r libnss-iana
package -i "$new"
is "a new installation does" "services: files iana" "$(cat $conf)"
package -P libnss-iana

# ---- without the registry, and what is nobody's ------------------------------------------

package -i "$new"
package --force-depends -P iana-services-data
getent services "$name"
is "without its data a lookup is a miss, and no more" 2 $?
is "and /etc/services answers" ssh "$(getent services 22/tcp | awk '{ print $1 }')"
package -i /share/new/iana-services-data_*.deb
getent services "$name" >/dev/null
ok $? "with it, it is found again"
package -P libnss-iana iana-services iana-services-data
is "all is purged" "" "$(leftovers; find / -xdev -path '*iana-services*' ! -path '/proc/*' \
  ! -path '/share/*' ! -path '/tmp/*' ! -path '/var/cache/*' ! -path '/var/lib/apt/*' ! -path '/var/log/*')"
cmp -s /etc/services "$tmp/services"
ok $? "/etc/services was never touched"
done_testing
