/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The reader of XML, with both forms that it knows, and all that works on what it
 * reads.  The input is a document as it is.
 */
#include "fuzz.h"
#include "read/markup.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	fuzz_read(iana_markup_read, FUZZ_FIRST, bytes, size);
	return 0;
}
