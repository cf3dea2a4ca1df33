#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# make bench: the times of the built plugin, of nss_files on the same text, and of a module
# that does nothing, in one run; the times through libc for lines of nsswitch.conf; and the
# times with larger and larger registries.
#
#     bench.sh [REGISTRY.csv]
#
# nss_files needs a mount namespace (root, or user namespaces) for the text; without one it
# is left out.  If gnuplot is there, plots go to the build folder.
. "${top_srcdir:-$(dirname "$0")/../..}/tests/support/lib.sh"
set -eu
bench=$top_builddir/tests/bench/bench
null=$top_builddir/tests/bench/libnss_null.so.2

registry=${1-$(newest_registry)}

# index_of CSV: makes $tmp/index and $tmp/services
index_of() {
  "$cmd" convert --quiet "$1" --index "$tmp/index" --services "$tmp/services" 2>/dev/null
}

# table RESULT: a row for each workload: median nanoseconds, and the ratio to nss_files
table() {
  awk '
    !($1 in seen) { seen[$1] = 1; order[++n] = $1 }
    { ns[$1, $2] = $3 }
    END {
      printf "%-18s %9s %9s %11s %14s\n", "ns a lookup", "nothing", "iana", "nss_files",
             "files : iana"
      for (i = 1; i <= n; i++) {
        w = order[i]
        printf "%-18s %9.1f %9.1f", w, ns[w, "nothing"], ns[w, "iana"]
        if ((w, "files") in ns)
          printf " %11.0f %14.0f\n", ns[w, "files"], ns[w, "files"] / ns[w, "iana"]
        else
          print ""
      }
    }' "$1"
}

plot() {
  awk '{ ns[$1, $2] = $3 } !($1 in seen) { seen[$1] = 1; order[++n] = $1 }
    END {
      for (i = 1; i <= n; i++) {
        w = order[i]
        print w, ns[w, "nothing"], ns[w, "iana"], ((w, "files") in ns) ? ns[w, "files"] : "?"
      }
    }' "$1" >"$tmp/plot.data"
  for format in "svg bench.svg svg size 900,480" "png bench.png pngcairo size 900,480"; do
    # shellcheck disable=SC2086
    set -- $format
    file=$2
    shift 2
    gnuplot <<END
set terminal $*
set output "$file"
set datafile missing "?"
set style data histograms
set style fill solid 0.8
set logscale y
set grid y
set key left top
set ylabel "nanoseconds a lookup"
set xtics rotate by -25
plot "$tmp/plot.data" using 2:xtic(1) title "a module that does nothing", \
     "" using 3 title "iana", "" using 4 title "nss_files"
END
    # gnuplot leaves white space at line ends and at the end of an SVG
    [ "$1" != svg ] || sed -i -e 's/[ \t]*$//' -e '${/^$/d}' "$file"
    echo "plotted: $file"
  done
}

# What programs pay, through libc: it reads a real nsswitch.conf, and a merged index lies in
# its place.  /mnt is $tmp there.
cat >"$tmp/inside" <<'END'
set -e
mkdir -p /mnt/etc
cp "$1" /mnt/etc/services
echo "services: files" >/mnt/etc/nsswitch.conf
mount --bind /mnt/etc /etc
"$cmd" merge --quiet 2>/dev/null
config=/etc/nsswitch.conf
shift
for questions in "$@"; do
  echo "questions $questions"
  "$bench" time "/mnt/$questions" "iana_local=iana_local [NOTFOUND=return] files iana@$config" \
    "files=files@$config" "files_iana=files iana@$config" "iana_files=iana files@$config" \
    "iana=iana@$config"
  "$bench" process "iana_local=iana_local [NOTFOUND=return] files iana@$config" \
    "files=files@$config" "files_iana=files iana@$config" "iana_files=iana files@$config" \
    "iana=iana@$config" "null=null@$config"
done
END

# through_libc SENTENCE TEXT QUESTIONS...: with TEXT as /etc/services, for lines of
# nsswitch.conf.  QUESTIONS are files of $tmp.
through_libc() {
  sentence=$1
  text=$2
  shift 2
  cmd=$cmd bench=$bench LD_LIBRARY_PATH=$top_builddir:$(dirname "$null") \
    in_places - index sh "$tmp/inside" "$text" "$@" >"$tmp/libc"
  awk -v sentence="$sentence" '
    $1 == "questions" { questions = $2; show(); next }
    !($1 in seen) { seen[$1] = 1; order[++n] = $1 }
    { ns[$1, $2] = $3; ratio[$1, $2] = $4 }
    function show(   i, w) {
      if (n != 0) {
        printf "\n%s; asked for: %s\n", sentence, last
        printf "%-18s %9s %11s %11s %11s %9s %18s\n", "ns through libc", "files",
               "files iana", "iana_local", "iana files", "iana", "files : iana_local"
        for (i = 1; i <= n; i++) {
          w = order[i]
          printf "%-18s %9.0f %11.0f %11.0f %11.0f %9.0f %18.1f\n", w, ns[w, "files"],
                 ns[w, "files_iana"], ns[w, "iana_local"], ns[w, "iana_files"],
                 ns[w, "iana"], ratio[w, "files"]
        }
        w = "process"
        printf "%-18s with a module that does nothing: %.0f\n", "", ns[w, "null"]
      }
      n = 0
      delete seen
      last = questions
    }
    END { show() }' "$tmp/libc"
}

# lines: through libc with a short and with a long /etc/services, and the index of packages.
lines() {
  "$cmd" convert --quiet "$registry" --overlay "$top_srcdir/data/compat.services" \
    --index "$tmp/index" --services "$tmp/services" 2>/dev/null
  grep '^[^#]' "$tmp/services" >"$tmp/registry"
  short=$(grep -c '^[^#]' /etc/services 2>/dev/null) || short=0
  if [ "$short" -gt 0 ] && [ "$short" -lt 1000 ]; then
    grep '^[^#]' /etc/services >"$tmp/list"
    head -n $((short / 10)) "$tmp/list" >"$tmp/early"
    tail -n $((short / 10)) "$tmp/list" >"$tmp/late"
    awk '
      { sub(/#.*/, "") }
      NR == FNR { for (i = 1; i <= NF; i++) known[$i]; next }
      { for (i = 1; i <= NF; i++) if ($i in known) next; print }' "$tmp/list" "$tmp/registry" \
      >"$tmp/others"
    through_libc "this machine's /etc/services of $short lines" /etc/services early late others
  else
    echo "no short /etc/services here: that part is left out"
  fi
  tenth=$(($(wc -l <"$tmp/registry") / 10))
  head -n $tenth "$tmp/registry" >"$tmp/early"
  tail -n $tenth "$tmp/registry" >"$tmp/late"
  through_libc "the whole registry as /etc/services" "$tmp/services" early late registry
}

# conversion: the times of ours and of one in Python; medians of five runs each, in turns
conversion() {
  for _ in 1 2 3 4 5; do
    "$bench" run "$cmd" convert --quiet "$registry" --services "$tmp/a" --index "$tmp/b" \
      2>/dev/null | sed 's/^/ours /'
    "$bench" run python3 "$top_srcdir/tests/bench/convert.py" "$registry" "$tmp/a" "$tmp/b" |
      sed 's/^/python /'
  done | sort -k1,1 -k2,2n | awk '
    { n[$1]++; if (n[$1] == 3) { s[$1] = $2; k[$1] = $3 } }
    END {
      printf "conversion: %.0f ms and %.0f MiB; in Python %.0f ms and %.0f MiB, %.1f times\n",
             s["ours"] * 1000, k["ours"] / 1024, s["python"] * 1000, k["python"] / 1024,
             s["python"] / s["ours"]
    }'
}

# commands: the CPU time of lookup and search, and of grep over the services(5) text; medians
# of 31 interleaved rounds
commands() {
  for _ in $(seq 31); do
    "$bench" run "$cmd" lookup --index "$tmp/index" ssh | sed 's/^/lookup /'
    "$bench" run grep -w ssh "$tmp/services" | sed 's/^/grep-w /'
    "$bench" run "$cmd" search --index "$tmp/index" --quiet mqtt | sed 's/^/search /'
    "$bench" run grep -i mqtt "$tmp/services" | sed 's/^/grep-i /'
    "$bench" run "$cmd" lookup --index "$tmp/index" mqqt 2>/dev/null | sed 's/^/miss /'
  done | sort -k1,1 -k4,4n | awk '
    { n[$1]++; if (n[$1] == 16) ms[$1] = $4 }
    END {
      printf "lookup ssh: %.2f ms of CPU time; grep -w: %.2f ms, %.2f times\n", ms["lookup"],
             ms["grep-w"], ms["lookup"] / ms["grep-w"]
      printf "search mqtt: %.2f ms; grep -i: %.2f ms, %.2f times\n", ms["search"], ms["grep-i"],
             ms["search"] / ms["grep-i"]
      printf "lookup mqqt, a miss with suggestions: %.2f ms\n", ms["miss"]
    }'
}

# growth NAMES: for a registry of so many names, the conversion to an index, which is not
# written to a disk, and lookups
growth() {
  awk -v n="$1" 'BEGIN {
    print "Service Name,Port Number,Transport Protocol,Description"
    for (i = 0; i < n; i++)
      printf "s%x-%d,%d,%s,Service %d\n", (i * 40503) % 65536, i, i * 7 % 32768,
             i % 2 ? "tcp" : "udp", i
  }' >"$tmp/growth.csv"
  read -r seconds kib <<END
$("$bench" run "$cmd" convert --quiet "$tmp/growth.csv" --index /dev/null | cut -d ' ' -f 1,2)
END
  index_of "$tmp/growth.csv"
  IANA_SERVICES_INDEX=$tmp/index "$bench" time "$tmp/services" \
    "iana=iana:$plugin" >"$tmp/growth"
  awk -v n="$1" -v s="$seconds" -v k="$kib" -v b="$(stat -c %s "$tmp/index")" '
    { ns[$1] = $3 }
    END {
      printf "%9d %9.3f %9.0f %9.1f %9.1f %9.1f %9.1f\n", n, s, k / 1024, b / 1048576,
             ns["name"], ns["name-miss"], ns["port"]
    }' "$tmp/growth"
}

index_of "$registry"
set -- "nothing=null:$null" "iana=iana:$plugin"
IANA_SERVICES_INDEX=$tmp/index
export IANA_SERVICES_INDEX
echo "registry: $(basename "$registry"), $(grep -vc '^#' "$tmp/services") entries"
if have_namespace; then
  in_etc files "$tmp/services" "$bench" time "$tmp/services" "$@" files=files >"$tmp/result"
else
  echo "no mount namespace to be had: nss_files is left out"
  "$bench" time "$tmp/services" "$@" >"$tmp/result"
fi
table "$tmp/result"
if command -v gnuplot >/dev/null; then
  plot "$tmp/result"
else
  echo "no gnuplot: no plot"
fi
if [ -n "$ns" ] && have_places; then
  lines
else
  echo "no mounts to be had: lookups through libc are left out"
fi
! command -v python3 >/dev/null || conversion
commands
echo
printf '%9s %9s %9s %9s %9s %9s %9s\n' names "build s" "peak MiB" "index MiB" "name ns" \
  "miss ns" "port ns"
for n in 1000 10000 100000 1000000; do
  growth $n
done
