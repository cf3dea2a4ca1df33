#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The judge of map.test: what each port is, from IANA's CSV and python's own parsers.

    map.py status CSV            how many ports have each status, as the legend has them
    map.py svg CSV FILE          the same of the rectangles of a picture; checks each port
    map.py data FILE.html        the data of a page, as JSON, unpacked
"""
import collections
import csv
import html.parser
import json
import re
import sys
import xml.etree.ElementTree

STATUS = ["tcp", "both", "udp", "other", "unassigned", "reserved", "dynamic", "historic"]
PAST = re.compile("historic|de-assigned|de-registered|de-commis|decom|deprecated|removed", re.I)


def statuses(path):
    """The status of each of the 65,536 ports, by the rules of gen/map/cells.h."""
    on = collections.defaultdict(set)
    rows = collections.defaultdict(set)
    with open(path, newline="", encoding="utf-8") as f:
        for row in csv.DictReader(f):
            if not row["Port Number"]:
                continue
            first, _, last = row["Port Number"].partition("-")
            name, text = row["Service Name"], row["Description"]
            for port in range(int(first), int(last or first) + 1):
                if not name:
                    kind = ("unassigned" if "unassigned" in text.lower() else
                            "deassigned" if PAST.search(text) else "reserved")
                    rows[port].add(kind)
                elif "alias to" in row["Assignment Notes"]:
                    continue  # its service stands there too, or the test fails
                elif "historic" in text.lower():
                    rows[port].add("historic")
                else:
                    on[port] |= {row["Transport Protocol"]} if row["Transport Protocol"] else {"tcp", "udp"}
    for port in range(65536):
        protocols = on[port]
        if protocols - {"tcp", "udp"}:
            yield "other"
        elif len(protocols) == 2:
            yield "both"
        elif protocols:
            yield next(iter(protocols))
        elif "historic" in rows[port]:
            yield "historic"
        elif "reserved" in rows[port]:
            yield "reserved"
        elif "deassigned" in rows[port]:
            yield "historic"
        else:
            yield "unassigned" if port < 49152 else "dynamic"


def picture(path):
    """The status of each port by the runs of an SVG; each port is in one of them."""
    ns = "{http://www.w3.org/2000/svg}"
    found = [None] * 65536
    for element in xml.etree.ElementTree.parse(path).iter(ns + "path"):
        if element.get("class") not in STATUS:
            continue
        for x, y, n in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", element.get("d")):
            assert int(x) + int(n) <= 256, (x, y, n)
            for port in range(int(y) * 256 + int(x), int(y) * 256 + int(x) + int(n)):
                assert found[port] is None, port
                found[port] = element.get("class")
    return found


class Page(html.parser.HTMLParser):
    """The text of each element with an id, and all tags that are there."""

    def __init__(self):
        super().__init__()
        self.inside, self.text, self.tags = None, {}, collections.Counter()

    def handle_starttag(self, tag, attrs):
        self.tags[tag] += 1
        self.inside = dict(attrs).get("id")

    def handle_data(self, data):
        if self.inside:
            self.text[self.inside] = self.text.get(self.inside, "") + data

    def handle_endtag(self, tag):
        self.inside = None


def main():
    what, *args = sys.argv[1:]
    if what == "data":
        page = Page()
        with open(args[0], encoding="utf-8") as f:
            page.feed(f.read())
        assert not set("<>&\u2028\u2029") & set(page.text["data"])
        data = json.loads(page.text["data"])
        texts, numbers, lo = data["texts"], data["assignments"], 0
        data["assignments"] = []
        for i in range(0, len(numbers), 12):
            lo += numbers[i]
            data["assignments"].append([lo, lo + numbers[i + 1], *numbers[i + 2:i + 4],
                                        *(texts[t] for t in numbers[i + 4:i + 12])])
        assert len(set(texts)) == len(texts)
        data["tags"] = page.tags
        del data["texts"]
        json.dump(data, sys.stdout)
        return
    want = list(statuses(args[0]))
    if what == "svg":
        got = picture(args[1])
        for port in range(65536):
            if got[port] != want[port]:
                print(port, want[port], got[port])
        return
    counts = collections.Counter(want)
    print(" ".join(str(counts[s]) for s in STATUS))


main()
