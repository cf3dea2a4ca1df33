/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A table of joined entries, and its index, for units. */
#ifndef IANA_UNIT_JOINED_H
#define IANA_UNIT_JOINED_H

#include "base/buffer.h"
#include "table/join.h"

struct unit_joined {
	struct iana_report rep;
	struct iana_registry reg;
	struct iana_new_entries all;
	struct iana_table table;
	struct iana_buffer index;
};

/* Start without entries. */
void unit_joined_init(struct unit_joined *u);
void unit_joined_done(struct unit_joined *u);

/*
 * Add an entry behind those so far: a line of /etc/services if it is local, else of the
 * registry.
 *
 * line   "name port/protocol alias alias"; the protocol may be blank
 */
void unit_joined_add(struct unit_joined *u, bool local, const char *line);

/*
 * Join the entries, and write the index, merged from what fixture_merged says.  The test
 * fails where these do.
 */
void unit_joined_index(struct unit_joined *u);

#endif
