# SPDX-License-Identifier: GPL-2.0-or-later
# Prints debian/changelog in the form of RPM, so that there is only one changelog to keep.
# Prints released entries only, in the same order: the newest first.  The revision of Debian
# is left out.

/^[^ ]/ {
  version = $2
  gsub(/[()]/, "", version)
  sub(/-[^-]*$/, "", version)
  released = $3 != "UNRELEASED;"
  text = ""
}
/^  \* / { text = text "\n- " substr($0, 5) }
/^    / { text = text "\n  " substr($0, 5) }
/^ -- / && released {
  # " -- Name <mail>  Wed, 25 Nov 2026 12:00:00 +0000"
  split($0, part, /  +/)
  split(part[2], day, /[ ,]+/)
  printf "%s* %s %s %02d %s %s - %s-1%s\n", gap, day[1], day[3], day[2], day[4], \
    substr(part[1], 5), version, text
  gap = "\n"
}
