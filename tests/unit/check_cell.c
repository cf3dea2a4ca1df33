/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Cells, ports in them, and the byte order mark. */
#include "base/cell.h"
#include "base/ports.h"
#include "base/utf8.h"
#include "support/unit.h"

#include <string.h>

static struct iana_cell
cell_of(const char *text)
{
	return (struct iana_cell){ text, strlen(text) };
}

static void
is_trimmed(struct iana_cell c, const char *want)
{
	ck_assert_uint_eq(c.len, strlen(want));
	ck_assert_mem_eq(c.bytes, want, c.len);
}

START_TEST(cells_lose_white_space_at_their_ends_alone)
{
	is_trimmed(iana_cell_trim(cell_of(" \t\r\n\v\fa b \n")), "a b");
	is_trimmed(iana_cell_trim_end(cell_of(" a b \n")), " a b");
	is_trimmed(iana_cell_trim(cell_of(" \n ")), "");
	is_trimmed(iana_cell_trim_end(cell_of(" \n ")), "");
	is_trimmed(iana_cell_trim(cell_of("")), "");
	/* A no-break space is two bytes, neither of which is white space. */
	is_trimmed(iana_cell_trim(cell_of("\302\240a")), "\302\240a");
}
END_TEST

START_TEST(a_cell_is_a_text_in_any_case)
{
	ck_assert(iana_cell_is(cell_of("Service NAME"), "service name"));
	ck_assert(iana_cell_is(cell_of(""), ""));
	ck_assert(!iana_cell_is(cell_of("service"), "service name"));
	ck_assert(!iana_cell_is(cell_of("service name"), "service"));
	ck_assert(!iana_cell_is(cell_of("@"), "`"));
}
END_TEST

START_TEST(a_message_quotes_sixty_bytes_of_a_cell)
{
	static const char bytes[100];

	ck_assert_int_eq(iana_cell_quoted((struct iana_cell){ bytes, 59 }), 59);
	ck_assert_int_eq(iana_cell_quoted((struct iana_cell){ bytes, 60 }), 60);
	ck_assert_int_eq(iana_cell_quoted((struct iana_cell){ bytes, 100 }), 60);
}
END_TEST

START_TEST(a_port_or_a_range_is_read_and_nothing_else)
{
	static const char *const bad[] = { "",	   "-",	  "1-",	 "-1",	"1--2", "1-2-3",
					   "1-2 ", " 1",  "1 ",	 "+1",	"0x1",	"a",
					   "1,2",  "1-a", "1/2", "1_2", "٣",	"1-2-" };
	static const struct {
		const char *text;
		uint32_t lo;
		uint32_t hi;
	} good[] = { { "0", 0, 0 },
		     { "22", 22, 22 },
		     { "0022", 22, 22 },
		     { "6000-6063", 6000, 6063 },
		     { "65535-0", 65535, 0 } };
	uint32_t lo = 7;
	uint32_t hi = 8;

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		ck_assert_msg(!iana_ports_parse(bad[i], strlen(bad[i]), &lo, &hi), "%s",
			      bad[i]);
	ck_assert(lo == 7 && hi == 8);
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		ck_assert(iana_ports_parse(good[i].text, strlen(good[i].text), &lo, &hi));
		ck_assert_uint_eq(lo, good[i].lo);
		ck_assert_uint_eq(hi, good[i].hi);
	}
	/* It stops at len. */
	ck_assert(iana_ports_parse("22-80", 2, &lo, &hi));
	ck_assert(lo == 22 && hi == 22);
}
END_TEST

START_TEST(a_number_past_the_ports_stays_past_them)
{
	static const char *const large[] = { "65536", "99999", "655360", "4294967296",
					     "18446744073709551638" };
	uint32_t lo;
	uint32_t hi;

	for (size_t i = 0; i < sizeof large / sizeof *large; i++) {
		ck_assert(iana_ports_parse(large[i], strlen(large[i]), &lo, &hi));
		ck_assert_uint_gt(lo, 65535);
		ck_assert_uint_eq(lo, hi);
	}
}
END_TEST

START_TEST(a_mark_is_known_where_it_is_whole)
{
	ck_assert_uint_eq(iana_utf8_mark("\357\273\277a", 4), 3);
	ck_assert_uint_eq(iana_utf8_mark("\357\273\277", 3), 3);
	ck_assert_uint_eq(iana_utf8_mark("\357\273\277", 2), 0);
	ck_assert_uint_eq(iana_utf8_mark("\357\273\276", 3), 0);
	ck_assert_uint_eq(iana_utf8_mark("", 0), 0);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(tc, cells_lose_white_space_at_their_ends_alone);
	tcase_add_test(tc, a_cell_is_a_text_in_any_case);
	tcase_add_test(tc, a_message_quotes_sixty_bytes_of_a_cell);
	tcase_add_test(tc, a_port_or_a_range_is_read_and_nothing_else);
	tcase_add_test(tc, a_number_past_the_ports_stays_past_them);
	tcase_add_test(tc, a_mark_is_known_where_it_is_whole);
}

int
main(void)
{
	return unit_run("cell", add);
}
