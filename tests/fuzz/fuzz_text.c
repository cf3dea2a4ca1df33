/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The readers of column text, page text and IANA's list until 2010, and everything that
 * works on their rows.  The input is a file as it is: column text if it starts with a
 * blank, the list if it starts with P or K, else page text.
 */
#include "fuzz.h"
#include "read/column/column_text.h"
#include "read/page/page_text.h"
#include "read/port_list.h"

static bool
read_text(struct iana_input *in, const struct iana_sink *sink, struct iana_report *rep)
{
	if (in->len != 0 && in->chunk[0] == ' ')
		return iana_column_text_read(in, sink, rep);
	if (in->len != 0 && (in->chunk[0] == 'P' || in->chunk[0] == 'K'))
		return iana_port_list_read(in, sink, rep);
	return iana_page_read(in, sink, rep);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	fuzz_read(read_text, FUZZ_FIRST, bytes, size);
	return 0;
}
