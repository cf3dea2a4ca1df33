# SPDX-License-Identifier: GPL-2.0-or-later
"""What python's own readers of CSV and XML make of a registry, for the tests of diff."""
import csv
import re
import xml.etree.ElementTree as ElementTree

DATE = re.compile(r"\d{4}-\d\d-\d\d")
ALIAS = re.compile(r'alias to "([^"]+)"|duplicate of the "([^"]+)" service')

# Two names of old registries that no services(5) line could hold.
ERRATA = {"Apple Remote Desktop (Net Assistant)": "net-assistant",
          "Escale (Newton Dock)": "newton-dock"}


class Row:
    """A record: name, ports as (low, high) or None, protocols, description, dates."""

    def __init__(self, name, ports, protocol, description, assignee, notes, dates):
        self.name = ERRATA.get(name, name)
        self.ports = None
        if ports:
            low, _, high = ports.partition("-")
            self.ports = int(low), int(high or low)
        self.protocols = [protocol] if protocol else ["tcp", "udp"]
        self.protocol = protocol
        self.description = description
        self.assignee = assignee
        self.registered = dates[0]
        self.notes = notes
        self.dates = [d for d in dates if DATE.fullmatch(d)] + DATE.findall(notes)

    def overlaps(self, low, high):
        return self.ports and self.ports[0] <= high and low <= self.ports[1]


def words(text):
    return " ".join((text or "").split())


def read_csv(path):
    with open(path, encoding="utf-8", newline="") as f:
        for r in csv.DictReader(f):
            r = {k.strip(): words(v) for k, v in r.items() if k}
            yield Row(r["Service Name"], r["Port Number"], r["Transport Protocol"].lower(),
                      r["Description"], r["Assignee"], r.get("Assignment Notes", ""),
                      [r.get("Registration Date", ""), r.get("Modification Date", "")])


def read_xml(path):
    space = "{http://www.iana.org/assignments}"
    for e in ElementTree.parse(path).getroot().iter(space + "record"):
        def text(tag, e=e):
            return words(" ".join("".join(c.itertext()) for c in e.findall(space + tag)))

        yield Row(text("name"), text("number"), text("protocol").lower(),
                  text("description"), "", text("note"),
                  [e.get("date", ""), e.get("updated", "")])


def read(path):
    with open(path, "rb") as f:
        head = f.read(200)
    return list((read_xml if head.lstrip().startswith(b"<") else read_csv)(path))
