/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Recognises services(5) text by the lines of its first chunk. */
#include "read/services_form.h"
#include "read/services_line.h"

#include <string.h>

/*
 * A line without a protocol is neither an entry nor another line: any text may have a
 * number behind a word.
 */
bool
iana_services_knows(const struct iana_input *in)
{
	const char *s = in->chunk;
	const char *end = s + in->len;
	size_t n_entries = 0;
	size_t n_others = 0;

	while (s < end) {
		const char *nl = memchr(s, '\n', (size_t)(end - s));
		const char *stop = nl != NULL ? nl : end;
		enum iana_line_kind kind;
		struct iana_line l;

		if (nl == NULL && iana_input_has_more(in))
			break; /* the next chunk has the rest of this line */
		kind = iana_line_parse(s, stop, false, &l);
		/* A range is no entry there, but no other text has such a line. */
		if (kind == IANA_LINE_ENTRY || kind == IANA_LINE_RANGE)
			n_entries += l.proto.len != 0;
		else
			n_others += iana_line_is_skipped(kind);
		s = nl != NULL ? nl + 1 : end;
	}
	return n_entries > n_others;
}
