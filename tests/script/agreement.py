# SPDX-License-Identifier: GPL-2.0-or-later
"""agreement.py OLD NEW DIFF.json EXCEPTIONS: dates of records explain every difference.

Prints a line for each that nothing explains, for the file of exceptions:
OLD-DATE NEW-DATE GROUP NAME-OR-PORTS.  OLD - is one that python has no reader for; then
the records of NEW alone explain.
"""
import json
import sys
from datetime import date, timedelta

from diff_rows import read

# A record is dated by IANA's decision; it may be published days later.
SLACK = timedelta(days=14)


def label(change):
    low, high = change.get("first_port"), change.get("last_port")
    ports = f"{low}-{high}" if high != low else f"{low}"
    return change["name"].replace(" ", "_") if "name" in change else ports


class Explainer:
    def __init__(self, rows, first, last):
        self.rows = rows
        # A date within makes a record a witness.
        self.witnesses = [r for r in rows
                          if any(first <= d <= last for d in r.dates)]
        self.ports = set()
        for r in self.witnesses:
            if r.ports:
                self.ports.update(range(r.ports[0], r.ports[1] + 1))

    def explains(self, change):
        """By a record of one of its names, or of what its ports are without a name.

        A gap needs a record at each of its ports, whatever that is of.
        """
        if "description" in change:
            return all(p in self.ports for p in
                       range(change["first_port"], change["last_port"] + 1))
        names = {change["name"], change.get("old_name"), change.get("service")}
        spans = [(change[a], change[b]) for a, b in (("first_port", "last_port"),
                                                     ("old_first_port", "old_last_port"))
                 if a in change]
        if not spans:
            spans = [r.ports for r in self.rows if r.name in names and r.ports]
        return any(any(r.overlaps(*s) for s in spans) if r.ports else r.name in names
                   for r in self.witnesses if r.name in names or not r.name)


def main():
    old, new, diff_path, known_path = sys.argv[1:]
    with open(diff_path, encoding="utf-8") as f:
        diff = json.load(f)
    with open(known_path, encoding="utf-8") as f:
        known = {tuple(line.split("#")[0].split()) for line in f if line.split("#")[0].strip()}
    days = [diff[side]["registry_date"] for side in ("old", "new")]
    first = (date.fromisoformat(days[0]) - SLACK).isoformat()
    rows = ([] if old == "-" else read(old)) + read(new)
    explainer = Explainer(rows, first, days[1])
    unused = {line for line in known if list(line[:2]) == days}
    n = bad = 0
    for group, changes in diff.items():
        if group in ("old", "new"):
            continue
        for change in changes:
            n += 1
            if explainer.explains(change):
                continue
            line = *days, group, label(change)
            if line in known:
                unused.discard(line)
                continue
            bad = 1
            print("#", *line)
    for line in sorted(unused):
        bad = 1
        print("# not needed:", *line)
    print(f"# {n} differences")
    return bad


sys.exit(main())
