# SPDX-License-Identifier: GPL-2.0-or-later
"""Judges what `check` says of the syntax of lines.

    check_lines.py lines            print lines in all ways of writing; line N has the name nN
    check_lines.py compare LINES GETENT JSON
                                    LINES as their author reads them, as nss_files reads them
                                    (the enumeration of getent), and as `check` judges them
    check_lines.py convert COMMAND REGISTRY INDEX LINES FOLDER
                                    each line as an overlay: `convert` and `check` agree
    check_lines.py asks NAME SIZE   is NAME found over tcp, with a buffer of SIZE bytes?
    check_lines.py rules JSON       print FILE:LINE LEVEL RULE of each remark
"""

import ctypes
import itertools
import json
import re
import subprocess
import sys

# Rules that are not about how a line is read.
OTHERS = {
    "service-name", "kubernetes", "registry-name", "registry-alias", "registry-port",
    "reserved-port", "dynamic-port", "unknown-protocol", "port-taken", "name-taken",
    "alias-hidden", "alias-hides", "repeated", "case", "control-character", "encoding",
}
SKIPPED = {"no-port", "no-slash", "range"}

NAMES = ["n%d", " n%d", "\tn%d", "n%d-x", "n%d#x", "\ufeffn%d", "n%d\u00f6", "n%d\udcff", "n%d\x01"]
PORTS = [
    " 80", "\t80", "   80", " 0", " 00", " 65535", " 65536", " 65559", " 4294967295", " 080",
    " 0189", " 010", " 007", " 08", " 0x50", " 0X50", " 0x", " 0xg", " +80", " -1", " -0", " ++8",
    " 80-90", " 90-80", " 80-", " 80-70000", " 1-1", " eighty", " tcp/80", " 8O", " 80x", "",
]
SLASHES = ["/", " /", "//", "/ ", ""]
PROTOCOLS = ["tcp", "udp", "TCP", "Udp", "sctp", "t/p", ""]
TAILS = [
    "", " ", " al", "\tal more", " # c", "#c", " al#x", " al # c # d", "\r", " al\r", " a\rb", "\vx",
    "\fx", " -x +y /z", " a\x02b", "\0", " a\0b", " \u00fc", " 0.5", " al /",
]


def lines():
    """Each way of writing a part, with the usual ways of the others; then pairs of ways."""
    usual = ["n%d", " 80", "/", "tcp", ""]
    parts = [NAMES, PORTS, SLASHES, PROTOCOLS, TAILS]
    made = []
    for a, b in itertools.combinations(range(5), 2):
        for x, y in itertools.product(parts[a], parts[b]):
            line = list(usual)
            line[a], line[b] = x, y
            made.append("".join(line))
    return [line % number for number, line in enumerate(dict.fromkeys(made), 1)]


def read_lines(path):
    with open(path, "rb") as f:
        return [s.decode(errors="surrogateescape") for s in f.read().split(b"\n")[:-1]]


def author(line):
    """The entry that a careful author means, or None if a line is not plain."""
    line = line.removesuffix("\r")
    words = re.split("[ \t]+", re.split("(?:^|[ \t])#", line)[0].strip(" \t"))
    if not all(re.fullmatch("[^\x00-\x20\x7f#\udc80-\udcff\ufeff]+", w) for w in words):
        return None
    if len(words) < 2:
        return None
    port = re.fullmatch("(0|[1-9][0-9]*)/([a-z]+)", words[1])
    if not port or int(port[1]) > 65535:
        return None
    return [words[0], words[1], *words[2:]]


def read_getent(path):
    found = {}
    with open(path, "rb") as f:
        for line in f.read().decode(errors="surrogateescape").split("\n"):
            number = re.search("n([0-9]+)", line)
            if number:
                found[int(number[1])] = re.split(" +", line.rstrip(" "))
    return found


def remarks(path):
    with open(path, encoding="utf-8") as f:
        said = json.load(f)["remarks"]
    rules = {}
    for r in said:
        if r["rule"] not in OTHERS:
            rules.setdefault(r["line"], []).append(r)
    return rules


def compare(path, getent, said):
    there = read_getent(getent)
    rules = remarks(said)
    n = n_clean = 0
    for number, line in enumerate(read_lines(path), 1):
        n += 1
        meant = author(line)
        # A list of nmap is no alias to nss_files.
        clean = meant is not None and there.get(number) == meant
        n_clean += clean
        mine = {r["rule"] for r in rules.get(number, [])}
        if clean == bool(mine):
            print("line %d %r: nss_files has %s, check says %s" % (number, line, there.get(number), mine))
        elif bool(mine & SKIPPED) != (number not in there) and "\0" not in line:
            print("line %d %r: skipped? %s, check says %s" % (number, line, number not in there, mine))
    print("%d lines, %d of them plain" % (n, n_clean))


def convert(command, registry, index, path, folder):
    n = n_refused = 0
    for number, line in enumerate(read_lines(path), 1):
        if number % 3:
            continue
        overlay = folder + "/line"
        with open(overlay, "wb") as f:
            f.write(("good 12345/tcp\n" + line + "\n").encode(errors="surrogateescape"))
        run = [command, "convert", registry, "--overlay", overlay, "--services", "/dev/null", "--quiet"]
        refused = subprocess.run(run, capture_output=True).returncode
        strict = subprocess.run([*run, "--strict"], capture_output=True).returncode
        with open(folder + "/said", "wb") as f:
            subprocess.run([command, "check", "--index", index, "--as", "overlay", "--json", overlay], stdout=f)
        mine = remarks(folder + "/said").get(2, [])
        refuses = any("refuse the file" in r["message"] for r in mine)
        n += 1
        n_refused += refused
        if bool(refused) != refuses:
            print("%r: convert exits %d, check says %s" % (line, refused, mine))
        if strict and not mine:
            print("%r: convert --strict fails, check says nothing" % line)
    print("%d overlays, %d of them refused" % (n, n_refused))


class Servent(ctypes.Structure):
    _fields_ = [
        ("name", ctypes.c_char_p),
        ("aliases", ctypes.c_void_p),
        ("port", ctypes.c_int),
        ("proto", ctypes.c_char_p),
    ]


def asks(name, size):
    found = ctypes.POINTER(Servent)()
    room = ctypes.create_string_buffer(int(size))
    ctypes.CDLL(None).getservbyname_r(
        name.encode(), b"tcp", ctypes.byref(Servent()), room, ctypes.c_size_t(int(size)), ctypes.byref(found)
    )
    print("found" if found else "not found")


def main(verb, *args):
    if verb == "lines":
        text = "".join(line + "\n" for line in lines())
        sys.stdout.buffer.write(text.encode(errors="surrogateescape"))
    elif verb == "compare":
        compare(*args)
    elif verb == "convert":
        convert(*args)
    elif verb == "asks":
        asks(*args)
    else:
        with open(args[0], encoding="utf-8") as f:
            for r in json.load(f)["remarks"]:
                print("%s:%d %s %s" % (r["file"].split("/")[-1], r["line"], r["level"], r["rule"]))


main(*sys.argv[1:])
