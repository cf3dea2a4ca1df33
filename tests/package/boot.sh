#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Boots systemd in a chroot, runs a script there as a unit, and ends:
#
#     boot.sh ROOT SHARE SCRIPT SECONDS
#
# ROOT is a chroot with systemd and dbus that may be changed; SHARE is at /share there.
# SCRIPT is a path in the chroot; its output comes to SHARE/boot.log.  Needs root, and a
# hierarchy of control groups of its own; exit code 77: the machine gives none.
set -u

if [ "${1-}" != inside ]; then
  # systemd takes the group in which it starts for the root of all groups.
  group=$(awk '$3 == "cgroup2" { print $2; exit }' /proc/self/mounts)/iana-boot.$$
  mkdir "$group" 2>/dev/null || exit 77
  # shellcheck disable=SC2016
  sh -c 'echo $$ >"$0/cgroup.procs" && exec "$@"' "$group" \
    timeout -k 5 "$4" unshare -mpfC --kill-child sh "$0" inside "$@"
  status=$?
  # The kernel takes a moment to see that they are empty.
  sleep 1
  find "$group" -depth -type d -exec rmdir {} +
  [ $status -ne 77 ] || exit 77
  [ -e "$2/boot.ended" ]
  exit
fi

root=$2 share=$3 script=$4
mount --make-rprivate / && mount --bind "$root" "$root" && mount -t proc proc "$root/proc" &&
  mount -t sysfs sysfs "$root/sys" && mount -t cgroup2 cgroup2 "$root/sys/fs/cgroup" || exit 77
for folder in run tmp dev; do
  mount -t tmpfs none "$root/$folder"
done
for device in null zero full random urandom tty; do
  : >"$root/dev/$device"
  mount --bind "/dev/$device" "$root/dev/$device"
done
mkdir "$root/dev/pts" "$root/dev/shm" "$root/dev/mqueue" "$root/dev/hugepages"
mount -t devpts devpts "$root/dev/pts" -o newinstance,ptmxmode=0666
ln -s pts/ptmx "$root/dev/ptmx"
ln -s /proc/self/fd "$root/dev/fd"
mkdir -p "$root/share"
mount --bind "$share" "$root/share"
rm -f "$share/boot.log" "$share/boot.ended"
cat >"$root/etc/systemd/system/boot.service" <<END
[Unit]
After=multi-user.target
[Service]
Type=oneshot
ExecStart=/bin/sh $script
StandardOutput=append:/share/boot.log
StandardError=append:/share/boot.log
ExecStopPost=/bin/touch /share/boot.ended
ExecStopPost=/bin/systemctl --no-block poweroff
END
cat >"$root/etc/systemd/system/boot.target" <<END
[Unit]
Requires=multi-user.target
Wants=boot.service
After=multi-user.target
AllowIsolate=yes
END
exec chroot "$root" env -i container=chroot PATH=/usr/sbin:/usr/bin:/sbin:/bin \
  /lib/systemd/systemd --unit=boot.target
