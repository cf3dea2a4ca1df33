#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Runs a command in a mount namespace of its own, in a chroot whose root is no mount point:
#
#     unshare -m --propagation unchanged sh own_root.sh COMMAND...
#
# unshare(1) makes the mounts of a new namespace private, and begins at the root.  That fails
# if the root is a plain folder.  So the root is mounted on itself, and entered by "/..": a
# path from "/" never looks at what is mounted on the root itself.

# What is mounted on a shared mount appears outside, too.  The first try is without the mounts
# below the root, so that it leaves nothing there and takes nothing away.
mount --bind / / || exit
shared=$(awk '$5 == "/" && / shared:/' /proc/self/mountinfo)
umount --no-canonicalize /.. || exit
if [ -n "$shared" ]; then
  echo "the mount below this chroot is shared with other namespaces" >&2
  exit 1
fi
mount --rbind / / && exec chroot /.. unshare -m env -C "$PWD" "$@"
