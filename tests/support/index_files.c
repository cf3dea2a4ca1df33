/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Writes indexes of the fixture, and what is none. */
#include "support/index_files.h"
#include "support/fixture.h"

const char *
index_dated(uint32_t date, uint32_t flags)
{
	struct iana_buffer b = fixture_index(fixture_csv, false);
	const char *path;

	fixture_set32(&b, IANA_H_DATE, date);
	fixture_set32(&b, IANA_H_MAY_IGNORE, flags);
	path = fixture_file(&b);
	iana_buffer_done(&b);
	return path;
}

const char *
index_garbage(void)
{
	static char bytes[4096];
	struct iana_buffer b = { .bytes = bytes, .len = sizeof bytes };

	return fixture_file(&b);
}
