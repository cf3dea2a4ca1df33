/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Reads rows, their sources, and the links from entries to rows. */
#include "row.h"

const char *
iana_text_read(const struct iana_image *im, uint32_t off, uint32_t *ret_room)
{
	uint32_t len = iana_section_len(im, IANA_S_TEXTS);
	const char *texts = iana_section_span(im, IANA_S_TEXTS, 0, len);

	if (texts == NULL || off >= len || iana_u8(texts + (len - 1)) != 0)
		return NULL;
	*ret_room = len - off;
	return texts + off;
}

/* ---- rows ---------------------------------------------------------------------- */

/* The texts of the fields that a row has; off is behind the last one then. */
/*@ requires image_ok(im) && \valid(off) && *off <= im->size;
    requires \valid(field + (0 .. IANA_N_FIELDS - 1));
    requires \separated(im, off, field + (0 .. IANA_N_FIELDS - 1));
    assigns *off, field[0 .. IANA_N_FIELDS - 1];
    ensures \old(*off) <= *off <= im->size;
    ensures \result == IANA_OK ==> fields_ok(im, field, IANA_N_FIELDS); */
static enum iana_status
read_fields(const struct iana_image *im, unsigned present, uint32_t *off,
	    const char **field)
{
	/*@ loop invariant 0 <= i <= IANA_N_FIELDS && fields_ok(im, field, i);
	    loop invariant \at(*off, Pre) <= *off <= im->size;
	    loop assigns i, *off, field[0 .. IANA_N_FIELDS - 1];
	    loop variant IANA_N_FIELDS - i; */
	for (unsigned i = 0; i < IANA_N_FIELDS; i++) {
		const char *at;
		uint32_t room;

		field[i] = NULL;
		if ((present >> i & 1) == 0)
			continue;
		at = iana_section_at(im, IANA_S_ROWS, *off, 4);
		if (at == NULL)
			return IANA_CORRUPT;
		field[i] = iana_text_read(im, iana_le32(at), &room);
		if (field[i] == NULL)
			return IANA_CORRUPT;
		*off += 4;
	}
	return IANA_OK;
}

/* The line number behind the fields; 0 for a row that has none. */
/*@ requires image_ok(im);
    requires \valid(ret) && \separated(ret, im);
    assigns *ret; */
static enum iana_status
read_line(const struct iana_image *im, unsigned present, uint32_t off, uint32_t *ret)
{
	const char *at;

	*ret = 0;
	if ((present & IANA_ROW_LINE) == 0)
		return IANA_OK;
	at = iana_section_at(im, IANA_S_ROWS, off, 4);
	if (at == NULL)
		return IANA_CORRUPT;
	*ret = iana_le32(at);
	return IANA_OK;
}

enum iana_status
iana_row_read(const struct iana_image *im, uint32_t number, struct iana_index_row *ret)
{
	const char *field[IANA_N_FIELDS];
	enum iana_status st;
	const char *at;
	unsigned present;
	uint32_t off;
	uint32_t line;

	st = iana_cold_item(im, IANA_S_ROW_STARTS, number, IANA_ROW_START_BYTES, &at);
	if (st != IANA_OK)
		return st;
	off = iana_le32(at);
	at = iana_section_at(im, IANA_S_ROWS, off, IANA_ROW_TEXTS);
	if (at == NULL)
		return IANA_CORRUPT;
	off += IANA_ROW_TEXTS;
	present = iana_le16(at + IANA_ROW_FIELDS);
	if (read_fields(im, present, &off, field) != IANA_OK ||
	    read_line(im, present, off, &line) != IANA_OK)
		return IANA_CORRUPT;
	ret->has_port = (present & IANA_ROW_PORT) != 0;
	ret->port_lo = iana_le16(at + IANA_ROW_FIRST_PORT);
	ret->port_hi = iana_le16(at + IANA_ROW_LAST_PORT);
	ret->source = iana_le16(at + IANA_ROW_SOURCE);
	ret->line = line;
	/*@ loop invariant 0 <= i <= IANA_N_FIELDS;
	    loop invariant fields_ok(im, &ret->field[0], i);
	    loop assigns i, ret->field[0 .. IANA_N_FIELDS - 1];
	    loop variant IANA_N_FIELDS - i; */
	for (unsigned i = 0; i < IANA_N_FIELDS; i++)
		ret->field[i] = field[i];
	return IANA_OK;
}

enum iana_status
iana_source_read(const struct iana_image *im, uint32_t number,
		 struct iana_index_source *ret)
{
	enum iana_status st;
	const char *at;
	const char *name;
	uint32_t kind;
	uint32_t room;

	st = iana_cold_item(im, IANA_S_SOURCES, number, IANA_SOURCE_BYTES, &at);
	if (st != IANA_OK)
		return st;
	kind = iana_le32(at + IANA_SOURCE_KIND);
	name = iana_text_read(im, iana_le32(at + IANA_SOURCE_NAME), &room);
	if (kind >= IANA_N_SOURCE_KINDS || name == NULL)
		return IANA_CORRUPT;
	ret->kind = (enum iana_source_kind)kind;
	ret->name = name;
	ret->date = iana_le32(at + IANA_SOURCE_DATE);
	ret->n_rows = iana_le32(at + IANA_SOURCE_ROWS);
	return IANA_OK;
}

/* ---- from entries to rows -------------------------------------------------------- */

/* The bits of a mask below bit. */
/*@ requires bit <= 8;
    assigns \nothing;
    ensures \result <= bit; */
static uint32_t
bits_below(uint32_t mask, uint32_t bit)
{
	uint32_t n = 0;

	/*@ loop invariant 0 <= i <= bit && n <= i;
	    loop assigns i, n;
	    loop variant bit - i; */
	for (uint32_t i = 0; i < bit; i++)
		n += mask >> i & 1;
	return n;
}

/* The number of a record, by its address in the image. */
/*@ requires image_ok(im) && in_image(im, record, IANA_RECORD_BYTES);
    requires \valid(ret) && \separated(ret, im);
    assigns *ret; */
static enum iana_status
record_number(const struct iana_image *im, const char *record, uint32_t *ret)
{
	size_t at = (size_t)(record - im->bytes);
	size_t start = iana_header_u32(im, IANA_H_SECTIONS + 8 * (size_t)IANA_S_RECORDS);

	if (at < start || (at - start) % IANA_RECORD_BYTES != 0)
		return IANA_CORRUPT;
	*ret = (uint32_t)((at - start) / IANA_RECORD_BYTES);
	return IANA_OK;
}

enum iana_status
iana_entry_number(const struct iana_image *im, const struct iana_match *match,
		  uint32_t *ret)
{
	const char *at;
	enum iana_status st;
	uint32_t record;
	uint32_t first;
	uint32_t before;

	if (record_number(im, match->record, &record) != IANA_OK)
		return IANA_CORRUPT;
	st = iana_cold_item(im, IANA_S_FIRST_ENTRIES, record, IANA_FIRST_ENTRY_BYTES, &at);
	if (st != IANA_OK)
		return st;
	first = iana_le32(at);
	before = bits_below(iana_u8(match->record + IANA_R_MASK), match->rank % 8);
	if (first > UINT32_MAX - before)
		return IANA_CORRUPT;
	*ret = first + before;
	return IANA_OK;
}

enum iana_status
iana_origin_read(const struct iana_image *im, uint32_t entry, struct iana_origin *ret)
{
	const char *at;
	enum iana_status st =
	    iana_cold_item(im, IANA_S_ORIGINS, entry, IANA_ORIGIN_BYTES, &at);

	if (st != IANA_OK)
		return st;
	ret->row = iana_le32(at + IANA_O_ROW);
	ret->registry_row = iana_le32(at + IANA_O_REGISTRY_ROW);
	return IANA_OK;
}
