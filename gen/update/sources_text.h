/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The sources of services for people, and for programs. */
#ifndef IANA_UPDATE_SOURCES_TEXT_H
#define IANA_UPDATE_SOURCES_TEXT_H

#include "update/sources.h"

struct json_object;

/* Print what a lookup on this system asks, in its order, to standard output. */
void iana_sources_print(const struct iana_sources *s);

/*
 * Add "sources", "libnss_iana", "libnss_iana_local" and "warnings" to an object.  Their
 * members stand in iana-services(1).  Without a name service switch, there are no modules.
 */
void iana_sources_add(struct json_object *o, const struct iana_sources *s);

#endif
