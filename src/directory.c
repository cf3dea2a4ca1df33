/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Searches the directories of the cold part. */
#include "directory.h"
#include "row.h"

/* ---- ports in order ---------------------------------------------------------------- */

/* The port of the record that stands at a place of the order, and its number. */
/*@ requires image_ok(im);
    requires \valid(ret_port) && \valid(ret_record);
    requires \separated(ret_port, ret_record, im);
    assigns *ret_port, *ret_record;
    ensures \result == IANA_OK ==> at < im->size && *ret_port <= 65535; */
static enum iana_status
ordered_port(const struct iana_image *im, uint32_t at, uint32_t *ret_port,
	     uint32_t *ret_record)
{
	const char *item;
	const char *record;
	uint32_t number;
	enum iana_status st =
	    iana_cold_item(im, IANA_S_PORTS_IN_ORDER, at, IANA_PORT_ORDER_BYTES, &item);

	if (st != IANA_OK)
		return st;
	number = iana_le32(item);
	if (iana_cold_item(im, IANA_S_RECORDS, number, IANA_RECORD_BYTES, &record) !=
	    IANA_OK)
		return IANA_CORRUPT;
	*ret_port = iana_le16(record + IANA_R_PORT);
	*ret_record = number;
	return IANA_OK;
}

enum iana_status
iana_port_start(const struct iana_image *im, uint32_t port, uint32_t *ret_cursor)
{
	uint32_t lo = 0;
	uint32_t hi = iana_cold_count(im, IANA_S_PORTS_IN_ORDER, IANA_PORT_ORDER_BYTES);

	/*@ loop invariant lo <= hi;
	    loop assigns lo, hi;
	    loop variant hi - lo; */
	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;
		uint32_t its_port;
		uint32_t record;
		enum iana_status st = ordered_port(im, mid, &its_port, &record);

		if (st != IANA_OK)
			return st;
		if (its_port < port)
			lo = mid + 1;
		else
			hi = mid;
	}
	*ret_cursor = lo;
	return IANA_OK;
}

enum iana_status
iana_port_next(const struct iana_image *im, uint32_t hi, uint32_t *cursor,
	       uint32_t *ret_record)
{
	uint32_t port;
	uint32_t record;
	enum iana_status st = ordered_port(im, *cursor, &port, &record);

	if (st != IANA_OK)
		return st;
	if (port > hi)
		return IANA_NOTFOUND;
	*ret_record = record;
	*cursor += 1;
	return IANA_OK;
}

/* ---- names in order ---------------------------------------------------------------- */

/*
 * Compare a text with a name: below 0, 0 or above 0, as strcmp(3) does.  A text that
 * ends without a zero comes behind all names.
 */
/*@ requires valid_read_string(name);
    requires \valid_read(text + (0 .. room - 1));
    assigns \nothing; */
static int
compare_text(const char *text, uint32_t room, const char *name, bool fold)
{
	/*@ loop invariant 0 <= i <= room && i <= strlen(name);
	    loop assigns i;
	    loop variant room - i; */
	for (uint32_t i = 0; i < room; i++) {
		uint8_t a = iana_u8(text + i);
		uint8_t b = (uint8_t)name[i];

		if (fold) {
			a = iana_lower(a);
			b = iana_lower(b);
		}
		if (a != b)
			return a < b ? -1 : 1;
		if (name[i] == '\0')
			return 0;
	}
	return 1;
}

/* How the name at a place of the order stands to another, and its owner. */
/*@ requires image_ok(im) && valid_read_string(name);
    requires \valid(ret_by) && \valid(ret_owner);
    requires \separated(ret_by, ret_owner, im);
    assigns *ret_by, *ret_owner;
    ensures \result == IANA_OK ==> at < im->size; */
static enum iana_status
ordered_name(const struct iana_image *im, uint32_t at, const char *name, bool any_case,
	     int *ret_by, uint32_t *ret_owner)
{
	const char *item;
	const char *text;
	uint32_t room;
	int by;
	enum iana_status st =
	    iana_cold_item(im, IANA_S_NAMES_IN_ORDER, at, IANA_NAMED_BYTES, &item);

	if (st != IANA_OK)
		return st;
	text = iana_text_read(im, iana_le32(item + IANA_NAMED_TEXT), &room);
	if (text == NULL)
		return IANA_CORRUPT;
	by = compare_text(text, room, name, true);
	*ret_by = by == 0 && !any_case ? compare_text(text, room, name, false) : by;
	*ret_owner = iana_le32(item + IANA_NAMED_OWNER);
	return IANA_OK;
}

enum iana_status
iana_name_start(const struct iana_image *im, const char *name, bool any_case,
		uint32_t *ret_cursor)
{
	uint32_t lo = 0;
	uint32_t hi = iana_cold_count(im, IANA_S_NAMES_IN_ORDER, IANA_NAMED_BYTES);

	/*@ loop invariant lo <= hi;
	    loop assigns lo, hi;
	    loop variant hi - lo; */
	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;
		uint32_t owner;
		int by;
		enum iana_status st = ordered_name(im, mid, name, any_case, &by, &owner);

		if (st != IANA_OK)
			return st;
		if (by < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	*ret_cursor = lo;
	return IANA_OK;
}

enum iana_status
iana_name_next(const struct iana_image *im, const char *name, bool any_case,
	       uint32_t *cursor, struct iana_owner *ret)
{
	uint32_t owner;
	int by;
	enum iana_status st = ordered_name(im, *cursor, name, any_case, &by, &owner);

	if (st != IANA_OK)
		return st;
	if (by != 0)
		return IANA_NOTFOUND;
	ret->is_row = (owner & IANA_OWNER_IS_ROW) != 0;
	ret->number = owner & ~IANA_OWNER_IS_ROW;
	*cursor += 1;
	return IANA_OK;
}

/* ---- unnamed ports ------------------------------------------------------------------- */

enum iana_status
iana_unnamed_next(const struct iana_image *im, uint32_t lo, uint32_t hi, uint32_t *cursor,
		  uint32_t *ret_row)
{
	uint32_t at = *cursor;
	const char *node;
	enum iana_status st = IANA_OK;

	/*@ loop invariant \at(*cursor, Pre) <= at;
	    loop assigns at, node, st;
	    loop variant UINT32_MAX - at; */
	while ((st = iana_cold_item(im, IANA_S_UNNAMED_PORTS, at, IANA_UNNAMED_BYTES,
				    &node)) == IANA_OK) {
		uint32_t end = iana_le32(node + IANA_U_END);

		/* The root of a part of the tree has the part's greatest last port. */
		if (iana_le16(node + IANA_U_LEAST) > hi ||
		    iana_le16(node + IANA_U_LAST_PORT) < lo) {
			if (end <= at)
				return IANA_CORRUPT;
			at = end;
			continue;
		}
		at++;
		if (iana_le16(node + IANA_U_FIRST_PORT) <= hi) {
			*ret_row = iana_le32(node + IANA_U_ROW);
			*cursor = at;
			return IANA_OK;
		}
	}
	return st;
}
