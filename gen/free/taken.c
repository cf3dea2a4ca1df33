/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Sets reasons at ports, and names them. */
#include "free/taken.h"
#include "base/alloc.h"

#include <string.h>
#include <strings.h>

/* By the number of the bit. */
static const struct {
	const char *key;
	const char *words;
} reasons[IANA_N_TAKEN_BITS] = {
	{ "assigned", "assigned" },
	{ "reserved", "reserved or withdrawn" },
	{ "unauthorized_use", "reported as used without assignment" },
	{ "noted", "unassigned with a note of a use" },
	{ "shipped_overlay", "named in compat.services" },
	{ "index_overlay", "named in an overlay of the index" },
	{ "overlay", "named in an overlay" },
	{ "services", "named in /etc/services" },
	{ "avoided", "to avoid" },
	{ "blocked", "blocked by browsers" },
	{ "ephemeral", "ephemeral here" },
	{ "usually_ephemeral", "ephemeral on most machines" },
	{ "kept_back", "in ip_local_reserved_ports" },
	{ "listening", "in use now" },
};

struct iana_taken *
iana_taken_new(void)
{
	struct iana_taken *t = iana_calloc(1, sizeof *t);

	t->by[0] = IANA_TAKEN_RESERVED;
	return t;
}

void
iana_taken_add(struct iana_taken *t, uint32_t lo, uint32_t hi, unsigned bits)
{
	for (uint32_t port = lo; port <= hi; port++)
		t->by[port] |= (uint16_t)bits;
}

struct iana_brush *
iana_brush_new(struct iana_taken *t, unsigned bits, const char *path)
{
	struct iana_brush *b = iana_calloc(1, sizeof *b);

	b->taken = t;
	b->bits = bits;
	b->path = path;
	return b;
}

/* The first port from here on that this brush has not been at; IANA_PORTS: none. */
static uint32_t
next_undrawn(struct iana_brush *b, uint32_t port)
{
	uint32_t end = port;

	while (end < IANA_PORTS && b->skip[end] != 0)
		end += b->skip[end];
	/* Shorten the way for the next time. */
	while (port < end) {
		uint32_t step = b->skip[port];

		b->skip[port] =
		    end - port < UINT16_MAX ? (uint16_t)(end - port) : UINT16_MAX;
		port += step;
	}
	return end;
}

static void
note_place(struct iana_brush *b, uint32_t port, unsigned long line)
{
	if (b->path == NULL || b->taken->place[port].path != NULL)
		return;
	b->taken->place[port].path = b->path;
	b->taken->place[port].line = line;
}

void
iana_brush_draw(struct iana_brush *b, uint32_t lo, uint32_t hi, unsigned long line)
{
	for (uint32_t port = next_undrawn(b, lo); port <= hi;
	     port = next_undrawn(b, port)) {
		b->taken->by[port] |= (uint16_t)b->bits;
		b->skip[port] = 1;
		note_place(b, port, line);
	}
}

bool
iana_wanted_has(const struct iana_wanted *w, const char *proto, size_t len)
{
	if (!w->per_protocol || proto == NULL || len == 0)
		return true;
	for (size_t i = 0; i < w->n; i++)
		if (strlen(w->name[i]) == len && strncasecmp(w->name[i], proto, len) == 0)
			return true;
	return false;
}

static unsigned
bit_number(unsigned bit)
{
	return (unsigned)__builtin_ctz(bit);
}

const char *
iana_taken_key(unsigned bit)
{
	return reasons[bit_number(bit)].key;
}

const char *
iana_taken_words(unsigned bit)
{
	return reasons[bit_number(bit)].words;
}
