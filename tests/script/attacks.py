# SPDX-License-Identifier: GPL-2.0-or-later
"""Makes registries that no update may install: attacks.py REGISTRY.csv FOLDER

Each is a change of REGISTRY, in a file NAME.csv of FOLDER.  The date stays: it is the latest
date of the rows, and rows of that date stay.
"""

import csv
import sys
from collections import Counter
from pathlib import Path

NAME, PORT, PROTOCOL, NOTES = 0, 1, 2, 11
HTTPS = ("https", "443", "tcp")


def is_at(row, place):
    return (row[NAME], row[PORT], row[PROTOCOL]) == place


def changed(rows, place, **cells):
    """The rows, with other cells in that one row."""
    columns = {"name": NAME, "port": PORT, "notes": NOTES}
    new = [list(row) for row in rows]
    for row in new:
        if is_at(row, place):
            for key, value in cells.items():
                row[columns[key]] = value
    assert new != rows, place
    return new


def removed(rows, place):
    return [row for row in rows if not is_at(row, place)]


def before(rows, place, other):
    """The rows, with another name at the same port before that one row."""
    i = next(i for i, row in enumerate(rows) if is_at(row, place))
    return rows[:i] + [[other, *place[1:], "Another service"] + [""] * 8] + rows[i:]


def without_names(rows, n, latest):
    """The rows, without n names that stand in one row each, and that no alias needs."""
    count = Counter(row[NAME] for row in rows)
    notes = " ".join(row[NOTES] for row in rows)
    once = [row[NAME] for row in rows if row[NAME] and row[PORT].isdecimal() and
            count[row[NAME]] == 1 and "alias" not in row[NOTES] and
            f'"{row[NAME]}"' not in notes and latest not in row]  # fmt: skip
    # No protected service has so high a port.
    gone = set(once[-n:])
    assert len(gone) == n
    return [row for row in rows if row[NAME] not in gone]


def attacks(rows):
    latest = max(cell for row in rows for cell in row[6:8])
    earlier = max(cell for row in rows for cell in row[6:8] if cell < latest)

    def thinned(keep):
        return [row for i, row in enumerate(rows) if keep(i) or latest in row]

    other = [["x" + row[NAME] if row[NAME] else ""] + row[1:] for row in rows]
    # In the notes a name of the registry would stay.
    other = [[cell.replace('"', "'") for cell in row] for row in other]
    swapped = changed(rows, HTTPS, name="snpp")
    swapped = changed(swapped, ("snpp", "444", "tcp"), name="https")
    aliased = before(rows, HTTPS, "evil")
    aliased = changed(aliased, HTTPS, notes='This is an alias to "evil".')
    return {
        "good": rows[:-1] + [["brand-new", "48999", "tcp", "New"] + [""] * 8] + rows[-1:],
        "moved": changed(rows, ("ssh", "22", "tcp"), port="2222"),
        "swapped": swapped,
        "given": before(rows, HTTPS, "evil"),
        "aliased": aliased,
        "renamed": changed(rows, HTTPS, name="HTTPS"),
        "first": removed(rows, HTTPS),
        "second": removed(rows, ("https", "443", "udp")),
        "percent": thinned(lambda i: i % 100 != 50),
        "half": thinned(lambda i: i % 2),
        "tail": thinned(lambda i: i < len(rows) * 0.9),
        "empty": [],
        "earlier": [[cell.replace(latest, earlier) for cell in row] for row in rows],
        "other": other,
        "names60": without_names(rows, 60, latest),
        "names61": without_names(rows, 61, latest),
    }  # fmt: skip


def main(registry, folder):
    with open(registry, newline="", encoding="utf-8") as f:
        title, *rows = csv.reader(f)
    for name, new in attacks(rows).items():
        with open(Path(folder) / f"{name}.csv", "w", newline="", encoding="utf-8") as f:
            csv.writer(f).writerows([title, *new])


main(*sys.argv[1:])
