/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Judges the rows of a registry and keeps them. */
#include "table/registry.h"
#include "base/date.h"
#include "base/text.h"
#include "input/errata.h"

#include <stdlib.h>
#include <string.h>

/* Take rows from a new source from now on. */
static void
add_source(struct iana_registry *reg, struct iana_source source)
{
	reg->source = iana_grow(reg->source, &reg->cap_sources, reg->n_sources + 1,
				sizeof *reg->source);
	reg->current = (uint32_t)reg->n_sources;
	reg->source[reg->n_sources++] = source;
}

/* The file that is being taken, for messages. */
static const char *
path_of(const struct iana_registry *reg)
{
	return reg->source[reg->current].path;
}

void
iana_registry_init(struct iana_registry *reg, const char *path)
{
	memset(reg, 0, sizeof *reg);
	add_source(reg, (struct iana_source){ .path = path });
	iana_pool_init(&reg->pool);
}

void
iana_registry_overlay(struct iana_registry *reg, const char *path)
{
	add_source(reg, (struct iana_source){ .path = path, .level = IANA_LEVEL_OVERLAY });
}

bool
iana_registry_section(void *registry, const struct iana_cell *name, struct iana_report *rep)
{
	struct iana_registry *reg = registry;
	size_t len = name->len < IANA_NAME_MAX ? name->len : IANA_NAME_MAX;
	char *clean;

	reg->current = 0;
	if (len == 0)
		return true;
	if (reg->n_sources == IANA_SOURCES_MAX)
		return iana_fail(rep, path_of(reg), 0, "more than %d overlays in it",
				 IANA_SOURCES_MAX);
	clean = iana_calloc(IANA_TEXT_ROOM(len), 1);
	len = iana_text_clean(clean, name->bytes, len);
	add_source(reg, (struct iana_source){
			    .path = iana_registry_path(reg),
			    .name = iana_pool_add(&reg->pool, clean, len),
			    .level = IANA_LEVEL_SECTION,
			});
	free(clean);
	return true;
}

void
iana_registry_done(struct iana_registry *reg)
{
	iana_pool_done(&reg->pool);
	free(reg->source);
	free(reg->row);
	free(reg->alias);
	free(reg->scratch);
}

static struct iana_cell
trim(struct iana_cell c)
{
	while (c.len > 0 && iana_is_space((unsigned char)c.bytes[0])) {
		c.bytes++;
		c.len--;
	}
	while (c.len > 0 && iana_is_space((unsigned char)c.bytes[c.len - 1]))
		c.len--;
	return c;
}

/* Read digits of c from *at; false when there are none. */
static bool
number(struct iana_cell c, size_t *at, uint32_t *ret)
{
	size_t start = *at;
	uint32_t n = 0;

	for (; *at < c.len && c.bytes[*at] >= '0' && c.bytes[*at] <= '9'; ++*at)
		if (n <= 65535) /* enough to be too large */
			n = n * 10 + (uint32_t)(c.bytes[*at] - '0');
	*ret = n;
	return *at > start;
}

static bool
take_port(const struct iana_registry *reg, const struct iana_raw_row *rec,
	  struct iana_row *row, struct iana_report *rep)
{
	struct iana_cell c = trim(rec->port);
	int shown = c.len < 60 ? (int)c.len : 60;
	uint32_t lo;
	uint32_t hi;
	size_t at = 0;

	row->has_port = c.len != 0;
	if (!row->has_port)
		return true;
	if (!number(c, &at, &lo))
		goto malformed;
	hi = lo;
	if (at < c.len && c.bytes[at] == '-') {
		at++;
		if (!number(c, &at, &hi))
			goto malformed;
	}
	if (at != c.len)
		goto malformed;
	if (lo > 65535 || hi > 65535)
		return iana_fail(rep, path_of(reg), rec->line, "port %.*s is above 65535",
				 shown, c.bytes);
	if (lo > hi)
		return iana_fail(rep, path_of(reg), rec->line,
				 "port range %.*s ends before it starts", shown, c.bytes);
	row->port_lo = (uint16_t)lo;
	row->port_hi = (uint16_t)hi;
	return true;
malformed:
	return iana_fail(rep, path_of(reg), rec->line,
			 "\"%.*s\" is neither a port nor a range of ports", shown, c.bytes);
}

static bool
take_name(struct iana_registry *reg, const struct iana_raw_row *rec, struct iana_row *row,
	  struct iana_report *rep)
{
	struct iana_cell c = trim(rec->field[IANA_F_NAME]);
	const char *fault = iana_name_fault(c.bytes, c.len);
	const char *replaced = fault != NULL ? iana_errata_name(c.bytes, c.len) : NULL;
	int shown = c.len < 60 ? (int)c.len : 60;

	if (replaced != NULL) {
		if (!iana_warn(
			rep, path_of(reg), rec->line,
			"service name \"%.*s\" %s: \"%s\" stands for it, as in later "
			"registries",
			shown, c.bytes, fault, replaced))
			return false;
		c = (struct iana_cell){ replaced, strlen(replaced) };
	} else if (fault != NULL) {
		return iana_fail(rep, path_of(reg), rec->line, "service name \"%.*s\" %s",
				 shown, c.bytes, fault);
	}
	row->field[IANA_F_NAME] = iana_pool_add(&reg->pool, c.bytes, c.len);
	return true;
}

static bool
take_protocol(struct iana_registry *reg, const struct iana_raw_row *rec,
	      struct iana_row *row, struct iana_report *rep)
{
	struct iana_cell c = trim(rec->field[IANA_F_PROTOCOL]);
	const char *fault = iana_protocol_fault(c.bytes, c.len);
	char lower[IANA_NAME_MAX];

	if (fault != NULL)
		return iana_fail(rep, path_of(reg), rec->line,
				 "transport protocol \"%.*s\" %s",
				 c.len < 60 ? (int)c.len : 60, c.bytes, fault);
	/* Protocols match by their bytes, and every system writes them so. */
	for (size_t i = 0; i < c.len; i++)
		lower[i] = (char)(c.bytes[i] >= 'A' && c.bytes[i] <= 'Z' ? c.bytes[i] | 0x20
									 : c.bytes[i]);
	row->field[IANA_F_PROTOCOL] =
	    iana_pool_add(&reg->pool, rec->verbatim ? c.bytes : lower, c.len);
	return true;
}

static bool
take_aliases(struct iana_registry *reg, const struct iana_raw_row *rec,
	     struct iana_row *row, struct iana_report *rep)
{
	if (rec->n_aliases > IANA_OWN_ALIASES_MAX - reg->n_aliases)
		return iana_fail(rep, path_of(reg), rec->line, "more than %d aliases",
				 IANA_OWN_ALIASES_MAX);
	row->aliases = (uint32_t)reg->n_aliases;
	row->n_aliases = (uint32_t)rec->n_aliases;
	reg->alias = iana_grow(reg->alias, &reg->cap_aliases,
			       reg->n_aliases + rec->n_aliases, sizeof *reg->alias);
	for (size_t i = 0; i < rec->n_aliases; i++) {
		struct iana_cell c = rec->alias[i];
		const char *fault = iana_name_fault(c.bytes, c.len);

		if (fault != NULL)
			return iana_fail(rep, path_of(reg), rec->line, "alias \"%.*s\" %s",
					 c.len < 60 ? (int)c.len : 60, c.bytes, fault);
		reg->alias[reg->n_aliases++] = iana_pool_add(&reg->pool, c.bytes, c.len);
	}
	return true;
}

/* Clean a cell of prose into the pool. */
static uint32_t
take_text(struct iana_registry *reg, struct iana_cell c)
{
	size_t n;

	if (c.len == 0)
		return 0;
	if (iana_text_is_clean(c.bytes, c.len))
		return iana_pool_add(&reg->pool, c.bytes, c.len);
	reg->scratch = iana_grow(reg->scratch, &reg->cap_scratch, IANA_TEXT_ROOM(c.len), 1);
	n = iana_text_clean(reg->scratch, c.bytes, c.len);
	return iana_pool_add(&reg->pool, reg->scratch, n);
}

void
iana_registry_expect(void *registry, struct iana_cell cell)
{
	const struct iana_registry *reg = registry;

	iana_pool_expect(&reg->pool, cell.bytes, cell.len);
}

/* What a whole registry says of itself holds; one that cannot be read does not. */
void
iana_registry_updated(void *registry, struct iana_cell date)
{
	struct iana_registry *reg = registry;
	uint32_t text;
	uint32_t parsed;

	date = trim(date);
	text = iana_pool_add(&reg->pool, date.bytes, date.len);
	parsed = iana_date_parse(iana_pool_text(&reg->pool, text));
	if (parsed == 0)
		return;
	reg->date = parsed;
	reg->has_own_date = true;
}

/* Remember the latest date: it tells how old the registry is at least. */
static void
note_date(struct iana_registry *reg, uint32_t text)
{
	uint32_t date = iana_date_parse(iana_pool_text(&reg->pool, text));

	if (!reg->has_own_date && date > reg->date)
		reg->date = date;
}

static void
take_texts(struct iana_registry *reg, const struct iana_raw_row *rec, struct iana_row *row)
{
	uint32_t notes;
	const char *name;
	size_t len;

	for (int f = IANA_F_DESCRIPTION; f < IANA_N_FIELDS; f++)
		row->field[f] = take_text(reg, rec->field[f]);
	note_date(reg, row->field[IANA_F_REGISTERED]);
	note_date(reg, row->field[IANA_F_MODIFIED]);
	notes = row->field[IANA_F_NOTES];
	if (iana_note_alias(iana_pool_text(&reg->pool, notes), reg->pool.item[notes].len,
			    &name, &len))
		row->alias_of = iana_pool_add(&reg->pool, name, len);
}

bool
iana_registry_take(void *registry, const struct iana_raw_row *rec, struct iana_report *rep)
{
	struct iana_registry *reg = registry;
	struct iana_row row = { .source = reg->current, .line = (uint32_t)rec->line };

	if (reg->n_rows == IANA_ROWS_MAX)
		return iana_fail(rep, path_of(reg), rec->line, "more than %d records",
				 IANA_ROWS_MAX);
	if (!take_port(reg, rec, &row, rep) || !take_name(reg, rec, &row, rep) ||
	    !take_protocol(reg, rec, &row, rep) || !take_aliases(reg, rec, &row, rep))
		return false;
	take_texts(reg, rec, &row);
	if (!row.has_port && row.field[IANA_F_NAME] == 0 &&
	    !iana_warn(rep, path_of(reg), rec->line,
		       "record with neither a name nor a port"))
		return false;
	reg->row = iana_grow(reg->row, &reg->cap_rows, reg->n_rows + 1, sizeof *reg->row);
	reg->row[reg->n_rows++] = row;
	return true;
}
