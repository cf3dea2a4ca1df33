/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The table of replaced names. */
#include "input/errata.h"

#include <string.h>

/*
 * Both held white space until the registry of 2025-01-23.  The registries of 2013 to
 * 2026 have no other name that services(5) cannot hold.
 */
static const struct {
	const char *was;
	const char *is;
} replaced[] = {
	{ "Apple Remote Desktop (Net Assistant)", "net-assistant" },
	{ "Escale (Newton Dock)", "newton-dock" },
};

const char *
iana_errata_name(const char *name, size_t len)
{
	for (size_t i = 0; i < sizeof replaced / sizeof *replaced; i++)
		if (strlen(replaced[i].was) == len &&
		    memcmp(replaced[i].was, name, len) == 0)
			return replaced[i].is;
	return NULL;
}
