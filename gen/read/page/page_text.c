/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Reads the registry's web page as text, copied from a browser.
 *
 * The table starts behind its titles, which are one line, and ends at the title of the
 * people behind it, or with the file.  The cells of a record are parted by single
 * blanks, blank cells leave nothing, and a cell with paragraphs has blank lines in it.
 * So shapes tell:
 *
 *   - A record starts with a port or range, with a protocol or without, perhaps behind
 *     a name; or with a name and a protocol.  Without a protocol, its port is none
 *     below that of the record before: else it is a number in a text.
 *   - A name without port and protocol (a DNS-SD name) starts a record behind one that
 *     has no port or no name, or on a line with persons behind one that has its own;
 *     and never behind a blank line, since a paragraph starts there.
 *   - Every other line belongs to the record above.
 *   - The description ends before the persons: assignee and contact, two words in
 *     brackets, listed among the people, or of the shape of their identifiers, or the
 *     same twice.  Behind them stand one or two dates (YYYY-MM or YYYY-MM-DD), the
 *     reference (brackets), a service code (a number; on DCCP alone), and notes.
 *   - One date alone is that of the registration, or, of ports without a name, that of
 *     their change.
 *   - Without persons the description ends at a date, a document in brackets, or words
 *     that the registry starts its notes with.
 *   - Notes that start with "Unauthorized use" and the like are of the column of those.
 *   - A port and a protocol, or a range and "Unassigned", in the middle of a record
 *     start another, whose line was joined to this one: no text of the registry has
 *     such words.  The word before is its name where the record before is complete;
 *     else it may be what a cut left of a name, and so the record gets none.
 */
#include "read/page/page_text.h"
#include "base/buffer.h"

#include <stdlib.h>

struct reader {
	const char *path;
	const struct iana_sink *sink;
	struct iana_report *rep;
	struct iana_lines lines;
	struct iana_page_people people;
	size_t end;		  /* of the table */
	struct iana_page_key key; /* of the record that is read; not sure: none */
	unsigned long line;	  /* where it starts, from 1 */
	struct iana_buffer text;  /* what follows its key */
};

/* ---- records --------------------------------------------------------------- */

static bool
give(struct reader *r, const struct iana_page_key *key, struct iana_cell text)
{
	struct iana_raw_row rec = { .line = r->line, .port = key->port };

	if (text.len > IANA_FIELD_MAX)
		return iana_fail(r->rep, r->path, r->line, "a field of more than 64 KiB");
	rec.field[IANA_F_NAME] = key->name;
	rec.field[IANA_F_PROTOCOL] = key->protocol;
	iana_page_cells(&r->people, text, &rec);
	/* Blank cells are strings as well. */
	if (rec.port.len == 0)
		rec.port.bytes = "";
	for (int f = 0; f < IANA_N_FIELDS; f++)
		if (rec.field[f].len == 0)
			rec.field[f].bytes = "";
	return r->sink->take(r->sink->ctx, &rec, r->rep);
}

/* Does another record start in a word, with the next one? */
static bool
starts_inside(struct iana_cell word, struct iana_cell next)
{
	uint32_t low;
	uint32_t high;

	if (!iana_page_is_range(word, &low, &high) || high < low || high > 65535)
		return false;
	return iana_page_is_protocol(next) ||
	       (high > low && iana_cell_is(next, "Unassigned"));
}

/* May a word be the name of the record that starts behind it? */
static bool
ends_before(const struct reader *r, struct iana_cell text, struct iana_cell word)
{
	struct iana_cell before = { text.bytes, (size_t)(word.bytes - text.bytes) };

	return iana_page_has_persons(&r->people, before) && !iana_page_is_bracket(word) &&
	       !iana_page_is_date(word);
}

/* Give the record that was read, and others that were joined to its lines. */
static bool
finish(struct reader *r)
{
	struct iana_cell text = iana_cell_trim(
	    (struct iana_cell){ r->text.bytes != NULL ? r->text.bytes : "", r->text.len });
	struct iana_cell ahead = text;
	struct iana_cell before = { "", 0 };
	struct iana_cell word;

	if (r->key.sure == IANA_PAGE_NOT)
		return true;
	while ((word = iana_page_word(&ahead)).len != 0) {
		struct iana_cell after = ahead;
		struct iana_cell next = iana_page_word(&after);
		struct iana_page_key key = { .port = word, .sure = IANA_PAGE_ALL };
		const char *end = word.bytes;

		if (!starts_inside(word, next)) {
			before = word;
			continue;
		}
		if (iana_page_is_protocol(next)) {
			key.protocol = next;
			ahead = after;
		}
		if (before.len != 0 && ends_before(r, text, before)) {
			key.name = before;
			end = before.bytes;
		}
		if (!iana_warn(
			r->rep, r->path, r->line,
			"another record starts in the middle of this one, with %.*s: "
			"it is taken %s a name",
			(int)word.len, word.bytes,
			key.name.len != 0 ? "with" : "without") ||
		    !give(r, &r->key,
			  iana_cell_trim((struct iana_cell){ text.bytes,
							     (size_t)(end - text.bytes) })))
			return false;
		r->key = key;
		text = iana_cell_trim(ahead);
		before.len = 0;
	}
	return give(r, &r->key, text);
}

/* Does a line start a record, behind the one that is read? */
static bool
starts(const struct reader *r, const struct iana_page_key *key, bool behind_blank)
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

/* The same; a number behind a name that is no port is the start of a text. */
static bool
starts_record(const struct reader *r, struct iana_cell line, struct iana_page_key *key,
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

static bool
add_line(struct reader *r, struct iana_cell line, bool behind_blank, size_t i)
{
	if (r->key.sure == IANA_PAGE_NOT)
		return iana_fail(r->rep, r->path, i + 1, "no record starts here");
	if (r->text.len > 2 * IANA_FIELD_MAX)
		return iana_fail(r->rep, r->path, r->line, "a field of more than 64 KiB");
	if (!behind_blank && line.bytes[0] != '[' &&
	    !iana_warn(r->rep, r->path, i + 1,
		       "no record by itself: taken as the rest of the one on line %lu",
		       r->line))
		return false;
	iana_buffer_puts(&r->text, behind_blank ? "\n\n" : "\n");
	iana_buffer_add(&r->text, line.bytes, line.len);
	return true;
}

static bool
read_records(struct reader *r, size_t first)
{
	bool behind_blank = false;

	for (size_t i = first; i < r->end; i++) {
		struct iana_cell line = iana_cell_trim(iana_lines_get(&r->lines, i));
		struct iana_page_key key = iana_page_start(line);

		if (line.len == 0) {
			behind_blank = true;
			continue;
		}
		if (!starts_record(r, line, &key, behind_blank)) {
			if (!add_line(r, line, behind_blank, i))
				return false;
		} else {
			if (!finish(r))
				return false;
			r->key = key;
			r->line = i + 1;
			r->text.len = 0;
			iana_buffer_add(&r->text, key.rest.bytes, key.rest.len);
		}
		behind_blank = false;
	}
	if (r->key.sure == IANA_PAGE_NOT)
		return iana_fail(r->rep, r->path, first, "no records below the titles");
	return finish(r);
}

/* ---- the page -------------------------------------------------------------- */

static bool
read_page(struct reader *r)
{
	const struct iana_lines *l = &r->lines;
	size_t at = 0;
	size_t date;

	while (at < l->n && !iana_page_is_titles(iana_lines_get(l, at)))
		at++;
	if (at == l->n)
		return iana_fail(r->rep, r->path, 1, "no table of services: no titles");
	if (!iana_page_check_titles(&r->lines, at, r->path, r->rep))
		return false;
	date = iana_lines_date(l, at);
	if (date < at && r->sink->updated != NULL)
		r->sink->updated(r->sink->ctx, iana_cell_trim(iana_lines_get(l, date)));
	r->end = at + 1;
	while (r->end < l->n && !iana_lines_is_section(iana_lines_get(l, r->end)))
		r->end++;
	iana_page_people_read(&r->people, l, r->end);
	if (!read_records(r, at + 1))
		return false;
	if (r->end < l->n)
		return true;
	if (!l->ended)
		return iana_fail(r->rep, r->path, l->n,
				 "the last line has no end: the file is cut short");
	return iana_warn(r->rep, r->path, l->n,
			 "nothing behind the table: it may be cut short");
}

bool
iana_page_read(struct iana_input *in, const struct iana_sink *sink, struct iana_report *rep)
{
	struct reader *r = iana_calloc(1, sizeof *r);
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
