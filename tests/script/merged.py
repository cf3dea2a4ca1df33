# SPDX-License-Identifier: GPL-2.0-or-later
"""Compares what libc answers by two lines of nsswitch.conf: a merged index in front, and
"files iana" alone.

    merged.py LOCAL FILES-IANA... -- MERGED...

LOCAL is what getent(1) lists of /etc/services.  The other files are of tests/support/oracle.
Answers must be the same.  But an entry of /etc/services may have more aliases than it has
there, and a name in other letters than those of a line may follow that line.  The enumeration gives each line of /etc/services once, then each entry of the registry
that no line has.  Prints the differences, or how many answers it compared.
"""
import sys


def read(paths):
    """The entries of the enumeration, and the answers in order."""
    entries, answers = [], []
    for path in paths:
        with open(path, encoding="utf-8", errors="surrogateescape", newline="\n") as f:
            for line in f:
                key, colon, answer = line.rstrip("\n").partition(": ")
                if colon:
                    answers.append((key, answer.split(" ")))
                else:
                    entries.append(key.split(" "))
    return entries, answers


def local_entries(path):
    """The entries that getent lists."""
    with open(path, "rb") as f:
        return [line.decode("utf-8", "surrogateescape").split() for line in f.read().split(b"\n")
                if line]


def same(want, got, local):
    """Is an answer, an entry with its aliases, the same?"""
    if want[:2] != got[:2]:
        return False
    if got[0] in local:
        return got[2:len(want)] == want[2:]
    return want == got


def listed(entries, n_local):
    """The entries of an enumeration, once each; the first n_local are local."""
    lines, keys, found = set(), set(), []
    for i, entry in enumerate(entries):
        if tuple(entry) in lines if i < n_local else tuple(entry[:2]) in keys:
            continue
        lines.add(tuple(entry))
        keys.add(tuple(entry[:2]))
        found.append(entry)
    return found


def names_of(entries):
    return {word for entry in entries for i, word in enumerate(entry) if i != 1}


def main():
    services, *rest = sys.argv[1:]
    cut = rest.index("--")
    want_entries, want = read(rest[:cut])
    got_entries, got = read(rest[cut + 1:])
    entries = local_entries(services)
    local = {entry[0] for entry in entries}
    spelled = names_of(entries)
    folded = {name.lower() for name in spelled}
    once = listed(want_entries, len(entries))
    n = 0

    for w, g in zip(once, got_entries):
        if not same(w, g, local):
            print("enumeration:", " ".join(w), "->", " ".join(g))
            n += 1
            break
    if len(once) != len(got_entries):
        print("enumeration:", len(once), "entries ->", len(got_entries))
        n += 1
    for (w_key, w), (g_key, g) in zip(want, got):
        name = g_key.split(" ")[0]
        if name not in spelled and name.lower() in folded and g[1] in local:
            continue
        # the first word of an answer is the error of libc
        if w_key != g_key or w[0] != g[0] or not same(w[1:], g[1:], local):
            n += 1
            if n < 20:
                print(f"{w_key}: {' '.join(w)} -> {g_key}: {' '.join(g)}")
    if len(want) != len(got):
        print("answers:", len(want), "->", len(got))
        n += 1
    if n == 0:
        print(len(want), "answers,", len(once), "entries")
    sys.exit(n != 0)


main()
