# SPDX-License-Identifier: GPL-2.0-or-later
"""The checksum and the names of an index, by doc/index-format.md alone.

    names.py checksum INDEX        is the checksum right?
    names.py missing INDEX NAME... print the names that no key is
    names.py sorted INDEX          print the keys of the sorted names
    names.py crowded N MANY        print a registry of N names, MANY of them in one bucket
"""

import itertools
import string
import sys

A = 0xFF6A09E667F3BCC9
B = 0xFFBB67AE8584CAA7
K = 0x9E3779B97F4A7C15
WORD = 2**64

PILOTS, NAMES, SORTED, LISTS, RECORDS, EXTRAS = range(3, 9)


def number(s):
    return int.from_bytes(s, "little")


def fold(x, y):
    return x * y % WORD ^ x * y // WORD


def words(s):
    n = len(s)
    if n < 4:
        x = s[0] | s[n // 2] << 8 | s[n - 1] << 16
        a = (x | x << 24 | x << 48) % WORD
        return a, a
    k = 0 if n < 8 else 4 if n < 16 else 8
    a = number(s[:4]) | number(s[k : k + 4]) << 32
    b = number(s[n - 4 - k : n - k]) | number(s[n - 4 :]) << 32
    return a, b


def hash_of(name):
    h = 0
    s = name
    while len(s) > 16:
        h = fold(h ^ number(s[:8]) ^ A, B)
        s = s[8:]
    a, b = words(s)
    h = fold(h ^ a ^ A, b ^ B)
    return fold(h ^ len(name), K)


def scale(f, n):
    return f * n >> 32


def bucket(h, buckets):
    return scale(h >> 32, buckets)


class Index:
    def __init__(self, path):
        with open(path, "rb") as f:
            self.all = f.read()

    def section(self, s):
        at = 56 + 8 * s
        off = number(self.all[at : at + 4])
        return self.all[off : off + number(self.all[at + 4 : at + 8])]

    def item(self, s, i, size):
        return number(self.section(s)[i * size : i * size + size])

    def checksum_is_right(self):
        h = 0
        for at in range(0, len(self.all), 8):
            if at != 24:
                h = (h ^ number(self.all[at : at + 8])) * K % WORD
                h ^= h >> 32
        return h == number(self.all[24:32])

    def list_key(self, i):
        s = self.section(LISTS)[4 * i :]
        at = 4 + 4 * (s[1] + s[2])
        return s[at : at + s[0]]

    def record_name(self, i):
        r = self.section(RECORDS)[20 * i : 20 * i + 20]
        if r[15] == 0:
            return r[:15].rstrip(b"\0")
        extra = self.section(EXTRAS)[number(r[11:15]) :]
        return extra[8 : 8 + extra[0]]

    def sorted_names(self):
        s = self.section(SORTED)
        return [self.list_key(number(s[i : i + 4])) for i in range(0, len(s), 4)]

    def has(self, name):
        h = hash_of(name)
        pilot = self.item(PILOTS, bucket(h, len(self.section(PILOTS)) // 2), 2)
        if pilot == 0xFFFF:
            return name in self.sorted_names()
        mixed = (h ^ pilot * K % WORD) * K % WORD
        slot = self.item(NAMES, scale(mixed >> 32, len(self.section(NAMES)) // 4), 4)
        if slot >> 24 != h % 256:
            return False
        i = slot & 0x7FFFFF
        return name == (self.list_key(i) if slot >> 23 & 1 else self.record_name(i))


def crowded(n, many):
    """Names of letters and digits.  There is a bucket for three names, and one more."""
    buckets = n // 3 + 1
    names = ("".join(t).encode() for t in itertools.product(string.ascii_lowercase, repeat=4))
    inside = []
    outside = []
    while len(inside) < many or len(outside) < n - many:
        name = next(names)
        (inside if bucket(hash_of(name), buckets) == 1 else outside).append(name)
    print("Service Name,Port Number,Transport Protocol,Description,Assignment Notes")
    for i, name in enumerate(inside[:many] + outside[: n - many]):
        print(f"{name.decode()},{10000 + i},tcp,,")


def main():
    what, *rest = sys.argv[1:]
    if what == "crowded":
        crowded(int(rest[0]), int(rest[1]))
        return
    index = Index(rest[0])
    if what == "checksum":
        print(index.checksum_is_right())
    elif what == "sorted":
        for name in index.sorted_names():
            print(name.decode())
    else:
        print(*(n for n in rest[1:] if not index.has(n.encode())))


main()
