/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Runs a reader on texts and files. */
#include "support/unit_csv.h"

#include <unistd.h>

static bool
take(void *ctx, const struct iana_raw_row *rec, struct iana_report *rep)
{
	struct unit_records *log = ctx;

	if (++log->n == log->refuse_at)
		return iana_fail(rep, NULL, rec->line, "refused");
	iana_buffer_printf(&log->text, "%lu|", rec->line - log->lines_before);
	iana_buffer_add(&log->text, rec->port.bytes, rec->port.len);
	for (int f = 0; f < IANA_N_FIELDS; f++) {
		if (!log->every_field && f > IANA_F_DESCRIPTION && f < IANA_F_UNAUTHORIZED)
			continue;
		iana_buffer_u8(&log->text, '|');
		iana_buffer_add(&log->text, rec->field[f].bytes, rec->field[f].len);
	}
	iana_buffer_u8(&log->text, ';');
	return true;
}

static void
updated(void *ctx, struct iana_cell date)
{
	struct unit_records *log = ctx;

	snprintf(log->updated, sizeof log->updated, "%.*s", (int)date.len, date.bytes);
}

bool
unit_csv_path(const char *path, struct unit_records *log, struct iana_report *rep)
{
	struct iana_input *in = iana_calloc(1, sizeof *in);
	struct iana_sink sink = { .take = take, .updated = updated, .ctx = log };
	bool ok = iana_input_open(in, path, rep) &&
		  (log->read != NULL ? log->read : iana_csv_read)(in, &sink, rep);

	iana_warn_flush(rep);
	iana_input_close(in);
	free(in);
	return ok;
}

bool
unit_csv_read(const void *bytes, size_t len, struct unit_records *log,
	      struct iana_report *rep)
{
	char path[UNIT_PATH_ROOM];
	int fd = unit_file(bytes, len, path);
	bool ok = unit_csv_path(path, log, rep);

	close(fd);
	return ok;
}

void
unit_csv_expect(const void *bytes, size_t len, unsigned long lines_before,
		const char *records)
{
	struct unit_records log = { .lines_before = lines_before };
	struct iana_report rep = { 0 };

	ck_assert_msg(unit_csv_read(bytes, len, &log, &rep), "%lu: %s", rep.error.line,
		      rep.error.text);
	ck_assert_str_eq(unit_string(&log.text), records);
	ck_assert_uint_eq(rep.n_warnings, 0);
	iana_buffer_done(&log.text);
}

unsigned long
unit_csv_fault(unit_reader *read, const void *bytes, size_t len, unsigned long line,
	       const char *phrase)
{
	struct unit_records log = { .read = read };
	struct iana_report rep = { 0 };

	ck_assert_msg(!unit_csv_read(bytes, len, &log, &rep), "taken: %s", phrase);
	ck_assert_msg(strstr(rep.error.text, phrase) != NULL, "\"%s\" lacks \"%s\"",
		      rep.error.text, phrase);
	ck_assert_uint_eq(rep.error.line, line);
	iana_buffer_done(&log.text);
	return rep.n_warnings;
}
