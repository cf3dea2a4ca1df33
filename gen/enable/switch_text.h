/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The text of nsswitch.conf, without and with iana_local in its services line. */
#ifndef IANA_ENABLE_SWITCH_TEXT_H
#define IANA_ENABLE_SWITCH_TEXT_H

#include "base/buffer.h"
#include "base/report.h"

#include <stdbool.h>
#include <stddef.h>

/* Where a line lies in the text. */
struct iana_switch_span {
	size_t start;
	size_t len;	      /* without the line end */
	unsigned long number; /* from 1 */
};

/* The services lines of a text. */
struct iana_switch_found {
	size_t n;
	struct iana_switch_span last; /* if n is not 0 */
	/* The last one has no line end.  Then the C library does not read it. */
	bool is_cut;
};

/* The whole file as it was before enabling, and as enabling wrote it. */
struct iana_switch_copies {
	struct iana_buffer before;
	struct iana_buffer after; /* empty: there are no copies */
};

/* The line behind span, or the first if span->number is 0.  False at the end. */
bool iana_switch_span_next(const struct iana_buffer *text, struct iana_switch_span *span);

/* Find the services lines. */
struct iana_switch_found iana_switch_text_find(const struct iana_buffer *text);

/* Does a services line name iana_local?  Does one that the C library reads? */
bool iana_switch_text_names_local(const struct iana_buffer *text);
bool iana_switch_text_asks_local(const struct iana_buffer *text);

/* Does the one services line ask iana_local directly before files? */
bool iana_switch_text_is_enabled(const struct iana_buffer *text);

/*
 * Add the text with iana_local to a buffer; the text has it not yet.  Fails, with the line
 * to write by hand, if the answers would change.
 *
 * path   of the file, for messages
 */
bool iana_switch_text_enable(const struct iana_buffer *text, const char *path,
			     struct iana_buffer *to, struct iana_report *rep);

/*
 * Add the text without iana_local to a buffer: the old bytes, as far as nobody has edited
 * the new ones.
 */
void iana_switch_text_disable(const struct iana_buffer *text,
			      const struct iana_switch_copies *copies,
			      struct iana_buffer *to);

#endif
