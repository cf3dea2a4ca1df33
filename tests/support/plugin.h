/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The plugin as built, opened by dlopen, for the units that call it directly. */
#ifndef IANA_PLUGIN_H
#define IANA_PLUGIN_H

#include "support/own_clock.h"

#include <nss.h>

extern nss_getservbyname_r *plugin_byname;
extern nss_getservbyport_r *plugin_byport;
extern nss_setservent *plugin_setent;
extern nss_getservent_r *plugin_getent;
extern nss_endservent *plugin_endent;
extern void *plugin_handle;

/* Room for any answer of the indexes that tests make. */
#define PLUGIN_ROOM 1024

/* Open it on an index; NULL for one that is not there. */
void plugin_open(const char *index);

/* Link another index to the plugin's place, and let a second pass: it is looked at. */
void plugin_use(const char *index);

/* An index file of the fixture, with this many entries. */
#define PLUGIN_FIXTURE_ENTRIES 142
const char *plugin_fixture(void);

/* An index file of the newest real registry; NULL when this machine has none. */
const char *plugin_real(void);

struct servent;

/* An entry as a line of services(5). */
void plugin_format(const struct servent *s, char to[static PLUGIN_ROOM]);

#endif
