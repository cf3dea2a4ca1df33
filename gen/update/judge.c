/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Compares two indexes by what lookups find in them. */
#include "update/judge.h"
#include "base/date.h"
#include "base/pool.h"
#include "src/find.h"

#include <string.h>

#define SHOWN 5 /* names of a long list */

/* ---- date and size --------------------------------------------------------------------
 */

static void
judge_date(uint32_t old, uint32_t new, struct iana_buffer *reasons)
{
	char old_day[11];
	char new_day[11];

	if (new >= old)
		return;
	iana_date_format(old, old_day);
	iana_date_format(new, new_day);
	iana_buffer_printf(reasons, "its date is %s, and that of the registry in use %s\n",
			   new_day, old_day);
}

static void
judge_size(uint32_t old, uint32_t new, struct iana_buffer *reasons)
{
	if (new < old && (uint64_t)(old - new) * 1000 > (uint64_t)old * 5)
		iana_buffer_printf(reasons,
				   "it has %u entries, and the registry in use %u: more "
				   "than 0.5 %% are gone\n",
				   new, old);
}

/* ---- names ------------------------------------------------------------------------------
 */

/* Names of the old index that the new one lacks. */
struct missing {
	struct iana_pool seen; /* names that were asked */
	const struct iana_image *in;
	unsigned long n;
	struct iana_buffer first; /* the first few, for the message */
};

static void
ask_name(struct missing *m, const char *name, size_t len)
{
	size_t before = m->seen.n;
	uint32_t id = iana_pool_add(&m->seen, name, len);
	struct iana_match match;

	if (m->seen.n == before ||
	    iana_find_exact(m->in, iana_pool_text(&m->seen, id), NULL, &match) == IANA_OK)
		return;
	if (m->n++ < SHOWN)
		iana_buffer_printf(&m->first, "%s%s", m->n > 1 ? ", " : "",
				   iana_pool_text(&m->seen, id));
}

static void
ask_entry(struct missing *m, const struct iana_image *im, const struct iana_match *match)
{
	struct iana_index_entry e;
	const char *alias;
	uint32_t pos = 0;
	uint8_t len;

	if (iana_entry_read(im, match, &e) != IANA_OK)
		return;
	ask_name(m, e.name, e.name_len);
	while (iana_entry_alias(&e, &pos, &alias, &len) == IANA_OK)
		ask_name(m, alias, len);
}

static void
judge_names(const struct iana_image *old, const struct iana_image *new,
	    struct iana_buffer *reasons)
{
	struct missing m = { .in = new };
	struct iana_match match;
	uint32_t cursor = 0;

	iana_pool_init(&m.seen);
	while (iana_find_next(old, &cursor, &match) == IANA_OK)
		ask_entry(&m, old, &match);
	if (m.n > IANA_NAMES_GONE_MAX)
		iana_buffer_printf(
		    reasons, "%lu names are gone, more than %d: %.*s and others\n", m.n,
		    IANA_NAMES_GONE_MAX, (int)m.first.len, m.first.bytes);
	iana_buffer_done(&m.first);
	iana_pool_done(&m.seen);
}

/* ---- protected services
 * --------------------------------------------------------------------- */

/* The entry that answers for a name. */
static bool
find_service(const struct iana_image *im, const char *name, const char *proto,
	     struct iana_index_entry *ret)
{
	struct iana_match match;

	return iana_find_exact(im, name, proto, &match) == IANA_OK &&
	       iana_entry_read(im, &match, ret) == IANA_OK;
}

/* Does the name answer for a port? */
static bool
has_port(const struct iana_image *im, uint32_t port, const char *proto, const char *name)
{
	struct iana_index_entry e;
	struct iana_match match;

	return iana_find_port(im, port, proto, &match) == IANA_OK &&
	       iana_entry_read(im, &match, &e) == IANA_OK && strcmp(e.name, name) == 0;
}

/*
 * Does a service keep its name at its port, with the protocol that it is found with first?
 * Another protocol may go: imap/udp went in 2021, and rightly.
 */
static void
judge_service(const struct iana_image *old, const struct iana_image *new, const char *name,
	      struct iana_buffer *reasons)
{
	struct iana_index_entry was;
	struct iana_index_entry now;

	if (!find_service(old, name, NULL, &was))
		return;
	if (!find_service(new, name, was.proto, &now))
		iana_buffer_printf(reasons, "%s/%s, a protected service, is gone\n", name,
				   was.proto);
	else if (now.port != was.port)
		iana_buffer_printf(reasons,
				   "%s/%s, a protected service, moves from port %u to %u\n",
				   name, was.proto, was.port, now.port);
	else if (has_port(old, was.port, was.proto, was.name) &&
		 !has_port(new, was.port, was.proto, was.name))
		iana_buffer_printf(
		    reasons,
		    "port %u/%s has the name of another service, not that of "
		    "%s, which is protected\n",
		    was.port, was.proto, name);
}

void
iana_judge(const struct iana_map *old, const struct iana_map *new,
	   const struct iana_protected *list, struct iana_buffer *reasons)
{

	if (old == NULL) {
		if (new->header.n_entries < IANA_ENTRIES_LEAST)
			iana_buffer_printf(reasons,
					   "it has %u entries, fewer than %d: it is not "
					   "the whole registry\n",
					   new->header.n_entries, IANA_ENTRIES_LEAST);
		return;
	}
	judge_date(old->header.date, new->header.date, reasons);
	judge_size(old->header.n_entries, new->header.n_entries, reasons);
	judge_names(&old->image, &new->image, reasons);
	for (size_t i = 0; i < list->n; i++)
		judge_service(&old->image, &new->image, list->name[i], reasons);
}
