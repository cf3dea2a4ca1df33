/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Turns the units of systemd on and off that merge the index again. */
#ifndef IANA_ENABLE_UNITS_H
#define IANA_ENABLE_UNITS_H

#include "base/report.h"

#include <stdbool.h>

/*
 * Let systemd merge the index again whenever /etc/services, an overlay or the registry
 * changes, and at each start of the system.  Where systemd runs, it begins at once.
 *
 * root   "" for the running system, or the folder of a tree without a last slash
 *
 * Makes the folder of overlays first: systemd cannot watch one that is not there.  Where
 * the units or systemctl are missing, tells how the index is merged again.  If systemctl
 * fails, warns, and names the command to run.  Fails only if warnings are errors.
 */
bool iana_units_enable(const char *root, struct iana_report *rep);

/* The reverse; where the units or systemctl are missing, there is nothing to do. */
bool iana_units_disable(const char *root, struct iana_report *rep);

#endif
