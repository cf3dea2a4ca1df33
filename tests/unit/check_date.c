/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Dates as the registry writes them. */
#include "base/date.h"
#include "support/unit.h"
#include "table/registry.h"

START_TEST(a_full_date_is_read)
{
	ck_assert_uint_eq(iana_date_parse("2024-04-30"), 20240430);
	ck_assert_uint_eq(iana_date_parse("1999-12-31"), 19991231);
}
END_TEST

START_TEST(a_month_or_a_year_alone_is_read_with_zeros)
{
	ck_assert_uint_eq(iana_date_parse("2004-02"), 20040200);
	ck_assert_uint_eq(iana_date_parse("1988"), 19880000);
}
END_TEST

START_TEST(what_is_no_date_is_none)
{
	static const char *const bad[] = {
		"",	      "x",	    "20240430",	  "2024-4-30",	 "2024-13-01",
		"2024-00-01", "2024-01-32", "2024-04-31", "2024-01-00",	 "2024-01-01x",
		"0000-01-01", "2024-",	    "2024-01-",	  " 2024-01-01",
	};

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		ck_assert_msg(iana_date_parse(bad[i]) == 0, "\"%s\" was taken", bad[i]);
}
END_TEST

START_TEST(a_date_is_written_as_far_as_it_is_known)
{
	char to[11];

	iana_date_format(20240430, to);
	ck_assert_str_eq(to, "2024-04-30");
	iana_date_format(20040200, to);
	ck_assert_str_eq(to, "2004-02");
	iana_date_format(19880000, to);
	ck_assert_str_eq(to, "1988");
	iana_date_format(0, to);
	ck_assert_str_eq(to, "unknown");
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(tc, a_full_date_is_read);
	tcase_add_test(tc, a_month_or_a_year_alone_is_read_with_zeros);
	tcase_add_test(tc, what_is_no_date_is_none);
	tcase_add_test(tc, a_date_is_written_as_far_as_it_is_known);
}

int
main(void)
{
	return unit_run("date", add);
}
