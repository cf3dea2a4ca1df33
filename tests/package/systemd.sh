#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Where systemd runs: the units of the package merge the index again after each kind of
# change, and they are on and off when they should be.  boot.sh runs it.
. /share/tap.sh

export PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive HOME=/root
path=iana-services-merge.path
service=iana-services-merge.service
package=$(echo /share/new/iana-services_*.deb)

# soon COMMAND...: does it succeed within ten seconds?
soon() {
  for _ in 1 2 3 4 5 6 7 8 9 10; do
    "$@" >/dev/null 2>&1 && return 0
    sleep 1
  done
  return 1
}

# state: of the path unit, and the links that enable the two.
state() {
  echo "$(systemctl is-active $path) $(find /etc/systemd -name 'iana-services*' | wc -l)"
}

# merged NAME SENTENCE: does the merged index have it soon?
merged() {
  soon getent -s iana_local services "$1"
  status=$?
  ok $status "$2"
  [ $status -eq 0 ] || systemctl status --no-pager $path $service | sed 's/^/# /'
}

soon systemctl is-active multi-user.target
cp -p /etc/services /root/services
is "installed, they are off" "inactive 0" "$(state)"
iana-services merge --enable >/root/said 2>&1
is "enabled, they are on" "0 active 2" "$? $(state)"

# ---- each kind of change ------------------------------------------------------------------

# What was just enabled is settled now.
sleep 3
echo "one 65001/tcp" >>/etc/services
merged one "/etc/services is written in place"
(cat /etc/services && echo "two 65002/tcp") >/etc/services.new
mv /etc/services.new /etc/services
merged two "it is renamed into place"
sed -i 's/^two /three /' /etc/services
merged three "an editor renames it"
rm /etc/services
soon iana-services merge --check
ok $? "it is removed"
(cat /root/services && echo "four 65004/tcp") >/etc/services
merged four "it is back"
overlay=/etc/iana-services/overlays.d/mine.services
echo "five 65005/tcp" >$overlay
merged five "a new overlay"
echo "six 65006/tcp" >$overlay
merged six "an overlay is written in place"
echo "seven 65007/tcp" >/root/mine.services
mv /root/mine.services $overlay
merged seven "an overlay is renamed into place"
touch /etc/services
sleep 1
soon iana-services merge --check
ok $? "/etc/services is touched"
for n in 1 2 3 4 5 6 7 8 9 10 11 12; do
  echo "burst$n 65008/tcp" >>/etc/services
  sleep 0.5
done
merged burst12 "the last of twelve changes in six seconds"

printf 'Service Name,Port Number,Transport Protocol,Description\neight,65009,tcp,\n' >/root/small.csv
iana-services convert --quiet /root/small.csv --index /var/lib/iana-services/services.idx
merged eight "an index of the administrator"
rm /var/lib/iana-services/services.idx
# knows NAME STATUS: getent ends so.
knows() {
  getent -s iana_local services "$1" >/dev/null
  [ $? -eq "$2" ]
}
soon knows eight 2
ok $? "that index is removed"

# The merge itself writes beside what is watched.
sleep 3
before=$(systemctl show -p InvocationID $service)
sleep 4
is "a merge is not the cause of another one" "$before" "$(systemctl show -p InvocationID $service)"
is "no unit has failed" "" "$(systemctl list-units --failed --no-legend 'iana*')"

# ---- the package ----------------------------------------------------------------------------

dpkg -i "$package" >/root/said 2>&1
is "an upgrade leaves them on" "active 2" "$(state)"
dpkg -r iana-services >/root/said 2>&1
is "removed, nothing runs" inactive "$(systemctl is-active $path)"
dpkg -i "$package" >/root/said 2>&1
is "installed again, they are on" "active 2" "$(state)"
iana-services merge --disable >/root/said 2>&1
is "disabled, they are off" "0 inactive 0" "$? $(state)"
dpkg -i "$package" >/root/said 2>&1
is "and stay so" "inactive 0" "$(state)"
iana-services merge --enable >/root/said 2>&1
dpkg -P iana-services >/root/said 2>&1
is "purged while they are on, nothing is left" "inactive 0" "$(state)"
done_testing
