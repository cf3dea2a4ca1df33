# SPDX-License-Identifier: GPL-2.0-or-later
"""Compare readers of two services(5) texts with the C library, which reads /etc/services.

    unique.py PLAIN UNIQUE STEP

/etc/services is one of the two.  Each STEP-th name and protocol of PLAIN, and each
STEP-th port of UNIQUE, is asked of the C library.  If /etc/services is PLAIN, a reader of
UNIQUE that takes the last match must find the same names; if it is UNIQUE, the C library
must answer as a reader of PLAIN that takes the first match.  Prints every difference.
"""
import ctypes
import sys


class Servent(ctypes.Structure):
    _fields_ = [
        ("name", ctypes.c_char_p),
        ("aliases", ctypes.c_void_p),
        ("port", ctypes.c_int),
        ("proto", ctypes.c_char_p),
    ]


libc = ctypes.CDLL(None)
for f in (libc.getservbyname, libc.getservbyport):
    f.restype = ctypes.POINTER(Servent)


def swap(port):
    return int.from_bytes(port.to_bytes(2, "big"), sys.byteorder)


def answer(found):
    return (found[0].name, swap(found[0].port)) if found else None


def lines(path):
    with open(path, "rb") as f:
        for line in f:
            words = line.split(b"#")[0].split()
            if words:
                port, _, proto = words[1].partition(b"/")
                yield words[0], int(port), proto, [words[0], *words[2:]]


def readers(path):
    """By name and protocol: first match, last match; by port and protocol: first match."""
    first, last, port_first = {}, {}, {}
    for official, port, proto, names in lines(path):
        port_first.setdefault((port, proto), official)
        for name in names:
            first.setdefault((name, proto), (official, port))
            last[name, proto] = (official, port)
    return first, last, port_first


def main():
    plain, unique, step = sys.argv[1], sys.argv[2], int(sys.argv[3])
    first, _, port_first = readers(plain)
    _, last, unique_port = readers(unique)
    with open("/etc/services", "rb") as a, open(plain, "rb") as b:
        is_plain = a.read() == b.read()
    want = last if is_plain else first
    n_bad = 0
    for key in sorted(first)[::step]:
        got = answer(libc.getservbyname(*key))
        if got != want.get(key):
            n_bad += 1
            print("#", key, "libc", got, "reader", want.get(key))
    for port, proto in sorted(unique_port)[::step]:
        got = answer(libc.getservbyport(swap(port), proto))
        if got != (port_first[port, proto], port):
            n_bad += 1
            print("#", port, proto, "libc", got, "plain", port_first[port, proto])
    sys.exit(n_bad != 0 or not first)


main()
