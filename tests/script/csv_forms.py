# SPDX-License-Identifier: GPL-2.0-or-later
"""csv_forms.py REGISTRY.csv HOW OUT: the registry as other programs write it.

HOW is SEPARATOR:LINE_END:ENCODING, or "copied": tabs and no quotes, as browsers copy a table.
"""

import csv
import sys

SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|"}
LINE_ENDS = {"lf": "\n", "crlf": "\r\n", "cr": "\r"}


def main():
    registry, how, out = sys.argv[1:]
    with open(registry, encoding="utf-8", newline="") as f:
        rows = list(csv.reader(f))
    if how == "copied":
        with open(out, "w", encoding="utf-8", newline="") as f:
            f.write("Last Updated\n\n2024-11-19\n\n")
            f.writelines("\t".join(row) + "\n" for row in rows)
            f.write("\nPeople\n[Some_Body] Somebody\n")
        return
    separator, line_end, encoding = how.split(":")
    with open(out, "w", encoding=encoding, newline="") as f:
        if separator == "told":
            f.write("sep=;" + LINE_ENDS[line_end])
        writer = csv.writer(
            f,
            delimiter=SEPARATORS.get(separator, ";"),
            lineterminator=LINE_ENDS[line_end],
            quoting=csv.QUOTE_ALL if line_end == "cr" else csv.QUOTE_MINIMAL,
        )
        writer.writerows(rows)


main()
