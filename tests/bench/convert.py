#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""What `convert` does, as one would write it in Python: the yardstick of a benchmark.

usage: convert.py REGISTRY.csv SERVICES INDEX

Reads the CSV form, resolves aliases, expands ranges, orders the entries, and writes
services(5) text and an index: the entries, where each name and each port has its
first, and what the registry says in each row, each text once.  It refuses nothing and
reports nothing.
"""

import csv
import re
import struct
import sys

ALIAS = re.compile(r'alias\s+to\s+"([^"]+)"|duplicate\s+of\s+the\s+"([^"]+)"\s+service', re.I)
FIRST = {"tcp": 0, "udp": 1, "sctp": 2, "dccp": 3}


def rows(records):
    for row in records:
        name = row["Service Name"].strip()
        port = row["Port Number"].strip()
        if not name or not port:
            continue
        low, _, high = port.partition("-")
        proto = row["Transport Protocol"].strip().lower()
        comment = " ".join(row["Description"].split("\n\n")[0].split())
        alias = ALIAS.search(" ".join(row["Assignment Notes"].split()))
        target = (alias[1] or alias[2]) if alias else None
        for number in range(int(low), int(high or low) + 1):
            for p in [proto] if proto else ["tcp", "udp"]:
                yield number, p, name, comment, target


def entries(records):
    groups = {}
    for port, proto, name, comment, target in rows(records):
        groups.setdefault((port, proto), {}).setdefault(name, (comment, target))
    order = sorted(groups, key=lambda k: (k[0], FIRST.get(k[1], 4), k[1]))
    for port, proto in order:
        group = groups[port, proto]
        aliases = {name: [] for name in group}
        for name in group:
            root, seen = name, {name}
            while group[root][1] in group and group[root][1] not in seen:
                root = group[root][1]
                seen.add(root)
            if root != name:
                aliases[root].append(name)
                del aliases[name]
        for name, others in aliases.items():
            yield name, port, proto, others, group[name][0]


def write_services(table, path):
    with open(path, "w", encoding="utf-8") as f:
        for name, port, proto, aliases, comment in table:
            line = f"{name:15} {port}/{proto}"
            if aliases:
                line = f"{line:27} " + " ".join(aliases)
            if comment:
                line = f"{line:27} # {comment}"
            f.write(line + "\n")


def details(records):
    texts, pool, out = {"": 0}, bytearray(b"\0"), bytearray()
    for row in records:
        for title, text in row.items():
            if title != "Port Number":
                text = "\n".join(" ".join(part.split()) for part in text.split("\n\n"))
            if text not in texts:
                texts[text] = len(pool)
                pool += text.encode() + b"\0"
            out += struct.pack("<I", texts[text])
    return out + pool


def write_index(table, records, path):
    names, ports, blob = {}, {}, bytearray()
    for name, port, proto, aliases, _ in table:
        at = len(blob)
        for key in [name, *aliases]:
            names.setdefault((key, proto), at)
            names.setdefault((key, ""), at)
        ports.setdefault((port, proto), at)
        ports.setdefault((port, ""), at)
        strings = "\0".join([name, proto, *aliases]).encode()
        blob += struct.pack("<HB", port, len(aliases)) + strings + b"\0"
    with open(path, "wb") as f:
        f.write(struct.pack("<III", len(names), len(ports), len(blob)))
        for (name, proto), at in sorted(names.items()):
            f.write(f"{name}/{proto}\0".encode() + struct.pack("<I", at))
        for (port, proto), at in sorted(ports.items()):
            f.write(struct.pack("<H", port) + f"{proto}\0".encode() + struct.pack("<I", at))
        f.write(blob)
        f.write(details(records))


def main(registry, services, index):
    with open(registry, newline="", encoding="utf-8", errors="replace") as f:
        records = list(csv.DictReader(f))
    table = list(entries(records))
    write_services(table, services)
    write_index(table, records, index)


if __name__ == "__main__":
    main(*sys.argv[1:])
