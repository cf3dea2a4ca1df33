# SPDX-License-Identifier: GPL-2.0-or-later
"""Reads what convert --csv wrote with Python's csv: csv_rows.py ROWS CSV [KEYS]

ROWS is what tests/support/rows found in the registry.  Each of its rows stands in the CSV, in
the same order and with the same cells, and Python's csv would write the same bytes.  KEYS are
the fields that --without left blank, separated by commas.
"""

import csv
import io
import re
import sys

from forms import load

TITLES = [
    "Service Name", "Port Number", "Transport Protocol", "Description", "Assignee", "Contact",
    "Registration Date", "Modification Date", "Reference", "Service Code",
    "Unauthorized Use Reported", "Assignment Notes",
]  # fmt: skip
KEYS = [
    "name", "port", "protocol", "description", "assignee", "contact", "registered", "modified",
    "reference", "service_code", "unauthorized_use", "notes",
]  # fmt: skip
# Names with blanks in old registries, which IANA replaced later (gen/input/errata.c).
REPLACED = {"Apple Remote Desktop (Net Assistant)": "net-assistant",
            "Escale (Newton Dock)": "newton-dock"}  # fmt: skip
ALIAS = re.compile(r'alias to "[^"]+"|duplicate of the "[^"]+"')


def expected(row, without):
    """The cells of a row in the order of the CSV; ROWS has the port before the name."""
    port, name, protocol, *fields = row[1:]
    cells = dict(zip(KEYS, [REPLACED.get(name, name), port, protocol.lower(), *fields]))
    for key in without:
        if key != "notes" or not ALIAS.search(cells["notes"]):
            cells[key] = ""
    lo, dash, hi = (part.strip() for part in port.partition("-"))
    cells["port"] = lo if lo == hi else lo + dash + hi
    return [cells[key].replace("\n", "\n\n") for key in KEYS]


def main(rows, path, without=""):
    want = [expected(row, without.split(",") if without else []) for row in load(rows)]
    with open(path, encoding="utf-8", newline="") as f:
        text = f.read()
    got = list(csv.reader(io.StringIO(text, newline="")))
    again = io.StringIO(newline="")
    csv.writer(again, lineterminator="\n").writerows(got)
    assert again.getvalue() == text, "Python's csv writes other bytes"
    dated = got[0] == TITLES + ["Registry Date"]
    assert dated or got[0] == TITLES, got[0]
    if dated:
        assert got[1][12] and not any(row[12] for row in got[2:]), "one date, in the first row"
    for g, w in zip(got[1:], want):
        assert g[:12] == w, (g, w)
    assert want and len(got) == len(want) + 1, (len(got), len(want))
    print(f"# {len(want)} rows{', and a date' if dated else ''}")


main(*sys.argv[1:])
