# SPDX-License-Identifier: GPL-2.0-or-later
# Common functions of the tests: TAP, a private network, and questions.  The answers are
# taken from the packaged text, so the tests need no change for another registry.
# shellcheck shell=sh disable=SC2034

. "$(dirname "$0")/../../tests/support/tap.sh"
text=/usr/share/iana-services/services
PATH=/usr/sbin:/usr/bin:/sbin:/bin

# alone: start again in a private network, if the system allows it, and set $alone to yes.
# Then all ports are free, and firewall rules do not affect anybody else.
alone() {
  alone=${IANA_ALONE-no}
  if [ "$alone" = no ] && unshare -n true 2>/dev/null; then
    exec env IANA_ALONE=yes unshare -n sh "$0"
  fi
  [ "$alone" = no ] || ip link set lo up
}

# The entries of services(5) text: name port protocol alias...
entries() {
  sed 's/#.*//' "$@" | awk 'NF > 1 { sub("/", " ", $2); $1 = $1; print }'
}

# pick PROTOCOL [aliases]: the first packaged entry of a protocol that is alone at its port,
# is not in /etc/services, and has a name and a port that every program accepts.
pick() {
  { entries /etc/services | sed 's/^/old /' && entries $text | sed 's/^/new /'; } |
    awk -v proto="$1" -v aliases="${2-}" '
      $1 == "old" {
        known_port[$3] = 1
        for (i = 2; i <= NF; i++)
          if (i != 3 && i != 4) known[$i] = 1
        next
      }
      { n[$3]++; uses[$2]++; line[++last] = $0 }
      END {
        for (l = 1; l <= last; l++) {
          $0 = line[l]
          good = $4 == proto && n[$3] <= 2 && uses[$2] <= 2 && $3 > 1024 && $3 < 32000 &&
            !($3 in known_port) && $2 ~ /^[a-z][a-z0-9-]*[a-z]$/ && length($2) < 14 &&
            (aliases ? NF > 4 : NF == 4)
          for (i = 2; i <= NF; i++)
            if (i != 3 && i != 4 && $i in known) good = 0
          if (good) {
            sub(/^new /, "")
            print
            exit
          }
        }
      }'
}
