/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reads and edits the services line of nsswitch.conf; all bytes but the new words stay. */
#include "enable/switch_line.h"
#include "base/ascii.h"
#include "enable/switch_actions.h"

#include <stdio.h>
#include <string.h>

/* ---- reading ------------------------------------------------------------------ */

static bool
is_blank(const struct iana_switch_line *line, size_t i)
{
	return iana_is_space((unsigned char)line->text[i]);
}

/* The C library takes a blank in place of the colon, and blanks before the name. */
static bool
find_sources(struct iana_switch_line *line)
{
	static const char name[] = "services";
	const size_t len = sizeof name - 1;
	size_t i = 0;

	while (i < line->len && is_blank(line, i))
		i++;
	if (line->len - i <= len || memcmp(line->text + i, name, len) != 0)
		return false;
	i += len;
	line->sources = i;
	while (i < line->len && (is_blank(line, i) || line->text[i] == ':'))
		i++;
	if (i == line->sources)
		return false;
	line->sources = i;
	return true;
}

/* Give a group of actions to the last source.  Returns the offset behind it. */
static size_t
add_actions(struct iana_switch_line *line, size_t i)
{
	struct iana_switch_source *s = line->n != 0 ? &line->source[line->n - 1] : NULL;
	const char *close = memchr(line->text + i, ']', line->len - i);
	size_t end = close != NULL ? (size_t)(close - line->text) + 1 : line->len;

	/* At a second group, the C library stops reading. */
	if (s == NULL || s->actions != s->end)
		line->is_odd = true;
	else
		s->actions = i;
	if (s != NULL)
		s->end = end;
	return end;
}

/* Add the source that starts here.  Returns the offset behind its name. */
static size_t
add_named(struct iana_switch_line *line, size_t start)
{
	size_t i = start;

	while (i < line->len && !is_blank(line, i) && line->text[i] != '[' &&
	       line->text[i] != '#')
		i++;
	if (line->n == IANA_SWITCH_SOURCES_MAX)
		line->is_odd = true;
	else
		line->source[line->n++] = (struct iana_switch_source){ start, i, i, i };
	return i;
}

bool
iana_switch_line_read(const char *text, size_t len, struct iana_switch_line *ret)
{
	size_t i;

	*ret = (struct iana_switch_line){ .text = text, .len = len };
	if (!find_sources(ret))
		return false;
	i = ret->sources;
	while (i < len && text[i] != '#') {
		if (is_blank(ret, i))
			i++;
		else if (text[i] == '[')
			i = add_actions(ret, i);
		else
			i = add_named(ret, i);
	}
	ret->has_comment = i < len;
	return true;
}

/* ---- judging ------------------------------------------------------------------ */

static bool
is_named(const struct iana_switch_line *line, size_t i, const char *name)
{
	const struct iana_switch_source *s = &line->source[i];

	return s->name_end - s->start == strlen(name) &&
	       memcmp(line->text + s->start, name, strlen(name)) == 0;
}

/* The number of the first source of this name; line->n if there is none. */
static size_t
find_named(const struct iana_switch_line *line, const char *name)
{
	size_t i = 0;

	while (i < line->n && !is_named(line, i, name))
		i++;
	return i;
}

static bool
read_actions(const struct iana_switch_line *line, size_t i, struct iana_switch_actions *ret)
{
	const struct iana_switch_source *s = &line->source[i];

	return iana_switch_actions_read(line->text + s->actions, s->end - s->actions, ret);
}

/* Has the source its name alone, or with actions that do this at a miss? */
static bool
does(const struct iana_switch_line *line, size_t i, enum iana_switch_action on_notfound)
{
	struct iana_switch_actions actions;

	return read_actions(line, i, &actions) &&
	       iana_switch_actions_are(&actions, on_notfound);
}

bool
iana_switch_line_names_local(const struct iana_switch_line *line)
{
	return find_named(line, "iana_local") != line->n;
}

bool
iana_switch_line_names_iana(const struct iana_switch_line *line)
{
	return find_named(line, "iana") != line->n;
}

bool
iana_switch_line_is_enabled(const struct iana_switch_line *line)
{
	size_t i = find_named(line, "iana_local");

	return i + 1 < line->n && is_named(line, i + 1, "files") &&
	       does(line, i, IANA_SWITCH_RETURN);
}

/* Does the C library read the line, and all of it as sources? */
static bool
is_plain(const struct iana_switch_line *line)
{
	struct iana_switch_actions ignored;

	for (size_t i = 0; i < line->n; i++)
		if (!read_actions(line, i, &ignored))
			return false;
	return !line->is_odd;
}

static bool
refuse(char ret_why[static IANA_SWITCH_WHY_ROOM], const char *why)
{
	snprintf(ret_why, IANA_SWITCH_WHY_ROOM, "%s", why);
	return false;
}

bool
iana_switch_line_can_enable(const struct iana_switch_line *line,
			    char ret_why[static IANA_SWITCH_WHY_ROOM])
{
	size_t files = find_named(line, "files");

	if (line->has_comment)
		return refuse(ret_why, "the C library takes a comment behind the sources "
				       "for sources; put it on a line of its own");
	if (!is_plain(line))
		return refuse(ret_why, "the C library does not understand the line");
	if (files == line->n)
		return refuse(ret_why, "the line does not ask files");
	if (iana_switch_line_names_local(line))
		return refuse(ret_why, "iana_local must stand directly before files, with "
				       "the action [NOTFOUND=return]");
	if (find_named(line, "iana") < files)
		return refuse(ret_why, "iana stands before files, so it hides the lines of "
				       "/etc/services; put it behind files");
	if (!does(line, files, IANA_SWITCH_CONTINUE))
		return refuse(ret_why, "the actions of files change which sources are "
				       "asked; take them out");
	for (size_t i = files + 1; i < line->n; i++)
		if (!is_named(line, i, "iana")) {
			const struct iana_switch_source *s = &line->source[i];

			snprintf(
			    ret_why, IANA_SWITCH_WHY_ROOM,
			    "%.*s stands behind files and would not be asked any more; "
			    "put it before files, or take it out",
			    s->name_end - s->start < 40 ? (int)(s->name_end - s->start)
							: 40,
			    line->text + s->start);
			return false;
		}
	return true;
}

/* ---- writing ------------------------------------------------------------------ */

void
iana_switch_line_enable(const struct iana_switch_line *line, struct iana_buffer *to)
{
	size_t files = find_named(line, "files");
	size_t before = line->source[files].start;
	size_t behind = line->source[files].end;

	iana_buffer_add(to, line->text, before);
	iana_buffer_puts(to, IANA_SWITCH_LOCAL " ");
	iana_buffer_add(to, line->text + before, behind - before);
	if (!iana_switch_line_names_iana(line))
		iana_buffer_puts(to, " iana");
	iana_buffer_add(to, line->text + behind, line->len - behind);
}

void
iana_switch_line_disable(const struct iana_switch_line *line, bool iana_too,
			 struct iana_buffer *to)
{
	size_t done = 0;

	for (size_t i = 0; i < line->n; i++) {
		size_t before = i > 0 ? line->source[i - 1].end : line->sources;
		bool is_last = i + 1 == line->n;

		if (!is_named(line, i, "iana_local") &&
		    !(iana_too && i > 0 && is_named(line, i, "iana") &&
		      is_named(line, i - 1, "files")))
			continue;
		/* The blanks behind a source go with it; at the end, those before it. */
		if (!is_last)
			before = line->source[i].start;
		if (before > done)
			iana_buffer_add(to, line->text + done, before - done);
		done = is_last ? line->source[i].end : line->source[i + 1].start;
	}
	iana_buffer_add(to, line->text + done, line->len - done);
}
