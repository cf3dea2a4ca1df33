# SPDX-License-Identifier: GPL-2.0-or-later
# One scenario of stale.test, on a machine of its own (in_machine):
#
#     sh stale.sh SCENARIO FOLDER COMMAND WATCHER
#
# FOLDER has what is of the scenario: the folder "stock" with services files that were written
# before.  It gets "answers", what the watcher prints, and "steps": a line for each change,
# with the time when it began and when it ended, the answer from two seconds on, and a
# sentence.
# shellcheck shell=sh disable=SC2317,SC2329

scenario=$1
folder=$2
cmd=$3
watcher=$4
stock=$folder/stock
etc=/etc/services
var=$folder/var
usr=$folder/usr

# An answer is that of the file "a", where probe has the port 4711; of "b", of the same size,
# where it has 4712; or of none.
a="4711 probe - 9"
b="4712 - - 9"
none="- - - 9"

milliseconds() {
  date +%s%3N
}

# seen: waits until the watcher has asked twice, from two seconds from now on.  What it prints
# first it may have asked before.
seen() {
  sleep 2
  lines=$(wc -l <"$folder/answers")
  for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
    sleep 0.4
    [ "$(wc -l <"$folder/answers")" -lt $((lines + 3)) ] || return
  done
}

# step ANSWER SENTENCE COMMAND...: a change, and what the watcher is told from then on
step() {
  answer=$1
  sentence=$2
  shift 2
  begin=$(milliseconds)
  "$@" >>"$folder/log" 2>&1 || sentence="$sentence (not done: $*)"
  echo "$begin|$(milliseconds)|$answer|$sentence" >>"$folder/steps"
  seen
}

merge() {
  "$cmd" merge --quiet
}

# rename FILE PATH: as editors do that write a new file
rename() {
  cp "$1" "$2.new" && mv "$2.new" "$2"
}

# in_place FILE: as editors do that write over the old file
in_place() {
  cat "$1" >$etc
}

away() {
  mv $etc /etc/away
}
back() {
  rm -rf $etc && mv /etc/away $etc
}

sources="iana_local [NOTFOUND=return] files iana"

by_rename() {
  step "stale $b" "an editor that renames" rename "$stock/b" $etc
  step "fresh $b" "a merge after it" merge
}

by_write() {
  step "stale $b" "an editor that writes in place, to the same size" in_place "$stock/b"
  step "stale $a" "a line more" in_place "$stock/more"
  step "fresh $a" "a merge after it" merge
}

by_touch() {
  step "fresh $a" "a touch" touch $etc
  step "fresh $a" "an old time" touch -d "2001-02-03 04:05:06" $etc
  step "fresh $a" "another mode" chmod 600 $etc
}

old_times() {
  cp -p $etc "$folder/kept"
  step "stale $b" "other bytes with an old time" cp -p "$stock/b" $etc
  step "stale $b" "and with the time that was merged" touch -r "$folder/kept" $etc
  step "fresh $a" "a restore with its old time" cp -p "$folder/kept" $etc
}

mounts() {
  step "stale $b" "another file mounted on it" mount --bind "$stock/b" $etc
  step "fresh $a" "the mount gone" umount $etc
  step "fresh $a" "a copy mounted on it" mount --bind "$stock/a" $etc
  step "fresh $a" "the copy merged" merge
}

removal() {
  step "stale $none" "the file gone" away
  step "fresh $a" "the file back" back
  step "stale $none" "the file gone again" away
  step "fresh $none" "its absence merged" merge
  step "stale $a" "its return after that" back
}

gone_for() {
  away && "$@"
}

folders() {
  step "stale $none" "a folder in its place" gone_for mkdir $etc
  step "fresh $a" "the file back" back
  step "stale $none" "a link to nowhere" gone_for ln -sfn /nonexistent/services $etc
  step "fresh $a" "a link to a copy" ln -sfn "$stock/a" $etc
}

# nss_files would wait for somebody who writes to it, whatever comes before it.
fifo() {
  sources="iana_local [NOTFOUND=return] iana"
  start
  step "stale $none" "a FIFO in its place" gone_for mkfifo $etc
  step "fresh $a" "the file back" back
}

copies() {
  mkdir "$folder/copy"
  tar -C /etc -cf - . | tar -C "$folder/copy" -xf -
  step "fresh $a" "the folder copied by tar to other inodes" mount --bind "$folder/copy" /etc
  mkdir "$folder/layer"
  mount -t tmpfs none "$folder/layer" && mkdir "$folder/layer/upper" "$folder/layer/work"
  step "fresh $a" "the folder as a layer of an overlay" mount -t overlay none /etc -o \
    "lowerdir=$folder/etc,upperdir=$folder/layer/upper,workdir=$folder/layer/work"
  step "stale $b" "an edit in that overlay" in_place "$stock/b"
}

# in_place_at SECONDS FILE: and give it this time
in_place_at() {
  in_place "$2" && touch -d "@$1" $etc
}

# time_of SECONDS
time_of() {
  step "fresh $a" "the time $1" touch -d "@$1" $etc
  step "fresh $a" "the time $1, merged" merge
  step "stale $b" "other bytes at the time $1" in_place_at "$1" "$stock/b"
  step "fresh $a" "and the bytes again" in_place "$stock/a"
}
time_0() {
  time_of 0
}
time_1() {
  time_of 1
}

# Whatever becomes of the index, the answers are those of "files iana".
lost() {
  cp "$var/merged.idx" "$stock/merged"
  step "stale $a" "the merged index removed" rm "$var/merged.idx"
  step "fresh $a" "the index back" rename "$stock/merged" "$var/merged.idx"
  step "stale $a" "a plain index in its place" rename "$usr/services.idx" "$var/merged.idx"
  step "fresh $a" "a merge" merge
}

damaged() {
  cp "$var/merged.idx" "$stock/merged"
  head -c 7000 "$stock/merged" >"$stock/short"
  head -c 100 "$stock/merged" >"$stock/header"
  { head -c 8 "$stock/merged" && printf '\377' && tail -c +10 "$stock/merged"; } >"$stock/major"
  for bad in short header major; do
    step "stale $a" "a damaged index: $bad" rename "$stock/$bad" "$var/merged.idx"
  done
  step "fresh $a" "the index back" rename "$stock/merged" "$var/merged.idx"
}

# The index of an image answers when the local one does not.
shipped() {
  cp "$var/merged.idx" "$usr/merged.idx"
  step "fresh $a" "the folder of the local index emptied, with one of an image" \
    rm "$var/merged.idx"
  step "stale $b" "then an edit" in_place "$stock/b"
  step "fresh $b" "and a merge" merge
  step "stale $b" "the local one removed" rm "$var/merged.idx"
  step "fresh $a" "back to what the image has" in_place "$stock/a"
  step "stale $a" "that one removed, too" rm "$usr/merged.idx"
}

# The first lookups of a process come after all this.
emptied() {
  rm -rf "${var:?}"/*
  in_place "$stock/b"
  start
  step "stale $b" "a process that begins without an index" true
  step "fresh $b" "a merge" merge
}

start() {
  "$watcher" "$sources" >"$folder/answers" &
  pid=$!
}

merge
case $scenario in
fifo | emptied) ;;
*) start ;;
esac
while [ "$scenario" != emptied ] && [ "$scenario" != fifo ] && ! [ -s "$folder/answers" ]; do
  sleep 0.1
done
"$scenario"
milliseconds >"$folder/end"
kill -TERM "$pid"
wait "$pid"
echo $? >"$folder/exit"
