#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Where systemd runs: the units of the package
# merge the index again after each kind of change.  The timer updates it.  They are on and off
# when they should be.  boot.sh runs it.
. /share/tap.sh

export PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive HOME=/root
path=iana-services-merge.path
service=iana-services-merge.service
timer=iana-services-update.timer
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
  echo "$(systemctl is-active $path) $(find /etc/systemd -name 'iana-services-merge*' | wc -l)"
}

# timer: is it active, and is there the link that enables it?
timer() {
  echo "$(systemctl is-active $timer) $(find /etc/systemd -type l -name $timer | wc -l)"
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
is "and the timer is" "inactive 0" "$(timer)"
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

# ---- update ---------------------------------------------------------------------------------

# The server of the test is on this machine, and its certificate is known to the test alone.
mkdir /root/served
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 \
  -subj /CN=localhost -addext subjectAltName=DNS:localhost \
  -keyout /root/key -out /etc/iana-services/test.cert 2>/root/said
chmod 644 /etc/iana-services/test.cert
cat /root/key /etc/iana-services/test.cert >/root/pem
python3 -I /share/https.py /root/pem /root/served /root/port 2>/root/served.log &
server=$!
soon test -e /root/port

# next_second: the server tells the time of a change in seconds.
next_second() {
  sleep 1
}

# serve NAME DAY: the registry of the project, with a name more.
serve() {
  next_second
  { cat /share/registry.csv && echo "$1,48999,tcp,A test,,,$2,,,,,"; } >/root/served/registry.csv
}

# drop_in UNIT TEXT: more settings
drop_in() {
  mkdir -p "/etc/systemd/system/$1.d"
  printf '%s\n' "$2" >"/etc/systemd/system/$1.d/test.conf"
}

# updated NAME SENTENCE: does an ordinary user resolve it soon?
updated() {
  soon setpriv --reuid nobody --regid nogroup --clear-groups getent -s iana services "$1"
  status=$?
  ok $status "$2"
  [ $status -eq 0 ] || journalctl --no-pager -n 30 -u 'iana-services*' | sed 's/^/# /'
}

drop_in iana-services-fetch.service "[Service]
Environment='FETCH_OPTIONS=--url https://localhost:$(cat /root/port)/registry.csv --cacert /etc/iana-services/test.cert'"
drop_in $timer "[Timer]
OnCalendar=
RandomizedDelaySec=0
OnActiveSec=1s
AccuracySec=1ms"
serve update-one 2100-01-01
systemctl daemon-reload
systemctl enable --now $timer 2>/root/said
is "the timer is enabled" "active 1" "$(timer)"
updated update-one "it fires, and an ordinary user resolves a new name"
is "the index is of root, and all may read it" "root:root 644" \
  "$(stat -c '%U:%G %a' /var/lib/iana-services/services.idx)"
is "the fetched registry is of the user who fetched it" _iana-services \
  "$(stat -c %U /var/cache/iana-services/registry.csv)"
is "info names the server" "https://localhost:$(cat /root/port)/registry.csv" \
  "$(iana-services info | sed -n 's/^source  *//p')"
fetched=$(stat -c '%i %y' /var/cache/iana-services/registry.csv)
systemctl start iana-services-update.service 2>/root/said
is "the next update fetches nothing, and succeeds" "0 $fetched" \
  "$? $(stat -c '%i %y' /var/cache/iana-services/registry.csv)"
has "the server was asked for something newer" '"GET /registry.csv HTTP/1.1" 304' \
  "$(cat /root/served.log)"
merged update-one "and the merged index is merged again"
next_second
: >/root/served/registry.csv
systemctl start iana-services-update.service 2>/root/said
is "an empty registry is a failure" "1 failed" \
  "$? $(systemctl is-failed iana-services-fetch.service)"
updated update-one "the old index stays"
serve update-two 2101-01-01
systemctl start iana-services-update.service 2>/root/said
ok $? "the next update succeeds"
updated update-two "and brings its name"
next_second
cp /share/registry.csv /root/served/registry.csv
systemctl start iana-services-update.service 2>/root/said
is "an earlier registry is refused where it is installed" "1 failed inactive" \
  "$? $(systemctl is-failed iana-services-update.service) $(systemctl is-active iana-services-fetch.service)"
systemctl reset-failed

# ---- the package ----------------------------------------------------------------------------

dpkg -i "$package" >/root/said 2>&1
is "an upgrade leaves them on" "active 2" "$(state)"
dpkg -r iana-services >/root/said 2>&1
is "removed, nothing runs" "inactive inactive" "$(systemctl is-active $path $timer | xargs)"
dpkg -i "$package" >/root/said 2>&1
is "installed again, they are on" "active 2" "$(state)"
is "and the timer is" "active 1" "$(timer)"
iana-services merge --disable >/root/said 2>&1
is "disabled, they are off" "0 inactive 0" "$? $(state)"
dpkg -i "$package" >/root/said 2>&1
is "and stay so" "inactive 0" "$(state)"
iana-services merge --enable >/root/said 2>&1
dpkg -P iana-services >/root/said 2>&1
is "purged while they are on, nothing is left" "inactive 0" "$(state)"
is "of the timer, too" "inactive 0" "$(timer)"
is "nor an index of an update, or a stamp" "" \
  "$(find /var/lib /var/cache -path '*iana-services*' ! -path '/var/lib/dpkg/*' -type f)"
kill $server
done_testing
