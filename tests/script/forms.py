# SPDX-License-Identifier: GPL-2.0-or-later
"""Compares what tests/support/rows found in registries with what Python's own readers find.

    forms.py count REGISTRY ROWS    every record, its line and its plain fields
    forms.py write ROWS OUT         the records in the form that the name OUT ends in
    forms.py equal ROWS ROWS        the same records in the same order, lines aside
    forms.py same ROWS ROWS [HOW]   the same record has the same fields in both; HOW is
                                    fold, for paragraphs aside, or page, for a second
                                    of far fewer records

Two registries are of neighbouring dates.  A record is the same in both when its name,
port, protocol and dates are: what differs then was changed without a new date, and
stands below.
"""

import collections
import re
import sys
import xml.etree.ElementTree as ET

NAME, PORT, PROTOCOL, REGISTERED, MODIFIED = 2, 1, 3, 7, 8

# The draft became a standard, or a draft that replaces it was approved; a person was
# given another number or spelling of the identifier; one description grew.
RENAMED = {
    ("[RFC5321]", "[RFC-ietf-emailcore-rfc5321bis-43]"),
    ("[RFC8415]", "[RFC-ietf-dhc-rfc8415bis-12]"),
    ("[RFC8415]", "[RFC9915]"),
    ("[RFC7589][RFC-ietf-netconf-over-tls13-04]", "[RFC7589][RFC9918]"),
    ("[RFC-ietf-dnssd-srp-25]", "[RFC9665]"),
    ("[draft-herbert-gue]", "[draft-herbert-gue-02]"),
    ("[ThreeGPP_2]", "[_3GPP_2]"),
    ("[ThreeGPP_4]", "[_3GPP_4]"),
    ("[ThreeGPP_5]", "[_3GPP_3]"),
    ("[GPP_Specifications]", "[_3GPP_Specifications]"),
    ("[Ken_McDonell_2]", "[Ken_McDonell]"),
    ("[William_Benner_2]", "[William_Benner]"),
    ("File Transfer [Control]", "File Transfer Protocol [Control]"),
}


def load(path):
    """Rows of [line, port, name, protocol, ...], as tests/support/rows.c writes them."""
    with open(path, encoding="utf-8", newline="") as f:
        return [row.split("\037")[:-1] for row in f.read().split("\036")[:-1]]


def local(element):
    return element.tag.split("}")[-1]


def xml_rows(path):
    """The plain fields of every record, by another reader of XML."""
    for record in ET.parse(path).getroot():
        if local(record) == "record":
            plain = {local(e): (e.text or "").strip() for e in record}
            yield (
                [plain.get(k, "") for k in ("number", "name", "protocol")],
                [record.get("date", ""), record.get("updated", "")],
            )


def xhtml_rows(path):
    """The same of the rows of the page's table."""
    for table in ET.parse(path).getroot().iter():
        if table.get("id") != "table-service-names-port-numbers":
            continue
        for row in table.iter():
            cells = [(c.text or "").strip() for c in row if local(c) == "td"]
            if cells:
                yield [cells[1], cells[0], cells[2]], [cells[6], cells[7]]


def start_lines(path):
    """Where records start: IANA's files have one start tag a line."""
    tag = re.compile(r"^\s*<record\b" if path.endswith(".xml") else r"^\s*<tr\b")
    with open(path, encoding="utf-8") as f:
        return [str(n) for n, line in enumerate(f, 1) if tag.match(line)]


def count(registry, rows):
    want = list((xml_rows if registry.endswith(".xml") else xhtml_rows)(registry))
    got = load(rows)
    lines = set(start_lines(registry))
    assert want and len(got) == len(want), f"{len(got)} records, of {len(want)}"
    for g, (names, dates) in zip(got, want):
        assert g[1:4] == names and [g[REGISTERED], g[MODIFIED]] == dates, (g, names, dates)
        assert g[0] in lines, f"no record starts on line {g[0]}"
    assert len({g[0] for g in got}) == len(got), "two records on a line"
    unnamed = sum(names[1] == "" for names, _ in want)
    without_port = sum(names[1] != "" and names[0] == "" for names, _ in want)
    print(f"{len(got)} rows .*; {unnamed} without a name, {without_port} without a port;")


TITLES = [
    "Port Number", "Service Name", "Transport Protocol", "Description", "Assignee",
    "Contact", "Registration Date", "Modification Date", "Reference", "Service Code",
    "Unauthorized Use Reported", "Assignment Notes",
]  # fmt: skip


def links(field):
    """What stands in each pair of brackets of a field of nothing else."""
    assert re.fullmatch(r"(\[[^][]*\])*", field), field
    return re.findall(r"\[([^][]*)\]", field)


def add_text(parent, name, field):
    if field:
        ET.SubElement(parent, name).text = field.replace("\n", "\n\n")


def add_reference(parent, link):
    if re.fullmatch(r"RFC\d+", link):
        ET.SubElement(parent, "xref", type="rfc", data=link.lower())
    else:
        ET.SubElement(parent, "xref", type="text").text = link


def xml_record(row):
    (port, name, protocol, description, assignee, contact, registered, modified,
     reference, code, unauthorized, note) = row  # fmt: skip
    dates = {"date": registered, "updated": modified}
    record = ET.Element("record", {k: v for k, v in dates.items() if v})
    add_text(record, "name", name)
    add_text(record, "protocol", protocol)
    if assignee != contact:
        assert assignee, f"the XML form has no contact without an assignee: {row}"
        element = ET.SubElement(record, "assignee")
        for link in links(assignee):
            ET.SubElement(element, "xref", type="person", data=link)
    for link in links(contact):
        ET.SubElement(record, "xref", type="person", data=link)
    add_text(record, "description", description)
    add_text(record, "number", port)
    for link in links(reference):
        add_reference(record, link)
    add_text(record, "sc", code)
    add_text(record, "unauthorized", unauthorized)
    add_text(record, "note", note)
    return record


def xhtml_row(cells, element):
    """A row; "[X]" in a cell is a link in brackets."""
    row = ET.Element("tr")
    for cell in cells:
        text, *rest = re.split(r"\[([^][]*)\]", cell.replace("\n", "\n\n"))
        td = ET.SubElement(row, element)
        td.text = text + ("[" if rest else "")
        for i in range(0, len(rest), 2):
            a = ET.SubElement(td, "a", href="#" + rest[i])
            a.text = rest[i]
            a.tail = "]" + rest[i + 1] + ("[" if i + 2 < len(rest) else "")
    return row


def write(rows, out):
    if out.endswith(".xml"):
        root = ET.Element("registry", xmlns="http://www.iana.org/assignments")
        root.extend(xml_record(row[1:]) for row in load(rows))
    else:
        root = ET.Element("html", xmlns="http://www.w3.org/1999/xhtml")
        table = ET.SubElement(root, "table", id="table-service-names-port-numbers")
        ET.SubElement(table, "thead").append(xhtml_row(TITLES, "th"))
        table.extend(xhtml_row(row[1:], "td") for row in load(rows))
    ET.ElementTree(root).write(out, encoding="utf-8", xml_declaration=True)


def equal(first, second):
    a, b = ([row[1:] for row in load(path)] for path in (first, second))
    for x, y in zip(a, b):
        assert x == y, (x, y)
    assert len(a) == len(b), (len(a), len(b))


def same(first, second, *options):
    index = collections.defaultdict(list)
    n_same = 0
    wrong = 0
    seen = set()

    def key(row):
        return tuple(row[i] for i in (NAME, PORT, PROTOCOL, REGISTERED, MODIFIED))

    def clean(field):
        return " ".join(field.split()) if "fold" in options else field

    for row in load(first):
        index[key(row)].append(row)
    for row in load(second):
        if not index[key(row)]:
            continue
        other = index[key(row)].pop(0)
        n_same += 1
        for a, b in zip(other[1:], row[1:]):
            if clean(a) == clean(b):
                continue
            if (a, b) in RENAMED:
                seen.add((a, b))
                continue
            wrong += 1
            print(f"# {key(row)}: {a!r} {b!r}")
    left = sum(len(rows) for rows in index.values())
    print(f"# {n_same} records in both, {left} in the first alone; renamed: {len(seen)}")
    assert wrong == 0, f"{wrong} fields differ"
    assert n_same > 50 * (left + 1) or "page" in options, "the registries are far apart"


if __name__ == "__main__":
    {"count": count, "equal": equal, "same": same, "write": write}[sys.argv[1]](*sys.argv[2:])
