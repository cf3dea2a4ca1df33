/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reads a whole registry, and cuts it into lines. */
#include "input/lines.h"
#include "base/alloc.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

static bool
cut(struct iana_lines *l, size_t len, struct iana_input *in, struct iana_report *rep)
{
	size_t at = iana_utf8_mark(l->text, len);
	size_t cap = 0;

	for (;;) {
		const char *nl = memchr(l->text + at, '\n', len - at);
		size_t end = nl != NULL ? (size_t)(nl - l->text) + 1 : len;

		if (l->n == IANA_LINES_MAX)
			return iana_fail(rep, in->name, l->n + 1, "more than %d lines",
					 IANA_LINES_MAX);
		l->start = iana_grow(l->start, &cap, l->n + 2, sizeof *l->start);
		l->start[l->n] = (uint32_t)at;
		if (at == len)
			return true;
		if (memchr(l->text + at, '\0', end - at) != NULL)
			return iana_fail(rep, in->name, l->n + 1,
					 "a NUL byte: not a registry as text");
		l->start[++l->n] = (uint32_t)end;
		l->ended = nl != NULL;
		at = end;
	}
}

bool
iana_lines_read(struct iana_lines *ret, struct iana_input *in, struct iana_report *rep)
{
	size_t len = 0;
	size_t cap = 0;

	while (in->len != 0) {
		ret->text = iana_grow(ret->text, &cap, len + in->len, 1);
		memcpy(ret->text + len, in->chunk, in->len);
		len += in->len;
		if (!iana_input_next(in, rep))
			return false;
	}
	if (len == 0)
		return iana_fail(rep, in->name, 0, "empty: no registry in it");
	return cut(ret, len, in, rep);
}

void
iana_lines_done(struct iana_lines *lines)
{
	free(lines->text);
	free(lines->start);
}

struct iana_cell
iana_lines_get(const struct iana_lines *lines, size_t i)
{
	uint32_t from = lines->start[i];

	return iana_cell_trim_end(
	    (struct iana_cell){ lines->text + from, lines->start[i + 1] - from });
}

bool
iana_lines_is_section(struct iana_cell line)
{
	static const char *const sections[] = { "People", "Contact Information", "Footnote",
						"Footnotes" };

	line = iana_cell_trim(line);
	for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
		if (iana_cell_is(line, sections[i]))
			return true;
	return false;
}

size_t
iana_lines_date(const struct iana_lines *lines, size_t end)
{
	size_t i = 0;

	while (i < end &&
	       !iana_cell_is(iana_cell_trim(iana_lines_get(lines, i)), "Last Updated"))
		i++;
	if (i < end)
		i++;
	while (i < end && iana_lines_get(lines, i).len == 0)
		i++;
	return i;
}
