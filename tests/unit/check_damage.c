/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The reader on indexes that are unsound in one chosen place (I2): what it says. */
#include "src/find.h"
#include "src/row.h"
#include "src/fast.h"
#include "support/fixture.h"
#include "support/unit.h"

#include <string.h>

#define OFFSET_OF(s) (IANA_H_SECTIONS + 8 * (size_t)(s))
#define LENGTH_OF(s) (OFFSET_OF(s) + 4)

static struct iana_buffer b;
static struct iana_image im;
static struct iana_match match;
static uint32_t cursor;

/* The hot part alone, as the plugin has it: what is behind it cannot be read. */
static void
open_hot(const char *csv)
{
	b = fixture_index(csv, false);
	b.len = fixture_header(&b).hot_bytes;
	im = fixture_image(&b);
	ck_assert_uint_eq(im.size, b.len);
	cursor = 0;
}

/* Bytes may change under a reader that has opened them. */
static void
move_section(enum iana_section s, size_t off, size_t len)
{
	iana_put32(b.bytes + OFFSET_OF(s), (uint32_t)off);
	iana_put32(b.bytes + LENGTH_OF(s), (uint32_t)len);
}

/* A fast search; IANA_NOSPACE stands for "only a complete lookup can tell". */
static enum iana_status
fast_name(const char *name, const char *proto)
{
	enum iana_status st;

	return iana_fast_name(&im, name, strlen(name), proto, &st, &match) ? st
									   : IANA_NOSPACE;
}

static enum iana_status
fast_port(uint32_t port, const char *proto)
{
	enum iana_status st;

	return iana_fast_port(&im, port, proto, &st, &match) ? st : IANA_NOSPACE;
}

static char *
section(enum iana_section s)
{
	size_t len;

	return b.bytes + fixture_section(&b, s, &len);
}

/* ---- names ------------------------------------------------------------------------- */

START_TEST(names_without_pilots_or_slots_are_corrupt)
{
	static const enum iana_section parts[] = { IANA_S_PILOTS, IANA_S_NAMES };

	for (size_t i = 0; i < 2; i++) {
		open_hot(fixture_csv);
		ck_assert_int_eq(fast_name("x11", "tcp"), IANA_OK);
		move_section(parts[i], b.len, 0);
		im = fixture_image(&b);
		ck_assert_int_eq(iana_find_name(&im, "stun", "tcp", &match), IANA_CORRUPT);
		ck_assert_int_eq(iana_find_folded(&im, "stun", "tcp", &match),
				 IANA_CORRUPT);
		ck_assert_int_eq(fast_name("x11", "tcp"), IANA_CORRUPT);
		iana_buffer_done(&b);
	}
}
END_TEST

START_TEST(a_name_whose_list_is_outside_is_corrupt)
{
	open_hot(fixture_csv);
	ck_assert_int_eq(iana_find_name(&im, "x11", "tcp", &match), IANA_OK);
	move_section(IANA_S_LISTS, b.len, 0);
	ck_assert_int_eq(iana_find_name(&im, "www", "tcp", &match), IANA_CORRUPT);
	ck_assert_int_eq(iana_find_name(&im, "WWW", "tcp", &match), IANA_CORRUPT);
	ck_assert_int_eq(fast_name("www", "tcp"), IANA_NOSPACE);
	iana_buffer_done(&b);
}
END_TEST

/* Any name can have this slot and this tag. */
START_TEST(a_name_too_long_for_a_record_misses_one_that_is_not)
{
	static const char name[] = "no-such-long-name";
	size_t n = sizeof name - 1;
	uint32_t n_slots;
	uint32_t slot;
	uint64_t h;

	open_hot("Service Name,Port Number,Transport Protocol,Description\none,1,tcp,\n");
	h = iana_hash(name, n);
	n_slots = iana_section_len(&im, IANA_S_NAMES) / 4;
	slot = iana_hash_bucket(h, iana_section_len(&im, IANA_S_PILOTS) / 2);
	slot = iana_hash_slot(h, iana_le16(section(IANA_S_PILOTS) + 2 * (size_t)slot),
			      n_slots);
	iana_put32(section(IANA_S_NAMES) + 4 * (size_t)slot,
		   iana_hash_tag(h) << IANA_NAME_TAG_SHIFT); /* record 0 */
	ck_assert_int_eq(iana_find_name(&im, name, NULL, &match), IANA_NOTFOUND);
	ck_assert_int_eq(iana_find_folded(&im, name, NULL, &match), IANA_NOTFOUND);
	iana_buffer_done(&b);
}
END_TEST

/* The section may lie outside, or an item may lead to a list outside. */
START_TEST(sorted_names_that_lead_nowhere_are_corrupt)
{
	enum { N = 30 };
	const char *name = fixture_crowded_name(N, 0);
	size_t off;
	size_t len;

	b = fixture_crowded(N);
	im = fixture_image(&b);
	off = fixture_section(&b, IANA_S_SORTED_NAMES, &len);
	ck_assert_int_eq(fast_name(name, NULL), IANA_NOSPACE);
	ck_assert_int_eq(iana_find_name(&im, name, NULL, &match), IANA_OK);
	for (size_t i = 0; i < N; i++)
		iana_put32(b.bytes + off + IANA_SORTED_NAME_BYTES * i, UINT32_MAX);
	ck_assert_int_eq(iana_find_name(&im, name, NULL, &match), IANA_CORRUPT);
	move_section(IANA_S_SORTED_NAMES, b.len, UINT32_MAX);
	ck_assert_int_eq(iana_find_name(&im, name, NULL, &match), IANA_CORRUPT);
	move_section(IANA_S_SORTED_NAMES, off, 0);
	ck_assert_int_eq(iana_find_name(&im, name, NULL, &match), IANA_NOTFOUND);
	iana_buffer_done(&b);
}
END_TEST

START_TEST(what_is_no_name_is_no_folded_name)
{
	char longest[300];

	open_hot(fixture_csv);
	memset(longest, 'a', sizeof longest);
	longest[256] = '\0';
	ck_assert_int_eq(iana_find_folded(&im, "STUN", "tcp", &match), IANA_OK);
	ck_assert_int_eq(iana_find_folded(&im, "", "tcp", &match), IANA_NOTFOUND);
	ck_assert_int_eq(iana_find_folded(&im, longest, "tcp", &match), IANA_NOTFOUND);
	ck_assert_int_eq(iana_find_folded(&im, "stun", "nosuch", &match), IANA_NOTFOUND);
	iana_buffer_done(&b);
	b = fixture_index(fixture_csv, true);
	im = fixture_image(&b);
	ck_assert_int_eq(iana_find_folded(&im, "stun", "tcp", &match), IANA_NOTFOUND);
	iana_buffer_done(&b);
}
END_TEST

/* ---- ports and protocols ----------------------------------------------------------- */

/* The list of 3478 is all that is looked at; its items may lie outside. */
START_TEST(a_port_whose_list_does_not_end_inside_is_corrupt)
{
	const char *page;
	size_t number;

	open_hot(fixture_csv);
	ck_assert_int_eq(iana_find_port(&im, 3478, "udp", &match), IANA_OK);
	number = iana_le16(im.bytes + IANA_HEADER_BYTES + (size_t)(3478 / 16) * 2);
	page = b.bytes + number * IANA_PP_UNIT;
	number = iana_le32(page + IANA_PP_LISTS) - IANA_PORT_LIST +
		 iana_le16(page + IANA_PP_PORTS + (size_t)(3478 % 16) * 2);
	move_section(IANA_S_LISTS, b.len - 4 - 4 * number, 4);
	iana_put32(b.bytes + b.len - 4, 5);
	ck_assert_int_eq(iana_find_port(&im, 3478, "udp", &match), IANA_CORRUPT);
	ck_assert_int_eq(fast_port(3478, "udp"), IANA_NOSPACE);
	iana_buffer_done(&b);
}
END_TEST

START_TEST(protocols_that_are_too_many_or_outside_are_corrupt)
{
	open_hot(fixture_csv);
	move_section(IANA_S_PROTOCOLS, IANA_PROTOCOLS_AT, 256 * IANA_PROTOCOL_BYTES);
	ck_assert_int_eq(iana_find_name(&im, "stun", "sctp", &match), IANA_CORRUPT);
	ck_assert_int_eq(iana_find_folded(&im, "stun", "sctp", &match), IANA_CORRUPT);
	ck_assert_int_eq(iana_find_port(&im, 3478, "sctp", &match), IANA_CORRUPT);
	ck_assert_int_eq(iana_find_name(&im, "stun", NULL, &match), IANA_OK);
	/* opening has checked that these two are there */
	ck_assert_int_eq(iana_find_name(&im, "stun", "tcp", &match), IANA_OK);
	ck_assert_int_eq(iana_find_port(&im, 3478, "udp", &match), IANA_OK);
	move_section(IANA_S_PROTOCOLS, b.len, 3 * IANA_PROTOCOL_BYTES);
	ck_assert_int_eq(iana_find_port(&im, 3478, "sctp", &match), IANA_CORRUPT);
	iana_buffer_done(&b);
}
END_TEST

START_TEST(a_long_protocol_is_told_by_all_its_bytes)
{
	size_t place;

	open_hot("Service Name,Port Number,Transport Protocol,Description\n"
		 "one,1,eight888,\n");
	ck_assert_int_eq(iana_find_port(&im, 1, "eight888", &match), IANA_OK);
	place = IANA_PROTOCOLS_AT + (size_t)match.rank * IANA_PROTOCOL_BYTES;
	ck_assert_int_eq(iana_find_port(&im, 1, "eight889", &match), IANA_NOTFOUND);
	ck_assert_int_eq(iana_find_port(&im, 1, "eight8888", &match), IANA_NOTFOUND);
	/* of a protocol whose name is outside, there is none of that name */
	iana_put32(b.bytes + place, 1u << 30);
	ck_assert_int_eq(iana_find_port(&im, 1, "eight888", &match), IANA_NOTFOUND);
	iana_buffer_done(&b);
}
END_TEST

/* ---- records ----------------------------------------------------------------------- */

START_TEST(a_record_outside_is_corrupt)
{
	open_hot(fixture_csv);
	move_section(IANA_S_RECORDS, b.len - 10, IANA_RECORD_BYTES);
	ck_assert_int_eq(iana_find_next(&im, &cursor, &match), IANA_CORRUPT);
	ck_assert_uint_eq(cursor, 0);
	iana_buffer_done(&b);
}
END_TEST

START_TEST(a_record_whose_protocol_is_outside_is_corrupt)
{
	struct iana_index_entry v;

	open_hot("Service Name,Port Number,Transport Protocol,Description\none,1,tcp,\n");
	section(IANA_S_RECORDS)[IANA_R_GROUP] = (char)255;
	ck_assert_int_eq(iana_find_next(&im, &cursor, &match), IANA_OK);
	ck_assert_int_eq(iana_entry_read(&im, &match, &v), IANA_CORRUPT);
	ck_assert_int_eq(iana_find_name(&im, "one", NULL, &match), IANA_OK);
	ck_assert_int_eq(iana_entry_read(&im, &match, &v), IANA_CORRUPT);
	ck_assert_int_eq(iana_find_port(&im, 1, NULL, &match), IANA_OK);
	ck_assert_int_eq(iana_entry_read(&im, &match, &v), IANA_CORRUPT);
	ck_assert_int_eq(iana_find_port(&im, 1, "tcp", &match), IANA_NOTFOUND);
	section(IANA_S_RECORDS)[IANA_R_MASK] = 0;
	ck_assert_int_eq(iana_find_name(&im, "one", NULL, &match), IANA_CORRUPT);
	ck_assert_int_eq(iana_find_port(&im, 1, NULL, &match), IANA_CORRUPT);
	ck_assert_int_eq(fast_name("one", NULL), IANA_NOSPACE);
	iana_buffer_done(&b);
}
END_TEST

START_TEST(a_cursor_of_nowhere_is_refused)
{
	open_hot("Service Name,Port Number,Transport Protocol,Description\none,1,,\n");
	cursor = 2; /* a third protocol, of two */
	ck_assert_int_eq(iana_find_next(&im, &cursor, &match), IANA_CORRUPT);
	ck_assert_uint_eq(cursor, 2);
	iana_buffer_done(&b);
}
END_TEST

START_TEST(a_place_behind_the_aliases_is_refused)
{
	struct iana_index_entry v;
	const char *alias;
	uint32_t pos;
	uint8_t len;

	open_hot(fixture_csv);
	ck_assert_int_eq(iana_find_name(&im, "http", "tcp", &match), IANA_OK);
	ck_assert_int_eq(iana_entry_read(&im, &match, &v), IANA_OK);
	pos = v.alias_bytes;
	ck_assert_int_eq(iana_entry_alias(&v, &pos, &alias, &len), IANA_NOTFOUND);
	pos = v.alias_bytes + 1;
	ck_assert_int_eq(iana_entry_alias(&v, &pos, &alias, &len), IANA_CORRUPT);
	iana_buffer_done(&b);
}
END_TEST

/* ---- rows -------------------------------------------------------------------------- */

START_TEST(a_row_or_its_texts_outside_are_corrupt)
{
	struct iana_index_row row;

	b = fixture_index(fixture_csv, false);
	im = fixture_image(&b);
	move_section(IANA_S_ROWS, b.len - 4, 4);
	ck_assert_int_eq(iana_row_read(&im, 0, &row), IANA_CORRUPT);
	/* a row that ends where its first text should be named */
	move_section(IANA_S_ROWS, b.len - IANA_ROW_TEXTS, IANA_ROW_TEXTS);
	b.bytes[b.len - IANA_ROW_TEXTS + IANA_ROW_FIELDS] = 1;
	ck_assert_int_eq(iana_row_read(&im, 0, &row), IANA_CORRUPT);
	iana_buffer_done(&b);
	b = fixture_index(fixture_csv, false);
	im = fixture_image(&b);
	ck_assert_int_eq(iana_row_read(&im, 0, &row), IANA_OK);
	move_section(IANA_S_TEXTS, b.len, 1);
	ck_assert_int_eq(iana_row_read(&im, 0, &row), IANA_CORRUPT);
	iana_buffer_done(&b);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(tc, names_without_pilots_or_slots_are_corrupt);
	tcase_add_test(tc, a_name_whose_list_is_outside_is_corrupt);
	tcase_add_test(tc, a_name_too_long_for_a_record_misses_one_that_is_not);
	tcase_add_test(tc, sorted_names_that_lead_nowhere_are_corrupt);
	tcase_add_test(tc, what_is_no_name_is_no_folded_name);
	tcase_add_test(tc, a_port_whose_list_does_not_end_inside_is_corrupt);
	tcase_add_test(tc, protocols_that_are_too_many_or_outside_are_corrupt);
	tcase_add_test(tc, a_long_protocol_is_told_by_all_its_bytes);
	tcase_add_test(tc, a_record_outside_is_corrupt);
	tcase_add_test(tc, a_record_whose_protocol_is_outside_is_corrupt);
	tcase_add_test(tc, a_cursor_of_nowhere_is_refused);
	tcase_add_test(tc, a_place_behind_the_aliases_is_refused);
	tcase_add_test(tc, a_row_or_its_texts_outside_are_corrupt);
}

int
main(void)
{
	return unit_run("damage", add);
}
