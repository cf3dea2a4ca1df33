/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Walks through the sources, rows and entries of an index that was verified. */
#include "index/unpack.h"
#include "base/alloc.h"
#include "src/find.h"
#include "src/row.h"
#include "src/verify.h"

#include <string.h>

struct unpacking {
	struct iana_registry *reg;
	struct iana_new_entries *to;
	const char *path;
	const struct iana_image *im;
};

static uint32_t
add_text(struct unpacking *u, const char *text)
{
	return text != NULL ? iana_pool_add(&u->reg->pool, text, strlen(text)) : 0;
}

/*
 * Add the sources behind the registry itself, which is there.  The lines of an overlay's
 * rows are those of its file.
 */
static enum iana_status
unpack_sources(struct unpacking *u)
{
	struct iana_registry *reg = u->reg;
	struct iana_index_source s;
	enum iana_status st;

	for (uint32_t n = 1; (st = iana_source_read(u->im, n, &s)) == IANA_OK; n++) {
		reg->source = iana_grow(reg->source, &reg->cap_sources, reg->n_sources + 1,
					sizeof *reg->source);
		reg->source[reg->n_sources++] = (struct iana_source){
			.path = u->path,
			.name = add_text(u, s.name),
			.level = s.kind == IANA_FROM_OVERLAY ? IANA_LEVEL_OVERLAY
							     : IANA_LEVEL_REGISTRY,
			.is_kept = s.kind == IANA_FROM_KEPT,
			.date = s.date,
		};
	}
	return st;
}

static enum iana_row_kind
row_kind(const struct iana_index_row *row)
{
	bool has_name = row->field[IANA_F_NAME] != NULL;

	if (row->has_port)
		return has_name ? IANA_ROW_SERVICE : IANA_ROW_UNNAMED;
	return has_name ? IANA_ROW_PORTLESS : IANA_ROW_EMPTY;
}

static enum iana_status
unpack_rows(struct unpacking *u)
{
	struct iana_registry *reg = u->reg;
	struct iana_index_row from;
	enum iana_status st;

	for (uint32_t n = 0; (st = iana_row_read(u->im, n, &from)) == IANA_OK; n++) {
		struct iana_row row = {
			.source = from.source,
			.line = from.line,
			.port_lo = from.port_lo,
			.port_hi = from.port_hi,
			.kind = row_kind(&from),
			.wanted = true,
		};

		if (from.source >= reg->n_sources || reg->n_rows == IANA_ROWS_MAX)
			return IANA_CORRUPT;
		for (int f = 0; f < IANA_N_FIELDS; f++)
			row.field[f] = add_text(u, from.field[f]);
		reg->row =
		    iana_grow(reg->row, &reg->cap_rows, reg->n_rows + 1, sizeof *reg->row);
		reg->row[reg->n_rows++] = row;
	}
	return st;
}

/* Add the aliases of an entry. */
static enum iana_status
unpack_aliases(struct unpacking *u, const struct iana_index_entry *from)
{
	struct iana_new_entries *to = u->to;
	const char *alias;
	enum iana_status st;
	uint32_t pos = 0;
	uint8_t len;

	while ((st = iana_entry_alias(from, &pos, &alias, &len)) == IANA_OK) {
		to->alias = iana_grow(to->alias, &to->cap_aliases, to->n_aliases + 1,
				      sizeof *to->alias);
		to->alias[to->n_aliases++] = iana_pool_add(&u->reg->pool, alias, len);
	}
	return st == IANA_NOTFOUND ? IANA_OK : st;
}

static enum iana_status
unpack_entry(struct unpacking *u, uint32_t number, const struct iana_match *match)
{
	struct iana_new_entries *to = u->to;
	struct iana_pool *pool = &u->reg->pool;
	struct iana_index_entry from;
	struct iana_origin origin;
	enum iana_status st = iana_entry_read(u->im, match, &from);

	if (st == IANA_OK)
		st = iana_origin_read(u->im, number, &origin);
	if (st != IANA_OK)
		return st;
	to->item = iana_grow(to->item, &to->cap, to->n + 1, sizeof *to->item);
	to->item[to->n++] = (struct iana_new_entry){
		.entry = {
			.name = iana_pool_add(pool, from.name, from.name_len),
			.row = origin.row,
			.details = origin.registry_row != IANA_NO_ROW ? origin.registry_row
								      : origin.row,
			.aliases = (uint32_t)to->n_aliases,
			.n_aliases = from.n_aliases,
			.port = from.port,
			.unlisted = !iana_is_listed(u->im, match),
		},
		.protocol = iana_pool_add(pool, from.proto, from.proto_len),
	};
	return unpack_aliases(u, &from);
}

static enum iana_status
unpack_entries(struct unpacking *u)
{
	struct iana_match match;
	uint32_t cursor = 0;
	enum iana_status st;

	for (uint32_t n = 0; (st = iana_find_next(u->im, &cursor, &match)) == IANA_OK; n++)
		if ((st = unpack_entry(u, n, &match)) != IANA_OK)
			return st;
	return st;
}

bool
iana_index_unpack(struct iana_registry *reg, struct iana_new_entries *ret, const char *path,
		  const struct iana_map *map, struct iana_report *rep)
{
	struct unpacking u = { reg, ret, path, &map->image };
	const char *what = NULL;

	if (iana_verify(&map->image, &map->header, &what) != IANA_OK)
		return iana_fail(rep, path, 0, "damaged: %s", what);
	reg->date = map->header.date;
	reg->has_own_date = true;
	if (unpack_sources(&u) == IANA_NOTFOUND && unpack_rows(&u) == IANA_NOTFOUND &&
	    unpack_entries(&u) == IANA_NOTFOUND)
		return true;
	return iana_fail(rep, path, 0, "damaged: it cannot be read back");
}
