# SPDX-License-Identifier: GPL-2.0-or-later
"""Sets a registry in CSV form as text, and compares what was read of such text.

    text_forms.py page REGISTRY.csv           the page's text, as a browser copies it
    text_forms.py column REGISTRY.csv         column text, as a browser prints it
    text_forms.py back HOW ROWS ROWS [SAID]   the second are of the CSV form that the
                                              first was set from; SAID: the warnings
    text_forms.py later ROWS ROWS             the second are of a later year
    text_forms.py count TEXT ROWS             every line with a record's key has one

ROWS are what tests/support/rows printed.
"""

import collections
import csv
import re
import sys

LINE, PORT, NAME, PROTOCOL, DESCRIPTION, ASSIGNEE, CONTACT = range(7)
REGISTERED, MODIFIED, REFERENCE, CODE, USES, NOTES = range(7, 13)
TITLES = {"Known Unauthorized Uses": ["Known", "Unauthorized", "Uses"],
          "Unauthorized Use Reported": ["Unauthorized", "Use", "Reported"],
          "Transport Protocol": ["Transport", "Protocol"],
          "Registration Date": ["Registration", "Date"],
          "Modification Date": ["Modification", "Date"],
          "Service Code": ["Service", "Code"]}  # fmt: skip


def registry(path):
    with open(path, encoding="utf-8", newline="") as f:
        return list(csv.reader(f))


def paragraphs(text):
    """What a description has: those of older registries are not told apart."""
    return [" ".join(part.split()) for part in re.split(r"\n\s*\n", text.strip())]


def page(path):
    header, *rows = registry(path)
    people = sorted({p for row in rows for p in re.findall(r"\[[^\]\s]*\]", row[4] + row[5])})
    print("Last Updated\n2024-06-01\n\n" + " ".join(header))
    for row in rows:
        line = ""
        for i, text in enumerate(row):
            parts = paragraphs(text) if header[i] == "Description" else [text]
            text = "\n\n".join(" ".join(part.split()) for part in parts)
            # A browser starts a new line behind a cell of paragraphs.
            if text:
                line += ("" if not line else "\n" if "\n\n" in line else " ") + text
        print(line)
    print("\nContact Information\n\nID Name Organization Contact URI Last Updated")
    for person in people:
        print(person, "Somebody")


def wrap(text, width):
    lines = []
    for part in paragraphs(text):
        line = b""
        lines += [b""] if lines else []
        for word in part.encode().split():
            if line and len(line) + 1 + len(word) > width:
                lines.append(line)
                line = word
            else:
                line += (b" " if line else b"") + word
        lines.append(line)
    return lines


def middle(cells, high):
    """The cells' lines over the height of their record; the odd one goes below."""
    for lines in cells:
        above = (high - len(lines)) // 2
        yield [b""] * above + lines + [b""] * (high - len(lines) - above)


def column(path):
    header, *rows = registry(path)
    titles = [[w.encode() for w in TITLES.get(t, [t])] for t in header]
    widths = [max(map(len, t)) for t in titles]
    narrow = {"Service Name": 15, "Description": 28, "Assignment Notes": 61, header[10]: 13}
    for i, title in enumerate(header):
        words = max((len(w) for row in rows for w in row[i].encode().split()), default=0)
        whole = max(len(" ".join(row[i].split()).encode()) for row in rows)
        widths[i] = max(widths[i], words, min(narrow.get(title, whole), whole))
    out = sys.stdout.buffer
    out.write(b"   Last Updated\n           2024-06-01\n\n")

    def put(cells, centred):
        high = max(map(len, cells))
        for line in zip(*middle(cells, high)):
            text = b""
            for i, cell in enumerate(line):
                text += b" " * (centred(i) * ((widths[i] - len(cell)) // 2)) + cell
                text += b" " * (sum(widths[: i + 1]) + i + 1 - len(text))
            out.write(text.rstrip() + b"\n")

    put(titles, lambda i: True)
    for row in rows:
        put([wrap(text, widths[i]) for i, text in enumerate(row)], lambda i: i in (1, 2))
    out.write(b"\n               People\n\n[Some_Body] Somebody\n")


def load(path):
    """Rows of [line, port, name, protocol, ...], as tests/support/rows.c writes them."""
    with open(path, encoding="utf-8", newline="") as f:
        return [row.split("\037")[:-1] for row in f.read().split("\036")[:-1]]


def fold(row):
    return [" ".join(field.split()) for field in row]


def back(how, text_rows, csv_rows, said=None):
    got, want = load(text_rows), load(csv_rows)
    assert [g[1:4] for g in got] == [w[1:4] for w in want], "other names, ports, protocols"
    warned = set()
    if said:
        with open(said, encoding="utf-8") as f:
            warned = {int(n) for n in re.findall(r":(\d+): warning: line \d+ may belong", f.read())}
    wrong = collections.Counter()
    for i, (g, w) in enumerate(zip(got, want)):
        end = int(got[i + 1][LINE]) if i + 1 < len(got) else int(g[LINE]) + 99
        near = any(int(g[LINE]) - 3 <= n <= end for n in warned)
        one_date = [g[REGISTERED], g[MODIFIED]] == [w[MODIFIED], w[REGISTERED]] and (
            "" in (g[REGISTERED], g[MODIFIED])
        )
        for field in range(DESCRIPTION, NOTES + 1):
            if g[field] == w[field] or fold(g)[field] == fold(w)[field]:
                continue
            if how == "column" and near:
                wrong["near a line that was warned of"] += 1
            elif how == "page" and field in (REGISTERED, MODIFIED) and one_date:
                wrong["one date alone"] += field == MODIFIED
            elif how == "page" and field > CODE and g[USES] + g[NOTES] == w[USES] + w[NOTES]:
                wrong["uses that read as notes"] += field == NOTES
            elif how == "page" and not w[ASSIGNEE]:
                wrong["no persons to tell texts apart"] += 1
            else:
                wrong["not explained"] += 1
                print("#", g[1:4], repr(g[field]), repr(w[field]))
    print(f"# {len(got)} records, all with their keys; {dict(wrong)}")
    assert wrong["not explained"] == 0
    # The project's own registry has no persons, so its texts are told apart less often.
    assert sum(wrong.values()) * 40 < len(got)


def later(first, second):
    """Same name, port, protocol and date of change: the same cells."""
    index = collections.defaultdict(list)
    for row in load(second):
        index[tuple(row[1:4])].append(fold(row))
    n_same = 0
    seen = collections.Counter()
    for row in map(fold, load(first)):
        others = index[tuple(row[1:4])]
        if not others:
            seen["gone: " + ("a gap" if not row[NAME] else "a service")] += 1
            continue
        other = others.pop(0)
        if other[MODIFIED] != row[MODIFIED]:
            seen["changed, with a date"] += 1
            continue
        n_same += 1
        for field in range(DESCRIPTION, NOTES + 1):
            if row[field] == other[field]:
                continue
            if field == ASSIGNEE and row[field] == other[field] + other[CONTACT]:
                seen["the contact stood with the assignee"] += 1
            elif field in (ASSIGNEE, CONTACT) and not row[ASSIGNEE] + row[CONTACT]:
                seen["a person came in"] += field == CONTACT
            elif field == USES and re.match("kn?own|unauth|^$", row[field] or other[field], re.I):
                seen["known uses are worded anew"] += 1
            elif field == USES and "nauthorized" in row[field]:
                seen["known uses are worded anew"] += 1
            elif row[REFERENCE].startswith("[RFC-ietf-") and other[REFERENCE][:4] == "[RFC":
                seen["a draft became an RFC"] += field == REFERENCE
            else:
                seen["not explained"] += 1
                print("#", row[:4], repr(row[field]), repr(other[field]))
    print(f"# {n_same} records in both; {dict(seen)}")
    assert seen["not explained"] == 0
    gone = sum(n for what, n in seen.items() if what.startswith("gone"))
    assert n_same > 50 * (gone + seen["changed, with a date"])


def count(text, rows):
    """The keys in the column text by the places of their titles, one by one."""
    with open(text, "rb") as f:
        lines = f.read().split(b"\n")
    at = next(i for i, s in enumerate(lines) if re.match(rb" *Service Name +Port Number ", s))
    port = lines[at].index(b"Port Number")
    stop = lines[at].index(b"Protocol", port) + 9
    end = next((i for i, s in enumerate(lines) if i > at and s.strip() == b"People"), len(lines))
    keys = []
    names = []
    for line in lines[at + 1 : end]:
        words = line[port:stop].decode("ascii", "replace").split()
        if words:
            keys.append([words.pop(0) if words[0][0].isdigit() else "", "".join(words)])
        elif line[:port].strip() and line[stop:].strip():
            names.append(line[:port].strip().decode())
    got = load(rows)
    with_key = [[r[PORT], r[PROTOCOL]] for r in got if r[PORT] or r[PROTOCOL]]
    without = [r[NAME] for r in got if not r[PORT] and not r[PROTOCOL]]
    assert with_key == keys, f"{len(with_key)} ports and protocols, of {len(keys)}"
    assert without == names, f"{len(without)} names alone, of {len(names)}"
    print(f"# {len(keys)} with a port or protocol, {len(names)} with a name alone")


if __name__ == "__main__":
    {"page": page, "column": column, "back": back, "later": later, "count": count}[sys.argv[1]](
        *sys.argv[2:]
    )
