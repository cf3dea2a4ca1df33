/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A whole registry in memory: its rows, judged one by one. */
#ifndef IANA_TABLE_REGISTRY_H
#define IANA_TABLE_REGISTRY_H

#include "base/pool.h"
#include "input/raw_row.h"

/* Whose rows come first in the table (N10): the higher ones'. */
enum iana_level {
	IANA_LEVEL_REGISTRY,
	IANA_LEVEL_SECTION, /* an overlay that was written into the registry's text */
	IANA_LEVEL_OVERLAY,
	IANA_N_LEVELS
};

/* A file, or a section of one, that rows come from. */
struct iana_source {
	const char *path; /* for messages; borrowed */
	uint32_t name;	  /* string number: a section's own name; 0: that of the file */
	enum iana_level level;
};

/* A row; texts are cleaned and are numbers of the registry's pool, 0 for blank. */
struct iana_row {
	uint32_t source; /* the number of its file */
	uint32_t line;
	uint32_t aliases; /* the first of n_aliases that stand in the row itself */
	uint32_t n_aliases;
	uint16_t port_lo;
	uint16_t port_hi;
	bool has_port;
	uint32_t field[IANA_N_FIELDS];
	uint32_t alias_of; /* the name that its notes call it an alias of (N4) */
};

/* Rows stand as they were read: the registry's first, then overlays'. */
struct iana_registry {
	struct iana_source *source; /* the first is the registry itself */
	size_t n_sources;
	size_t cap_sources;
	uint32_t current; /* the source that rows are taken from */
	struct iana_pool pool;
	struct iana_row *row;
	size_t n_rows;
	size_t cap_rows;
	uint32_t *alias; /* string numbers of all rows' own aliases */
	size_t n_aliases;
	size_t cap_aliases;
	uint32_t date; /* the registry's own, else the latest in any row; YYYYMMDD */
	bool has_own_date;
	char *scratch;
	size_t cap_scratch;
};

#define IANA_SOURCES_MAX 65536
#define IANA_OWN_ALIASES_MAX 16000000 /* of all rows: more fit no index */

/* Texts of rows and names in their notes; aliases; what is kept of an older registry. */
_Static_assert((IANA_N_FIELDS + 2u) * IANA_ROWS_MAX + 2u * IANA_OWN_ALIASES_MAX +
		       IANA_SOURCES_MAX <
		   IANA_POOL_MAX,
	       "the pool has numbers for every string");

/* An empty registry; path, for messages, is borrowed. */
void iana_registry_init(struct iana_registry *reg, const char *path);
void iana_registry_done(struct iana_registry *reg);

/* What is taken from now on comes from an overlay; path is borrowed. */
void iana_registry_overlay(struct iana_registry *reg, const char *path);

/*
 * What follows is a section of that name, or, by a blank one, the registry again; fits
 * struct iana_sink.  Fails past 65,536 sections.
 */
bool iana_registry_section(void *registry, const struct iana_cell *name,
			   struct iana_report *rep);

/* What a source is called where its entries stand: a section's name, or its path. */
static inline const char *
iana_source_name(const struct iana_registry *reg, size_t source)
{
	const struct iana_source *s = &reg->source[source];

	return s->name != 0 ? iana_pool_text(&reg->pool, s->name) : s->path;
}

/* The registry's own file, for messages about no row. */
static inline const char *
iana_registry_path(const struct iana_registry *reg)
{
	return reg->source[0].path;
}

/* The file of a row, for messages; its line is row->line. */
static inline const char *
iana_row_path(const struct iana_registry *reg, const struct iana_row *row)
{
	return reg->source[row->source].path;
}

static inline enum iana_level
iana_row_level(const struct iana_registry *reg, const struct iana_row *row)
{
	return reg->source[row->source].level;
}

/* Does a row stand in the overlays' section of the table? */
static inline bool
iana_row_is_overlay(const struct iana_registry *reg, const struct iana_row *row)
{
	return iana_row_level(reg, row) != IANA_LEVEL_REGISTRY;
}

/*
 * Judge a record and keep it; fits struct iana_sink with the registry as ctx.
 * Fails on what no table can hold: a bad port or range, a name or protocol that
 * services(5) cannot write, a limit of doc/design.md.
 */
bool iana_registry_take(void *registry, const struct iana_raw_row *rec,
			struct iana_report *rep);

/* A cell of a record to come; fits struct iana_sink as well. */
void iana_registry_expect(void *registry, struct iana_cell cell);

/* The date that the registry gives itself; fits struct iana_sink as well. */
void iana_registry_updated(void *registry, struct iana_cell date);

#endif
