# SPDX-License-Identifier: GPL-2.0-or-later
"""A server of registries that misbehaves: server.py FOLDER

It listens on ports of 127.0.0.1, and writes them into FOLDER/ports, as NAME=PORT, when all
listen.  The path of a request says what the answer is.  FOLDER/requests gets a line for each
request: PORT-NAME PATH, then its headers as name=value, separated by tabs.  FOLDER/clients gets
what /proc/PID/status says of each client that asks for /xml.
FOLDER/tls gets the certificates; those of its authority are checked with authority.pem.
"""

import gzip
import os
import re
import select
import socket
import ssl
import struct
import sys
import threading
import time
import zlib
from pathlib import Path

from authority import Authority

MIB = 1 << 20
MODIFIED = "Fri, 02 Jan 2026 00:00:00 GMT"
PAGE = b"<!DOCTYPE html><html><head><title>Sign in</title></head><body>Welcome!<br></body></html>"


def xml(day, n=300, port_of_ssh=22):
    """A registry of a day, with n services."""
    names = [("ssh", port_of_ssh)] + [(f"service-{i}", 1000 + i) for i in range(n)]
    names += [(f"of-{day}", 999)]
    return "".join(
        ["<?xml version='1.0' encoding='UTF-8'?>\n"
         '<registry xmlns="http://www.iana.org/assignments" id="service-names-port-numbers">\n'
         f"<title>Services</title><updated>{day}</updated>\n",
         *(f"<record><name>{name}</name><protocol>tcp</protocol><description>A service"
           f"</description><number>{port}</number></record>\n" for name, port in names),
         "</registry>\n"]).encode()  # fmt: skip


def csv(day):
    rows = "".join(f"service-{i},{1000 + i},tcp,A service,{day}\n" for i in range(300))
    return (
        "Service Name,Port Number,Transport Protocol,Description,Registration Date\n"
        + f"ssh,22,tcp,A service,\nof-{day},999,tcp,A service,\n{rows}"
    ).encode()


def bomb():
    """256 MiB of rows, packed."""
    pack = zlib.compressobj(9, zlib.DEFLATED, 31)
    start = pack.compress(b"Service Name,Port Number,Transport Protocol,Description\n")
    row = b"service,1000,tcp,%s\n" % (b"A" * 4000)
    part = row * (MIB // len(row))
    return start + b"".join(pack.compress(part) for _ in range(256)) + pack.flush()


GOOD = xml("2026-01-03")


class Gone(Exception):
    """The client has all that it gets."""


class Answer:
    """One request and what comes back."""

    counts = {}
    lock = threading.Lock()

    def __init__(self, server, name, sock):
        self.server, self.name, self.sock = server, name, sock
        head = b""
        while b"\r\n\r\n" not in head:
            part = sock.recv(65536)
            if not part:
                raise Gone
            head += part
        lines = head.split(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
        self.method, self.path = lines[0].split(" ")[:2]
        self.headers = dict(re.split(r": *", line, maxsplit=1) for line in lines[1:])
        with Answer.lock:
            self.count = Answer.counts[self.path] = Answer.counts.get(self.path, 0) + 1
            with open(server.folder / "requests", "a", encoding="ascii") as f:
                f.write("\t".join([f"{name} {self.path}"] + [
                    f"{k.lower()}={v}" for k, v in self.headers.items()]) + "\n")  # fmt: skip

    def head(self, status=200, *headers):
        lines = [f"HTTP/1.1 {status} Whatever", "Connection: close", *headers]
        self.sock.sendall("\r\n".join([*lines, "", ""]).encode("latin-1"))

    def send(self, body, *headers, status=200):
        self.head(status, f"Content-Length: {len(body)}", *headers)
        self.sock.sendall(body)

    def redirect(self, url):
        self.send(b"moved", f"Location: {url}", status=302)

    def reset(self):
        """Closed so, the client gets RST."""
        time.sleep(0.2)
        self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.sock.close()
        raise Gone

    def forever(self, part, seconds=0.0):
        """Until the client goes away."""
        while True:
            self.sock.sendall(part)
            if select.select([self.sock], [], [], seconds)[0] and seconds:
                raise Gone

    # ---- good answers --------------------------------------------------------------------

    def do_xml(self):
        self.server.note_client(self.sock)
        if self.headers.get("If-None-Match") == '"three"':
            self.head(304)
        else:
            self.send(GOOD, 'ETag: "three"')

    def do_dated(self):
        if self.headers.get("If-Modified-Since") == MODIFIED:
            self.head(304)
        else:
            self.send(GOOD, f"Last-Modified: {MODIFIED}")

    def do_csv(self):
        self.send(csv("2026-01-03"))

    def do_gz(self):
        self.send(gzip.compress(GOOD), "Content-Type: application/gzip")

    def do_packed(self):
        assert "gzip" in self.headers["Accept-Encoding"]
        self.send(gzip.compress(GOOD), "Content-Encoding: gzip")

    def do_chunked(self):
        self.head(200, "Transfer-Encoding: chunked")
        for i in range(0, len(GOOD), 1000):
            part = GOOD[i : i + 1000]
            self.sock.sendall(b"%x\r\n%s\r\n" % (len(part), part))
        self.sock.sendall(b"0\r\n\r\n")

    def do_odd_headers(self):
        """The ETag is longer than one that is kept, and the date is none."""
        self.send(GOOD, f'ETag: "{"x" * 9000}"', "Last-Modified: \x1b[31m\x07\xe9")

    def do_changing(self):
        """Each request gets the registry of the next day."""
        self.send(xml(f"2026-01-{3 + self.count:02}"), f'ETag: "{self.count}"')

    # ---- status codes and redirections ------------------------------------------------------

    def do_code(self, code):
        self.send(GOOD if code == "206" else PAGE, status=int(code))

    def do_unasked(self):
        self.head(304)

    def do_to(self, where, *_):
        ports = self.server.ports
        self.redirect({
            "https": f"https://localhost:{ports['https']}/xml",
            "http": f"http://127.0.0.1:{ports['http']}/xml",
            "loop": self.path,
            "file": f"file://{self.server.folder}/registry.xml",
            "ftp": f"ftp://127.0.0.1:{ports['http']}/xml",
            "expired": f"https://127.0.0.1:{ports['expired']}/xml",
            "nowhere": "https://127.0.0.1:1/xml",
        }[where])  # fmt: skip

    def do_row(self, n):
        """A row of redirections, each to another path."""
        self.redirect(f"/row/{int(n) - 1}" if int(n) > 0 else "/xml")

    # ---- contents ----------------------------------------------------------------------------

    def do_html(self):
        self.send(PAGE, "Content-Type: text/html")

    def do_empty(self):
        self.send(b"")

    def do_empty_chunked(self):
        self.head(200, "Transfer-Encoding: chunked")
        self.sock.sendall(b"0\r\n\r\n")

    def do_older(self):
        self.send(xml("2026-01-01"))

    def do_moved(self):
        self.send(xml("2026-01-03", port_of_ssh=2222))

    def do_half(self):
        self.send(xml("2026-01-03", 150))

    def do_short(self):
        self.head(200, f"Content-Length: {len(GOOD)}")
        self.sock.sendall(GOOD[: len(GOOD) // 2])

    def do_short_chunked(self):
        self.head(200, "Transfer-Encoding: chunked")
        self.sock.sendall(b"%x\r\n%s\r\n" % (2000, GOOD[:2000]))

    def do_short_closed(self):
        """The connection ends as it should, so only the content tells."""
        self.head()
        self.sock.sendall(GOOD[: len(GOOD) // 2])

    def do_short_cut(self):
        """Rows of CSV, as many as came before the connection was cut."""
        self.head()
        self.sock.sendall(b"".join(csv("2026-01-03").splitlines(True)[:-1]))
        self.sock.shutdown(socket.SHUT_RDWR)
        self.sock.close()
        raise Gone

    def do_endless(self):
        self.head()
        self.forever(b"service,1000,tcp,A service\n" * 4000)

    def do_endless_said(self):
        self.head(200, "Content-Length: 1000000000000")
        self.forever(b"x" * 65536)

    def do_endless_headers(self):
        self.sock.sendall(b"HTTP/1.1 200 OK\r\n")
        self.forever(b"X-Filler: " + b"x" * 8000 + b"\r\n")

    def do_endless_chunk(self):
        self.head(200, "Transfer-Encoding: chunked")
        self.sock.sendall(b"f" * 15 + b"\r\n")
        self.forever(b"x" * 65536)

    def do_bomb(self):
        self.send(self.server.bomb, "Content-Encoding: gzip")

    def do_bomb_twice(self):
        self.send(gzip.compress(self.server.bomb), "Content-Encoding: gzip, gzip")

    def do_bomb_gz(self):
        self.send(self.server.bomb)

    def do_not_packed(self):
        self.send(GOOD, "Content-Encoding: gzip")

    def do_odd_packed(self):
        self.send(GOOD, "Content-Encoding: rot13")

    def do_damaged_packed(self):
        packed = bytearray(gzip.compress(GOOD))
        packed[len(packed) // 2] ^= 255
        self.send(bytes(packed), "Content-Encoding: gzip")

    def do_short_packed(self):
        self.send(gzip.compress(GOOD)[:-200], "Content-Encoding: gzip")

    def do_no_http(self):
        self.sock.sendall(GOOD)

    def do_odd_status(self):
        self.sock.sendall(b"HTTP/1.1 two-hundred OK\r\n\r\n" + GOOD)

    # ---- slow, and gone ------------------------------------------------------------------------

    def do_silent(self):
        self.sock.recv(1)

    def do_drip(self):
        self.head()
        for i in range(len(GOOD)):
            self.sock.sendall(GOOD[i : i + 1])
            time.sleep(0.5)

    def do_drip_headers(self):
        self.sock.sendall(b"HTTP/1.1 200 OK\r\n")
        self.forever(b"X: x\r\n", 1.0)

    def do_steady(self):
        """More than is too slow, and never enough."""
        self.head()
        self.forever(b"x" * 1000, 1.0)

    def do_reset_request(self):
        self.reset()

    def do_reset_headers(self):
        self.sock.sendall(b"HTTP/1.1 200 OK\r\nContent-Le")
        self.reset()

    def do_reset_body(self):
        self.head(200, f"Content-Length: {len(GOOD)}")
        self.sock.sendall(GOOD[:5000])
        self.reset()


class Server:
    """All listening sockets; a thread for each, and for each client."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.bomb = bomb()
        (self.folder / "registry.xml").write_bytes(GOOD)
        (self.folder / "requests").touch()
        Authority(self.folder / "tls")
        self.ports = {}
        self.tls = {name: self.context(name) for name in ("good", "another", "expired", "self")}
        old = self.context("good")
        old.set_ciphers("ALL:@SECLEVEL=0")
        old.minimum_version = ssl.TLSVersion.TLSv1
        old.maximum_version = ssl.TLSVersion.TLSv1_1
        self.tls["old"] = old
        for name, how in {
            "http": self.answer, "https": self.answer, "another": self.answer,
            "expired": self.answer, "self": self.answer, "old": self.answer,
            "mute": self.be_mute, "closed": self.close, "handshake": self.break_handshake,
            "portal": self.be_portal, "proxy": self.be_proxy, "proxy_denied": self.be_proxy,
            "proxy_page": self.be_proxy, "proxy_self": self.be_proxy,
        }.items():  # fmt: skip
            self.listen(name, how)
        text = "".join(f"{name}={port}\n" for name, port in self.ports.items())
        (self.folder / "ports.new").write_text(text)
        os.rename(self.folder / "ports.new", self.folder / "ports")

    def context(self, name):
        ctx = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        ctx.load_cert_chain(self.folder / f"tls/{name}.pem", self.folder / f"tls/{name}.key")
        return ctx

    def listen(self, name, how):
        sock = socket.create_server(("127.0.0.1", 0), backlog=16)
        self.ports[name] = sock.getsockname()[1]

        def run():
            while True:
                client = sock.accept()[0]
                threading.Thread(target=self.guard, args=(name, how, client), daemon=True).start()

        threading.Thread(target=run, daemon=True).start()

    @staticmethod
    def guard(name, how, client):
        try:
            with client:
                how(name, client)
        except (OSError, Gone, ssl.SSLError):
            pass

    # ---- what a port does ----------------------------------------------------------------------

    def answer(self, name, client):
        if name != "http":
            client = self.tls["good" if name == "https" else name].wrap_socket(client, True)
        with client:
            a = Answer(self, name, client)
            what, *args = a.path.split("?")[0][1:].split("/")
            getattr(a, "do_" + what.replace("-", "_"))(*args)
            if name != "http":
                client.unwrap()

    def be_mute(self, _, client):
        while client.recv(65536):
            pass

    def close(self, _, client):
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    def break_handshake(self, name, client):
        client.recv(65536)
        client.sendall(b"\x16\x03\x03\x40\x00\x02")
        self.close(name, client)

    def be_portal(self, _, client):
        """It speaks HTTP where TLS is asked for."""
        client.recv(65536)
        client.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(PAGE), PAGE))

    def be_proxy(self, name, client):
        a = Answer(self, name, client)
        if name == "proxy_denied":
            a.send(PAGE, status=403)
        elif name == "proxy_page":
            a.head()
            client.sendall(PAGE)
        elif name == "proxy_self":
            a.head()
            self.answer("self", client)
        else:
            host, port = a.path.split(":")
            with socket.create_connection((host, int(port))) as other:
                a.head()
                self.tunnel(client, other)

    @staticmethod
    def tunnel(one, two):
        while True:
            for sock in select.select([one, two], [], [])[0]:
                part = sock.recv(65536)
                if not part:
                    return
                (two if sock is one else one).sendall(part)

    # ---- who asks --------------------------------------------------------------------------------

    def note_client(self, sock):
        """Find the process at the other end of a connection."""
        mine, theirs = (f"0100007F:{port:04X}" for _, port in (sock.getsockname(), sock.getpeername()))
        rows = [line.split() for line in open("/proc/net/tcp", encoding="ascii")]
        inode = next(row[9] for row in rows if row[1] == theirs and row[2] == mine)
        for pid in Path("/proc").glob("[0-9]*"):
            try:
                links = [os.readlink(fd) for fd in (pid / "fd").iterdir()]
                if f"socket:[{inode}]" in links:
                    with open(self.folder / "clients", "a", encoding="ascii") as f:
                        f.write((pid / "status").read_text())
            except OSError:
                pass


Server(sys.argv[1])
while True:
    time.sleep(600)
