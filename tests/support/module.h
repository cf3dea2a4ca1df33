/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Which module a unit opens.  It is iana, of module_iana.c, unless the unit brings
 * module_local.c: then it is iana_local, and all indexes of fixture.h are merged ones.
 */
#ifndef IANA_MODULE_H
#define IANA_MODULE_H

#include <stdbool.h>

extern const char module_name[];
extern const bool module_is_local;

/* Make a path the one place where the module looks for its index. */
void module_place(const char *path);

/* Make an index file that the command wrote one of the module's. */
void module_adapt(const char *path);

/* The services file of the local module, once there is a place. */
extern const char *module_services;

#endif
