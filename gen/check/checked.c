/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Keeps the entries of a check, and names them in messages. */
#include "check/checked.h"
#include "table/registry.h"
#include "table/table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void
iana_checked_init(struct iana_checked *c)
{
	memset(c, 0, sizeof *c);
	iana_pool_init(&c->pool);
	c->protocol[c->n_protocols++] = iana_pool_add(&c->pool, "tcp", 3);
	c->protocol[c->n_protocols++] = iana_pool_add(&c->pool, "udp", 3);
}

void
iana_checked_done(struct iana_checked *c)
{
	iana_remarks_done(&c->remarks);
	iana_pool_done(&c->pool);
	free(c->file);
	free(c->entry);
	free(c->alias);
	free(c->name);
}

/* Note a protocol.  False, with a fault, if a table cannot hold as many. */
static bool
note_protocol(struct iana_checked *c, uint32_t protocol)
{
	size_t i = 0;

	while (i < c->n_protocols && c->protocol[i] != protocol)
		i++;
	if (i < c->n_protocols)
		return true;
	if (i == IANA_PROTOCOLS_MAX) {
		iana_fault(&c->remarks, "limit",
			   "more than %d distinct protocols: no table can hold them",
			   IANA_PROTOCOLS_MAX);
		return false;
	}
	c->protocol[c->n_protocols++] = protocol;
	return true;
}

/* Keep an entry as it is. */
static bool
add_one(struct iana_checked *c, const struct iana_checked_entry *entry)
{
	size_t n = (size_t)entry->port_hi - entry->port_lo + 1;

	if (!note_protocol(c, entry->protocol))
		return false;
	if (n > IANA_ENTRIES_MAX - c->n_places) {
		iana_fault(&c->remarks, "limit",
			   "more than %d entries, ranges expanded: no table can hold them",
			   IANA_ENTRIES_MAX);
		return false;
	}
	c->n_places += n;
	c->entry = iana_grow(c->entry, &c->cap_entries, c->n_entries + 1, sizeof *c->entry);
	c->entry[c->n_entries++] = *entry;
	return true;
}

bool
iana_checked_entry_add(struct iana_checked *c, const struct iana_checked_entry *entry)
{
	struct iana_checked_entry e = *entry;

	iana_checked_last(c)->n_entries++;
	if (e.protocol != 0 || iana_checked_last(c)->form == IANA_CHECK_SERVICES)
		return add_one(c, &e);
	e.protocol = iana_pool_add(&c->pool, "tcp", 3);
	if (!add_one(c, &e))
		return false;
	e.protocol = iana_pool_add(&c->pool, "udp", 3);
	e.is_again = true;
	return add_one(c, &e);
}

const char *
iana_checked_place(const struct iana_checked *c, const struct iana_checked_entry *entry,
		   char room[static IANA_PLACE_ROOM])
{
	const char *file = c->file[entry->file].name;
	size_t len = strlen(file);

	if (entry->file == c->remarks.file)
		snprintf(room, IANA_PLACE_ROOM, "line %u", entry->line);
	else
		snprintf(room, IANA_PLACE_ROOM, "%s%s:%u", len > 100 ? "..." : "",
			 len > 100 ? file + len - 100 : file, entry->line);
	return room;
}

const char *
iana_checked_ports(const struct iana_checked *c, const struct iana_checked_entry *entry,
		   char room[static IANA_PORTS_ROOM])
{
	const char *protocol = iana_checked_text(c, entry->protocol);

	if (entry->port_lo == entry->port_hi)
		snprintf(room, IANA_PORTS_ROOM, "%u/%s", entry->port_lo, protocol);
	else
		snprintf(room, IANA_PORTS_ROOM, "%u-%u/%s", entry->port_lo, entry->port_hi,
			 protocol);
	return room;
}
