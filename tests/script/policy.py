# SPDX-License-Identifier: GPL-2.0-or-later
"""The table and the gaps of a registry in CSV form under a policy, computed apart.

    policy.py table|gaps|names REGISTRY [--protocols LIST] [--ports LIST]
              [--ranges first] [--historic drop]

table: "name port/protocol alias..." a line, in the order N7; gaps: "port[-port][/protocol]
description"; names: "name [protocol]".  Rules N1 to N9 for registries without rings of
aliases, overlays and errata.
"""
import csv
import re
import sys

FIRST = ["tcp", "udp", "sctp", "dccp"]


def alias_of(notes):
    for says in ("alias to ", "duplicate of the "):
        found = re.search(says + '"([^"]+)"', " ".join(notes.split()))
        if found:
            return found.group(1)
    return None


def read(path):
    with open(path, newline="", encoding="utf-8", errors="replace") as f:
        for row in csv.DictReader(f):
            yield {k: (v or "").strip() for k, v in row.items()}


def main():
    what, path, *rest = sys.argv[1:]
    opt = dict(zip(rest[::2], rest[1::2]))
    protocols = opt["--protocols"].lower().split(",") if "--protocols" in opt else None
    ports = None
    if "--ports" in opt:
        ports = set()
        for part in opt["--ports"].split(","):
            lo, _, hi = part.partition("-")
            ports |= set(range(int(lo), int(hi or lo) + 1))
    has_protocol = lambda p: protocols is None or p in protocols
    has_port = lambda p: ports is None or p in ports

    groups, gaps, names = {}, [], []
    for number, row in enumerate(read(path)):
        name, port = row["Service Name"], row["Port Number"]
        protocol = row["Transport Protocol"].lower()
        text = " ".join(re.split(r"\n[ \t]*\n", row["Description"])[0].split())
        if not port:
            if name and ports is None and (not protocol or has_protocol(protocol)):
                names.append(" ".join(filter(None, (name, protocol))))
            continue
        lo, _, hi = port.partition("-")
        lo, hi = int(lo), int(hi or lo)
        if not name:
            place = FIRST.index(protocol) if protocol in FIRST else -1 if not protocol else 9
            if (not protocol or has_protocol(protocol)) and any(
                map(has_port, range(lo, hi + 1))
            ):
                shown = str(lo) if lo == hi else f"{lo}-{hi}"
                shown += "/" + protocol if protocol else ""
                gaps.append((lo, place, number, (shown + " " + text).strip()))
            continue
        if opt.get("--ranges") == "first":
            hi = lo
        for p in (protocol,) if protocol else ("tcp", "udp"):
            for n in range(lo, hi + 1):
                if has_protocol(p) and has_port(n):
                    place = FIRST.index(p) if p in FIRST else 9
                    group = groups.setdefault((n, place, p), {})
                    group.setdefault(name, alias_of(row.get("Assignment Notes", "")))

    if what == "gaps":
        print(*(g[3] for g in sorted(gaps)), sep="\n")
    elif what == "names":
        print(*names, sep="\n")
    else:
        for (port, _, protocol), group in sorted(groups.items()):
            aliases = {}
            for name in group:
                root = name
                while group[root] in group and group[root] != root:
                    root = group[root]
                aliases.setdefault(root, [])
                if root != name:
                    aliases[root].append(name)
            for name in group:
                if name in aliases:
                    more = [] if opt.get("--historic") == "drop" else aliases[name]
                    print(name, f"{port}/{protocol}", *more)


main()
