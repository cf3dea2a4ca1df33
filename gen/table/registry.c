/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Checks the rows of a registry and keeps them. */
#include "table/registry.h"
#include "base/date.h"
#include "base/ports.h"
#include "base/text.h"
#include "input/errata.h"
#include "src/bytes.h"
#include "table/rules.h"

#include <stdlib.h>
#include <string.h>

/* Rows taken from now on are of this source. */
static void
add_source(struct iana_registry *reg, struct iana_source source)
{
	reg->source = iana_grow(reg->source, &reg->cap_sources, reg->n_sources + 1,
				sizeof *reg->source);
	reg->current = (uint32_t)reg->n_sources;
	reg->source[reg->n_sources++] = source;
}

/* The file of the next row, for messages. */
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
iana_registry_overlay(struct iana_registry *reg, const char *path, bool is_live)
{
	add_source(reg, (struct iana_source){ .path = path,
					      .level = IANA_LEVEL_OVERLAY,
					      .is_live = is_live });
}

/* The name of a source that has no file of its own, cleaned, in the pool. */
static uint32_t
source_name(struct iana_registry *reg, struct iana_cell name)
{
	size_t len = name.len < IANA_NAME_MAX ? name.len : IANA_NAME_MAX;
	char *clean = iana_calloc(IANA_TEXT_ROOM(len) + 1, 1);
	uint32_t id;

	len = iana_text_clean(clean, name.bytes, len);
	id = iana_pool_add(&reg->pool, clean, len);
	free(clean);
	return id;
}

bool
iana_registry_section(void *registry, const struct iana_cell *name, struct iana_report *rep)
{
	struct iana_registry *reg = registry;

	reg->current = 0;
	if (name->len == 0)
		return true;
	if (reg->n_sources == IANA_SOURCES_MAX)
		return iana_fail(rep, path_of(reg), 0, "more than %d overlays in the text",
				 IANA_SOURCES_MAX);
	add_source(reg, (struct iana_source){
			    .path = iana_registry_path(reg),
			    .name = source_name(reg, *name),
			    .level = IANA_LEVEL_SECTION,
			});
	return true;
}

bool
iana_registry_kept_source(struct iana_registry *reg, const char *path,
			  struct iana_cell name, uint32_t date, uint32_t *ret_source,
			  struct iana_report *rep)
{
	uint32_t id = source_name(reg, name);
	uint32_t current = reg->current;

	for (size_t i = 0; i < reg->n_kept_sources; i++) {
		uint32_t s = reg->kept_source[i];

		if (reg->source[s].name != id)
			continue;
		*ret_source = s;
		return true;
	}
	if (reg->n_kept_sources == IANA_KEPT_SOURCES_MAX ||
	    reg->n_sources == IANA_SOURCES_MAX)
		return iana_fail(rep, path, 0,
				 "names are kept from more than %d older registries",
				 IANA_KEPT_SOURCES_MAX);
	*ret_source = (uint32_t)reg->n_sources;
	reg->kept_source[reg->n_kept_sources++] = *ret_source;
	add_source(reg, (struct iana_source){
			    .path = path,
			    .name = id,
			    .is_kept = true,
			    .date = date,
			});
	reg->current = current;
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

static bool
take_ports(const struct iana_registry *reg, const struct iana_raw_row *raw,
	   struct iana_row *row, struct iana_report *rep)
{
	struct iana_cell c = iana_cell_trim(raw->port);
	int quoted = iana_cell_quoted(c);
	uint32_t lo;
	uint32_t hi;

	if (c.len == 0)
		return true;
	if (!iana_ports_parse(c.bytes, c.len, &lo, &hi))
		return iana_fail(rep, path_of(reg), raw->line,
				 "\"%.*s\" is neither a port nor a range of ports", quoted,
				 c.bytes);
	if (lo > 65535 || hi > 65535)
		return iana_fail(rep, path_of(reg), raw->line, "port %.*s is above 65535",
				 quoted, c.bytes);
	if (lo > hi)
		return iana_fail(rep, path_of(reg), raw->line,
				 "port range %.*s ends before it starts", quoted, c.bytes);
	row->port_lo = (uint16_t)lo;
	row->port_hi = (uint16_t)hi;
	row->kind = IANA_ROW_UNNAMED;
	return true;
}

/* Take the name.  The ports are taken already, so the kind of the row follows. */
static bool
take_name(struct iana_registry *reg, const struct iana_raw_row *raw, struct iana_row *row,
	  struct iana_report *rep)
{
	struct iana_cell c = iana_cell_trim(raw->field[IANA_F_NAME]);
	const char *fault = iana_name_fault(c.bytes, c.len);
	const char *replaced = fault != NULL ? iana_errata_name(c.bytes, c.len) : NULL;
	int quoted = iana_cell_quoted(c);

	if (replaced != NULL) {
		if (!iana_warn_counted(rep, path_of(reg), raw->line,
				       "service name \"%.*s\" %s: read as \"%s\", its name "
				       "in later registries",
				       quoted, c.bytes, fault, replaced))
			return false;
		c = (struct iana_cell){ replaced, strlen(replaced) };
	} else if (fault != NULL) {
		return iana_fail(rep, path_of(reg), raw->line, "service name \"%.*s\" %s",
				 quoted, c.bytes, fault);
	}
	if (c.len != 0)
		row->kind =
		    row->kind == IANA_ROW_UNNAMED ? IANA_ROW_SERVICE : IANA_ROW_PORTLESS;
	row->field[IANA_F_NAME] = iana_pool_add(&reg->pool, c.bytes, c.len);
	return true;
}

static bool
take_protocol(struct iana_registry *reg, const struct iana_raw_row *raw,
	      struct iana_row *row, struct iana_report *rep)
{
	struct iana_cell c = iana_cell_trim(raw->field[IANA_F_PROTOCOL]);
	/* nss_files takes any word for a protocol. */
	const char *fault = reg->source[reg->current].is_live
				? iana_name_fault(c.bytes, c.len)
				: iana_protocol_fault(c.bytes, c.len);
	char lower[IANA_NAME_MAX];

	if (fault != NULL)
		return iana_fail(rep, path_of(reg), raw->line,
				 "transport protocol \"%.*s\" %s", iana_cell_quoted(c),
				 c.bytes, fault);
	/* Lookups compare the bytes of protocols, and every system writes small letters. */
	for (size_t i = 0; i < c.len; i++)
		lower[i] = (char)iana_lower((uint8_t)c.bytes[i]);
	row->field[IANA_F_PROTOCOL] =
	    iana_pool_add(&reg->pool, raw->verbatim ? c.bytes : lower, c.len);
	return true;
}

static bool
take_own_aliases(struct iana_registry *reg, const struct iana_raw_row *raw,
		 struct iana_row *row, struct iana_report *rep)
{
	if (raw->n_aliases > IANA_OWN_ALIASES_MAX - reg->n_aliases)
		return iana_fail(rep, path_of(reg), raw->line, "more than %d aliases",
				 IANA_OWN_ALIASES_MAX);
	row->aliases = (uint32_t)reg->n_aliases;
	row->n_aliases = (uint32_t)raw->n_aliases;
	reg->alias = iana_grow(reg->alias, &reg->cap_aliases,
			       reg->n_aliases + raw->n_aliases, sizeof *reg->alias);
	for (size_t i = 0; i < raw->n_aliases; i++) {
		struct iana_cell c = raw->alias[i];
		const char *fault = iana_name_fault(c.bytes, c.len);

		if (fault != NULL)
			return iana_fail(rep, path_of(reg), raw->line, "alias \"%.*s\" %s",
					 iana_cell_quoted(c), c.bytes, fault);
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

/* A date that cannot be parsed counts as no date. */
void
iana_registry_updated(void *registry, struct iana_cell date)
{
	struct iana_registry *reg = registry;
	uint32_t text;
	uint32_t parsed;

	date = iana_cell_trim(date);
	text = iana_pool_add(&reg->pool, date.bytes, date.len);
	parsed = iana_date_parse(iana_pool_text(&reg->pool, text));
	if (parsed == 0)
		return;
	reg->date = parsed;
	reg->has_own_date = true;
}

/* Keep the latest date of any row: the registry is not older than that. */
static void
note_date(struct iana_registry *reg, uint32_t text)
{
	uint32_t date = iana_date_parse(iana_pool_text(&reg->pool, text));

	if (!reg->has_own_date && date > reg->date)
		reg->date = date;
}

static void
take_texts(struct iana_registry *reg, const struct iana_raw_row *raw, struct iana_row *row)
{
	uint32_t notes;
	const char *name;
	size_t len;

	for (int f = IANA_F_DESCRIPTION; f < IANA_N_FIELDS; f++)
		row->field[f] = take_text(reg, raw->field[f]);
	note_date(reg, row->field[IANA_F_REGISTERED]);
	note_date(reg, row->field[IANA_F_MODIFIED]);
	notes = row->field[IANA_F_NOTES];
	if (iana_note_alias(iana_pool_text(&reg->pool, notes), reg->pool.item[notes].len,
			    &name, &len))
		row->alias_of = iana_pool_add(&reg->pool, name, len);
}

bool
iana_registry_take(void *registry, const struct iana_raw_row *raw, struct iana_report *rep)
{
	struct iana_registry *reg = registry;
	struct iana_row row = { .source = reg->current, .line = (uint32_t)raw->line };

	if (reg->n_rows == IANA_ROWS_MAX)
		return iana_fail(rep, path_of(reg), raw->line, "more than %d rows",
				 IANA_ROWS_MAX);
	if (!take_ports(reg, raw, &row, rep) || !take_name(reg, raw, &row, rep) ||
	    !take_protocol(reg, raw, &row, rep) || !take_own_aliases(reg, raw, &row, rep))
		return false;
	take_texts(reg, raw, &row);
	reg->source[reg->current].keeps_order = raw->verbatim;
	if (raw->kept_from.len != 0 &&
	    !iana_registry_kept_source(reg, path_of(reg), raw->kept_from, 0, &row.source,
				       rep))
		return false;
	if (row.kind == IANA_ROW_EMPTY &&
	    !iana_warn(rep, path_of(reg), raw->line,
		       "a row with neither a name nor a port"))
		return false;
	reg->row = iana_grow(reg->row, &reg->cap_rows, reg->n_rows + 1, sizeof *reg->row);
	reg->row[reg->n_rows++] = row;
	return true;
}
