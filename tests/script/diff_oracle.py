# SPDX-License-Identifier: GPL-2.0-or-later
"""diff_oracle.py OLD NEW DIFF.json: the same differences by sets, from two CSV files."""
import json
import sys
from collections import defaultdict

from diff_rows import ALIAS, read


def places(rows):
    """{(port, protocol): {name: row}} of official names, in the order of the rows."""
    names = defaultdict(dict)
    for row in rows:
        if row.name and row.ports:
            for port in range(row.ports[0], row.ports[1] + 1):
                for protocol in row.protocols:
                    names[port, protocol].setdefault(row.name, row)
    official = {}
    for place, here in names.items():
        official[place] = {n: r for n, r in here.items()
                           if not any((a or b) in here and (a or b) != n
                                      for a, b in ALIAS.findall(r.notes))}
    return names, official


def gone(this, other):
    """Official names that the other side has nowhere at the place."""
    return {(name, place) for place, here in this[1].items() for name in here
            if name not in other[0].get(place, {})}


def differences(old, new):
    went, came = gone(old, new), gone(new, old)
    moved, renamed = set(), set()
    for name, protocol in sorted({(n, p[1]) for n, p in went}):
        ports = [sorted(p[0] for n, p in side if (n, p[1]) == (name, protocol))
                 for side in (went, came)]
        moved |= {(name, protocol, a, b) for a, b in zip(*ports)}
    went -= {(n, (a, p)) for n, p, a, b in moved}
    came -= {(n, (b, p)) for n, p, a, b in moved}
    for place in sorted({p for n, p in went} & {p for n, p in came}):
        # In the order of the tables, each round over what the ones before it left.
        left = [n for n in old[1][place] if (n, place) in went]
        right = [n for n in new[1][place] if (n, place) in came]
        for same in (lambda a, b: a.description and (a.description, a.assignee, a.registered)
                     == (b.description, b.assignee, b.registered),
                     lambda a, b: a.description and a.description == b.description,
                     lambda a, b: a.assignee and (a.assignee, a.registered)
                     == (b.assignee, b.registered),
                     lambda a, b: True):
            for a in list(left):
                for b in right:
                    if same(old[1][place][a], new[1][place][b]):
                        renamed.add((a, b, place))
                        left.remove(a)
                        right.remove(b)
                        break
    went -= {(a, p) for a, b, p in renamed}
    came -= {(b, p) for a, b, p in renamed}
    return {"added": came, "removed": went, "renamed": renamed, "moved": moved}


def told(diff):
    """The sets of the command, every port and protocol by itself."""
    ret = {"added": set(), "removed": set(), "renamed": set(), "moved": set()}
    for key, items in ret.items():
        for c in diff[key]:
            for port in range(c["first_port"], c["last_port"] + 1):
                for p in c["protocols"]:
                    if key == "renamed":
                        items.add((c["old_name"], c["name"], (port, p)))
                    elif key == "moved":
                        from_port = port - c["first_port"] + c["old_first_port"]
                        items.add((c["name"], p, from_port, port))
                    else:
                        items.add((c["name"], (port, p)))
    return ret


def gaps(rows):
    return {(port, protocol, row.description) for row in rows if not row.name and row.ports
            for protocol in row.protocols
            for port in range(row.ports[0], row.ports[1] + 1)}


def main():
    old, new = read(sys.argv[1]), read(sys.argv[2])
    with open(sys.argv[3], encoding="utf-8") as f:
        diff = json.load(f)
    want, got = differences(places(old), places(new)), told(diff)
    for key, mine, theirs in (("ports_added", new, old), ("ports_removed", old, new)):
        want[key] = gaps(mine) - gaps(theirs)
        got[key] = {(port, p, " ".join(c["description"].split())) for c in diff[key]
                    for port in range(c["first_port"], c["last_port"] + 1)
                    for p in c["protocols"]}
    want["names"] = {(r.name, r.protocol) for r in old if r.name and not r.ports} ^ {
        (r.name, r.protocol) for r in new if r.name and not r.ports}
    got["names"] = {(c["name"], p) for k in ("name_added", "name_removed", "name_got_port",
                                             "name_lost_port")
                    for c in diff[k] for p in c["protocols"] or [""]}
    bad = 0
    for key, items in want.items():
        print("#", key, len(items))
        for what, some in (("missing", items - got[key]), ("too many", got[key] - items)):
            for item in sorted(some)[:10]:
                print("#", key, what, item)
                bad = 1
    return bad


sys.exit(main())
