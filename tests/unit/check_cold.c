/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The cold part: rows, sources, links and directories (rule I6). */
#include "src/directory.h"
#include "src/find.h"
#include "support/unit_cold.h"

#include <stdlib.h>

static struct unit_gen g;

static void
done(void)
{
	unit_gen_done(&g);
}

/* ---- links ------------------------------------------------------------------------- */

static struct iana_origin
origin_of(const struct iana_match *match)
{
	struct iana_origin origin;
	uint32_t number;

	ck_assert_int_eq(iana_entry_number(&g.image, match, &number), IANA_OK);
	ck_assert_int_eq(iana_origin_read(&g.image, number, &origin), IANA_OK);
	return origin;
}

static struct iana_origin
origin_of_port(uint32_t port, const char *proto)
{
	struct iana_match match;

	ck_assert_int_eq(iana_find_port(&g.image, port, proto, &match), IANA_OK);
	return origin_of(&match);
}

static struct iana_index_source
source(uint32_t number)
{
	struct iana_index_source s;

	ck_assert_int_eq(iana_source_read(&g.image, number, &s), IANA_OK);
	return s;
}

START_TEST(an_entry_of_the_registry_leads_to_its_row)
{
	struct iana_origin o;

	unit_cold_index(&g, unit_cold_rows, unit_cold_overlay);
	o = origin_of_port(1, "tcp");
	ck_assert_uint_eq(o.row, 0);
	ck_assert_uint_eq(o.registry_row, 0);
	ck_assert_str_eq(unit_cold_row(&g, 0).field[IANA_F_DESCRIPTION],
			 "B of the registry");
	/* each port of a range, and each protocol of a row without one, to the one row */
	for (uint32_t port = 3; port <= 5; port++)
		ck_assert_uint_eq(origin_of_port(port, "udp").row, 4);
	ck_assert_uint_eq(origin_of_port(5, "tcp").registry_row, 4);
}
END_TEST

START_TEST(a_line_of_an_overlay_leads_to_itself_and_to_the_registry)
{
	struct iana_index_row r;
	struct iana_origin o;

	unit_cold_index(&g, unit_cold_rows, unit_cold_overlay);
	o = origin_of_port(4, "tcp");
	r = unit_cold_row(&g, o.row);
	ck_assert_uint_eq(o.row, 13);
	ck_assert_uint_eq(r.source, 1);
	ck_assert_uint_eq(r.line, 1);
	ck_assert_str_eq(r.field[IANA_F_DESCRIPTION], "mine");
	/* the range that the line took its port from */
	ck_assert_uint_eq(o.registry_row, 4);
	ck_assert_uint_eq(unit_cold_row(&g, 4).port_hi, 5);
	ck_assert_uint_eq(unit_cold_row(&g, 4).source, 0);
	o = origin_of_port(1, "udp");
	ck_assert_uint_eq(unit_cold_row(&g, o.row).line, 4);
	ck_assert_uint_eq(o.registry_row, 1);
	/* a line of which the registry knows nothing */
	o = origin_of_port(99, "tcp");
	ck_assert_uint_eq(unit_cold_row(&g, o.row).line, 5);
	ck_assert_uint_eq(o.registry_row, IANA_NO_ROW);
}
END_TEST

START_TEST(every_entry_has_its_number)
{
	struct iana_match match;
	uint32_t cursor = 0;
	uint32_t number;

	unit_cold_index(&g, unit_cold_rows, unit_cold_overlay);
	for (uint32_t n = 0; iana_find_next(&g.image, &cursor, &match) == IANA_OK; n++) {
		ck_assert_int_eq(iana_entry_number(&g.image, &match, &number), IANA_OK);
		ck_assert_uint_eq(number, n);
	}
	ck_assert_uint_eq(number + 1, g.header.n_entries);
}
END_TEST

START_TEST(a_source_has_a_kind_a_name_and_rows)
{
	struct iana_index_source s;

	unit_cold_index(&g, unit_cold_rows, unit_cold_overlay);
	s = source(0);
	ck_assert_int_eq(s.kind, IANA_FROM_REGISTRY);
	ck_assert_str_eq(s.name, "");
	ck_assert_uint_eq(s.date, 20240430);
	ck_assert_uint_eq(s.n_rows, 13);
	s = source(1);
	ck_assert_int_eq(s.kind, IANA_FROM_OVERLAY);
	ck_assert_str_eq(s.name, "own.services");
	ck_assert_uint_eq(s.n_rows, 3);
	ck_assert_int_eq(iana_source_read(&g.image, 2, &s), IANA_NOTFOUND);
	/* rows of the registry have no line: each of its forms gives the same index */
	ck_assert_uint_eq(unit_cold_row(&g, 0).line, 0);
}
END_TEST

START_TEST(an_index_of_the_hot_part_alone_has_no_cold_part)
{
	struct iana_index_source s;
	struct iana_index_row r;
	struct iana_origin o;
	struct iana_owner owner;
	struct iana_match match;
	uint32_t n;
	uint32_t cursor = 0;

	unit_cold_index(&g, unit_cold_rows, unit_cold_overlay);
	ck_assert_int_eq(iana_image_open(g.index.bytes, g.header.hot_bytes, &g.image, NULL),
			 IANA_OK);
	ck_assert_int_eq(iana_find_port(&g.image, 1, NULL, &match), IANA_OK);
	ck_assert_int_eq(iana_row_read(&g.image, 0, &r), IANA_NOTFOUND);
	ck_assert_int_eq(iana_source_read(&g.image, 0, &s), IANA_NOTFOUND);
	ck_assert_int_eq(iana_origin_read(&g.image, 0, &o), IANA_NOTFOUND);
	ck_assert_int_eq(iana_entry_number(&g.image, &match, &n), IANA_NOTFOUND);
	ck_assert_int_eq(iana_port_next(&g.image, 9, &cursor, &n), IANA_NOTFOUND);
	ck_assert_int_eq(iana_name_next(&g.image, "b", true, &cursor, &owner),
			 IANA_NOTFOUND);
	ck_assert_int_eq(iana_unnamed_next(&g.image, 0, 65535, &cursor, &n), IANA_NOTFOUND);
	ck_assert_uint_eq(cursor, 0);
}
END_TEST

/* ---- directories ------------------------------------------------------------------- */

/* The owners of a name: "3 r7 " for record 3 and row 7. */
static const char *
owners(const char *name, bool any_case)
{
	struct iana_owner owner;
	uint32_t cursor;

	g.text.len = 0;
	ck_assert_int_eq(iana_name_start(&g.image, name, any_case, &cursor), IANA_OK);
	while (iana_name_next(&g.image, name, any_case, &cursor, &owner) == IANA_OK)
		iana_buffer_printf(&g.text, "%s%u ", owner.is_row ? "r" : "", owner.number);
	return unit_string(&g.text);
}

START_TEST(a_name_leads_to_all_its_owners)
{
	unit_cold_index(&g, unit_cold_rows, unit_cold_overlay);
	/* x 4/tcp, b 1/udp, own; b 1/tcp, B 2/udp, x 3, 4/udp, 5, bb, stun */
	ck_assert_str_eq(owners("b", false), "1 3 ");
	ck_assert_str_eq(owners("B", false), "4 ");
	ck_assert_str_eq(owners("B", true), "4 1 3 ");
	ck_assert_str_eq(owners("b", true), "4 1 3 ");
	ck_assert_str_eq(owners("x", false), "0 5 6 7 ");
	ck_assert_str_eq(owners("xx", false), "0 0 "); /* as often as the line has it */
	ck_assert_str_eq(owners("X2", true), "0 ");
	ck_assert_str_eq(owners("OLD", true), "4 ");
	ck_assert_str_eq(owners("bb", false), "8 ");
	ck_assert_str_eq(owners("lone", false), "r7 ");
	ck_assert_str_eq(owners("LONE", true), "r8 r7 ");
	ck_assert_str_eq(owners("LONE", false), "");
	ck_assert_str_eq(owners("", true), "");
	ck_assert_str_eq(owners("zz", true), "");
	ck_assert_str_eq(owners("a", true), "");
}
END_TEST

START_TEST(a_port_leads_to_all_its_records)
{
	uint32_t cursor;
	uint32_t record;

	unit_cold_index(&g, unit_cold_rows, unit_cold_overlay);
	g.text.len = 0;
	ck_assert_int_eq(iana_port_start(&g.image, 4, &cursor), IANA_OK);
	while (iana_port_next(&g.image, 50, &cursor, &record) == IANA_OK)
		iana_buffer_printf(&g.text, "%u ", record);
	/* later ones of the same port and protocol as well */
	ck_assert_str_eq(unit_string(&g.text), "0 6 7 8 9 ");
	ck_assert_int_eq(iana_port_start(&g.image, 65535, &cursor), IANA_OK);
	ck_assert_int_eq(iana_port_next(&g.image, 65535, &cursor, &record), IANA_NOTFOUND);
	ck_assert_int_eq(iana_port_start(&g.image, 65536, &cursor), IANA_OK);
	ck_assert_int_eq(iana_port_next(&g.image, UINT32_MAX, &cursor, &record),
			 IANA_NOTFOUND);
}
END_TEST

/* The nodes that a search looks at, by the rule of doc/index-format.md. */
static size_t
visits(uint32_t lo, uint32_t hi)
{
	uint32_t n = iana_section_len(&g.image, IANA_S_UNNAMED_PORTS) / IANA_UNNAMED_BYTES;
	const char *nodes = iana_section_at(&g.image, IANA_S_UNNAMED_PORTS, 0, 0);
	size_t looked = 0;

	for (uint32_t at = 0; at < n; looked++) {
		const char *node = nodes + (size_t)at * IANA_UNNAMED_BYTES;

		if (iana_le16(node + IANA_U_LEAST) > hi ||
		    iana_le16(node + IANA_U_LAST_PORT) < lo)
			at = iana_le32(node + IANA_U_END);
		else
			at++;
	}
	return looked;
}

/* Search a range; each row that touches it is given once, and few nodes are looked at. */
static void
search_unnamed(uint32_t lo, uint32_t hi)
{
	bool *given = iana_calloc(g.header.n_rows, sizeof *given);
	struct iana_index_row r;
	uint32_t cursor = 0;
	uint32_t number;
	size_t n = 0;
	size_t log_n = 1;

	while (g.header.n_rows >> log_n != 0)
		log_n++;
	for (; iana_unnamed_next(&g.image, lo, hi, &cursor, &number) == IANA_OK; n++) {
		ck_assert_uint_lt(number, g.header.n_rows);
		ck_assert(!given[number]);
		given[number] = true;
	}
	for (uint32_t i = 0; iana_row_read(&g.image, i, &r) == IANA_OK; i++)
		ck_assert_msg(given[i] == (r.field[IANA_F_NAME] == NULL &&
					   r.port_lo <= hi && lo <= r.port_hi),
			      "row %u, %u to %u, in %u to %u", i, r.port_lo, r.port_hi, lo,
			      hi);
	/* Below each row given, and below each node on the way to hi, two more nodes. */
	ck_assert_uint_le(visits(lo, hi), 3 * n + 3 * log_n);
	free(given);
}

/* Ranges that overlap in every way: many on each port, nested, and stairs. */
START_TEST(unnamed_ports_are_found_in_few_steps)
{
	struct iana_buffer rows = { 0 };
	uint32_t dice = 7 + (uint32_t)_i;

	for (uint32_t i = 0; i < 1000; i++) {
		uint32_t lo = unit_random(&dice) % 3000;
		uint32_t hi = lo + unit_random(&dice) % (_i == 0 ? 3 : 3000);

		if (_i == 2) { /* each inside the one before */
			lo = i;
			hi = 3000 - i;
		} else if (_i == 3) { /* all start at one port */
			lo = 5;
		}
		iana_buffer_printf(&rows, ",%u-%u,,Unassigned,\n", lo, hi);
	}
	iana_buffer_puts(&rows, "a,1,tcp,,\n");
	unit_cold_index(&g, unit_string(&rows), NULL);
	for (int i = 0; i < 300; i++) {
		uint32_t lo = unit_random(&dice) % 7000;

		search_unnamed(lo, lo + (i % 2 == 0 ? 0 : unit_random(&dice) % 500));
	}
	search_unnamed(0, 65535);
	iana_buffer_done(&rows);
}
END_TEST

/* ---- damage ------------------------------------------------------------------------ */

/* Questions to sections that lie outside, and of entries that are none. */
START_TEST(what_lies_outside_is_corrupt)
{
	struct iana_index_source s;
	struct iana_index_row r;
	struct iana_origin o;
	struct iana_owner owner;
	struct iana_match match;
	uint32_t cursor = 0;
	uint32_t n;
	char *last;

	unit_cold_index(&g, unit_cold_rows, unit_cold_overlay);
	for (enum iana_section c = IANA_S_ROWS; c <= IANA_S_TEXTS; c++)
		iana_put32(g.index.bytes + IANA_H_SECTIONS + 8 * (size_t)c,
			   (uint32_t)g.index.len);
	ck_assert_int_eq(iana_row_read(&g.image, 0, &r), IANA_CORRUPT);
	ck_assert_int_eq(iana_source_read(&g.image, 0, &s), IANA_CORRUPT);
	ck_assert_int_eq(iana_origin_read(&g.image, 0, &o), IANA_CORRUPT);
	ck_assert_int_eq(iana_port_start(&g.image, 1, &cursor), IANA_CORRUPT);
	ck_assert_int_eq(iana_port_next(&g.image, 1, &cursor, &n), IANA_CORRUPT);
	ck_assert_int_eq(iana_name_start(&g.image, "b", true, &cursor), IANA_CORRUPT);
	ck_assert_int_eq(iana_name_next(&g.image, "b", true, &cursor, &owner),
			 IANA_CORRUPT);
	ck_assert_int_eq(iana_unnamed_next(&g.image, 0, 9, &cursor, &n), IANA_CORRUPT);
	ck_assert_int_eq(iana_find_port(&g.image, 1, "tcp", &match), IANA_OK);
	ck_assert_int_eq(iana_entry_number(&g.image, &match, &n), IANA_CORRUPT);
	done();
	/* A row that ends where its line number should be. */
	unit_cold_index(&g, unit_cold_rows, unit_cold_overlay);
	last = g.index.bytes + g.index.len - IANA_ROW_TEXTS;
	memset(last, 0, IANA_ROW_TEXTS);
	iana_put16(last + IANA_ROW_FIELDS, IANA_ROW_LINE);
	/* In place of the texts, which the row does not need. */
	iana_put32(g.index.bytes + IANA_H_SECTIONS + 8 * (size_t)IANA_S_ROWS,
		   (uint32_t)(g.index.len - IANA_ROW_TEXTS));
	ck_assert_int_eq(iana_row_read(&g.image, 0, &r), IANA_CORRUPT);
	done();
	/* A record between two others; a number past all numbers. */
	unit_cold_index(&g, unit_cold_rows, unit_cold_overlay);
	ck_assert_int_eq(iana_find_port(&g.image, 1, "tcp", &match), IANA_OK);
	match.record++;
	ck_assert_int_eq(iana_entry_number(&g.image, &match, &n), IANA_CORRUPT);
	match.record = g.image.bytes;
	ck_assert_int_eq(iana_entry_number(&g.image, &match, &n), IANA_CORRUPT);
	ck_assert_int_eq(iana_find_port(&g.image, 3, "udp", &match), IANA_OK);
	for (size_t i = 0; i < iana_section_len(&g.image, IANA_S_FIRST_ENTRIES); i += 4)
		iana_put32(g.index.bytes + unit_cold_start(&g, IANA_S_FIRST_ENTRIES) + i,
			   UINT32_MAX);
	ck_assert_int_eq(iana_entry_number(&g.image, &match, &n), IANA_CORRUPT);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_checked_fixture(tc, NULL, done);
	tcase_add_test(tc, an_entry_of_the_registry_leads_to_its_row);
	tcase_add_test(tc, a_line_of_an_overlay_leads_to_itself_and_to_the_registry);
	tcase_add_test(tc, every_entry_has_its_number);
	tcase_add_test(tc, a_source_has_a_kind_a_name_and_rows);
	tcase_add_test(tc, an_index_of_the_hot_part_alone_has_no_cold_part);
	tcase_add_test(tc, a_name_leads_to_all_its_owners);
	tcase_add_test(tc, a_port_leads_to_all_its_records);
	tcase_add_loop_test(tc, unnamed_ports_are_found_in_few_steps, 0, 4);
	tcase_add_test(tc, what_lies_outside_is_corrupt);
}

int
main(void)
{
	return unit_run("cold", add);
}
