/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The reader of CSV, and all that works on what it reads: the judge of rows, the
 * normaliser, the writers.  The input is a file in CSV form as it is.
 */
#include "fuzz.h"
#include "read/csv_form.h"
#include "read/csv_reader.h"

#include <string.h>

/* The reader finds separator and line ends in the header, which the first chunk holds. */
static size_t
first_bytes(const uint8_t *bytes, size_t size)
{
	static struct iana_input in;
	struct iana_csv_form form;

	in.len = size < IANA_INPUT_CHUNK ? size : IANA_INPUT_CHUNK;
	memcpy(in.chunk, bytes, in.len);
	iana_csv_form_find(&in, &form);
	iana_csv_knows(&in);
	HOLDS(form.header <= form.header_end && form.header_end <= in.len);
	return form.header_end + FUZZ_FIRST;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	fuzz_read(iana_csv_read, first_bytes(bytes, size), bytes, size);
	return 0;
}
