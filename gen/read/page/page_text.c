/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Reads page text: the registry's web page as text, as a browser copies it.
 *
 * The table starts behind the line of its titles.  It ends at the title of the people
 * below it, or at the end of the file.  If tabs stand between the titles, page_tabs.c
 * reads the table.  Else one blank stands between two cells of a row, a blank cell leaves
 * nothing, and a cell with paragraphs holds blank lines.  So the reader goes by shapes:
 *
 *   - A row starts with a port or range, with a protocol or without, perhaps behind a
 *     name; or with a name and a protocol.  A port without a protocol must be at least
 *     that of the row before: a lower number is part of a text.
 *   - A name without port and protocol (a DNS-SD name) starts a row in two cases: the
 *     row before has no port or no name; or both that row and this line hold persons.
 *     It never does so behind a blank line, since a paragraph starts there.
 *   - Every other line belongs to the row above it.
 *   - The description ends before the persons: assignee and contact, two words in
 *     brackets.  They are listed among the people, or have the shape of such identifiers,
 *     or are equal.  Behind them stand one or two dates (YYYY-MM or YYYY-MM-DD), the
 *     reference (brackets), a service code (a number; on DCCP alone), and notes.
 *   - The only date of a row is that of its registration, or, of unnamed ports, that of
 *     their change.
 *   - Without persons the description ends at a date, at a document in brackets, or at
 *     words that notes of the registry start with.
 *   - Notes that start with "Unauthorized use" and the like go to that column.
 *   - A port and a protocol, or a range and "Unassigned", in the middle of a row start
 *     another row, whose line was joined to this one: no text of the registry has such
 *     words.  The word before them is its name if the row before is complete; else that
 *     word may be the end of a longer name, and the row gets no name.
 */
#include "read/page/page_text.h"
#include "base/buffer.h"
#include "base/ports.h"
#include "read/page/page_cells.h"
#include "read/page/page_tabs.h"
#include "read/page/page_titles.h"

#include <stdlib.h>
#include <string.h>

struct page_reading {
	const char *path;
	const struct iana_sink *sink;
	struct iana_report *rep;
	struct iana_lines lines;
	struct iana_page_people people;
	size_t end;		  /* of the table */
	struct iana_page_key key; /* of the row that is read; IANA_PAGE_NOT: none yet */
	unsigned long line;	  /* of its start, from 1 */
	struct iana_buffer text;  /* behind its key */
};

static bool
is_page_titles(struct iana_cell line)
{
	return iana_page_is_titles(line) || iana_page_has_tabs(line);
}

bool
iana_page_knows(const struct iana_input *in)
{
	const char *s = in->chunk;
	const char *end = s + in->len;

	while (s < end) {
		const char *nl = memchr(s, '\n', (size_t)(end - s));
		const char *stop = nl != NULL ? nl : end;

		if (is_page_titles((struct iana_cell){ s, (size_t)(stop - s) }))
			return true;
		s = stop + 1;
	}
	return false;
}

/* ---- the end of a row ------------------------------------------------------- */

/* Hand a row on: its key, and the text behind that. */
static bool
give_page_row(struct page_reading *r, const struct iana_page_key *key,
	      struct iana_cell text)
{
	struct iana_raw_row raw = { .line = r->line, .port = key->port };

	text = iana_cell_trim(text);
	if (text.len > IANA_FIELD_MAX)
		return iana_fail(r->rep, r->path, r->line, "a field of more than 64 KiB");
	raw.field[IANA_F_NAME] = key->name;
	raw.field[IANA_F_PROTOCOL] = key->protocol;
	iana_page_cells(&r->people, text, &raw);
	/* The bytes of a blank cell are never NULL. */
	if (raw.port.len == 0)
		raw.port.bytes = "";
	for (int f = 0; f < IANA_N_FIELDS; f++)
		if (raw.field[f].len == 0)
			raw.field[f].bytes = "";
	return r->sink->take(r->sink->ctx, &raw, r->rep);
}

/* Do these two words start a row in the middle of another? */
static bool
starts_inside(struct iana_cell word, struct iana_cell next)
{
	uint32_t low;
	uint32_t high;

	if (!iana_ports_parse(word.bytes, word.len, &low, &high) || high < low ||
	    high > 65535)
		return false;
	return iana_page_is_protocol(next) ||
	       (high > low && iana_cell_is(next, "Unassigned"));
}

/* May a word be the name of the row that starts behind it? */
static bool
ends_before(const struct page_reading *r, struct iana_cell text, struct iana_cell word)
{
	struct iana_cell before = { text.bytes, (size_t)(word.bytes - text.bytes) };

	return iana_page_has_persons(&r->people, before) && !iana_page_is_bracket(word) &&
	       !iana_page_is_date(word);
}

/* The first row that was joined to the lines of another. */
struct joined {
	struct iana_page_key key;
	const char *from; /* where it starts in the text of the other */
	struct iana_cell rest;
};

static bool
find_joined(const struct page_reading *r, struct iana_cell text, struct joined *ret)
{
	struct iana_cell rest = text;
	struct iana_cell before = { "", 0 };
	struct iana_cell word;

	while ((word = iana_cell_word(&rest)).len != 0) {
		struct iana_cell behind = rest;
		struct iana_cell next = iana_cell_word(&behind);
		struct iana_page_key key = { .port = word, .sure = IANA_PAGE_ALL };

		if (!starts_inside(word, next)) {
			before = word;
			continue;
		}
		ret->from = word.bytes;
		if (iana_page_is_protocol(next)) {
			key.protocol = next;
			rest = behind;
		}
		if (before.len != 0 && ends_before(r, text, before)) {
			key.name = before;
			ret->from = before.bytes;
		}
		ret->key = key;
		ret->rest = rest;
		return true;
	}
	return false;
}

/* Hand on the row that is complete now, and the rows that were joined to its lines. */
static bool
finish_row(struct page_reading *r)
{
	struct iana_cell text = iana_cell_trim(
	    (struct iana_cell){ r->text.bytes != NULL ? r->text.bytes : "", r->text.len });
	struct joined next;

	if (r->key.sure == IANA_PAGE_NOT)
		return true;
	while (find_joined(r, text, &next)) {
		if (!iana_warn(r->rep, r->path, r->line,
			       "another row starts in the middle of this one, with %.*s: "
			       "it is read %s a name",
			       (int)next.key.port.len, next.key.port.bytes,
			       next.key.name.len != 0 ? "with" : "without") ||
		    !give_page_row(
			r, &r->key,
			(struct iana_cell){ text.bytes, (size_t)(next.from - text.bytes) }))
			return false;
		r->key = next.key;
		text = iana_cell_trim(next.rest);
	}
	return give_page_row(r, &r->key, text);
}

/* ---- the start of a row ----------------------------------------------------- */

/* Does a line with this key start a row behind the one that is read? */
static bool
starts(const struct page_reading *r, const struct iana_page_key *key, bool behind_blank)
{
	switch (key->sure) {
	case IANA_PAGE_ALL:
	case IANA_PAGE_PROTOCOL:
		return true;
	case IANA_PAGE_PORT:
		return r->key.sure == IANA_PAGE_NOT ||
		       (r->key.port.len != 0 && key->lowest >= r->key.lowest);
	case IANA_PAGE_NAME:
		if (behind_blank || key->rest.len == 0)
			return false;
		return r->key.sure == IANA_PAGE_NOT || r->key.port.len == 0 ||
		       r->key.name.len == 0 ||
		       (iana_page_has_persons(&r->people, key->rest) &&
			iana_page_has_persons(
			    &r->people, (struct iana_cell){ r->text.bytes, r->text.len }));
	default:
		return false;
	}
}

/* The same; but the number behind a name may be no port and the start of a text. */
static bool
starts_row(const struct page_reading *r, struct iana_cell line, struct iana_page_key *key,
	   bool behind_blank)
{
	if (starts(r, key, behind_blank))
		return true;
	if (key->sure != IANA_PAGE_PORT || key->name.len == 0)
		return false;
	key->sure = IANA_PAGE_NAME;
	key->port = (struct iana_cell){ "", 0 };
	key->rest =
	    (struct iana_cell){ line.bytes + key->name.len, line.len - key->name.len };
	return starts(r, key, behind_blank);
}

/* Add a line to the row that is read. */
static bool
add_page_line(struct page_reading *r, struct iana_cell line, bool behind_blank, size_t i)
{
	if (r->key.sure == IANA_PAGE_NOT)
		return iana_fail(r->rep, r->path, i + 1, "no row starts here");
	if (r->text.len > 2 * IANA_FIELD_MAX)
		return iana_fail(r->rep, r->path, r->line, "a field of more than 64 KiB");
	if (!behind_blank && line.bytes[0] != '[' &&
	    !iana_warn_counted(r->rep, r->path, i + 1,
			       "starts no row: read as the rest of the row on line %lu",
			       r->line))
		return false;
	iana_buffer_puts(&r->text, behind_blank ? "\n\n" : "\n");
	iana_buffer_add(&r->text, line.bytes, line.len);
	return true;
}

/* ---- the page --------------------------------------------------------------- */

/* Read the rows below the titles on line `at`. */
static bool
read_rows(struct page_reading *r, size_t at)
{
	size_t first = at + 1;
	bool behind_blank = false;

	if (iana_page_has_tabs(iana_lines_get(&r->lines, at)))
		return iana_page_read_tabs(&r->lines, at, r->end, r->path, r->sink, r->rep);
	if (!iana_page_check_titles(&r->lines, at, r->path, r->rep))
		return false;
	iana_page_people_read(&r->people, &r->lines, r->end);
	for (size_t i = first; i < r->end; i++) {
		struct iana_cell line = iana_cell_trim(iana_lines_get(&r->lines, i));
		struct iana_page_key key = iana_page_start(line);

		if (line.len == 0) {
			behind_blank = true;
			continue;
		}
		if (!starts_row(r, line, &key, behind_blank)) {
			if (!add_page_line(r, line, behind_blank, i))
				return false;
		} else {
			if (!finish_row(r))
				return false;
			r->key = key;
			r->line = i + 1;
			r->text.len = 0;
			iana_buffer_add(&r->text, key.rest.bytes, key.rest.len);
		}
		behind_blank = false;
	}
	if (r->key.sure == IANA_PAGE_NOT)
		return iana_fail(r->rep, r->path, first, "no rows below the titles");
	return finish_row(r);
}

static bool
read_page(struct page_reading *r)
{
	const struct iana_lines *l = &r->lines;
	size_t at = 0;
	size_t date;

	while (at < l->n && !is_page_titles(iana_lines_get(l, at)))
		at++;
	if (at == l->n)
		return iana_fail(r->rep, r->path, 1, "no table of services: no titles");
	date = iana_lines_date(l, at);
	if (date < at && r->sink->updated != NULL)
		r->sink->updated(r->sink->ctx, iana_cell_trim(iana_lines_get(l, date)));
	r->end = at + 1;
	while (r->end < l->n && !iana_lines_is_section(iana_lines_get(l, r->end)))
		r->end++;
	if (!read_rows(r, at))
		return false;
	if (r->end < l->n)
		return true;
	/* Tabs have told that the last row has all its cells. */
	if (!l->ended && !iana_page_has_tabs(iana_lines_get(l, at)))
		return iana_fail(r->rep, r->path, l->n,
				 "the last line has no end: the file is cut short");
	return iana_warn(r->rep, r->path, l->n,
			 "nothing behind the table: it may be cut short");
}

bool
iana_page_read(struct iana_input *in, const struct iana_sink *sink, struct iana_report *rep)
{
	struct page_reading *r = iana_calloc(1, sizeof *r);
	bool ok;

	r->path = in->name;
	r->sink = sink;
	r->rep = rep;
	ok = iana_lines_read(&r->lines, in, rep) && read_page(r);
	iana_lines_done(&r->lines);
	free(r->people.id);
	iana_buffer_done(&r->text);
	free(r);
	return ok;
}
