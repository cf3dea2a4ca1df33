# SPDX-License-Identifier: GPL-2.0-or-later
"""Judges what gcovr counted: coverage.py TOP COVERAGE.JSON

Prints a table, and each line that did not run or has a branch that was never taken, with
its reason in tests/coverage/coverage.txt.  Fails if a share is below LEAST, if such a line
has no reason, or if a reason has no line.
"""
import collections
import json
import os
import sys

LEAST = {"lines": 98.0, "branches": 95.0}


def read_reasons(path):
    """{(file, code): reason}; paragraphs: a reason, then lines `FILE: CODE`."""
    reasons = {}
    reason = []
    taken = False
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("#") or not line:
            continue
        if not line.startswith("    "):
            if taken:
                reason, taken = [], False
            reason.append(line)
            continue
        name, code = line.strip().split(": ", 1)
        reasons[name, code] = " ".join(reason)
        taken = True
    return reasons


def share(part, whole):
    return 100.0 * part / whole if whole else 100.0


def main(top, counted):
    reasons = read_reasons(os.path.join(top, "tests/coverage/coverage.txt"))
    report = json.load(open(counted, encoding="utf-8"))
    total = collections.Counter()
    left = []
    stale = dict(reasons)
    print("%-18s %14s %14s" % ("", "lines", "branches"))
    for f in sorted(report["files"], key=lambda f: f["file"]):
        name = f["file"]
        code = open(os.path.join(top, name), encoding="utf-8").read().split("\n")
        here = collections.Counter()
        for line in code:
            stale.pop((name, line.strip()), None)
        for line in f["lines"]:
            if line.get("gcovr/noncode"):
                continue
            text = code[line["line_number"] - 1].strip()
            never = sum(b["count"] == 0 for b in line["branches"])
            here["lines"] += 1
            here["run"] += line["count"] != 0
            here["branches"] += len(line["branches"])
            here["taken"] += len(line["branches"]) - never
            if line["count"] == 0 or never:
                what = "%d of %d branches" % (never, len(line["branches"]))
                if line["count"] == 0:
                    what = "not run"
                left.append((name, line["line_number"], text, what))
        total.update(here)
        print("%-18s %5d %7.1f%% %5d %7.1f%%" % (
            name, here["lines"], share(here["run"], here["lines"]),
            here["branches"], share(here["taken"], here["branches"])))

    bad = 0
    print("\nleft:")
    for name, number, text, what in left:
        reason = reasons.get((name, text), "NO REASON in tests/coverage/coverage.txt")
        bad += (name, text) not in reasons
        print("%s:%d: %s (%s)\n    %s" % (name, number, text, what, reason))
    for name, text in stale:
        print("tests/coverage/coverage.txt explains what is not there: %s: %s" % (name, text))
        bad += 1
    got = {"lines": share(total["run"], total["lines"]),
           "branches": share(total["taken"], total["branches"])}
    print("\ncoverage: %d of %d lines (%.2f %%), %d of %d branches (%.2f %%)" % (
        total["run"], total["lines"], got["lines"],
        total["taken"], total["branches"], got["branches"]))
    for what, least in LEAST.items():
        if got[what] < least:
            print("coverage: less than %g %% of the %s" % (least, what))
            bad += 1
    return 1 if bad or not total["lines"] else 0


sys.exit(main(*sys.argv[1:]))
