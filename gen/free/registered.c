/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Walks over the entries of an index, and over its ports without a name. */
#include "free/registered.h"
#include "src/directory.h"
#include "src/find.h"
#include "src/row.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define SHIPPED_NAME "compat.services"

/* A walk over all entries. */
struct entry_walk {
	const struct iana_image *im;
	const struct iana_wanted *wanted;
	uint64_t alias_bytes; /* that were searched */
};

/* ---- entries ----------------------------------------------------------------------- */

/*
 * Is the name of the service itself the entry's, or one of its aliases?  In a sound index
 * no two records share the bytes of their aliases (ask/query.c): more bytes are damage.
 */
static enum iana_status
is_own_entry(struct entry_walk *w, const struct iana_index_entry *e, bool *ret)
{
	const char *own = w->wanted->own;
	const char *alias;
	uint32_t pos = 0;
	uint8_t len;

	*ret = own != NULL && strcasecmp(e->name, own) == 0;
	if (own == NULL || *ret)
		return IANA_OK;
	w->alias_bytes += e->alias_bytes;
	if (w->alias_bytes > 8 * (uint64_t)iana_section_len(w->im, IANA_S_EXTRAS))
		return IANA_CORRUPT;
	while (!*ret && iana_entry_alias(e, &pos, &alias, &len) == IANA_OK)
		*ret = strcasecmp(alias, own) == 0;
	return IANA_OK;
}

/* The reason of an entry that an overlay brought; 0 for the service itself. */
static enum iana_status
judge_overlay(struct entry_walk *w, const struct iana_index_source *source,
	      const struct iana_index_entry *e, unsigned *ret_bits)
{
	bool is_own;

	*ret_bits = IANA_TAKEN_SHIPPED;
	if (strcmp(source->name, SHIPPED_NAME) == 0)
		return IANA_OK;
	if (is_own_entry(w, e, &is_own) != IANA_OK)
		return IANA_CORRUPT;
	*ret_bits = is_own ? 0 : IANA_TAKEN_INDEXED;
	return IANA_OK;
}

/* The rows that an entry comes from: the one that put it there, and the registry's. */
static enum iana_status
entry_rows(const struct iana_image *im, const struct iana_match *match,
	   struct iana_index_source *ret_source, bool *ret_is_registered,
	   bool *ret_is_reported)
{
	struct iana_index_row row;
	struct iana_origin origin;
	uint32_t number;

	if (iana_entry_number(im, match, &number) != IANA_OK ||
	    iana_origin_read(im, number, &origin) != IANA_OK ||
	    iana_row_read(im, origin.row, &row) != IANA_OK ||
	    iana_source_read(im, row.source, ret_source) != IANA_OK)
		return IANA_CORRUPT;
	*ret_is_registered =
	    ret_source->kind != IANA_FROM_OVERLAY || origin.registry_row != IANA_NO_ROW;
	if (origin.registry_row != IANA_NO_ROW && origin.registry_row != origin.row &&
	    iana_row_read(im, origin.registry_row, &row) != IANA_OK)
		return IANA_CORRUPT;
	*ret_is_reported = *ret_is_registered && row.field[IANA_F_UNAUTHORIZED] != NULL;
	return IANA_OK;
}

/* The bits that an entry sets at its port. */
static enum iana_status
judge_match(struct entry_walk *w, const struct iana_match *match, uint16_t *ret_port,
	    unsigned *ret_bits)
{
	struct iana_index_entry entry;
	struct iana_index_source source;
	bool is_registered;
	bool is_reported;
	enum iana_status st = IANA_OK;

	if (iana_entry_read(w->im, match, &entry) != IANA_OK ||
	    entry_rows(w->im, match, &source, &is_registered, &is_reported) != IANA_OK)
		return IANA_CORRUPT;
	*ret_port = entry.port;
	*ret_bits = IANA_TAKEN_ASSIGNED | (is_reported ? IANA_TAKEN_UNAUTHORIZED : 0u);
	if (!is_registered)
		st = judge_overlay(w, &source, &entry, ret_bits);
	if (*ret_bits != 0 && !iana_wanted_has(w->wanted, entry.proto, entry.proto_len))
		*ret_bits = IANA_PORT_ELSEWHERE;
	return st;
}

static enum iana_status
add_index_entries(struct iana_taken *t, const struct iana_image *im,
		  const struct iana_wanted *wanted)
{
	struct entry_walk w = { .im = im, .wanted = wanted };
	struct iana_match match;
	uint32_t cursor = 0;
	enum iana_status st;

	while ((st = iana_find_next(im, &cursor, &match)) == IANA_OK) {
		unsigned bits;
		uint16_t port;

		if (judge_match(&w, &match, &port, &bits) != IANA_OK)
			return IANA_CORRUPT;
		t->by[port] |= (uint16_t)bits;
	}
	return st;
}

/* ---- ports without a name ------------------------------------------------------------ */

/* What a row says, each with a brush of its own. */
enum { SAYS_UNASSIGNED, SAYS_RESERVED, SAYS_REPORTED, SAYS_NOTED, SAYS_ELSEWHERE, N_SAYS };

static void
draw_row(struct iana_brush *const *brush, const struct iana_index_row *row,
	 const struct iana_wanted *w)
{
	const char *text = row->field[IANA_F_DESCRIPTION];
	const char *proto = row->field[IANA_F_PROTOCOL];
	bool unassigned = text != NULL && strcasecmp(text, "unassigned") == 0;
	bool reported = row->field[IANA_F_UNAUTHORIZED] != NULL;
	bool counts = iana_wanted_has(w, proto, proto != NULL ? strlen(proto) : 0);

	if (!counts && unassigned && !reported)
		return;
	iana_brush_draw(brush[!counts	   ? SAYS_ELSEWHERE
			      : unassigned ? SAYS_UNASSIGNED
					   : SAYS_RESERVED],
			row->port_lo, row->port_hi, 0);
	if (counts && unassigned && row->field[IANA_F_NOTES] != NULL)
		iana_brush_draw(brush[SAYS_NOTED], row->port_lo, row->port_hi, 0);
	if (counts && reported)
		iana_brush_draw(brush[SAYS_REPORTED], row->port_lo, row->port_hi, 0);
}

static enum iana_status
add_unnamed(struct iana_taken *t, const struct iana_image *im, const struct iana_wanted *w)
{
	struct iana_brush *brush[N_SAYS] = {
		[SAYS_UNASSIGNED] = iana_brush_new(t, IANA_PORT_UNASSIGNED, NULL),
		[SAYS_RESERVED] = iana_brush_new(t, IANA_TAKEN_RESERVED, NULL),
		[SAYS_REPORTED] = iana_brush_new(t, IANA_TAKEN_UNAUTHORIZED, NULL),
		[SAYS_NOTED] = iana_brush_new(t, IANA_TAKEN_NOTED, NULL),
		[SAYS_ELSEWHERE] = iana_brush_new(t, IANA_PORT_ELSEWHERE, NULL),
	};
	struct iana_index_row row;
	uint32_t cursor = 0;
	uint32_t number;
	enum iana_status st;

	while ((st = iana_unnamed_next(im, 0, IANA_PORTS - 1, &cursor, &number)) ==
	       IANA_OK) {
		if (iana_row_read(im, number, &row) != IANA_OK ||
		    row.port_lo > row.port_hi) {
			st = IANA_CORRUPT;
			break;
		}
		draw_row(brush, &row, w);
	}
	for (size_t i = 0; i < N_SAYS; i++)
		free(brush[i]);
	return st;
}

bool
iana_taken_add_index(struct iana_taken *t, const struct iana_image *im, const char *path,
		     const struct iana_wanted *w, struct iana_report *rep)
{
	if (add_index_entries(t, im, w) == IANA_NOTFOUND &&
	    add_unnamed(t, im, w) == IANA_NOTFOUND)
		return true;
	return iana_fail(rep, path, 0,
			 "the index is damaged: iana-services verify tells more");
}
