/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Verifies the directories of the cold part. */
#include "verify_cold.h"

/* Has a byte of a text a meaning there: no control character but the end of a line? */
/*@ assigns \nothing; */
static bool
is_text_byte(uint8_t c)
{
	return (c >= ' ' && c != 0x7f) || c == '\n' || c == '\0';
}

/* Are the texts as long as the section: does the last byte end one that is not empty? */
/*@ requires image_ok(im);
    assigns \nothing; */
static bool
texts_hold(const struct iana_image *im)
{
	uint32_t len = iana_section_len(im, IANA_S_TEXTS);
	const char *p = iana_section_span(im, IANA_S_TEXTS, 0, len);
	bool legal = true;

	if (p == NULL || len < 2)
		return false;
	/*@ loop invariant 0 <= i <= len;
	    loop assigns i, legal;
	    loop variant len - i; */
	for (uint32_t i = 0; i < len; i++)
		legal &= is_text_byte(iana_u8(p + i));
	return legal && iana_u8(p + len - 2) != 0 && iana_u8(p + len - 1) == 0;
}

/* Does each record stand in the order of ports once?  A walk gives ports ascending. */
/*@ requires image_ok(im) && \valid_read(t);
    assigns \nothing; */
static bool
ports_hold(const struct iana_image *im, const struct iana_tally *t)
{
	uint64_t last = 0; /* the port of the last one, and its number plus one */
	uint32_t n = 0;
	uint32_t number;
	const char *item;
	const char *record;

	if (!iana_section_is(im, IANA_S_PORTS_IN_ORDER, t->n_records,
			     IANA_PORT_ORDER_BYTES))
		return false;
	/*@ loop invariant 0 <= n <= t->n_records;
	    loop assigns n, last, number, item, record;
	    loop variant t->n_records - n; */
	for (; n < t->n_records; n++) {
		uint64_t key;

		if (iana_cold_item(im, IANA_S_PORTS_IN_ORDER, n, IANA_PORT_ORDER_BYTES,
				   &item) != IANA_OK)
			return false;
		number = iana_le32(item);
		if (iana_cold_item(im, IANA_S_RECORDS, number, IANA_RECORD_BYTES,
				   &record) != IANA_OK)
			return false;
		key = iana_le16(record + IANA_R_PORT) * UINT64_C(0x100000000) + number + 1;
		if (key <= last)
			return false;
		last = key;
	}
	return true;
}

/* A name of the order: its bytes, and its owner. */
struct named {
	const char *text;
	uint32_t len;
	uint32_t owner;
};

/*@ predicate named_ok(struct iana_image *im, struct named *n) =
      \valid_read(n) && 1 <= n->len <= IANA_NAME_MAX &&
      in_image(im, n->text, n->len + 1); */

/*@ requires image_ok(im);
    requires \valid(ret) && \separated(ret, im);
    assigns *ret;
    ensures \result ==> named_ok(im, ret); */
static bool
named_read(const struct iana_image *im, uint32_t number, struct named *ret)
{
	const char *item;
	const char *text;
	uint32_t room;
	uint32_t len;

	if (iana_cold_item(im, IANA_S_NAMES_IN_ORDER, number, IANA_NAMED_BYTES, &item) !=
	    IANA_OK)
		return false;
	text = iana_text_read(im, iana_le32(item + IANA_NAMED_TEXT), &room);
	if (text == NULL || !iana_is_text(im, text))
		return false;
	len = iana_name_len(im, text);
	if (len == 0)
		return false;
	*ret = (struct named){ text, len, iana_le32(item + IANA_NAMED_OWNER) };
	return true;
}

/* Compare two names: below 0, 0 or above 0. */
/*@ requires image_ok(im) && named_ok(im, a) && named_ok(im, b);
    assigns \nothing; */
static int
compare_named(const struct iana_image *im, const struct named *a, const struct named *b,
	      bool fold)
{
	uint32_t len = a->len < b->len ? a->len : b->len;

	(void)im; /* the contract's alone */
	/* The zero behind the shorter name ends the loop if nothing before it does. */
	/*@ loop invariant 0 <= i <= len + 1;
	    loop assigns i;
	    loop variant len + 1 - i; */
	for (uint32_t i = 0; i <= len; i++) {
		uint8_t x = iana_u8(a->text + i);
		uint8_t y = iana_u8(b->text + i);

		if (fold) {
			x = iana_lower(x);
			y = iana_lower(y);
		}
		if (x != y)
			return x < y ? -1 : 1;
	}
	return 0;
}

/* May b stand behind a: by folded name, then by name, then by owner? */
/*@ requires image_ok(im) && named_ok(im, a) && named_ok(im, b);
    assigns \nothing; */
static bool
in_order(const struct iana_image *im, const struct named *a, const struct named *b)
{
	int by = compare_named(im, a, b, true);

	if (by == 0)
		by = compare_named(im, a, b, false);
	return by < 0 || (by == 0 && a->owner <= b->owner);
}

/* Are the names in order, and are they those of all records and rows? */
/*@ requires image_ok(im) && \valid_read(t);
    assigns \nothing; */
static bool
names_hold(const struct iana_image *im, const struct iana_tally *t)
{
	uint32_t n_names = iana_cold_count(im, IANA_S_NAMES_IN_ORDER, IANA_NAMED_BYTES);
	struct named last;
	struct named named;
	uint64_t names = 0;
	uint32_t distinct = 0; /* names that a record has */

	if (n_names != t->n_names ||
	    !iana_section_is(im, IANA_S_NAMES_IN_ORDER, n_names, IANA_NAMED_BYTES) ||
	    !named_read(im, 0, &last))
		return false;
	/*@ loop invariant 0 <= n <= n_names && named_ok(im, &last);
	    loop invariant distinct <= n;
	    loop assigns n, last, named, names, distinct;
	    loop variant n_names - n; */
	for (uint32_t n = 0; n < n_names; n++) {
		if (!named_read(im, n, &named) || !in_order(im, &last, &named))
			return false;
		/* The records that have a name stand before the rows. */
		if ((named.owner & IANA_OWNER_IS_ROW) == 0 &&
		    (n == 0 || compare_named(im, &last, &named, false) != 0))
			distinct++;
		names ^= iana_mix(iana_hash(named.text, named.len), named.owner);
		last = named;
	}
	return names == t->names && distinct == iana_header_u32(im, IANA_H_N_NAMES);
}

/* A node of the tree of unnamed ports. */
struct node {
	uint16_t first;
	uint16_t last;
	uint16_t least;
	uint16_t greatest;
	uint32_t row;
	uint32_t end;
};

/*@ requires image_ok(im);
    requires \valid(ret) && \separated(ret, im);
    assigns *ret; */
static bool
node_read(const struct iana_image *im, uint32_t number, struct node *ret)
{
	const char *p;

	if (iana_cold_item(im, IANA_S_UNNAMED_PORTS, number, IANA_UNNAMED_BYTES, &p) !=
	    IANA_OK)
		return false;
	ret->first = iana_le16(p + IANA_U_FIRST_PORT);
	ret->last = iana_le16(p + IANA_U_LAST_PORT);
	ret->least = iana_le16(p + IANA_U_LEAST);
	ret->greatest = iana_le16(p + IANA_U_GREATEST);
	ret->row = iana_le32(p + IANA_U_ROW);
	ret->end = iana_le32(p + IANA_U_END);
	return true;
}

/*
 * Is the node the root of a sound part of the tree?  Each node below it has its own turn,
 * so what that node says of its own part may be taken from it.
 */
/*@ requires image_ok(im) && \valid_read(node) && number < node->end;
    assigns \nothing; */
static bool
node_holds(const struct iana_image *im, uint32_t number, const struct node *node)
{
	uint32_t split = number + 1 + (node->end - number) / 2;
	struct node left = { .least = UINT16_MAX, .end = split };
	struct node right = { .least = UINT16_MAX, .end = node->end };
	uint16_t least;
	uint16_t greatest;

	if ((number + 1 < split && !node_read(im, number + 1, &left)) ||
	    (split < node->end && !node_read(im, split, &right)))
		return false;
	least = left.least < right.least ? left.least : right.least;
	greatest = left.greatest > right.greatest ? left.greatest : right.greatest;
	return left.end == split && right.end == node->end && left.last <= node->last &&
	       right.last <= node->last && left.greatest <= right.least &&
	       node->least == (least < node->first ? least : node->first) &&
	       node->greatest == (greatest > node->first ? greatest : node->first);
}

/* Is the tree sound, and has it each unnamed row once? */
/*@ requires image_ok(im) && \valid_read(t);
    assigns \nothing; */
static bool
unnamed_hold(const struct iana_image *im, const struct iana_tally *t)
{
	struct iana_index_row row;
	struct node node;
	uint64_t unnamed = 0;

	if (!iana_section_is(im, IANA_S_UNNAMED_PORTS, t->n_unnamed, IANA_UNNAMED_BYTES))
		return false;
	/*@ loop invariant 0 <= n <= t->n_unnamed;
	    loop assigns n, row, node, unnamed;
	    loop variant t->n_unnamed - n; */
	for (uint32_t n = 0; n < t->n_unnamed; n++) {
		if (!node_read(im, n, &node) || node.end <= n || node.end > t->n_unnamed ||
		    (n == 0 && node.end != t->n_unnamed) || !node_holds(im, n, &node) ||
		    iana_row_read(im, node.row, &row) != IANA_OK || !row.has_port ||
		    row.field[IANA_F_NAME] != NULL || row.port_lo != node.first ||
		    row.port_hi != node.last)
			return false;
		unnamed ^= iana_mix(0, node.row);
	}
	return unnamed == t->unnamed;
}

const char *
iana_verify_directories(const struct iana_image *im, const struct iana_tally *t)
{
	if (!ports_hold(im, t))
		return "the order of ports is damaged";
	if (!unnamed_hold(im, t))
		return "the unnamed ports are damaged";
	if (!texts_hold(im))
		return "the texts are damaged";
	if (!names_hold(im, t))
		return "the order of names is damaged";
	return NULL;
}
