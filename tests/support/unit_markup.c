/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Runs the reader of XML on texts. */
#include "support/unit_markup.h"
#include "read/markup.h"

void
unit_markup_expect(const char *text, const char *records, const char *updated)
{
	struct unit_records log = { .read = iana_markup_read, .every_field = true };
	struct iana_report rep = { 0 };

	ck_assert_msg(unit_csv_read(text, strlen(text), &log, &rep), "%lu: %s",
		      rep.error.line, rep.error.text);
	ck_assert_str_eq(unit_string(&log.text), records);
	ck_assert_str_eq(log.updated, updated);
	ck_assert_uint_eq(rep.n_warnings, 0);
	iana_buffer_done(&log.text);
}

void
unit_markup_fault(const void *text, size_t len, unsigned long line, const char *phrase)
{
	ck_assert_uint_eq(unit_csv_fault(iana_markup_read, text, len, line, phrase), 0);
}
