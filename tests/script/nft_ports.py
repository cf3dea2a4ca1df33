# SPDX-License-Identifier: GPL-2.0-or-later
"""Print IDENTIFIER PORT for each port of each rule that `nft -j list ruleset` lists.

The identifier is the comment of the rule.
"""

import json
import sys


def ports(right):
    """The ports of the right side of a match."""
    if isinstance(right, int):
        return [right]
    if "range" in right:
        low, high = right["range"]
        return range(low, high + 1)
    return [port for part in right["set"] for port in ports(part)]


with open(sys.argv[1], encoding="utf-8") as listed:
    ruleset = json.load(listed)["nftables"]
for item in ruleset:
    rule = item.get("rule")
    if rule is None:
        continue
    for part in rule["expr"]:
        if "match" not in part:
            continue
        match = part["match"]
        protocol = match["left"]["payload"]["protocol"]
        comment = rule["comment"]
        if len(comment) < 100 and not comment.endswith("_" + protocol.upper()):
            sys.exit(f"{comment} matches ports of {protocol}")
        for port in ports(match["right"]):
            print(comment, port)
