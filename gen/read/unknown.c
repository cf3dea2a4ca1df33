/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tells by its first bytes which form an unknown input has. */
#include "read/unknown.h"
#include "src/format.h"

#include <string.h>

/* Files that people may take for a registry, by their first bytes. */
static const struct {
	const char *start;
	size_t len;
	const char *what;
} files[] = {
	{ "PK\003\004", 4, "a spreadsheet or ZIP file: save the table as CSV" },
	{ "\320\317\021\340", 4, "an old spreadsheet: save the table as CSV" },
	{ "BZh", 3, "a file packed by bzip2: only gzip is unpacked" },
	{ "\375\067zXZ", 5, "a file packed by xz: only gzip is unpacked" },
	{ "\050\265\057\375", 4, "a file packed by zstd: only gzip is unpacked" },
	{ "\037\213", 2, "a file packed by gzip twice: it is unpacked once" },
	{ IANA_MAGIC, IANA_MAGIC_BYTES,
	  "an index: convert reads what indexes are made of" },
};
#define N_FILES (sizeof files / sizeof *files)

#define CHARACTERS 16 /* of a text, enough to tell its encoding */

/* ASCII in UTF-16 has a zero in each second byte, and nowhere else. */
static bool
is_markless_utf16(const struct iana_input *in)
{
	size_t n_zero[2] = { 0, 0 };

	if (in->len < (size_t)2 * CHARACTERS)
		return false;
	for (size_t i = 0; i < (size_t)2 * CHARACTERS; i++)
		n_zero[i % 2] += in->chunk[i] == '\0';
	return n_zero[0] + n_zero[1] == CHARACTERS && (n_zero[0] == 0 || n_zero[1] == 0);
}

const char *
iana_unknown_name(const struct iana_input *in)
{
	for (size_t i = 0; i < N_FILES; i++)
		if (in->len >= files[i].len &&
		    memcmp(in->chunk, files[i].start, files[i].len) == 0)
			return files[i].what;
	return is_markless_utf16(in)
		   ? "text in UTF-16 without a byte order mark: save it with "
		     "the mark, or in UTF-8"
		   : NULL;
}
