/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * rows REGISTRY: prints each record of a registry in any form, for scripts to compare:
 * its line, its port, its fields in the order of src/format.h.  Fields are cleaned as
 * the judge of rows does (N12), end in U+001F, and a record in U+001E.
 */
#include "base/text.h"
#include "read/reader.h"
#include "table/registry.h"

#include <stdio.h>
#include <stdlib.h>

static void
print(struct iana_cell c)
{
	char *clean = malloc(IANA_TEXT_ROOM(c.len));

	if (clean == NULL)
		abort();
	fwrite(clean, 1, iana_text_clean(clean, c.bytes, c.len), stdout);
	putchar('\037');
	free(clean);
}

static bool
take(void *ctx, const struct iana_raw_row *rec, struct iana_report *rep)
{
	(void)ctx;
	(void)rep;
	printf("%lu\037", rec->line);
	print(rec->port);
	for (int i = 0; i < IANA_N_FIELDS; i++)
		print(rec->field[i]);
	putchar('\036');
	return true;
}

static void
updated(void *ctx, struct iana_cell date)
{
	(void)ctx;
	fprintf(stderr, "updated %.*s\n", (int)date.len, date.bytes);
}

int
main(int argc, char **argv)
{
	struct iana_sink sink = { .take = take, .updated = updated };
	struct iana_report rep = { 0 };
	static struct iana_input in;
	const struct iana_reader *reader;

	if (argc == 2 && iana_input_open(&in, argv[1], &rep) &&
	    (reader = iana_reader_find(&in, &rep)) != NULL &&
	    reader->read(&in, &sink, &rep))
		return EXIT_SUCCESS;
	fprintf(stderr, "%s: %s\n", argc == 2 ? argv[1] : "usage", rep.error.text);
	return EXIT_FAILURE;
}
