/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The reader of CSV, and all that works on what it reads: the judge of rows, the
 * normaliser, the writers.  The input is a file in CSV form as it is.
 */
#include "fuzz.h"
#include "read/csv_reader.h"

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	fuzz_read(iana_csv_read, bytes, size);
	return 0;
}
