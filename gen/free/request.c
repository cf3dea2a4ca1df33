/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reads the arguments of `free`, and makes a wish of them. */
#include "free/request.h"
#include "base/alloc.h"
#include "base/ports.h"
#include "src/bytes.h"
#include "src/proto.h"

#include <stdlib.h>
#include <string.h>

#define DEFAULT_PROTOCOLS "tcp,udp"
#define DEFAULT_ROOM 1

void
iana_request_init(struct iana_free_request *r)
{
	*r = (struct iana_free_request){ .count = 1 };
	iana_request_protocols(r, DEFAULT_PROTOCOLS);
}

void
iana_request_done(struct iana_free_request *r)
{
	free(r->names);
	free(r->avoid);
}

bool
iana_number_parse(const char *text, uint32_t least, uint32_t most, uint32_t *ret)
{
	uint32_t lo;
	uint32_t hi;

	/* Of a number that is too large, iana_ports_parse gives one above 65535. */
	if (strchr(text, '-') != NULL || !iana_ports_parse(text, strlen(text), &lo, &hi) ||
	    lo < least || lo > most)
		return false;
	*ret = lo;
	return true;
}

bool
iana_request_ranges(struct iana_free_request *r, const char *text)
{
	for (;;) {
		size_t len = strcspn(text, ",");
		struct iana_port_range new;

		if (r->n_ranges == IANA_RANGES_MAX ||
		    !iana_ports_parse(text, len, &new.lo, &new.hi) || new.hi < new.lo ||
		    new.hi >= IANA_PORTS)
			return false;
		r->range[r->n_ranges++] = new;
		if (text[len] == '\0')
			return true;
		text += len + 1;
	}
}

static bool
has_protocol(const struct iana_wanted *w, const char *name)
{
	for (size_t i = 0; i < w->n; i++)
		if (strcmp(w->name[i], name) == 0)
			return true;
	return false;
}

bool
iana_request_protocols(struct iana_free_request *r, const char *text)
{
	size_t room = strlen(text) + 1;
	char *names = iana_calloc(room, 1);
	char *rest = names;
	char *name;

	for (size_t i = 0; i < room; i++)
		names[i] = (char)iana_lower((uint8_t)text[i]);
	free(r->names);
	r->names = names;
	r->wanted.n = 0;
	while ((name = strsep(&rest, ",")) != NULL) {
		if (name[0] == '\0' || r->wanted.n == IANA_WANTED_MAX)
			return false;
		if (!has_protocol(&r->wanted, name))
			r->wanted.name[r->wanted.n++] = name;
	}
	return true;
}

const char *
iana_request_unknown(const struct iana_free_request *r, const struct iana_image *im)
{
	static const char *const known[] = { "tcp", "udp", "sctp", "dccp" };
	uint32_t rank;

	for (size_t i = 0; i < r->wanted.n; i++) {
		const char *name = r->wanted.name[i];
		bool is_known = iana_proto_find(im, name, &rank) == IANA_OK;

		for (size_t k = 0; k < sizeof known / sizeof *known; k++)
			is_known |= strcmp(known[k], name) == 0;
		if (!is_known)
			return name;
	}
	return NULL;
}

void
iana_request_avoid(struct iana_free_request *r, const char *path)
{
	r->avoid = iana_grow(r->avoid, &r->cap_avoid, r->n_avoid + 1, sizeof *r->avoid);
	r->avoid[r->n_avoid++] = path;
}

void
iana_request_warn(const struct iana_free_request *r, struct iana_report *rep)
{
	bool has_system = false;
	bool has_dynamic = false;

	for (size_t i = 0; i < r->n_ranges; i++) {
		has_system |= r->range[i].lo < IANA_FIRST_USER_PORT;
		has_dynamic |= r->range[i].hi > IANA_LAST_USER_PORT;
	}
	if (has_system)
		iana_warn(rep, NULL, 0,
			  "ports below 1024 are system ports: a program needs privileges "
			  "to listen there, and IANA assigns them to IETF standards");
	if (has_dynamic)
		iana_warn(rep, NULL, 0,
			  "ports from 49152 on are dynamic: nobody can register one, and "
			  "any program may get one for a moment");
}

struct iana_wish
iana_request_wish(struct iana_free_request *r)
{
	bool by_key = r->stable != NULL;

	if (r->n_ranges == 0)
		r->range[r->n_ranges++] =
		    (struct iana_port_range){ IANA_FIRST_USER_PORT, IANA_LAST_USER_PORT };
	return (struct iana_wish){
		.range = r->range,
		.n_ranges = r->n_ranges,
		.room = r->has_room ? r->room
			: by_key    ? 0
				    : DEFAULT_ROOM,
		.count = r->count,
		.decides =
		    by_key ? IANA_TAKEN_ALL & ~(unsigned)IANA_TAKEN_HERE : IANA_TAKEN_ALL,
		.stable = r->stable,
		.has_near = r->has_near,
		.near = r->near,
	};
}
