# SPDX-License-Identifier: GPL-2.0-or-later
"""Makes an authority of certificates, and the certificates of server.py, with openssl(1)."""

import subprocess
from datetime import datetime, timedelta, timezone
from pathlib import Path

CONFIG = """
[ca]
default_ca = own
[own]
database = index
new_certs_dir = .
rand_serial = yes
default_md = sha256
policy = any
unique_subject = no
[any]
commonName = supplied
[authority]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign
subjectKeyIdentifier = hash
[machine]
subjectAltName = DNS:localhost,IP:127.0.0.1
[another]
subjectAltName = DNS:another.example
"""
EC = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-config", "config"]


class Authority:
    """Keys are NAME.key, certificates NAME.pem, all in a folder."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.folder.mkdir()
        (self.folder / "config").write_text(CONFIG + "[req]\ndistinguished_name = any\n")
        (self.folder / "index").touch()
        self.alone("authority", "authority")
        self.certificate("good", "machine")
        self.certificate("another", "another")
        self.certificate("expired", "machine", days=-1)
        self.alone("self", "machine")

    def run(self, *command):
        subprocess.run(
            ["openssl", *command], cwd=self.folder, check=True, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        )  # fmt: skip

    def alone(self, name, extensions):
        """Signed by itself."""
        self.run("req", "-x509", *EC, "-subj", f"/CN={name}", "-days", "2",
                 "-extensions", extensions, "-keyout", f"{name}.key", "-out", f"{name}.pem")  # fmt: skip

    def certificate(self, name, extensions, days=1):
        """Signed by the authority.  It was good two days ago, and is for so many days more."""
        now = datetime.now(timezone.utc)
        start, end = (f"{now + timedelta(n):%y%m%d%H%M%SZ}" for n in (-2, days))
        self.run("req", *EC, "-subj", f"/CN={name}", "-keyout", f"{name}.key",
                 "-out", f"{name}.csr")  # fmt: skip
        self.run("ca", "-batch", "-config", "config", "-notext", "-cert", "authority.pem",
                 "-keyfile", "authority.key", "-in", f"{name}.csr", "-out", f"{name}.pem",
                 "-extensions", extensions, "-startdate", start, "-enddate", end)  # fmt: skip
