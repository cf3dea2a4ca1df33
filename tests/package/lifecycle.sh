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

# status [ARCH]: the state that dpkg wants and the one it has, of libnss-iana
status() {
  dpkg-query -W -f '${db:Status-Abbrev}' "libnss-iana${1+:}${1-}" 2>/dev/null
}

# through SHAPE OUTCOME LINE: from the present $conf to the purge.
through() {
  before=$(state)
  package -i "$old"
  is "$1: installed" "ii , $2, $3" "$(status), $(outcome), $(services_line)"
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
shape "files in the comment, too" answers "services: db iana # no files" \
  "services: db # no files\n"
shape "another source" answers "services: files iana nis" "services: files nis\n"
shape "no files" answers "services: db iana" "services: db\n"
shape "an action that goes on" answers "services: db [NOTFOUND=continue] files [SUCCESS=return] iana" \
  "services: db [NOTFOUND=continue] files [SUCCESS=return]\n"
shape "an action that ends it" told "services: files [NOTFOUND=return] iana" \
  "services: files [NOTFOUND=return]\n"
shape "an action, and a comment behind" told "services: files [NOTFOUND=return] iana db # [c]" \
  "services: files [NOTFOUND=return] db # [c]\n"
shape "an action that goes on, and a comment behind" answers \
  "services:\tfiles [SUCCESS=return] iana\t# c files" \
  "services:\tfiles [SUCCESS=return]\t# c files\n"
shape "a comment close behind an action" answers \
  "services: files [!UNAVAIL=continue TRYAGAIN=continue] iana #c" \
  "services: files [!UNAVAIL=continue TRYAGAIN=continue]#c\n"
shape "a comment close behind files" answers "services: db files iana #c" "services: db files#c\n"
shape "a comment close behind iana" answers "services: files iana #c" "services: files iana#c\n"
# Since version 2.33 the C library does not know comments behind sources.
shape "a comment with an action" told "services: files iana # [c]" "services: files # [c]\n"
shape "an action, and a comment behind another source" answers \
  "services: db [NOTFOUND=continue] files iana # c" \
  "services: db [NOTFOUND=continue] files # c\n"
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

# A file that is mounted cannot be replaced.
printf 'services: files\n' >$conf
printf 'services: db files\nrpc: db\n' >/etc/elsewhere.conf
mount --bind /etc/elsewhere.conf $conf
through "a mounted file" answers "services: db files iana"
mount -o remount,ro,bind $conf
through "a mounted file that is read-only" told "services: db files"
mount -o remount,rw,bind $conf
package -i "$new"
mount -o remount,ro,bind $conf
package -P libnss-iana
is "made read-only meanwhile: removed, and told" "un told, services: db files iana" \
  "$(status)$(grep -q '^libnss-iana: .* cannot be written, and still names iana' "$tmp/said" &&
    echo told), $(services_line)"
umount $conf
rm /etc/elsewhere.conf
printf 'services: files\n' >$conf
package -i "$new"
cp $conf /etc/elsewhere.conf
mount --bind /etc/elsewhere.conf $conf
package -P libnss-iana
is "mounted meanwhile: removed" "un , services: files" "$(status), $(services_line)"
umount $conf
rm /etc/elsewhere.conf

# ---- other architectures ---------------------------------------------------------------

# The same package for another architecture, with nothing that it depends on.
native=$(dpkg --print-architecture)
dpkg-deb -R "$new" "$tmp/foreign"
sed -i -e "s/^Architecture: .*/Architecture: i386/" -e '/^Depends:/d' "$tmp/foreign/DEBIAN/control"
mv "$tmp/foreign/usr/lib/"*-linux-gnu* "$tmp/foreign/usr/lib/i386-linux-gnu"
rm "$tmp/foreign/DEBIAN/md5sums"
dpkg-deb -b "$tmp/foreign" "$tmp/foreign.deb" >"$tmp/said"
dpkg --add-architecture i386

# both: installed for two architectures.
both() {
  printf 'services: files\n' >$conf
  package -i "$new" "$tmp/foreign.deb"
}

# line SENTENCE WORDS: what the services line has.
line() {
  is "$1" "services: $2" "$(cat $conf)"
}

both
line "two architectures: iana is added once" "files iana"
package -r libnss-iana:"$native"
line "one is removed: iana stays for the other" "files iana"
package -P libnss-iana:i386
line "the last one is removed: iana goes" "files"
both
package -r libnss-iana:i386
package -r libnss-iana:"$native"
line "in the other order, and not purged: iana goes" "files"
package -P libnss-iana:"$native" libnss-iana:i386
both
echo libnss-iana:i386 hold | dpkg --set-selections
package -r libnss-iana:"$native"
is "the other one is on hold: iana stays" "hi services: files iana" "$(status i386)$(cat $conf)"
package --force-hold -P libnss-iana:i386
line "it goes all the same: iana goes" "files"
both
echo libnss-iana:i386 deinstall | dpkg --set-selections
package -r libnss-iana:"$native"
is "the other one shall go later: iana stays" "ri services: files iana" "$(status i386)$(cat $conf)"
package -P libnss-iana:i386
line "it goes: iana goes" "files"
both
awk -v RS= -v ORS='\n\n' '/^Package: libnss-iana\n/ && /\nArchitecture: i386\n/ {
  sub(/\nStatus: [^\n]*/, "\nStatus: install reinstreq half-installed") } { print }' \
  /var/lib/dpkg/status >"$tmp/status"
cp "$tmp/status" /var/lib/dpkg/status
package -P libnss-iana:"$native"
is "the other one is half installed: iana stays" "iHRservices: files iana" \
  "$(status i386)$(cat $conf)"
package --force-remove-reinstreq -P libnss-iana:i386
line "it goes: iana goes" "files"

# dpkg goes on to want a package that it removes for another one.
mkdir -p "$tmp/rival/DEBIAN"
cat >"$tmp/rival/DEBIAN/control" <<'END'
Package: rival
Version: 1
Architecture: all
Maintainer: nobody <nobody@example.org>
Conflicts: libnss-iana
Replaces: libnss-iana
Provides: libnss-iana
Description: takes the place of libnss-iana
END
dpkg-deb -b "$tmp/rival" "$tmp/rival.deb" >"$tmp/said"
package -i "$new"
package -B -i "$tmp/rival.deb"
line "removed in favour of another package: iana goes" "files"
package -P rival libnss-iana
dpkg --remove-architecture i386

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

for actions in "[NOTFOUND=return]" "[NOTFOUND=return UNAVAIL=continue]" "[ !SUCCESS = return ]" \
  "[NOTFOUND=continue] [UNAVAIL=return]"; do
  package -i "$new"
  printf 'services: files iana %s db # iana\n' "$actions" >$conf
  package -P libnss-iana
  is "given the action $actions, and a comment: it goes with iana" "services: files db # iana" \
    "$(cat $conf)"
done
package -i "$new"
printf ' services:iana files\nservices: iana[NOTFOUND=return] #iana\nrpc: iana\n' >$conf
package -P libnss-iana
is "written close together: it goes, and no more" " services: files|services: #iana|rpc: iana|" \
  "$(tr '\n' '|' <$conf)"
printf 'services: files\n' >$conf

package -i "$old"
printf 'services: files\n' >$conf
package -i "$new"
is "taken out: an upgrade does not put it back" "services: files" "$(cat $conf)"
package -r libnss-iana
package -i "$new"
is "a new installation does" "services: files iana" "$(cat $conf)"
package -P libnss-iana

# ---- local names first ------------------------------------------------------------------

merged=/var/lib/iana-services/merged.idx

# local_first SHAPE LINE TEXT: enabled and disabled, then removed while it is enabled.
local_first() {
  printf '%s\n' "hosts: files" "$3" >$conf
  before=$(state)
  package -i "$new"
  installed=$(state)
  iana-services merge --enable >"$tmp/said" 2>&1
  is "$1: enabled" "0 $2" "$? $(services_line)"
  getent -s iana_local services "$name" >/dev/null
  ok $? "$1: the merged index answers"
  enabled=$(state)
  package -i "$new"
  is "$1: an upgrade keeps it" "$enabled" "$(state)"
  iana-services merge --disable >"$tmp/said" 2>&1
  is "$1: disabled, the file is as it was" "0 $installed" "$? $(state)"
  iana-services merge --enable >"$tmp/said" 2>&1
  package -r libnss-iana
  is "$1: removed while it is enabled, the file is as it was" "$before" "$(state)"
  is "$1: no copy of the file is left" "" "$(find /var/lib -name 'nsswitch*')"
  package -P libnss-iana
}

local_first "local: files" "services: iana_local [NOTFOUND=return] files iana" "services: files"
local_first "local: db files" "services:	db	iana_local [NOTFOUND=return] files iana" \
  "services:	db	files"
local_first "local: iana is there" "services: iana_local [NOTFOUND=return] files iana" \
  "services: files iana"
local_first "local: an action" \
  "services: db [!UNAVAIL=continue] iana_local [NOTFOUND=return] files iana" \
  "services: db [!UNAVAIL=continue] files"

# edited SENTENCE LINE: while it is enabled, somebody writes another line.
edited() {
  printf 'services: files\n' >$conf
  package -i "$new"
  iana-services merge --enable >"$tmp/said" 2>&1
  printf 'services: %s\nrpc: iana_local\n' "$2" >$conf
  package -r libnss-iana
  is "$1" "services: files db|rpc: iana_local|" "$(tr '\n' '|' <$conf)"
  package -P libnss-iana
}
edited "edited while enabled: both go" "iana_local [NOTFOUND=return] files iana db"
edited "with other actions" "iana_local[!UNAVAIL=return] files iana [UNAVAIL=return] db"
edited "written close together" "files db iana_local"
edited "iana alone is there" "files iana db"

printf 'services: iana_local [NOTFOUND=return] files\n' >$conf
package -i "$new"
is "an installation leaves iana_local alone" "answers services: iana_local [NOTFOUND=return] files iana" \
  "$(outcome) $(cat $conf)"
package -P libnss-iana
is "its removal does not leave it" "services: files" "$(cat $conf)"

printf 'services: files\n' >$conf
package -i "$new"
rm -f $merged
package -i /share/new/iana-services-data_*.deb
[ ! -e $merged ]
ok $? "a new registry is not merged before that is enabled"
iana-services merge --enable >"$tmp/said" 2>&1
rm -f $merged
package -i /share/new/iana-services-data_*.deb
[ -e $merged ]
ok $? "when it is enabled, a new registry is merged"
rm -f $merged
package -i /share/new/iana-services_*.deb
[ -e $merged ]
ok $? "and so it is by a new command"
echo "local-name 65000/tcp" >>/etc/services
dpkg-trigger --by-package=netbase /etc/services
dpkg --triggers-only --pending >"$tmp/said" 2>&1
getent -s iana_local services local-name >/dev/null
ok $? "and when a package has changed /etc/services"
cp -p "$tmp/services" /etc/services
: >/etc/iana-services/overlays.d/mine.services
cp /usr/lib/iana-services/services.idx /var/lib/iana-services/
# Bit 2 of byte 16: an update made it.
{ head -c 16 /usr/lib/iana-services/services.idx && printf '\004' &&
  tail -c +18 /usr/lib/iana-services/services.idx; } >/var/lib/iana-services/previous.idx
: >/var/lib/iana-services/update.json
echo "mine" >>/etc/iana-services/protected
package -i /share/new/iana-services_*.deb
is "an upgrade leaves an edited list of protected services" mine \
  "$(tail -n 1 /etc/iana-services/protected)"
is "there is a user who fetches, without a shell" "/usr/sbin/nologin" \
  "$(getent passwd _iana-services | cut -d: -f7)"
package -P iana-services
is "the command is purged, its indexes go, the administrator's index and overlay stay" \
  "/etc/iana-services/overlays.d/mine.services /var/lib/iana-services/services.idx" \
  "$(find /var/lib/iana-services /etc/iana-services ! -type d 2>/dev/null | sort | xargs)"
getent services "$name" >/dev/null
ok $? "and names are still found"
package -P libnss-iana
is "with no copies any more, the plugin goes without a trace" "services: files" "$(cat $conf)"
rm -r /etc/iana-services /var/lib/iana-services
package -i /share/new/iana-services_*.deb

# ---- a plugin of another major version of the index --------------------------------------

# versioned FOLDER NAME: the package NAME, under a version of before its index.
versioned() {
  dpkg-deb -R "/share/new/$2"_*.deb "$1"
  sed -i 's/^Version: .*/Version: 0.0/' "$1/DEBIAN/control"
  dpkg-deb -b "$1" "$1.deb" >"$tmp/said"
}
versioned "$tmp/plugin" libnss-iana
versioned "$tmp/data" iana-services-data
package -i "$tmp/plugin.deb"
is "a plugin that is too old for the data is not set up" "iU , told" \
  "$(status), $(grep -q 'breaks libnss-iana' "$tmp/said" && echo told)"
package -P libnss-iana
package -i "$tmp/data.deb"
package -i "$new"
is "nor is one that is too new for the data" "iU , told" \
  "$(status), $(grep -q 'libnss-iana.* depends on iana-services-data (>=' "$tmp/said" && echo told)"
package -P libnss-iana
package -i /share/new/iana-services-data_*.deb

# ---- nscd ------------------------------------------------------------------------------

# It keeps an answer for eight hours, unless it is told.
if apt-get install -q -y --no-install-recommends nscd >"$tmp/said" 2>&1; then
  index=/usr/lib/iana-services/services.idx
  package -i "$new"
  port=$(getent services "$name" | awk '{ print $2 }')
  cp -p $index "$tmp/index"
  printf 'Service Name,Port Number,Transport Protocol,Description\n%s,9,tcp,\n' "$name" \
    >"$tmp/other.csv"
  iana-services convert --quiet "$tmp/other.csv" --index $index
  mkdir -p /run/nscd
  nscd
  for _ in 1 2 3 4 5 6 7 8 9 10; do
    nscd -g >/dev/null 2>&1 && break
    sleep 0.2
  done
  is "nscd answers from one index" 9/tcp "$(getent services "$name" | awk '{ print $2 }')"
  cp -p "$tmp/index" $index.new
  mv $index.new $index
  sleep 2
  is "and goes on to when another comes" 9/tcp "$(getent services "$name" | awk '{ print $2 }')"
  package -i /share/new/iana-services-data_*.deb
  is "with the data package, it is told" "$port" "$(getent services "$name" | awk '{ print $2 }')"
  nscd -K
  sleep 0.5
  package -i /share/new/iana-services-data_*.deb
  is "nothing is said where it does not run" "" "$(grep -i nscd "$tmp/said")"
  package -P libnss-iana nscd
else
  skip "nscd is told" "no package nscd"
fi

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
