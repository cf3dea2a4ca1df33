/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Edits the text of nsswitch.conf in memory. */
#include "enable/switch_text.h"
#include "enable/switch_line.h"

/* ---- lines -------------------------------------------------------------------- */

bool
iana_switch_span_next(const struct iana_buffer *text, struct iana_switch_span *span)
{
	size_t next = span->number == 0 ? 0 : span->start + span->len + 1;
	const char *end;

	if (next >= text->len)
		return false;
	end = memchr(text->bytes + next, '\n', text->len - next);
	span->start = next;
	span->len = (end != NULL ? (size_t)(end - text->bytes) : text->len) - next;
	span->number++;
	return true;
}

struct iana_switch_found
iana_switch_text_find(const struct iana_buffer *text)
{
	struct iana_switch_found found = { 0 };
	struct iana_switch_span span = { 0 };
	struct iana_switch_line line;

	while (iana_switch_span_next(text, &span)) {
		if (!iana_switch_line_read(text->bytes + span.start, span.len, &line))
			continue;
		found.n++;
		found.last = span;
		found.is_cut = span.start + span.len == text->len;
	}
	return found;
}

static struct iana_switch_line
line_at(const struct iana_buffer *text, const struct iana_switch_span *span)
{
	struct iana_switch_line line = { 0 };

	iana_switch_line_read(text->bytes + span->start, span->len, &line);
	return line;
}

bool
iana_switch_text_names_local(const struct iana_buffer *text)
{
	struct iana_switch_span span = { 0 };
	struct iana_switch_line line;

	while (iana_switch_span_next(text, &span))
		if (iana_switch_line_read(text->bytes + span.start, span.len, &line) &&
		    iana_switch_line_names_local(&line))
			return true;
	return false;
}

bool
iana_switch_text_asks_local(const struct iana_buffer *text)
{
	struct iana_switch_found found = iana_switch_text_find(text);
	struct iana_switch_line line;

	if (found.n == 0 || found.is_cut)
		return false;
	line = line_at(text, &found.last);
	return iana_switch_line_names_local(&line);
}

/* ---- enabling ------------------------------------------------------------------ */

bool
iana_switch_text_is_enabled(const struct iana_buffer *text)
{
	struct iana_switch_found found = iana_switch_text_find(text);
	struct iana_switch_line line;

	if (found.n != 1 || found.is_cut)
		return false;
	line = line_at(text, &found.last);
	return iana_switch_line_is_enabled(&line);
}

/*
 * Add a services line behind the last line with a line end.  The C library does not read a
 * line without one; a line end behind it would make it read that line.
 */
static void
add_new_line(const struct iana_buffer *text, struct iana_buffer *to)
{
	size_t end = text->len;

	while (end > 0 && text->bytes[end - 1] != '\n')
		end--;
	iana_buffer_add(to, text->bytes, end);
	iana_buffer_puts(to, IANA_SWITCH_LINE "\n");
	iana_buffer_add(to, text->bytes + end, text->len - end);
}

/* Fail if a services line must be changed by hand. */
static bool
can_enable(const struct iana_switch_line *line, const struct iana_switch_found *found,
	   const char *path, struct iana_report *rep)
{
	char why[IANA_SWITCH_WHY_ROOM];

	if (found->n > 1)
		return iana_fail(
		    rep, path, found->last.number,
		    "one of %zu services lines, of which the C library takes one; "
		    "write one: " IANA_SWITCH_LINE,
		    found->n);
	if (found->is_cut)
		return iana_fail(
		    rep, path, found->last.number,
		    "the C library does not read this line: it has no line end; "
		    "write with one: " IANA_SWITCH_LINE);
	if (!iana_switch_line_can_enable(line, why))
		return iana_fail(rep, path, found->last.number,
				 "%s; write for example \"" IANA_SWITCH_LINE
				 "\" in place of \"%.*s\"",
				 why, line->len < 100 ? (int)line->len : 100, line->text);
	return true;
}

bool
iana_switch_text_enable(const struct iana_buffer *text, const char *path,
			struct iana_buffer *to, struct iana_report *rep)
{
	struct iana_switch_found found = iana_switch_text_find(text);
	size_t end = found.last.start + found.last.len;
	struct iana_switch_line line;

	if (found.n == 0) {
		add_new_line(text, to);
		return true;
	}
	line = line_at(text, &found.last);
	if (!can_enable(&line, &found, path, rep))
		return false;
	iana_buffer_add(to, text->bytes, found.last.start);
	iana_switch_line_enable(&line, to);
	iana_buffer_add(to, text->bytes + end, text->len - end);
	return true;
}

/* ---- disabling ----------------------------------------------------------------- */

static bool
is_equal(const char *a, size_t a_len, const char *b, size_t b_len)
{
	return a_len == b_len && (a_len == 0 || memcmp(a, b, a_len) == 0);
}

/* Did enabling add iana to the line? */
static bool
has_added_iana(const struct iana_switch_copies *copies)
{
	struct iana_switch_found was = iana_switch_text_find(&copies->before);
	struct iana_switch_line line;

	if (copies->after.len == 0 || was.n == 0)
		return copies->after.len != 0;
	line = line_at(&copies->before, &was.last);
	return !iana_switch_line_names_iana(&line);
}

/*
 * Add a services line that names iana_local: as it was before enabling, if nobody has
 * edited it since.  Of a line that enabling added, nothing remains.
 */
static void
add_line_without(const struct iana_switch_line *line, bool has_end,
		 const struct iana_switch_copies *copies, struct iana_buffer *to)
{
	struct iana_switch_found was = iana_switch_text_find(&copies->before);
	struct iana_switch_found now = iana_switch_text_find(&copies->after);

	if (now.n == 0 || !is_equal(line->text, line->len,
				    copies->after.bytes + now.last.start, now.last.len))
		iana_switch_line_disable(line, has_added_iana(copies), to);
	else if (was.n == 0)
		return;
	else
		iana_buffer_add(to, copies->before.bytes + was.last.start, was.last.len);
	if (has_end)
		iana_buffer_add(to, "\n", 1);
}

void
iana_switch_text_disable(const struct iana_buffer *text,
			 const struct iana_switch_copies *copies, struct iana_buffer *to)
{
	const struct iana_buffer *after = &copies->after;
	struct iana_switch_span span = { 0 };

	if (after->len != 0 && is_equal(text->bytes, text->len, after->bytes, after->len)) {
		iana_buffer_add(to, copies->before.bytes, copies->before.len);
		return;
	}
	while (iana_switch_span_next(text, &span)) {
		const char *start = text->bytes + span.start;
		bool has_end = span.start + span.len < text->len;
		struct iana_switch_line line;

		if (iana_switch_line_read(start, span.len, &line) &&
		    iana_switch_line_names_local(&line))
			add_line_without(&line, has_end, copies, to);
		else
			iana_buffer_add(to, start, span.len + has_end);
	}
}
