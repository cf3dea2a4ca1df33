/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a reader of text forms gives, and what it says, for the units of these. */
#ifndef IANA_UNIT_TEXT_H
#define IANA_UNIT_TEXT_H

#include "unit_csv.h"

/* A reader of the registry. */
typedef bool unit_text_reader(struct iana_input *in, const struct iana_sink *sink,
			      struct iana_report *rep);

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
unit_text_expect(unit_text_reader *read, const char *text, const char *records,
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

/* The text is refused for its line, with a message that holds the phrase. */
static inline void
unit_text_fault(unit_text_reader *read, const void *text, size_t len, unsigned long line,
		const char *phrase)
{
	struct unit_records log = { .read = read };
	struct iana_report rep = { 0 };

	ck_assert_msg(!unit_csv_read(text, len, &log, &rep), "taken: %s", phrase);
	ck_assert_msg(strstr(rep.error.text, phrase) != NULL, "\"%s\" lacks \"%s\"",
		      rep.error.text, phrase);
	ck_assert_uint_eq(rep.error.line, line);
	iana_buffer_done(&log.text);
}

#endif
