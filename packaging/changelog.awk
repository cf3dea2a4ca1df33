# SPDX-License-Identifier: GPL-2.0-or-later
# debian/changelog as RPM writes a changelog: there is one to keep.
# Released entries alone, the newest first, as they stand.

/^[^ ]/ {
  version = $2
  gsub(/[()]/, "", version)
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
