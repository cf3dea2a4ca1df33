/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reader of the registry's XML forms: IANA's own XML, and the web page in XHTML. */
#ifndef IANA_READ_MARKUP_H
#define IANA_READ_MARKUP_H

#include "input/input.h"
#include "input/raw_row.h"

/* Does the first chunk start as XML does, behind a byte order mark and blanks? */
bool iana_markup_knows(const struct iana_input *in);

/*
 * Read every row of an opened input, in order.  The line of a row is that of its start
 * tag.  The outermost element tells the form.
 *
 * Fails on XML that is not well-formed or is cut short; on a document that is no
 * registry; on a DOCTYPE with declarations of its own, whose entities might grow without
 * end (an external DTD is never loaded); on a field, tag or comment of more than 64 KiB;
 * on elements nested too deeply; on a registry without rows.
 * Cost: O(size); memory for one row, and for the names of elements.
 */
bool iana_markup_read(struct iana_input *in, const struct iana_sink *sink,
		      struct iana_report *rep);

#endif
