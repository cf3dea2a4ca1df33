/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Is a module of the name service switch installed, where the C library finds it? */
#ifndef IANA_ENABLE_MODULE_H
#define IANA_ENABLE_MODULE_H

#include <stdbool.h>

enum iana_module_state {
	IANA_MODULE_LOADS,
	IANA_MODULE_MISSING,
	IANA_MODULE_HIDDEN, /* it is in the folder of this build; the loader does not look
			       there */
	IANA_MODULE_BROKEN  /* it is there, and cannot be loaded */
};

struct iana_module {
	enum iana_module_state state;
	char path[4096];  /* if it loads, or is hidden */
	char reason[256]; /* if it is broken */
};

/* Has this C library a name service switch? */
bool iana_has_switch(void);

/*
 * Look for the module "libnss_SOURCE.so.2" as a program of this user does.
 *
 * A process of its own loads it: the loader knows best where it looks, and a damaged file
 * harms that process alone.  Cost: a process.
 */
void iana_module_find(const char *source, struct iana_module *ret);

#endif
