/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Verifies rows, their sources, and the links from entries to rows. */
#include "find.h"
#include "verify_cold.h"

/* Is a text these bytes and no more? */
/*@ requires image_ok(im) && in_image(im, text, 1);
    requires \valid_read(s + (0 .. len - 1));
    assigns \nothing; */
static bool
text_is(const struct iana_image *im, const char *text, const char *s, uint8_t len)
{
	return len < iana_room(im, text) && iana_equal(text, s, len) &&
	       iana_u8(text + len) == 0;
}

/* ---- rows -------------------------------------------------------------------------- */

/* Do the bytes of a row start at off, and where do they end? */
/*@ requires image_ok(im) && off <= IANA_INDEX_MAX + 100;
    requires \valid(ret_end) && \separated(ret_end, im);
    assigns *ret_end;
    ensures \result ==> *ret_end <= IANA_INDEX_MAX + 100; */
static bool
row_tiles(const struct iana_image *im, uint32_t number, uint32_t off, uint32_t *ret_end)
{
	const char *start;
	const char *row;
	uint32_t present;
	uint32_t end = off;

	if (iana_cold_item(im, IANA_S_ROW_STARTS, number, IANA_ROW_START_BYTES, &start) !=
		IANA_OK ||
	    iana_le32(start) != off)
		return false;
	row = iana_section_at(im, IANA_S_ROWS, off, IANA_ROW_TEXTS);
	if (row == NULL)
		return false;
	present = iana_le16(row + IANA_ROW_FIELDS);
	/* This version has no bits between the line and the port. */
	if ((present & ~IANA_ROW_PORT) >= 2 * IANA_ROW_LINE)
		return false;
	end += IANA_ROW_TEXTS;
	/*@ loop invariant 0 <= i <= IANA_N_FIELDS + 1;
	    loop invariant off + IANA_ROW_TEXTS <= end <= off + IANA_ROW_TEXTS + 4 * i;
	    loop assigns i, end;
	    loop variant IANA_N_FIELDS + 1 - i; */
	for (unsigned i = 0; i <= IANA_N_FIELDS; i++)
		end += (present >> i & 1) * 4;
	*ret_end = end;
	return true;
}

/* Is what a row says possible?  Counts it. */
/*@ requires image_ok(im) && \valid_read(row);
    requires fields_ok(im, &row->field[0], IANA_N_FIELDS);
    requires \valid(t) && \separated(t, row, im) && number < im->size;
    requires t->n_unnamed <= number && t->n_names <= number;
    requires t->sources <= number * 65535;
    assigns *t;
    ensures t->n_unnamed <= number + 1 && t->n_names <= number + 1;
    ensures t->sources <= (number + 1) * 65535;
    ensures t->n_records == \old(t->n_records) && t->n_rows == \old(t->n_rows); */
static bool
row_holds(const struct iana_image *im, uint32_t number, const struct iana_index_row *row,
	  struct iana_tally *t)
{
	const char *name = row->field[IANA_F_NAME];
	uint32_t len = 0;

	/*@ loop invariant 0 <= i <= IANA_N_FIELDS;
	    loop assigns i;
	    loop variant IANA_N_FIELDS - i; */
	for (unsigned i = 0; i < IANA_N_FIELDS; i++)
		if (row->field[i] != NULL &&
		    (!iana_is_text(im, row->field[i]) || iana_u8(row->field[i]) == 0))
			return false;
	if (name != NULL)
		len = iana_name_len(im, name);
	if ((name != NULL && len == 0) || row->port_lo > row->port_hi ||
	    (!row->has_port && row->port_hi != 0))
		return false;
	t->sources += row->source;
	if (row->has_port && name == NULL) {
		t->n_unnamed++;
		t->unnamed ^= iana_mix(0, number);
	} else if (!row->has_port && name != NULL) {
		t->n_names++;
		t->names ^= iana_mix(iana_hash(name, len), IANA_OWNER_IS_ROW | number);
	}
	return true;
}

/*@ requires image_ok(im) && \valid(t) && \separated(t, im);
    requires t->n_unnamed == 0 && t->n_names == 0 && t->sources == 0;
    assigns *t;
    ensures t->n_names <= IANA_INDEX_MAX;
    ensures t->n_rows == \old(t->n_rows) && t->n_records == \old(t->n_records); */
static bool
rows_hold(const struct iana_image *im, struct iana_tally *t)
{
	struct iana_index_row row;
	uint32_t n_rows = t->n_rows;
	uint32_t off = 0;

	/*@ loop invariant 0 <= n <= n_rows && off <= IANA_INDEX_MAX + 100;
	    loop invariant n <= im->size;
	    loop invariant t->n_unnamed <= n && t->n_names <= n;
	    loop invariant t->sources <= n * 65535;
	    loop invariant t->n_rows == \at(t->n_rows, Pre);
	    loop invariant t->n_records == \at(t->n_records, Pre);
	    loop assigns n, off, row, *t;
	    loop variant n_rows - n; */
	for (uint32_t n = 0; n < n_rows; n++)
		if (!row_tiles(im, n, off, &off) || iana_row_read(im, n, &row) != IANA_OK ||
		    !row_holds(im, n, &row, t))
			return false;
	return off == iana_section_len(im, IANA_S_ROWS) &&
	       iana_section_is(im, IANA_S_ROW_STARTS, n_rows, IANA_ROW_START_BYTES);
}

/* Each source is of a known kind, and the rows name each as often as it says. */
/*@ requires image_ok(im) && \valid_read(h) && \valid_read(t);
    assigns \nothing; */
static bool
sources_hold(const struct iana_image *im, const struct iana_header *h,
	     const struct iana_tally *t)
{
	struct iana_index_source s;
	enum iana_status st = IANA_OK;
	uint32_t left = t->n_rows;
	uint64_t sum = 0; /* of the source numbers of all rows */
	uint32_t n = 0;

	/*@ loop invariant 0 <= n <= im->size && left <= t->n_rows;
	    loop invariant sum <= n * 0xffffffff;
	    loop assigns n, left, sum, st, s;
	    loop variant im->size - n; */
	while ((st = iana_source_read(im, n, &s)) == IANA_OK) {
		if ((s.kind == IANA_FROM_REGISTRY) != (n == 0) || s.n_rows > left ||
		    (n == 0 && s.date != h->date) || !iana_is_text(im, s.name))
			return false;
		left -= s.n_rows;
		sum += left; /* one for each row of a later source */
		n++;
	}
	return st == IANA_NOTFOUND && n != 0 && left == 0 && sum == t->sources &&
	       iana_section_is(im, IANA_S_SOURCES, n, IANA_SOURCE_BYTES);
}

/* ---- records and entries ------------------------------------------------------------ */

/*
 * A row without a protocol is of these two (rule N2), or of the protocol without a name
 * that nss_files takes it for.
 */
/*@ requires entry_ok(e);
    assigns \nothing; */
static bool
is_unnamed_protocol(const struct iana_index_entry *e)
{
	if (e->proto_len == 0)
		return true;
	return e->proto_len == 3 &&
	       (iana_equal(e->proto, "tcp", 3) || iana_equal(e->proto, "udp", 3));
}

/* Has a row the name of an entry, its port and its protocol?  Tells the row's source. */
/*@ requires image_ok(im) && entry_in(im, e) && entry_ok(e);
    requires \valid(ret_source) && \separated(ret_source, im) && \separated(ret_source, e);
    assigns *ret_source; */
static bool
row_has(const struct iana_image *im, uint32_t number, const struct iana_index_entry *e,
	uint32_t *ret_source)
{
	struct iana_index_row row;
	const char *name;
	const char *proto;

	if (iana_row_read(im, number, &row) != IANA_OK)
		return false;
	name = row.field[IANA_F_NAME];
	proto = row.field[IANA_F_PROTOCOL];
	*ret_source = row.source;
	return row.has_port && row.port_lo <= e->port && e->port <= row.port_hi &&
	       name != NULL && text_is(im, name, e->name, e->name_len) &&
	       (proto != NULL ? text_is(im, proto, e->proto, e->proto_len)
			      : is_unnamed_protocol(e));
}

/* Does an entry lead to rows that have it, the second of them the registry's? */
/*@ requires image_ok(im) && entry_in(im, e) && entry_ok(e);
    assigns \nothing; */
static bool
origin_holds(const struct iana_image *im, uint32_t number, const struct iana_index_entry *e)
{
	struct iana_origin o;
	uint32_t source;

	if (iana_origin_read(im, number, &o) != IANA_OK || !row_has(im, o.row, e, &source))
		return false;
	if (source == 0)
		return o.registry_row == o.row;
	return o.registry_row == IANA_NO_ROW ||
	       (row_has(im, o.registry_row, e, &source) && source == 0);
}

/* Count each name of a record, with the record as its owner. */
/*@ requires entry_ok(e) && \valid(t) && \separated(t, e);
    requires t->n_names <= 0x2000000000000000;
    assigns t->n_names, t->names;
    ensures \result ==> t->n_names <= \old(t->n_names) + 1 + IANA_INDEX_MAX; */
static bool
count_names(const struct iana_index_entry *e, uint32_t record, struct iana_tally *t)
{
	enum iana_status st = IANA_OK;
	const char *alias;
	uint32_t pos = 0;
	uint8_t len;

	if (e->name_len == 0)
		return false;
	t->n_names++;
	t->names ^= iana_mix(iana_hash(e->name, e->name_len), record);
	/*@ loop invariant pos <= e->alias_bytes;
	    loop invariant t->n_names <= \at(t->n_names, Pre) + 1 + pos;
	    loop assigns pos, alias, len, st, t->n_names, t->names;
	    loop variant e->alias_bytes - pos; */
	while ((st = iana_entry_alias(e, &pos, &alias, &len)) == IANA_OK) {
		if (len == 0)
			return false;
		t->n_names++;
		t->names ^= iana_mix(iana_hash(alias, len), record);
	}
	return st == IANA_NOTFOUND;
}

/* Does each entry have its number, and lead to its rows?  Counts the names. */
/*@ requires image_ok(im) && \valid(t) && \separated(t, im);
    requires t->n_names <= IANA_INDEX_MAX;
    assigns t->n_names, t->names; */
static bool
entries_hold(const struct iana_image *im, struct iana_tally *t)
{
	struct iana_index_entry e;
	struct iana_match match;
	enum iana_status st = IANA_OK;
	uint32_t cursor = 0;
	uint32_t before = 0;
	uint32_t n = 0;
	uint32_t number;

	/*@ loop invariant n <= cursor <= 8 * im->size && before <= cursor;
	    loop invariant t->n_names <= (1 + n) * 0x20000000;
	    loop assigns cursor, before, n, number, st, match, e, t->n_names, t->names;
	    loop variant 8 * im->size - cursor; */
	while ((st = iana_find_next(im, &cursor, &match)) == IANA_OK) {
		if (iana_entry_read(im, &match, &e) != IANA_OK)
			return false;
		/* The first entry of a record. */
		if (before % 8 == 0 && !count_names(&e, before / 8, t))
			return false;
		if (iana_entry_number(im, &match, &number) != IANA_OK || number != n ||
		    !origin_holds(im, n, &e))
			return false;
		before = cursor;
		n++;
	}
	return st == IANA_NOTFOUND &&
	       iana_section_is(im, IANA_S_ORIGINS, n, IANA_ORIGIN_BYTES) &&
	       iana_section_is(im, IANA_S_FIRST_ENTRIES, t->n_records,
			       IANA_FIRST_ENTRY_BYTES);
}

const char *
iana_verify_rows(const struct iana_image *im, const struct iana_header *header,
		 struct iana_tally *t)
{
	t->n_rows = header->n_rows;
	t->n_records = iana_cold_count(im, IANA_S_RECORDS, IANA_RECORD_BYTES);
	if (!rows_hold(im, t))
		return "a row is damaged";
	if (!sources_hold(im, header, t))
		return "a source of rows is damaged";
	if (!entries_hold(im, t))
		return "an entry does not lead to its row";
	return NULL;
}
