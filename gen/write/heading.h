/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The comment at the head of a text file: what it is, and which registry it is made of. */
#ifndef IANA_WRITE_HEADING_H
#define IANA_WRITE_HEADING_H

#include "base/buffer.h"
#include "table/table.h"

/* Add a cleaned text as the policy wants comments: in ASCII, or as it is. */
void iana_comment_add(struct iana_buffer *to, const struct iana_table *t, const char *text,
		      size_t len);

/* Add a comment line "# LABEL: NAME" with the name of a file, without its folder. */
void iana_source_line_add(struct iana_buffer *to, const struct iana_table *t,
			  const char *label, const char *path);

/* How much of a description is the comment (N12): 0 if the policy wants none. */
size_t iana_comment_length(const struct iana_table *t, uint32_t text);

/*
 * Add the head: lines that begin with '#'.
 *
 * what   the first lines, each with its '#' and its line end
 * date   of the registry, YYYYMMDD; 0 unknown
 *
 * It has no clock time, so the same input gives the same bytes.
 */
void iana_heading_add(struct iana_buffer *to, const struct iana_table *t, const char *what,
		      uint32_t date);

#endif
