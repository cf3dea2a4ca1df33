/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The services line of nsswitch.conf, without and with iana_local (rule L7). */
#ifndef IANA_ENABLE_SWITCH_LINE_H
#define IANA_ENABLE_SWITCH_LINE_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>

#define IANA_SWITCH_SOURCES_MAX 32

/* What a line of its own looks like; what enabling adds before files. */
#define IANA_SWITCH_LOCAL "iana_local [NOTFOUND=return]"
#define IANA_SWITCH_LINE "services: " IANA_SWITCH_LOCAL " files iana"

/* A source of the line; all are offsets in the line. */
struct iana_switch_source {
	size_t start;
	size_t name_end;
	size_t actions; /* where they start; the end, if there are none */
	size_t end;	/* behind the name, or behind the actions */
};

struct iana_switch_line {
	const char *text; /* borrowed; without the line end */
	size_t len;
	size_t sources; /* where they start */
	struct iana_switch_source source[IANA_SWITCH_SOURCES_MAX];
	size_t n;
	bool has_comment;
	bool is_odd; /* the C library reads it in another way, or too many sources */
};

/*
 * Split a line into its sources, up to a comment.  False: it is no services line.
 * Source: nsswitch.conf(5), and what the C library accepts beyond it.
 */
bool iana_switch_line_read(const char *text, size_t len, struct iana_switch_line *ret);

/* Does the line name iana_local? */
bool iana_switch_line_names_local(const struct iana_switch_line *line);

/* Does it name iana? */
bool iana_switch_line_names_iana(const struct iana_switch_line *line);

/* Does it ask iana_local directly before files, and files only if the index is stale? */
bool iana_switch_line_is_enabled(const struct iana_switch_line *line);

/*
 * May iana_local be added without a change of the answers?  If not, ret_why is the reason,
 * for people.
 */
#define IANA_SWITCH_WHY_ROOM 160
bool iana_switch_line_can_enable(const struct iana_switch_line *line,
				 char ret_why[static IANA_SWITCH_WHY_ROOM]);

/* Add the line with iana_local before files, and with iana behind it, to a buffer. */
void iana_switch_line_enable(const struct iana_switch_line *line, struct iana_buffer *to);

/* Add the line without iana_local, and without the iana behind files if asked. */
void iana_switch_line_disable(const struct iana_switch_line *line, bool iana_too,
			      struct iana_buffer *to);

#endif
