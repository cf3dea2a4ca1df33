/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Writes rows and sources, and links entries to them. */
#include "index/rows.h"
#include "base/text.h"

#include <stdlib.h>

#define SOURCES_MAX 65536 /* a row keeps the number of its source in 16 bits */

/*
 * The line of a row in its source's own file; 0 for none.  The registry's rows have none:
 * so a registry gives the same index in each of its forms.  A section is no file.
 */
static uint32_t
line_of(const struct iana_registry *reg, const struct iana_row *row)
{
	return iana_row_level(reg, row) == IANA_LEVEL_OVERLAY ? row->line : 0;
}

static void
write_row(struct iana_buffer *to, const struct iana_registry *reg,
	  const struct iana_row *row, struct iana_texts *texts)
{
	uint32_t line = line_of(reg, row);
	unsigned present = iana_row_has_port(row) ? IANA_ROW_PORT : 0;

	for (unsigned f = 0; f < IANA_N_FIELDS; f++)
		present |= (unsigned)(row->field[f] != 0) << f;
	if (line != 0)
		present |= IANA_ROW_LINE;
	iana_buffer_u16(to, row->port_lo);
	iana_buffer_u16(to, row->port_hi);
	iana_buffer_u16(to, row->source);
	iana_buffer_u16(to, present);
	for (unsigned f = 0; f < IANA_N_FIELDS; f++)
		if (row->field[f] != 0)
			iana_buffer_u32(to, iana_texts_at(texts, row->field[f]));
	if (line != 0)
		iana_buffer_u32(to, line);
}

void
iana_rows_write(struct iana_buffer *to, const struct iana_table *table,
		struct iana_texts *texts, struct iana_rows *rows)
{
	const struct iana_registry *reg = table->reg;
	size_t first = to->len;

	rows->number = iana_calloc(reg->n_rows, sizeof *rows->number);
	rows->start = iana_calloc(reg->n_rows, sizeof *rows->start);
	rows->of_source = iana_calloc(reg->n_sources, sizeof *rows->of_source);
	for (size_t i = 0; i < reg->n_rows; i++) {
		const struct iana_row *row = &reg->row[i];

		rows->number[i] = IANA_NO_ROW;
		if (!row->wanted)
			continue;
		rows->number[i] = rows->n;
		rows->start[rows->n++] = (uint32_t)(to->len - first);
		rows->of_source[row->source]++;
		write_row(to, reg, row, texts);
	}
}

void
iana_row_starts_write(struct iana_buffer *to, const struct iana_rows *rows)
{
	for (uint32_t i = 0; i < rows->n; i++)
		iana_buffer_u32(to, rows->start[i]);
}

/* ---- links --------------------------------------------------------------------- */

void
iana_first_entries_write(struct iana_buffer *to, const struct iana_records *records)
{
	for (size_t r = 0; r < records->n; r++)
		iana_buffer_u32(to, records->run[r].entry);
}

void
iana_origins_write(struct iana_buffer *to, const struct iana_table *table,
		   const struct iana_rows *rows)
{
	const struct iana_registry *reg = table->reg;

	for (size_t i = 0; i < table->n_entries; i++) {
		const struct iana_entry *e = &table->entry[i];
		const struct iana_row *details = &reg->row[e->details];
		bool known =
		    !iana_row_is_overlay(reg, details) && !iana_row_is_kept(reg, details);

		iana_buffer_u32(to, rows->number[e->row]);
		iana_buffer_u32(to, known ? rows->number[e->details] : IANA_NO_ROW);
	}
}

/* ---- sources ------------------------------------------------------------------- */

uint32_t *
iana_source_names(const struct iana_registry *reg, struct iana_texts *texts,
		  struct iana_report *rep)
{
	uint32_t *name;

	if (reg->n_sources > SOURCES_MAX) {
		iana_fail(rep, iana_registry_path(reg), 0, "more than %d overlays",
			  SOURCES_MAX - 1);
		return NULL;
	}
	name = iana_calloc(reg->n_sources, sizeof *name);
	/* A registry is known by its date: the name of its file tells nothing. */
	name[0] = iana_texts_head(texts, "");
	for (size_t s = 1; s < reg->n_sources; s++) {
		char *clean = iana_text_file_name(iana_source_name(reg, s));

		name[s] = iana_texts_head(texts, clean);
		free(clean);
	}
	return name;
}

static enum iana_source_kind
kind_of(const struct iana_registry *reg, size_t source)
{
	if (source == 0)
		return IANA_FROM_REGISTRY;
	return reg->source[source].is_kept ? IANA_FROM_KEPT : IANA_FROM_OVERLAY;
}

void
iana_sources_write(struct iana_buffer *to, const struct iana_registry *reg,
		   const struct iana_rows *rows, const uint32_t *name, uint32_t date)
{
	for (size_t s = 0; s < reg->n_sources; s++) {
		iana_buffer_u32(to, kind_of(reg, s));
		iana_buffer_u32(to, name[s]);
		iana_buffer_u32(to, s == 0 ? date : reg->source[s].date);
		iana_buffer_u32(to, rows->of_source[s]);
	}
}

void
iana_rows_done(struct iana_rows *rows)
{
	free(rows->number);
	free(rows->start);
	free(rows->of_source);
}
