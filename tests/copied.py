# SPDX-License-Identifier: GPL-2.0-or-later
"""Writes a registry in CSV form as the text of its web page: the cells that are not
blank, one blank between two, paragraphs of the description apart by a blank line.

    copied.py REGISTRY.csv >PAGE
"""

import csv
import re
import sys


def cell(text, paragraphs):
    parts = re.split(r"\n\s*\n", text.strip()) if paragraphs else [text]
    return "\n\n".join(" ".join(part.split()) for part in parts)


def main(path):
    with open(path, encoding="utf-8", newline="") as f:
        header, *rows = csv.reader(f)
    people = sorted({p for row in rows for p in re.findall(r"\[[^\]\s]*\]", row[4] + row[5])})
    print("Last Updated\n2024-06-01\n")
    print(" ".join(header))
    for row in rows:
        cells = [cell(text, header[i] == "Description") for i, text in enumerate(row)]
        line = ""
        for text in filter(None, cells):
            # A browser starts a new line behind a cell of paragraphs.
            line += ("" if not line else "\n" if "\n\n" in line else " ") + text
        print(line)
    print("\nContact Information\n\nID Name Organization Contact URI Last Updated")
    for person in people:
        print(person, "Somebody")


main(sys.argv[1])
