/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reads the services line of the running system into a list. */
#include "enable/switch_sources.h"
#include "base/alloc.h"
#include "enable/switch_file.h"
#include "enable/switch_text.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define CONF "/etc/nsswitch.conf"

static char *
copy(const char *text, size_t len)
{
	char *s = strndup(text, len);

	if (s == NULL)
		iana_out_of_memory();
	return s;
}

static void
add(struct iana_switch_sources *s, char *name, char *text)
{
	struct iana_switch_asked *a = &s->source[s->n++];

	a->name = name;
	a->text = text;
	iana_switch_actions_read(text, strlen(text), &a->actions);
}

/* What the C library asks if no line tells it. */
static void
add_default(struct iana_switch_sources *s, enum iana_switch_origin origin)
{
	s->origin = origin;
	add(s, copy("files", 5), copy("", 0));
}

/* Does the C library understand all actions? */
static bool
has_good_actions(const struct iana_switch_line *line)
{
	struct iana_switch_actions ignored;

	for (size_t i = 0; i < line->n; i++) {
		const struct iana_switch_source *at = &line->source[i];

		if (!iana_switch_actions_read(line->text + at->actions,
					      at->end - at->actions, &ignored))
			return false;
	}
	return true;
}

static void
add_line(struct iana_switch_sources *s, const struct iana_switch_line *line)
{
	s->has_comment = line->has_comment;
	s->is_odd = line->is_odd;
	/* A second group of actions is one text with the first. */
	s->origin = line->is_odd || has_good_actions(line) ? IANA_SWITCH_FROM_LINE
							   : IANA_SWITCH_BAD_LINE;
	for (size_t i = 0; i < line->n && s->origin == IANA_SWITCH_FROM_LINE; i++) {
		const struct iana_switch_source *at = &line->source[i];

		add(s, copy(line->text + at->start, at->name_end - at->start),
		    copy(line->text + at->actions, at->end - at->actions));
	}
}

static void
read_sources_text(struct iana_switch_sources *s, const struct iana_buffer *text)
{
	struct iana_switch_found found = iana_switch_text_find(text);
	struct iana_switch_line line;

	if (found.n == 0) {
		add_default(s, IANA_SWITCH_NO_LINE);
		return;
	}
	s->line = found.last.number;
	if (found.is_cut)
		add_default(s, IANA_SWITCH_CUT_LINE);
	else if (iana_switch_line_read(text->bytes + found.last.start, found.last.len,
				       &line))
		add_line(s, &line);
}

void
iana_switch_sources_read(struct iana_switch_sources *ret)
{
	struct iana_buffer text = { 0 };
	struct iana_report ignored = { 0 };

	*ret = (struct iana_switch_sources){ .path = CONF };
	errno = 0;
	if (iana_switch_file_read(CONF, &text, &ignored))
		read_sources_text(ret, &text);
	else if (errno == ENOENT)
		add_default(ret, IANA_SWITCH_NO_FILE);
	else
		ret->origin = IANA_SWITCH_UNREADABLE;
	iana_buffer_done(&text);
}

void
iana_switch_sources_done(struct iana_switch_sources *s)
{
	for (size_t i = 0; i < s->n; i++) {
		free(s->source[i].name);
		free(s->source[i].text);
	}
}

size_t
iana_switch_sources_find(const struct iana_switch_sources *s, const char *name)
{
	size_t i = 0;

	while (i < s->n && strcmp(s->source[i].name, name) != 0)
		i++;
	return i;
}
