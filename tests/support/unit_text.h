/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a reader of text forms gives, and what it says, for the units of these. */
#ifndef IANA_UNIT_TEXT_H
#define IANA_UNIT_TEXT_H

#include "support/unit_csv.h"

struct unit_text_said {
	struct iana_buffer text; /* "line: text;" of each warning */
};

static inline void
unit_text_warn(const struct iana_message *msg, void *ctx)
{
	struct unit_text_said *said = ctx;

	iana_buffer_printf(&said->text, "%lu: %s;", msg->line, msg->text);
}

/* The text gives these records ("line|port|FIELDS;") and these warnings. */
static inline void
unit_text_expect(unit_reader *read, const char *text, const char *records,
		 const char *warnings)
{
	struct unit_records log = { .read = read, .every_field = true };
	struct unit_text_said said = { 0 };
	struct iana_report rep = { .warn = unit_text_warn, .ctx = &said };

	ck_assert_msg(unit_csv_read(text, strlen(text), &log, &rep), "%lu: %s",
		      rep.error.line, rep.error.text);
	ck_assert_str_eq(unit_string(&log.text), records);
	ck_assert_str_eq(unit_string(&said.text), warnings);
	iana_buffer_done(&log.text);
	iana_buffer_done(&said.text);
}

/*
 * Cut anywhere before its end, the text is refused, or its records come with a warning.
 * Returns the most warnings of any cut.
 */
static inline unsigned long
unit_text_cut(unit_reader *read, const char *text, size_t end)
{
	unsigned long most = 0;

	for (size_t n = 0; n <= end; n++) {
		struct unit_records log = { .read = read };
		struct iana_report rep = { 0 };

		ck_assert(!unit_csv_read(text, n, &log, &rep) || rep.n_warnings != 0);
		most = rep.n_warnings > most ? rep.n_warnings : most;
		iana_buffer_done(&log.text);
	}
	return most;
}

#endif
