# SPDX-License-Identifier: GPL-2.0-or-later
"""Serves a folder by HTTPS on this machine: https.py PEM FOLDER PORTFILE

PEM has a key and a certificate for localhost.  PORTFILE gets the port when the server is up.
"""
import functools
import http.server
import os
import ssl
import sys

pem, folder, port_file = sys.argv[1:]
handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=folder)
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(pem)
server.socket = context.wrap_socket(server.socket, server_side=True)
with open(port_file + ".new", "w") as f:
    print(server.server_port, file=f)
os.rename(port_file + ".new", port_file)
server.serve_forever()
