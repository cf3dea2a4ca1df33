/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The module iana: its variable names the place. */
#include "support/module.h"

#include <stddef.h>
#include <stdlib.h>

const char module_name[] = "iana";
const bool module_is_local = false;
const char *module_services;

void
module_place(const char *path)
{
	setenv("IANA_SERVICES_INDEX", path, 1);
}

void
module_adapt(const char *path)
{
	(void)path;
}
