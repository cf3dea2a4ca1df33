# SPDX-License-Identifier: GPL-2.0-or-later
"""Checks what convert --json wrote: json_rows.py SCHEMA JSON [REGISTRY]

By the schema, if python3-jsonschema is there; and against the registry in CSV form, every
record and every field of which must be found, once and unchanged but for white space.
Rows that are aliases are looked for by name alone.
"""
import csv
import json
import re
import sys

KEYS = {
    "Description": "description",
    "Assignee": "assignee",
    "Contact": "contact",
    "Registration Date": "registered",
    "Modification Date": "modified",
    "Reference": "reference",
    "Service Code": "service_code",
    "Unauthorized Use Reported": "unauthorized_use",
    "Assignment Notes": "notes",
}
OWN = ("kind", "name", "port", "first_port", "last_port", "protocol", "aliases")


def cleaned(text):
    paragraphs = (" ".join(p.split()) for p in re.split(r"\r?\n[ \t]*\r?\n", text))
    return "\n".join(p for p in paragraphs if p)


def fields_of(row):
    cells = ((key, cleaned(row.get(title) or "")) for title, key in KEYS.items())
    return {key: text for key, text in cells if text}


def told(item):
    return {k: v for k, v in item.items() if k not in OWN}


def check_schema(schema, data):
    try:
        import jsonschema
    except ImportError:
        print("# SKIP no python3-jsonschema")
        return
    validator = jsonschema.validators.validator_for(schema)
    validator.check_schema(schema)
    # Of long lists a thousand items will do: it takes its time.
    def few(v):
        return v[:: max(1, len(v) // 1000)] if isinstance(v, list) else v

    some = few(data) if isinstance(data, list) else {k: few(v) for k, v in data.items()}
    for error in validator(schema).iter_errors(some):
        sys.exit(f"{list(error.absolute_path)}: {error.message[:200]}")


def check_registry(data, path):
    services = {(s["name"], s["port"], s["protocol"]): s for s in data["services"]}
    assert len(services) == len(data["services"]), "an entry stands twice"
    aliases = {(a, s["port"], s["protocol"]) for s in data["services"] for a in s["aliases"]}
    found, gaps, names = set(), [], []
    with open(path, newline="", encoding="utf-8", errors="replace") as f:
        for row in csv.DictReader(f):
            name, port = row["Service Name"].strip(), row["Port Number"].strip()
            protocol, fields = row["Transport Protocol"].strip().lower(), fields_of(row)
            lo, _, hi = port.partition("-")
            if name and not port:
                names.append(("name", name, protocol, fields))
            elif port and not name:
                gaps.append((int(lo), int(hi or lo), protocol, fields))
            elif port:
                for p in (protocol,) if protocol else ("tcp", "udp"):
                    for n in range(int(lo), int(hi or lo) + 1):
                        key = (name, n, p)
                        if key in aliases or key in found:
                            continue
                        found.add(key)
                        assert told(services[key]) == fields, (key, told(services[key]), fields)
    assert found == services.keys(), found ^ services.keys()
    got = [("name", n["name"], n.get("protocol", ""), told(n)) for n in data["names"]]
    assert got == names, "names differ"
    got = [(g["first_port"], g["last_port"], g.get("protocol", ""), told(g)) for g in data["ports"]]
    assert [g[0] for g in got] == sorted(g[0] for g in got), "ports are not in order"
    order = lambda g: (g[:3], sorted(g[3].items()))
    assert sorted(got, key=order) == sorted(gaps, key=order), "ports differ"


with open(sys.argv[1], encoding="utf-8") as f:
    schema = json.load(f)
with open(sys.argv[2], encoding="utf-8", errors="strict") as f:
    data = json.load(f)
check_schema(schema, data)
if len(sys.argv) > 3:
    check_registry(data, sys.argv[3])
