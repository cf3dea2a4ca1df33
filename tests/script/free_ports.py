# SPDX-License-Identifier: GPL-2.0-or-later
"""The ports that `free` should print, from the registry as CSV and the files of /etc.

usage: free_ports.py REGISTRY COMPAT OPTION...

OPTION is one of `free`.  COMPAT is the overlay that the program ships, which may not be
there.  Everything is computed the long way: for each port all rows, for each choice all ports.
"""

import argparse
import csv
import glob
import re
import sys


def spans(text):
    for part in text.split(","):
        low, _, high = part.partition("-")
        yield int(low), int(high or low)


def read_registry(path, notes):
    """(low, high, protocol, unassigned) of each row and protocol; "" is any protocol."""
    with open(path, newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if not row["Port Number"]:
                continue
            ((low, high),) = spans(row["Port Number"])
            unassigned = (
                not row["Service Name"]
                and row["Description"].strip().lower() == "unassigned"
                and not row["Unauthorized Use Reported"].strip()
                and not (notes and row["Assignment Notes"].strip())
            )
            protocols = row["Transport Protocol"].lower()
            if row["Service Name"] and not protocols:
                protocols = "tcp udp"  # rule N2
            for protocol in protocols.split() or [""]:
                yield low, high, protocol, unassigned


def read_services(path):
    """(low, high, protocol) of each line that has a name and ports."""
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            lines = file.readlines()
    except FileNotFoundError:
        return
    for line in lines:
        match = re.match(r"\s*\S+\s+(\d+)(?:-(\d+))?/(\S+)", line.split("#")[0])
        if match:
            yield int(match[1]), int(match[2] or match[1]), match[3].lower()


def first_words(path):
    try:
        with open(path, encoding="ascii") as file:
            return file.read().split()
    except OSError:
        return []


def rank(key, port):
    """FNV-1a, and the last steps of MurmurHash3."""
    h = 0xCBF29CE484222325
    for byte in key.encode("utf-8", "surrogateescape") + port.to_bytes(2, "big"):
        h = (h ^ byte) * 0x100000001B3 % 2**64
    for factor in (0xFF51AFD7ED558CCD, 0xC4CEB9FE1A85EC53):
        h ^= h >> 33
        h = h * factor % 2**64
    return h ^ h >> 33


def free_set(options, registry, compat):
    taken = {0}
    wanted = options.proto.lower().split(",")

    def counts(protocol):
        return not options.per_protocol or not protocol or protocol in wanted

    for low, high, protocol, unassigned in read_registry(registry, options.stable is None):
        if not unassigned and counts(protocol):
            taken.update(range(low, high + 1))
    files = [compat] + options.avoid
    sysctl = "/proc/sys/net/ipv4/ip_local_"
    if options.stable is None:
        files += ["/etc/services", *glob.glob("/etc/iana-services/overlays.d/*.services")]
        low, high = first_words(sysctl + "port_range") or (32768, 60999)
        taken.update(range(int(low), int(high) + 1))
        for text in first_words(sysctl + "reserved_ports"):
            for low, high in spans(text):
                taken.update(range(low, high + 1))
    else:
        taken.update(range(32768, 61000))
    for path in files:
        for low, high, protocol in read_services(path):
            if counts(protocol):
                taken.update(range(low, high + 1))
    return [port not in taken for port in range(65536)]


def room(free, port):
    n = 0
    while port > n and port + n < 65535 and free[port - n - 1] and free[port + n + 1]:
        n += 1
    return n


def by_room(free, candidates, count):
    """The port with most room; those that were chosen count as taken."""
    free = free[:]
    candidates = set(candidates)
    while count > 0 and candidates:
        best = max(candidates, key=lambda port: (room(free, port), -port))
        yield best
        free[best] = False
        candidates.remove(best)
        count -= 1


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("registry")
    parser.add_argument("compat")
    parser.add_argument("--proto", default="tcp,udp")
    parser.add_argument("--per-protocol", action="store_true")
    parser.add_argument("--range", action="append")
    parser.add_argument("--near", type=int)
    parser.add_argument("--stable")
    parser.add_argument("--room", type=int)
    parser.add_argument("--count", type=int, default=1)
    parser.add_argument("--avoid", action="append", default=[])
    options = parser.parse_args()

    free = free_set(options, options.registry, options.compat)
    if options.room is None:
        options.room = 1 if options.stable is None else 0
    asked = set()
    for text in options.range or ["1024-49151"]:
        for low, high in spans(text):
            asked.update(range(low, high + 1))
    candidates = [p for p in sorted(asked) if free[p] and room(free, p) >= options.room]
    if options.stable is not None:
        ordered = sorted(candidates, key=lambda port: -rank(options.stable, port))
    elif options.near is not None:
        near = options.near
        ordered = sorted(candidates, key=lambda port: (abs(port - near), -port))
    elif options.count > 1000:  # the order takes too long here
        ordered = candidates
    else:
        ordered = by_room(free, candidates, options.count)
    for port in list(ordered)[: options.count]:
        print(port)
    return 0


sys.exit(main())
