# SPDX-License-Identifier: GPL-2.0-or-later
"""Read a folder of services with firewalld's own reader.

firewalld_ports.py FOLDER PORTS TEXTS writes NAME PORT/PROTOCOL for each port into PORTS, and
NAME: DESCRIPTION for each description into TEXTS.  It fails if firewalld warns or refuses.
"""

import os
import sys

from firewall.core.io.service import service_reader
from firewall.core.logger import log

folder = sys.argv[1]
warnings = []
log.warning = lambda message, *args: warnings.append(message % args)
with open(sys.argv[2], "w", encoding="utf-8") as ports, open(
    sys.argv[3], "w", encoding="utf-8"
) as texts:
    for file in os.listdir(folder):
        service = service_reader(file, folder)
        service.check_config_dict(service.export_config_dict(), {})
        if service.short != service.name:
            sys.exit(f"{file}: short is {service.short!r}")
        for port, protocol in service.ports:
            low, _, high = port.partition("-")
            for number in range(int(low), int(high or low) + 1):
                print(service.name, f"{number}/{protocol}", file=ports)
        if service.description:
            print(f"{service.name}: {service.description}", file=texts)
sys.exit("\n".join(warnings) or 0)
