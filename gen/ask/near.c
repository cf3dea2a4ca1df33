/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Goes through all names for those with few mistakes, and steps from port to port. */
#include "ask/near.h"
#include "base/mistakes.h"
#include "base/ports.h"
#include "base/text.h"
#include "src/find.h"
#include "src/row.h"

#include <string.h>
#include <strings.h>

#define NEAR_MAX 3

/* ---- names --------------------------------------------------------------------------- */

/* The nearest names so far, the nearest one first. */
struct near_names {
	const char *asked;
	size_t len;
	size_t n;
	struct {
		const char *name;
		unsigned far;
	} item[NEAR_MAX];
};

/* How far is a name from what was asked?  UINT_MAX: too far. */
static unsigned
distance_to(const struct near_names *near, const char *name)
{
	size_t len = strlen(name);
	unsigned most = 1 + (unsigned)near->len / 4;
	unsigned mistakes;

	/* What somebody began to type is nearer than what somebody mistyped twice. */
	if (near->len > 1 && len > near->len &&
	    strncasecmp(name, near->asked, near->len) == 0)
		return 256 + (unsigned)(len - near->len);
	if (len > near->len + most || near->len > len + most)
		return (unsigned)-1;
	mistakes = iana_mistakes(near->asked, name);
	return mistakes <= most ? mistakes * 256 - 128 : (unsigned)-1;
}

static void
consider(struct near_names *near, const char *name)
{
	unsigned far = distance_to(near, name);
	size_t at = near->n;

	for (size_t i = 0; i < near->n; i++)
		if (strcasecmp(near->item[i].name, name) == 0)
			return;
	while (at > 0 && near->item[at - 1].far > far)
		at--;
	if (far == (unsigned)-1 || at == NEAR_MAX)
		return;
	near->n += near->n < NEAR_MAX;
	memmove(&near->item[at + 1], &near->item[at],
		(near->n - 1 - at) * sizeof near->item[0]);
	near->item[at].name = name;
	near->item[at].far = far;
}

/* Consider the names and aliases of all entries, and the names without a port. */
static void
consider_all(struct near_names *near, const struct iana_image *im)
{
	struct iana_index_entry entry;
	struct iana_index_row row;
	struct iana_match match;
	uint32_t cursor = 0;

	while (iana_find_next(im, &cursor, &match) == IANA_OK &&
	       iana_entry_read(im, &match, &entry) == IANA_OK) {
		const char *alias;
		uint32_t pos = 0;
		uint8_t len;

		consider(near, entry.name);
		while (iana_entry_alias(&entry, &pos, &alias, &len) == IANA_OK)
			consider(near, alias);
	}
	for (uint32_t i = 0; iana_row_read(im, i, &row) == IANA_OK; i++)
		if (!row.has_port && row.field[IANA_F_NAME] != NULL)
			consider(near, row.field[IANA_F_NAME]);
}

static void
suggest_names(struct iana_buffer *to, const struct iana_image *im, const char *asked)
{
	struct near_names near = { .asked = asked, .len = strlen(asked) };

	if (near.len == 0 || near.len > IANA_MISTAKES_MAX)
		return;
	consider_all(&near, im);
	for (size_t i = 0; i < near.n; i++) {
		iana_buffer_puts(to, i == 0 ? "; did you mean " : ", ");
		iana_text_add_masked(to, near.item[i].name);
	}
	if (near.n != 0)
		iana_buffer_u8(to, '?');
}

/* ---- ports --------------------------------------------------------------------------- */

/* Find the first assigned port from one on, upwards or downwards. */
static bool
find_port(const struct iana_image *im, uint32_t port, int step, const char *proto,
	  struct iana_index_entry *ret)
{
	struct iana_match match;

	/* Below 0, the port is far above 65535. */
	for (; port <= 65535; port += (uint32_t)step) {
		enum iana_status st = iana_find_port(im, port, proto, &match);

		if (st != IANA_NOTFOUND)
			return st == IANA_OK && iana_entry_read(im, &match, ret) == IANA_OK;
	}
	return false;
}

static void
suggest_port(struct iana_buffer *to, const struct iana_index_entry *e)
{
	iana_buffer_printf(to, "%u/", e->port);
	iana_text_add_masked(to, e->proto);
	iana_buffer_puts(to, " (");
	iana_text_add_masked(to, e->name);
	iana_buffer_u8(to, ')');
}

static void
suggest_ports(struct iana_buffer *to, const struct iana_image *im,
	      const struct iana_question *q)
{
	struct iana_index_entry below;
	struct iana_index_entry above;
	bool has_below = find_port(im, q->lo - 1, -1, q->proto, &below);
	bool has_above = find_port(im, q->hi + 1, 1, q->proto, &above);

	if (!has_below && !has_above)
		return;
	iana_buffer_puts(to, has_below && has_above ? "; the nearest ports are "
						    : "; the nearest port is ");
	if (has_below)
		suggest_port(to, &below);
	if (has_below && has_above)
		iana_buffer_puts(to, " and ");
	if (has_above)
		suggest_port(to, &above);
}

void
iana_near_add(struct iana_buffer *to, const struct iana_image *im,
	      const struct iana_question *q)
{
	if (q->ports && strcmp(iana_port_class(q->lo), "dynamic") == 0)
		iana_buffer_puts(to, "; IANA assigns no dynamic port to anybody");
	else if (q->ports)
		suggest_ports(to, im, q);
	else
		suggest_names(to, im, q->name);
}
