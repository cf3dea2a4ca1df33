/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Lookups, enumeration and details of the one reader, on sound bytes. */
#include "src/find.h"
#include "src/row.h"
#include "support/fixture.h"
#include "support/unit.h"

#include <stdio.h>
#include <string.h>

static struct iana_buffer index_bytes;
static struct iana_image im;
static struct iana_header header;

static void
open_fixture(bool exact_case)
{
	index_bytes = fixture_index(fixture_csv, exact_case);
	im = fixture_image(&index_bytes);
	header = fixture_header(&index_bytes);
}

/* "name port/proto" of an answer, or the number of its status. */
static const char *
told(enum iana_status st, const struct iana_match *match)
{
	static char text[600];
	struct iana_index_entry v;

	if (st == IANA_OK)
		st = iana_entry_read(&im, match, &v);
	snprintf(text, sizeof text, "%d", st);
	if (st == IANA_OK)
		snprintf(text, sizeof text, "%s %u/%s", v.name, v.port, v.proto);
	return text;
}

static const char *
by_name(const char *name, const char *proto)
{
	struct iana_match match;
	enum iana_status st = iana_find_name(&im, name, proto, &match);

	return told(st, &match);
}

static const char *
by_port(uint32_t port, const char *proto)
{
	struct iana_match match;
	enum iana_status st = iana_find_port(&im, port, proto, &match);

	return told(st, &match);
}

#define MISS "1" /* IANA_NOTFOUND */

START_TEST(a_name_is_found_for_each_protocol_and_for_any)
{
	open_fixture(false);
	ck_assert_str_eq(by_name("http", "tcp"), "http 80/tcp");
	ck_assert_str_eq(by_name("http", "sctp"), "http 80/sctp");
	ck_assert_str_eq(by_name("http", NULL), "http 80/tcp");
	ck_assert_str_eq(by_name("http", "dccp"), MISS);
	ck_assert_str_eq(by_name("http", ""), MISS);
	ck_assert_str_eq(by_name("http", "TCP"), MISS);
	ck_assert_str_eq(by_name("lone", "xtp"), "lone 7000/xtp");
	ck_assert_str_eq(by_name("lone", "dccp"), "lone 7001/dccp");
	ck_assert_str_eq(by_name("lone", NULL), "lone 7000/xtp");
}
END_TEST

START_TEST(an_alias_finds_its_service_where_it_is_one)
{
	open_fixture(false);
	ck_assert_str_eq(by_name("www", "udp"), "http 80/udp");
	ck_assert_str_eq(by_name("www-http", "tcp"), "http 80/tcp");
	ck_assert_str_eq(by_name("www-http", "udp"), MISS);
	ck_assert_str_eq(by_name("www", "sctp"), MISS);
}
END_TEST

START_TEST(a_range_answers_by_each_port_and_by_name_with_its_first)
{
	open_fixture(false);
	ck_assert_str_eq(by_name("x11", "udp"), "x11 6000/udp");
	ck_assert_str_eq(by_port(6000, "tcp"), "x11 6000/tcp");
	ck_assert_str_eq(by_port(6063, NULL), "x11 6063/tcp");
	ck_assert_str_eq(by_port(6064, NULL), MISS);
	ck_assert_str_eq(by_port(5999, NULL), MISS);
}
END_TEST

START_TEST(the_first_of_a_port_answers)
{
	open_fixture(false);
	ck_assert_str_eq(by_port(3478, NULL), "stun 3478/tcp");
	ck_assert_str_eq(by_port(3478, "udp"), "stun 3478/udp");
	ck_assert_str_eq(by_name("turn", "udp"), "turn 3478/udp");
	ck_assert_str_eq(by_port(1, NULL), MISS);
	ck_assert_str_eq(by_port(65536, NULL), MISS);
	ck_assert_str_eq(by_port(UINT32_MAX, "tcp"), MISS);
}
END_TEST

/* I5: the very bytes first; else all spellings together, in the table's order. */
START_TEST(names_match_exactly_and_then_in_any_case)
{
	open_fixture(false);
	ck_assert_str_eq(by_name("HTTPS", "tcp"), "https 443/tcp");
	ck_assert_str_eq(by_name("WwW", "udp"), "http 80/udp");
	ck_assert_str_eq(by_name("Upper", NULL), "Upper 4100/tcp");
	ck_assert_str_eq(by_name("upper", NULL), "Upper 4100/tcp");
	ck_assert_str_eq(by_name("UPPER", "tcp"), "Upper 4100/tcp");
	ck_assert_str_eq(by_name("UPPER", "udp"), MISS);
	ck_assert_str_eq(by_name("Mixed-Case", NULL), "Mixed-Case 4000/tcp");
	ck_assert_str_eq(by_name("mixed-case", NULL), "mixed-case 4001/udp");
	ck_assert_str_eq(by_name("MIXED-CASE", NULL), "MIXED-CASE 4002/sctp");
	/* a name of the table keeps to itself, as nss_files would (L1) */
	ck_assert_str_eq(by_name("mixed-case", "tcp"), MISS);
	ck_assert_str_eq(by_name("mIxEd-CaSe", NULL), "Mixed-Case 4000/tcp");
	ck_assert_str_eq(by_name("mIxEd-CaSe", "udp"), "mixed-case 4001/udp");
	ck_assert_str_eq(by_name("mIxEd-CaSe", "sctp"), "MIXED-CASE 4002/sctp");
	ck_assert_str_eq(by_name("mIxEd_CaSe", NULL), MISS);
}
END_TEST

START_TEST(an_exact_case_index_matches_bytes_alone)
{
	open_fixture(true);
	ck_assert_str_eq(by_name("https", "tcp"), "https 443/tcp");
	ck_assert_str_eq(by_name("HTTPS", "tcp"), MISS);
	ck_assert_str_eq(by_name("upper", NULL), MISS);
	ck_assert_str_eq(by_name("mixed-case", NULL), "mixed-case 4001/udp");
	ck_assert_str_eq(by_name("mIxEd-CaSe", NULL), MISS);
}
END_TEST

START_TEST(what_is_no_name_is_a_miss)
{
	char longest[70000];

	open_fixture(false);
	memset(longest, 'a', sizeof longest - 1);
	longest[sizeof longest - 1] = '\0';
	ck_assert_str_eq(by_name("", NULL), MISS);
	ck_assert_str_eq(by_name("swyp", NULL), MISS);
	ck_assert_str_eq(by_name("http ", NULL), MISS);
	ck_assert_str_eq(by_name(longest, NULL), MISS);
	ck_assert_str_eq(by_name("http", longest), MISS);
	longest[256] = '\0';
	ck_assert_str_eq(by_name(longest, NULL), MISS);
	longest[255] = '\0';
	ck_assert_str_eq(by_name(longest, NULL), MISS);
}
END_TEST

/* N7: port, then tcp, udp, sctp, dccp, then others by name, then registry order. */
START_TEST(the_enumeration_is_the_table_in_order)
{
	static const char *const first[] = {
		"http 80/tcp",	       "http 80/udp",	       "http 80/sctp",
		"https 443/tcp",       "stun 3478/tcp",	       "turn 3478/tcp",
		"stun 3478/udp",       "turn 3478/udp",	       "Mixed-Case 4000/tcp",
		"mixed-case 4001/udp", "MIXED-CASE 4002/sctp", "Upper 4100/tcp",
		"x11 6000/tcp",	       "x11 6000/udp",	       "x11 6001/tcp",
	};
	struct iana_match match;
	uint32_t cursor = 0;
	uint32_t n = 0;
	enum iana_status st;

	open_fixture(false);
	while ((st = iana_find_next(&im, &cursor, &match)) == IANA_OK) {
		if (n < sizeof first / sizeof *first)
			ck_assert_str_eq(told(st, &match), first[n]);
		n++;
	}
	ck_assert_int_eq(st, IANA_NOTFOUND);
	ck_assert_uint_eq(n, header.n_entries);
	ck_assert_int_eq(iana_find_next(&im, &cursor, &match), IANA_NOTFOUND);
}
END_TEST

START_TEST(aliases_come_in_registry_order)
{
	struct iana_match match;
	struct iana_index_entry v;
	uint32_t pos = 0;
	const char *alias;
	uint8_t len;

	open_fixture(false);
	ck_assert_int_eq(iana_find_port(&im, 80, "tcp", &match), IANA_OK);
	ck_assert_int_eq(iana_entry_read(&im, &match, &v), IANA_OK);
	ck_assert_uint_eq(v.n_aliases, 2);
	ck_assert_int_eq(iana_entry_alias(&v, &pos, &alias, &len), IANA_OK);
	ck_assert_str_eq(alias, "www");
	ck_assert_uint_eq(len, 3);
	ck_assert_int_eq(iana_entry_alias(&v, &pos, &alias, &len), IANA_OK);
	ck_assert_str_eq(alias, "www-http");
	ck_assert_int_eq(iana_entry_alias(&v, &pos, &alias, &len), IANA_NOTFOUND);
}
END_TEST

/* Names of one bucket, and others that fall into it: before, between and behind them. */
START_TEST(sorted_names_are_found_by_halving)
{
	enum { N = 40, NAMES = 200 };
	size_t len;

	index_bytes = fixture_crowded(N);
	im = fixture_image(&index_bytes);
	fixture_section(&index_bytes, IANA_S_SORTED_NAMES, &len);
	ck_assert_uint_eq(len, N * IANA_SORTED_NAME_BYTES);
	for (unsigned i = 0; i < NAMES; i++) {
		char name[16];
		char wanted[40];

		snprintf(name, sizeof name, "%s", fixture_crowded_name(N, i));
		snprintf(wanted, sizeof wanted, "%s %u/tcp", name, i + 1);
		ck_assert_str_eq(by_name(name, NULL), i < N ? wanted : MISS);
		ck_assert_str_eq(by_name(name, "tcp"), i < N ? wanted : MISS);
		ck_assert_str_eq(by_name(name, "udp"), MISS);
		name[0] = 'N';
		ck_assert_str_eq(by_name(name, NULL), i < N ? wanted : MISS);
	}
}
END_TEST

/* N8, N9: rows that are no entry are kept in the cold part. */
START_TEST(the_cold_part_holds_every_row)
{
	struct iana_index_row d;
	uint32_t n = 0;
	bool gap = false;
	bool portless = false;

	open_fixture(false);
	for (; iana_row_read(&im, n, &d) == IANA_OK; n++) {
		gap |= d.has_port && d.field[IANA_F_NAME] == NULL && d.port_lo == 1 &&
		       strcmp(d.field[IANA_F_DESCRIPTION], "Reserved") == 0;
		portless |= !d.has_port && strcmp(d.field[IANA_F_NAME], "swyp") == 0;
	}
	ck_assert_uint_eq(n, header.n_rows);
	ck_assert(gap);
	ck_assert(portless);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(tc, a_name_is_found_for_each_protocol_and_for_any);
	tcase_add_test(tc, an_alias_finds_its_service_where_it_is_one);
	tcase_add_test(tc, a_range_answers_by_each_port_and_by_name_with_its_first);
	tcase_add_test(tc, the_first_of_a_port_answers);
	tcase_add_test(tc, names_match_exactly_and_then_in_any_case);
	tcase_add_test(tc, an_exact_case_index_matches_bytes_alone);
	tcase_add_test(tc, what_is_no_name_is_a_miss);
	tcase_add_test(tc, the_enumeration_is_the_table_in_order);
	tcase_add_test(tc, aliases_come_in_registry_order);
	tcase_add_test(tc, sorted_names_are_found_by_halving);
	tcase_add_test(tc, the_cold_part_holds_every_row);
}

int
main(void)
{
	return unit_run("find", add);
}
