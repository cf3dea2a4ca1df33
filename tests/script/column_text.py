# SPDX-License-Identifier: GPL-2.0-or-later
"""Column text against the XML form of the same registry.

    column_text.py page REGISTRY.xml [WITHOUT...]   the registry as IANA's web page, for a
                                         browser to print; WITHOUT: titles to leave out
    column_text.py random SEED ROWS      a registry of words without sense, as XML
    column_text.py compare REGISTRY.xml ROWS SAID PERCENT [WITHOUT...]
                                         ROWS: what tests/support/rows printed of the text;
                                         SAID: what convert said of it; PERCENT: of cells
                                         that may be in rows warned of

What the text form does not have is not compared: where a reference leads, the lines and
paragraphs of a cell.  A cell of the text that differs otherwise must be in a row that is
warned of, and may be no name, port or protocol.
"""

import collections
import html
import random
import re
import sys
import xml.etree.ElementTree as ElementTree

SPACE = "{http://www.iana.org/assignments}"
TITLES = ["Service Name", "Port Number", "Transport Protocol", "Description", "Assignee",
          "Contact", "Registration Date", "Modification Date", "Reference", "Service Code",
          "Unauthorized Use Reported", "Assignment Notes"]  # fmt: skip
CENTRED = {"Port Number", "Transport Protocol", "Service Code"}
KEYS = 3
PREFIX = {"rfc-errata": "RFC Errata ", "registry": "IANA registry "}


def xref(element):
    """The text of a reference.  Where it leads is not in the text form."""
    kind = element.get("type")
    data = element.get("data", "")
    data = data.upper() if kind == "rfc" else PREFIX.get(kind, "") + data
    return "[" + ("".join(element.itertext()).strip() or data) + "]"


def pieces(element):
    """The texts of a cell: None is a line break, and two are a new paragraph."""
    yield element.text or ""
    for child in element:
        tag = child.tag.replace(SPACE, "")
        if tag == "xref":
            yield xref(child)
        elif tag == "br":
            yield None
        elif tag == "paragraph":
            yield from [None, None, *pieces(child), None, None]
        else:
            yield from pieces(child)
        yield child.tail or ""


def cells(record):
    """A record's cells, in the order of TITLES, each a list of texts."""

    def element(tag):
        return [p for e in record.findall(SPACE + tag) for p in pieces(e)]

    def own(people):
        return [xref(x) for x in record.findall(SPACE + "xref")
                if (x.get("type") == "person") == people]  # fmt: skip

    # Several persons stand side by side, whatever the lines of the XML.
    assignee = [xref(x) for e in record.findall(SPACE + "assignee") for x in e] or element("assignee")
    return [element("name"), element("number"), element("protocol"), element("description"),
            assignee or own(True), own(True), [record.get("date", "")],
            [record.get("updated", "")], own(False), element("sc"), element("unauthorized"),
            element("note")]  # fmt: skip


def registry(path, without):
    for record in ElementTree.parse(path).getroot().findall(SPACE + "record"):
        yield [c for c, title in zip(cells(record), TITLES) if title not in without]


def page(path, *without):
    titles = [t for t in TITLES if t not in without]
    print('<html><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8" />')
    date = ElementTree.parse(path).getroot().findtext(SPACE + "updated", "")
    print(f"<title>Registry</title></head><body><dl><dt>Last Updated</dt><dd>{date}</dd></dl>")
    print("<table><thead><tr>")
    print("\n".join(f"<th>{t}</th>" for t in titles), "</tr></thead><tbody>")
    for row in registry(path, without):
        print("<tr>")
        for title, texts in zip(titles, row):
            centre = ' align="center"' if title in CENTRED else ""
            text = "".join("<br />" if t is None else html.escape(t, False) for t in texts)
            print(f"<td{centre}>{text}</td>")
        print("</tr>")
    print("</tbody></table><h1>Contact Information</h1></body></html>")


def invent(seed, rows):
    """Names, protocols and texts of any height, a service's protocols in rows of their own."""
    dice = random.Random(int(seed))
    print(f'<registry xmlns="{SPACE[1:-1]}" id="service-names-port-numbers">')
    print("<updated>2024-02-29</updated>")

    def text(most):
        for _ in range(dice.randint(1, most)):
            letters = dice.choices("abcdefghijklmnopqrstuvwxyz", k=dice.randint(2, 12))
            yield "".join(letters).capitalize()

    for i in range(int(rows)):
        port = f"<number>{i}</number>" if dice.random() < 0.8 else ""
        name = f"<name>n{i}{'x' * dice.randint(0, 9)}</name>" if not port or dice.random() < 0.9 else ""
        rest = "<description>" + " ".join(text(dice.choice([2, 4, 4, 16]))) + "</description>"
        if dice.random() < 0.8:
            rest += f'<xref type="person" data="{next(text(1))}"/>'
        if dice.random() < 0.3:
            rest += "<note>" + " ".join(text(dice.choice([6, 40]))) + "</note>"
        if dice.random() < 0.05:
            rest += "<unauthorized>" + " ".join(text(8)) + "</unauthorized>"
        for protocol in dice.choice([["tcp", "udp"], ["tcp"], ["sctp"], [""]]):
            date = dice.choice(["", ' date="2004-05"', ' date="2004-05-06" updated="2019-01-02"'])
            print(f"<record{date}>{name}{port}<protocol>{protocol}</protocol>{rest}</record>")
    print("</registry>")


def fold(texts):
    """White space folded, breaks as blanks: the text form wraps where it likes."""
    return " ".join("".join(" " if t is None else t for t in texts).split())


def compare(path, rows, said, percent, *without):
    with open(rows, encoding="utf-8", newline="") as f:
        got = [row.split("\037")[:-1] for row in f.read().split("\036")[:-1]]
    with open(said, encoding="utf-8") as f:
        warned = {int(n) for n in re.findall(r":(\d+): warning: line \d+ may belong", f.read())}
    want = list(registry(path, without))
    titles = [t for t in TITLES if t not in without]
    # rows prints the name behind the port, and no column that is not there differs.
    order = [2, 1, *range(3, len(TITLES) + 1)]
    seen = collections.Counter(rows=len(got))
    for i, (g, w) in enumerate(zip(got, want)):
        end = int(got[i + 1][0]) if i + 1 < len(got) else int(g[0]) + 99
        near = any(n in warned for n in range(int(g[0]), end))
        found = [fold([g[order[TITLES.index(t)]]]) for t in titles]
        for k, title in enumerate(titles):
            text = fold(w[k])
            seen["cells"] += text != ""
            seen["cells of rows warned of"] += near and text != ""
            if text == found[k]:
                continue
            seen["wrong, warned of" if near and k >= KEYS else "wrong"] += 1
            print(f"# {'warned of' if near else 'wrong'}: line {g[0]}, {title}:", text, "|", found[k])
    print("#", dict(seen))
    assert len(got) == len(want), f"{len(got)} rows, of {len(want)}"
    assert seen["wrong"] == 0
    assert seen["cells of rows warned of"] * 100 <= seen["cells"] * float(percent)


if __name__ == "__main__":
    {"page": page, "random": invent, "compare": compare}[sys.argv[1]](*sys.argv[2:])
