/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A whole registry in memory: its rows, each checked when it is read. */
#ifndef IANA_TABLE_REGISTRY_H
#define IANA_TABLE_REGISTRY_H

#include "base/pool.h"
#include "input/raw_row.h"

/* Whose rows come first in the table (N10): those of the highest level. */
enum iana_level {
	IANA_LEVEL_REGISTRY,
	IANA_LEVEL_SECTION, /* an overlay inside the registry's own text */
	IANA_LEVEL_OVERLAY,
	IANA_N_LEVELS
};

/* A file, or a section of a file, that rows come from. */
struct iana_source {
	const char *path; /* for messages; borrowed */
	uint32_t name;	  /* string number of the source's own name; 0: use the path */
	enum iana_level level;
	bool is_live;	  /* nss_files reads the file: a blank protocol is one of its own */
	bool keeps_order; /* services(5) text: the order of its lines stays (N7) */
	bool is_kept;	  /* an older registry: its rows are kept from there (N11) */
	uint32_t date;	  /* of an older registry, YYYYMMDD; 0 unknown */
};

/* The kind of a row follows from its name and its ports. */
enum iana_row_kind {
	IANA_ROW_EMPTY,	   /* neither a name nor a port */
	IANA_ROW_SERVICE,  /* a name and ports (N1) */
	IANA_ROW_UNNAMED,  /* unnamed ports (N8) */
	IANA_ROW_PORTLESS, /* a name without a port (N9) */
};

/* A row; its texts are cleaned, and are numbers of the registry's pool, 0 for blank. */
struct iana_row {
	uint32_t source; /* number of its source */
	uint32_t line;
	uint32_t aliases; /* the row's own aliases: the first of n_aliases */
	uint32_t n_aliases;
	uint16_t port_lo; /* 0 without a port */
	uint16_t port_hi;
	enum iana_row_kind kind : 8;
	bool wanted; /* by the policy of the table that was built last */
	uint32_t field[IANA_N_FIELDS];
	uint32_t alias_of; /* the name that its notes call it an alias of (N4) */
};

#define IANA_KEPT_SOURCES_MAX 255 /* older registries that rows are kept from */

/*
 * Rows stand as they were read: the registry's first, then those of overlays, then those
 * that an older registry adds.
 */
struct iana_registry {
	struct iana_source *source; /* the first is the registry itself */
	size_t n_sources;
	size_t cap_sources;
	uint32_t current;			     /* the source of the next row */
	uint32_t kept_source[IANA_KEPT_SOURCES_MAX]; /* the sources that are kept ones */
	size_t n_kept_sources;
	struct iana_pool pool;
	struct iana_row *row;
	size_t n_rows;
	size_t cap_rows;
	uint32_t *alias; /* string numbers: the own aliases of all rows */
	size_t n_aliases;
	size_t cap_aliases;
	uint32_t date; /* YYYYMMDD; the registry's own, else the latest in any row */
	bool has_own_date;
	char *scratch;
	size_t cap_scratch;
};

#define IANA_SOURCES_MAX 65536
#define IANA_OWN_ALIASES_MAX 1000000 /* of all rows: as many as there are rows */

/* Texts of rows, names in their notes, aliases, and names kept of an older registry. */
_Static_assert((IANA_N_FIELDS + 2u) * IANA_ROWS_MAX + 2u * IANA_OWN_ALIASES_MAX +
		       IANA_SOURCES_MAX <
		   IANA_POOL_MAX,
	       "the pool has numbers for every string");

/* Make an empty registry.  path is for messages, and borrowed. */
void iana_registry_init(struct iana_registry *reg, const char *path);
void iana_registry_done(struct iana_registry *reg);

/*
 * Start an overlay: rows taken from now on are its rows.  path is borrowed.
 *
 * is_live   nss_files reads the file as well: a row without a protocol is not of tcp and
 *           udp, but of a protocol without a name
 */
void iana_registry_overlay(struct iana_registry *reg, const char *path, bool is_live);

/*
 * Start a section of this name; with a blank name, return to the registry itself.  Fits
 * struct iana_sink.  Fails past 65,536 sections.
 */
bool iana_registry_section(void *registry, const struct iana_cell *name,
			   struct iana_report *rep);

/*
 * Find the source for rows that are kept from an older registry (N11), or add it.  Its
 * level is the registry's.
 *
 * path   of the file that has the rows, for messages; borrowed
 * name   of the older registry's file, without its folder; cleaned here
 * date   of the older registry, YYYYMMDD; 0 unknown
 *
 * Fails past 255 such sources, and past 65,536 sources.
 */
bool iana_registry_kept_source(struct iana_registry *reg, const char *path,
			       struct iana_cell name, uint32_t date, uint32_t *ret_source,
			       struct iana_report *rep);

/*
 * Check a raw row and keep it; fits struct iana_sink with the registry as ctx.
 * Fails on a row that no table can hold: a bad port or range, a name or protocol that
 * services(5) cannot write, a limit of doc/design.md.
 */
bool iana_registry_take(void *registry, const struct iana_raw_row *raw,
			struct iana_report *rep);

/* Prepare the pool for a cell of a row that comes soon; fits struct iana_sink. */
void iana_registry_expect(void *registry, struct iana_cell cell);

/* Take the date that the registry gives itself; fits struct iana_sink. */
void iana_registry_updated(void *registry, struct iana_cell date);

/* The name of a source for readers: its own name, or the path. */
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

/* Is the row kept from an older registry (N11)? */
static inline bool
iana_row_is_kept(const struct iana_registry *reg, const struct iana_row *row)
{
	return reg->source[row->source].is_kept;
}

/* Does the row stand in the overlays' part of the table? */
static inline bool
iana_row_is_overlay(const struct iana_registry *reg, const struct iana_row *row)
{
	return iana_row_level(reg, row) != IANA_LEVEL_REGISTRY;
}

static inline bool
iana_row_has_port(const struct iana_row *row)
{
	return row->kind == IANA_ROW_SERVICE || row->kind == IANA_ROW_UNNAMED;
}

#endif
