/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reads a whole file, finds what it is, and hands each line on. */
#include "check/file.h"
#include "base/buffer.h"
#include "base/utf8.h"
#include "check/line.h"
#include "check/names.h"
#include "input/input.h"
#include "input/lines.h"
#include "read/reader.h"
#include "read/services_reader.h"
#include "read/unknown.h"

#include <stdlib.h>

/* ---- lines ---------------------------------------------------------------------- */

/* Take the next line off the text, without its end; false after the last. */
static bool
next_line(struct iana_cell *text, struct iana_cell *ret)
{
	const char *nl;

	if (text->len == 0)
		return false;
	nl = memchr(text->bytes, '\n', text->len);
	ret->bytes = text->bytes;
	ret->len = nl != NULL ? (size_t)(nl - text->bytes) : text->len;
	text->bytes += ret->len;
	text->len -= ret->len;
	if (nl != NULL) {
		text->bytes++;
		text->len--;
	}
	return true;
}

/* Most lines of a list have one word, and most lines of an overlay have more. */
static enum iana_check_form
guess_form(struct iana_cell text)
{
	struct iana_cell line;
	size_t n_single = 0;
	size_t n_more = 0;

	while (next_line(&text, &line)) {
		const char *hash = memchr(line.bytes, '#', line.len);

		if (hash != NULL)
			line.len = (size_t)(hash - line.bytes);
		if (iana_cell_word(&line).len == 0)
			continue;
		if (iana_cell_word(&line).len == 0)
			n_single++;
		else
			n_more++;
	}
	return n_single > n_more ? IANA_CHECK_NAMES : IANA_CHECK_OVERLAY;
}

/* Check all lines of the last file, or those up to one at which no table holds the rest. */
static bool
check_lines(struct iana_checked *c, struct iana_cell text, struct iana_report *rep)
{
	struct iana_checked_file *file = iana_checked_last(c);
	uint32_t number = (uint32_t)(c->n_files - 1);
	struct iana_cell line;
	bool goes_on = true;

	if (file->form == IANA_CHECK_AUTO)
		file->form = guess_form(text);
	while (next_line(&text, &line)) {
		if (file->n_lines == IANA_LINES_MAX)
			return iana_fail(rep, file->name, file->n_lines + 1,
					 "more than %d lines", IANA_LINES_MAX);
		iana_checked_at(c, number, (uint32_t)++file->n_lines);
		if (!goes_on)
			continue;
		goes_on = file->form == IANA_CHECK_NAMES ? iana_check_list_line(c, line)
							 : iana_check_line(c, line);
	}
	return true;
}

static void
start_file(struct iana_checked *c, const char *name, enum iana_check_form form)
{
	c->file = iana_grow(c->file, &c->cap_files, c->n_files + 1, sizeof *c->file);
	c->file[c->n_files++] = (struct iana_checked_file){ .name = name, .form = form };
	iana_checked_at(c, (uint32_t)(c->n_files - 1), 1);
}

bool
iana_check_text(struct iana_checked *c, const char *name, struct iana_cell text,
		enum iana_check_form form, struct iana_report *rep)
{
	start_file(c, name, form);
	return check_lines(c, text, rep);
}

/* ---- files ---------------------------------------------------------------------- */

/* The name of another form, in which neither an overlay nor a list can be; NULL: none. */
static const char *
other_form(const struct iana_input *in)
{
	const struct iana_reader *reader = iana_reader_known(in);

	if (reader != NULL)
		return reader->read == iana_services_read ? NULL : reader->form;
	return iana_unknown_name(in);
}

static bool
read_content(struct iana_buffer *to, struct iana_input *in, struct iana_report *rep)
{
	while (in->len != 0) {
		iana_buffer_add(to, in->chunk, in->len);
		if (!iana_input_next(in, rep))
			return false;
	}
	return true;
}

/* nss_files reads the bytes of a file as they are. */
static void
check_wrapping(struct iana_checked *c, const struct iana_input *in)
{
	if (iana_checked_last(c)->form != IANA_CHECK_SERVICES)
		return;
	if (in->gunzip != NULL)
		iana_fault(&c->remarks, "form",
			   "packed by gzip: nss_files finds no line in it");
	else if (in->wide != NULL)
		iana_fault(&c->remarks, "form", "in UTF-16: nss_files finds no line in it");
}

/* Check an input that is open. */
static bool
check_input(struct iana_checked *c, struct iana_input *in, struct iana_report *rep)
{
	struct iana_checked_file *file = iana_checked_last(c);
	bool may_be_other =
	    file->form == IANA_CHECK_AUTO || file->form == IANA_CHECK_OVERLAY;
	const char *other = may_be_other ? other_form(in) : NULL;
	struct iana_buffer text = { 0 };
	bool ok;

	if (other != NULL) {
		file->form = IANA_CHECK_OVERLAY;
		iana_fault(&c->remarks, "form",
			   "neither services(5) text nor a list of names, but %s", other);
		return true;
	}
	check_wrapping(c, in);
	ok = read_content(&text, in, rep) &&
	     check_lines(c, (struct iana_cell){ text.len != 0 ? text.bytes : "", text.len },
			 rep);
	iana_buffer_done(&text);
	return ok;
}

bool
iana_check_file(struct iana_checked *c, const char *path, enum iana_check_form form,
		struct iana_report *rep)
{
	struct iana_input *in = iana_calloc(1, sizeof *in);
	bool ok = iana_input_open(in, path, rep);

	start_file(c, in->name, form);
	ok = ok && check_input(c, in, rep);
	iana_input_close(in);
	free(in);
	return ok;
}
